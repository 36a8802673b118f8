package io.weft.testkit;

import com.google.common.collect.ImmutableMap;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Four switches in a ring, and destinations spread over them. All rules send clockwise, or all send
 * the other way; changing from one to the other changes all but those at the destination, and doing
 * it in the wrong order makes loops.
 */
final class Ring {
  static final Owner APP = new Owner(50, "ring");
  static final int SWITCHES = 4;
  static final int DESTINATIONS = 336;

  /** Rules that are others after turning round. */
  static final int CHANGED = DESTINATIONS * (SWITCHES - 1);

  private static final int PRIORITY = 100;
  private static final int CLOCKWISE = 1;
  private static final int BACK = 2;
  private static final int HOST = 3;
  private static final long FIRST_MAC = 0x0200_0000_0000L;

  private Ring() {}

  static DatapathId dpid(int number) {
    return new DatapathId(0x100 + number);
  }

  static int home(int destination) {
    return destination % SWITCHES;
  }

  private static int step(int from, int port) {
    return Math.floorMod(from + (port == CLOCKWISE ? 1 : -1), SWITCHES);
  }

  static String mac(int destination) {
    return new MacAddress(FIRST_MAC + destination).toString();
  }

  private static Rule.Key key(int destination) {
    Match match =
        Match.builder().set(Field.ETH_DST, new MacAddress(FIRST_MAC + destination)).build();
    return new Rule.Key(0, PRIORITY, match);
  }

  static int portOf(int at, int destination, boolean clockwise) {
    return home(destination) == at ? HOST : clockwise ? CLOCKWISE : BACK;
  }

  static ImmutableMap<DatapathId, SwitchRules> rules(boolean clockwise) {
    ImmutableMap.Builder<DatapathId, SwitchRules> all = ImmutableMap.builder();
    for (int at = 0; at < SWITCHES; at++) {
      SwitchRules.Builder rules = SwitchRules.builder();
      for (int destination = 0; destination < DESTINATIONS; destination++) {
        int port = portOf(at, destination, clockwise);
        Rule rule =
            new Rule(
                key(destination),
                new Cookie(APP.id(), 1, 0),
                List.of(Instruction.apply(Action.output(PortNo.of(port)))),
                0);
        if (port == HOST) {
          rules.add(rule);
        } else {
          rules.add(rule, new SwitchRules.Place(dpid(step(at, port)), key(destination)));
        }
      }
      all.put(dpid(at), rules.build());
    }
    return all.build();
  }

  /**
   * A way that leads round.
   *
   * @param ports of each switch: where it sends what is for an address
   */
  static Optional<String> loop(List<Map<String, Integer>> ports) {
    for (int destination = 0; destination < DESTINATIONS; destination++) {
      for (int start = 0; start < SWITCHES; start++) {
        int at = start;
        int hops = 0;
        Integer port = ports.get(at).get(mac(destination));
        while (port != null && port != HOST) {
          if (++hops > SWITCHES) {
            return Optional.of("what is for " + mac(destination) + " goes round from " + start);
          }
          at = step(at, port);
          port = ports.get(at).get(mac(destination));
        }
      }
    }
    return Optional.empty();
  }
}
