package io.weft.testkit.guide;

import com.google.common.collect.ImmutableMap;
import io.weft.core.app.App;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.NetworkView;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import java.util.List;

/** Joins port 1 and port 2 of every switch, as a cable would. */
final class PatchPanel implements App {
  private static final Owner OWNER = new Owner(200, "patch-panel");

  @Override
  public Owner owner() {
    return OWNER;
  }

  @Override
  public Plan plan(NetworkView view) {
    ImmutableMap.Builder<DatapathId, SwitchRules> rules = ImmutableMap.builder();
    for (DatapathId dpid : view.switches().keySet()) {
      rules.put(
          dpid,
          SwitchRules.builder()
              .add(rule("in_port=1", PortNo.of(2)))
              .add(rule("in_port=2", PortNo.of(1)))
              .build());
    }
    return Plan.of(rules.build());
  }

  private static Rule rule(String match, PortNo to) {
    return new Rule(
        new Rule.Key(0, 100, Match.parse(match)),
        new Cookie(OWNER.id(), 1, 0),
        List.of(Instruction.apply(Action.output(to))),
        0);
  }
}
