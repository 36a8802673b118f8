package io.weft.core.desired;

import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The groups and meters that a rule cannot be installed without.
 *
 * @param groups ids of groups
 * @param meters ids of meters
 */
public record Uses(Set<Integer> groups, Set<Integer> meters) {
  private static final Uses NOTHING = new Uses(Set.of(), Set.of());

  public static Uses of(Rule rule) {
    Set<Integer> groups = Set.of();
    Set<Integer> meters = Set.of();
    for (Instruction instruction : rule.instructions()) {
      switch (instruction) {
        case Instruction.ApplyActions apply -> {
          groups = groupsOf(apply.actions(), groups);
          meters = metersOf(apply.actions(), meters);
        }
        case Instruction.WriteActions write -> groups = groupsOf(write.actions(), groups);
        case Instruction.Meter meter -> meters = with(meter.meterId(), meters);
        case Instruction.ClearActions _,
            Instruction.WriteMetadata _,
            Instruction.GotoTable _,
            Instruction.StatTrigger _,
            Instruction.Unknown _ -> {}
      }
    }
    return groups.isEmpty() && meters.isEmpty() ? NOTHING : new Uses(groups, meters);
  }

  private static Set<Integer> groupsOf(List<Action> actions, Set<Integer> known) {
    Set<Integer> groups = known;
    for (Action action : actions) {
      if (action instanceof Action.Group group) {
        groups = with(group.groupId(), groups);
      }
    }
    return groups;
  }

  /** Since OpenFlow 1.5 a meter is an action. */
  private static Set<Integer> metersOf(List<Action> actions, Set<Integer> known) {
    Set<Integer> meters = known;
    for (Action action : actions) {
      if (action instanceof Action.Meter meter) {
        meters = with(meter.meterId(), meters);
      }
    }
    return meters;
  }

  /** Most rules use none or one. */
  private static Set<Integer> with(int id, Set<Integer> known) {
    if (known.isEmpty()) {
      return Set.of(id);
    }
    Set<Integer> more = new LinkedHashSet<>(known);
    more.add(id);
    return more;
  }

  static void groups(List<Action> actions, Set<Integer> into) {
    into.addAll(groupsOf(actions, Set.of()));
  }
}
