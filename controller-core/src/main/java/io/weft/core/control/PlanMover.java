package io.weft.core.control;

import com.google.common.collect.ImmutableMap;
import io.weft.core.desired.Plan;
import io.weft.core.desired.SwitchRules;
import io.weft.net.DatapathId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Brings an app's plans to the tables that the app has, and measures them. Of what the app wanted
 * before on a switch, only what has changed is looked at again. One thread at a time.
 */
final class PlanMover {
  private record Moved(SwitchRules from, SwitchRules to) {}

  private final int maxSize;
  private Map<DatapathId, Moved> known = new HashMap<>();
  private PMap<DatapathId, TableSlot> knownSlots = HashTreePMap.empty();

  /**
   * @param maxSize rules and groups in one plan
   */
  PlanMover(int maxSize) {
    this.maxSize = maxSize;
  }

  /**
   * The plan as it is on the switches. Those on which the app has no tables are left out.
   *
   * @throws TooLargeException if there is too much in it
   * @throws IllegalArgumentException if a rule is in a table that the app does not have, or is not
   *     the app's
   */
  Plan move(Plan plan, PMap<DatapathId, TableSlot> slots) {
    measure(plan);
    if (!isSame(slots, knownSlots)) {
      known.clear();
      knownSlots = slots;
    }
    Function<DatapathId, Optional<TableSlot>> elsewhere =
        other -> Optional.ofNullable(slots.get(other));
    Map<DatapathId, Moved> used = new HashMap<>();
    List<ImmutableMap<DatapathId, SwitchRules>> stages = new ArrayList<>();
    for (ImmutableMap<DatapathId, SwitchRules> stage : plan.stages()) {
      ImmutableMap.Builder<DatapathId, SwitchRules> moved = ImmutableMap.builder();
      stage.forEach((dpid, rules) -> {
        TableSlot slot = slots.get(dpid);
        if (slot != null) {
          Moved there = known.get(dpid);
          if (there == null) {
            there = new Moved(rules, slot.toSwitch(rules, elsewhere));
          } else if (!isSame(there.from, rules)) {
            there = new Moved(rules, slot.toSwitch(rules, there.from, there.to, elsewhere));
          }
          used.put(dpid, there);
          moved.put(dpid, there.to);
        }
      });
      stages.add(moved.build());
    }
    known = used;
    return new Plan(stages);
  }

  private void measure(Plan plan) {
    long size = 0;
    for (ImmutableMap<DatapathId, SwitchRules> stage : plan.stages()) {
      for (SwitchRules rules : stage.values()) {
        size += rules.size();
      }
    }
    if (size > maxSize) {
      throw new TooLargeException(
          "wants " + size + " rules and groups, " + maxSize + " are the most");
    }
  }

  @SuppressWarnings("ReferenceEquality") // only what is the same object needs no look
  private static boolean isSame(Object one, Object other) {
    return one == other;
  }
}
