package io.weft.northbound;

import com.google.common.collect.ImmutableMap;
import io.weft.core.app.App;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Group;
import io.weft.core.desired.Meter;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.NetworkView;
import io.weft.core.network.SwitchNode;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.GroupType;
import java.util.List;

/**
 * Wants a rule of a given priority, a group and a meter on every switch, and to hear of ARP.
 *
 * @param more further rules, to have many of them
 */
record SampleApp(int priority, int more) implements App {
  static final Owner OWNER = new Owner(200, "sample");

  @Override
  public Owner owner() {
    return OWNER;
  }

  @Override
  public Plan plan(NetworkView view) {
    ImmutableMap.Builder<DatapathId, SwitchRules> rules = ImmutableMap.builder();
    for (SwitchNode node : view.switches().values()) {
      SwitchRules.Builder wanted = SwitchRules.builder();
      wanted.add(rule(priority, "tcp,nw_dst=10.0.0.1", Action.output(PortNo.of(2))));
      wanted.add(rule(50, "arp", Action.controller(Action.WHOLE_PACKET)));
      for (int i = 0; i < more; i++) {
        wanted.add(rule(1, "tcp,tp_dst=" + i, Action.output(PortNo.of(2))));
      }
      if (node.version() != OfVersion.OF10) {
        Bucket bucket = Bucket.of(Action.output(PortNo.of(1)));
        wanted.add(new Group(OWNER.groupId(7), GroupType.ALL, List.of(bucket)));
        wanted.add(Meter.dropAbove(OWNER.meterId(7), 1000));
      }
      rules.put(node.dpid(), wanted.build());
    }
    return Plan.of(rules.build());
  }

  private static Rule rule(int priority, String match, Action action) {
    return new Rule(
        new Rule.Key(0, priority, Match.parse(match)),
        new Cookie(OWNER.id(), 1, 0),
        List.of(Instruction.apply(action)),
        60);
  }
}
