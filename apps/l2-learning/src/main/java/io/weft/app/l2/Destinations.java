package io.weft.app.l2;

import static io.weft.openflow.action.Instruction.apply;

import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules.Place;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import java.util.HashMap;
import java.util.Map;

/**
 * The rules of several tables that send on what is for a host: by far the most there are. A switch
 * has one for each host, and those of different switches that go out of the same port are the same,
 * from plan to plan too; so they are made once.
 */
final class Destinations {
  /** What there is for one host. */
  private static final class Way {
    private final Rule.Key key;
    private final Map<PortNo, Rule> byPort = new HashMap<>(4);
    private final Map<DatapathId, Place> places = new HashMap<>();

    Way(Rule.Key key) {
      this.key = key;
    }
  }

  private static final int SPARE = 1000;

  private final Map<MacAddress, Way> ways = new HashMap<>();

  private Way way(MacAddress mac) {
    return ways.computeIfAbsent(mac, m -> new Way(MultiTable.destination(m)));
  }

  Rule towards(MacAddress mac, PortNo port) {
    Way way = way(mac);
    return way.byPort.computeIfAbsent(
        port,
        out ->
            Kind.DESTINATION.rule(
                way.key.tableId(),
                way.key.priority(),
                way.key.match(),
                0,
                apply(Action.output(out))));
  }

  /** Where a switch has its rule for a host. */
  Place place(DatapathId dpid, MacAddress mac) {
    Way way = way(mac);
    return way.places.computeIfAbsent(dpid, at -> new Place(at, way.key));
  }

  /** Forgets hosts that have gone, if there are many of them. */
  void keepUpTo(int hosts) {
    if (ways.size() > 2 * hosts + SPARE) {
      ways.clear();
    }
  }
}
