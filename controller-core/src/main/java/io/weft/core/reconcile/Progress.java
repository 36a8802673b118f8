package io.weft.core.reconcile;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.weft.core.desired.Plan;
import io.weft.core.desired.SwitchRules;
import io.weft.net.DatapathId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How far one plan has come. Parts of the network that no link joins go on separately: what is
 * flooded in one does not get into the other.
 */
final class Progress {
  private static final class Part {
    private final ImmutableSet<DatapathId> switches;
    private int stage;

    Part(ImmutableSet<DatapathId> switches) {
      this.switches = switches;
    }
  }

  private final List<ImmutableMap<DatapathId, SwitchRules>> stages;
  private final List<Part> parts = new ArrayList<>();
  private final Map<DatapathId, Part> partOf = new HashMap<>();
  private boolean told;

  /**
   * @param parts all switches that the plan is about, by parts that are joined
   */
  Progress(Plan plan, List<ImmutableSet<DatapathId>> parts) {
    this.stages = plan.stages();
    for (ImmutableSet<DatapathId> switches : parts) {
      Part part = new Part(switches);
      this.parts.add(part);
      switches.forEach(dpid -> partOf.put(dpid, part));
    }
  }

  /** What a switch should have now; empty if the plan knows nothing of it. */
  Optional<SwitchRules> rulesOf(DatapathId dpid) {
    return Optional.ofNullable(partOf.get(dpid))
        .map(part -> stages.get(part.stage).getOrDefault(dpid, SwitchRules.NONE));
  }

  /** Whether the part that a switch is in has stages before it. */
  boolean isUnfinished(DatapathId dpid) {
    Part part = partOf.get(dpid);
    return part != null && part.stage < stages.size() - 1;
  }

  /** Goes one stage on where all are done with theirs; says with which switches. */
  List<DatapathId> goOn(Predicate<DatapathId> isDone) {
    List<DatapathId> begun = new ArrayList<>();
    for (Part part : parts) {
      if (part.stage < stages.size() - 1 && part.switches.stream().allMatch(isDone)) {
        part.stage++;
        begun.addAll(part.switches);
      }
    }
    return begun;
  }

  /** Whether all are done with their last stage. */
  boolean isConfirmed(Predicate<DatapathId> isDone) {
    return parts.stream()
        .allMatch(
            part -> part.stage == stages.size() - 1 && part.switches.stream().allMatch(isDone));
  }

  /** True once: when all are done with their last stage. */
  boolean isNewlyConfirmed(Predicate<DatapathId> isDone) {
    boolean newly = !told && isConfirmed(isDone);
    told |= newly;
    return newly;
  }
}
