package io.weft.northbound;

import io.weft.api.v1.ConfigPlan;
import io.weft.api.v1.RuleChange;
import io.weft.core.control.PlanChange;
import io.weft.core.desired.Group;
import io.weft.core.desired.SwitchRules;
import io.weft.net.DatapathId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which rules and groups come and go when an app wants something else. */
public final class RuleChanges {
  /** Changes that are told one by one; all are counted. */
  public static final int TOLD = 1000;

  private RuleChanges() {}

  /** Adds what an app changes, by switch: what goes, then what comes. */
  public static void addTo(ConfigPlan.Builder plan, PlanChange change) {
    Set<DatapathId> dpids = new TreeSet<>(change.before().keySet());
    dpids.addAll(change.after().keySet());
    for (DatapathId dpid : dpids) {
      SwitchRules before = change.before().getOrDefault(dpid, SwitchRules.NONE);
      SwitchRules after = change.after().getOrDefault(dpid, SwitchRules.NONE);
      RuleChange.Builder told =
          RuleChange.newBuilder().setSwitch(dpid.toString()).setOwner(change.owner().name());
      plan.setRemoved(plan.getRemoved() + tell(plan, told, RuleChange.Kind.REMOVED, before, after));
      plan.setAdded(plan.getAdded() + tell(plan, told, RuleChange.Kind.ADDED, after, before));
    }
  }

  /** Tells what one has and the other has not, or has otherwise; how many that is. */
  private static int tell(
      ConfigPlan.Builder plan,
      RuleChange.Builder told,
      RuleChange.Kind kind,
      SwitchRules one,
      SwitchRules other) {
    int count = 0;
    for (Map.Entry<Integer, Group> group : one.groups().entrySet()) {
      if (!group.getValue().equals(other.groups().get(group.getKey()))) {
        count++;
        if (plan.getRulesCount() < TOLD) {
          String text = GroupRow.entry(group.getValue()).toString();
          plan.addRules(told.setKind(kind).setText(text));
        }
      }
    }
    for (var rule : one.rules().values()) {
      if (!rule.equals(other.rules().get(rule.key()))) {
        count++;
        if (plan.getRulesCount() < TOLD) {
          plan.addRules(told.setKind(kind).setText(rule.toAdd().toString()));
        }
      }
    }
    return count;
  }
}
