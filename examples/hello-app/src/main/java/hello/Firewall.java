package hello;

import com.google.common.collect.ImmutableMap;
import io.weft.core.app.App;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.NetworkView;
import io.weft.net.DatapathId;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import java.util.List;

/** Drops what a list denies, before the next app forwards the rest. The first entry that fits counts. */
final class Firewall implements App {
  private static final Owner OWNER = new Owner(200, "firewall");
  private static final int HIGHEST = 60_000;

  private final SwitchRules rules;

  Firewall(FirewallConfig config) {
    SwitchRules.Builder builder = SwitchRules.builder();
    int priority = HIGHEST;
    for (FirewallConfig.Entry entry : config.entries()) {
      builder.add(rule(priority--, entry.match(), entry.permits()));
    }
    rules = builder.add(rule(0, Match.ANY, config.permitsOthers())).build();
  }

  private static Rule rule(int priority, Match match, boolean permits) {
    return new Rule(
        new Rule.Key(0, priority, match),
        new Cookie(OWNER.id(), 1, 0),
        permits ? List.of(NEXT_APP) : List.<Instruction>of(),
        0);
  }

  @Override
  public Owner owner() {
    return OWNER;
  }

  @Override
  public Plan plan(NetworkView view) {
    ImmutableMap.Builder<DatapathId, SwitchRules> everywhere = ImmutableMap.builder();
    view.switches().keySet().forEach(dpid -> everywhere.put(dpid, rules));
    return Plan.of(everywhere.build());
  }
}
