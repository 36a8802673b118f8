package io.weft.core.discovery;

import io.weft.core.network.ConnectPoint;
import io.weft.net.DatapathId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which port was last heard to lead to which, for as long as it has not been down since. A switch
 * that left the network and comes back may be joined with one that is still away: that one cannot
 * be heard, and goes on forwarding, so its cable must not be taken for one of a host. Network
 * thread only.
 */
final class Cables {
  /** Empty of a port that its switch's rules say led to some other switch. */
  private final Map<ConnectPoint, Optional<ConnectPoint>> farEnds = new HashMap<>();

  /** Ports of switches that came back, until a switch at the other end can be heard. */
  private final Set<ConnectPoint> unheard = new HashSet<>();

  /** Switches that hand LLDP to the controller. */
  private final Set<DatapathId> listening = new HashSet<>();

  void heard(ConnectPoint one, ConnectPoint other) {
    farEnds.put(one, Optional.of(other));
    farEnds.put(other, Optional.of(one));
    unheard.remove(one);
    unheard.remove(other);
  }

  /** By the rules of its switch a port led to another one. */
  void told(ConnectPoint point) {
    farEnds.putIfAbsent(point, Optional.empty());
  }

  /** A port was down, or is no more: another cable may be in it. */
  void unplugged(ConnectPoint point) {
    farEnds.remove(point);
    unheard.remove(point);
  }

  /** A switch has connected and does not listen yet. */
  void connected(DatapathId dpid) {
    listening.remove(dpid);
  }

  /** A port of a switch that came back: whether it led to another switch before. */
  boolean cameBack(ConnectPoint point) {
    boolean leadsToASwitch = farEnds.containsKey(point);
    if (leadsToASwitch) {
      unheard.add(point);
    }
    return leadsToASwitch;
  }

  /** A switch listens from now on; says which ports that came back would now be heard. */
  List<ConnectPoint> listening(DatapathId dpid) {
    listening.add(dpid);
    List<ConnectPoint> now = new ArrayList<>();
    for (ConnectPoint point : unheard) {
      boolean bothListen =
          listening.contains(point.dpid())
              && farEnds
                  .getOrDefault(point, Optional.empty())
                  .map(ConnectPoint::dpid)
                  .filter(listening::contains)
                  .isPresent();
      if (bothListen) {
        now.add(point);
      }
    }
    now.forEach(unheard::remove);
    return now;
  }

  /** A switch has left the network. */
  void gone(DatapathId dpid) {
    listening.remove(dpid);
  }
}
