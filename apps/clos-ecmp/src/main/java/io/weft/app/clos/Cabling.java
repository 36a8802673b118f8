package io.weft.app.clos;

import com.google.common.collect.ImmutableMap;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Link;
import io.weft.core.network.NetworkView;
import io.weft.core.network.PortRole;
import io.weft.net.DatapathId;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cables between neighbouring tiers that have been seen, those that are down now too: a switch
 * falls back by itself when a cable goes down, so nothing has to change for it, nor when it comes
 * back. One thread at a time.
 */
final class Cabling {
  private static final Logger log = LoggerFactory.getLogger(Cabling.class);

  private final ImmutableMap<DatapathId, Integer> tierOf;
  private final Map<ConnectPoint, ConnectPoint> ends = new TreeMap<>();
  private final Set<Link> misplaced = new LinkedHashSet<>();

  Cabling(ImmutableMap<DatapathId, Integer> tierOf) {
    this.tierOf = tierOf;
  }

  /** The other end of each cable, by either end, in order. */
  Map<ConnectPoint, ConnectPoint> ends() {
    return ends;
  }

  /** Takes in what is there now. */
  void update(NetworkView view) {
    // Hosts are where a cable was: somebody has pulled it out and used its port otherwise.
    ends.keySet().stream()
        .filter(end -> view.role(end) == PortRole.EDGE)
        .toList()
        .forEach(this::forget);
    for (Link link : view.links()) {
      if (joinsTiers(link)) {
        if (!link.b().equals(ends.get(link.a()))) {
          forget(link.a());
          forget(link.b());
          ends.put(link.a(), link.b());
          ends.put(link.b(), link.a());
        }
      } else if (misplaced.add(link)) {
        log.warn("{} joins no two neighbouring tiers of the blueprint; it is not used", link);
      }
    }
    misplaced.retainAll(view.links());
  }

  private void forget(ConnectPoint end) {
    ConnectPoint other = ends.remove(end);
    if (other != null) {
      ends.remove(other);
    }
  }

  private boolean joinsTiers(Link link) {
    Integer one = tierOf.get(link.a().dpid());
    Integer other = tierOf.get(link.b().dpid());
    return one != null && other != null && Math.abs(one - other) == 1;
  }
}
