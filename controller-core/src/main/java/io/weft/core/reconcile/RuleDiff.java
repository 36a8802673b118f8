package io.weft.core.reconcile;

import io.weft.core.desired.Group;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mods that lead from what is installed to what is desired, in an order that loses nothing. */
final class RuleDiff {
  private RuleDiff() {}

  /**
   * Groups first, then the rules that point to them, then removal in reverse.
   *
   * @param desired what the owners want that have said so
   * @param silent owners that have not said yet what they want: their rules stay
   */
  static List<Change> between(
      Installed installed, Collection<SwitchRules> desired, Set<Integer> silent) {
    List<Change> changes = new ArrayList<>();
    List<Change> removals = new ArrayList<>();
    for (SwitchRules wanted : desired) {
      for (Group group : wanted.groups().values()) {
        Group present = installed.groups().get(group.id());
        if (!group.equals(present)) {
          // Another type needs another group: MODIFY could do it, but switches differ.
          changes.add(new Change.PutGroup(group, present == null));
        }
      }
    }
    for (SwitchRules wanted : desired) {
      for (Rule rule : wanted.rules().values()) {
        if (!rule.equals(installed.rules().get(rule.key()))) {
          changes.add(new Change.PutRule(rule));
        }
      }
    }
    for (Rule rule : installed.rules().values()) {
      if (!silent.contains(rule.cookie().ownerId()) && !wants(desired, rule.key())) {
        removals.add(new Change.RemoveRule(rule));
      }
    }
    for (Map.Entry<Integer, Group> group : installed.groups().entrySet()) {
      if (!silent.contains(Owner.ofGroup(group.getKey()))
          && desired.stream().noneMatch(wanted -> wanted.groups().containsKey(group.getKey()))) {
        removals.add(new Change.RemoveGroup(group.getValue()));
      }
    }
    changes.addAll(removals);
    return changes;
  }

  private static boolean wants(Collection<SwitchRules> desired, Rule.Key key) {
    for (SwitchRules wanted : desired) {
      if (wanted.rules().containsKey(key)) {
        return true;
      }
    }
    return false;
  }
}
