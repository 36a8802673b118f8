package io.weft.core.discovery;

import io.weft.core.event.Step;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.NetworkView;
import io.weft.core.network.PortRole;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a controller that was restarted among forwarding switches has seen again all links that
 * their rules speak of, and what every port is for. Until then its view is that of somebody who has
 * just woken up.
 */
final class Settling {
  private static final Logger log = LoggerFactory.getLogger(Settling.class);

  private final Duration limit;
  private final Set<ConnectPoint> expected = new HashSet<>();
  private Instant deadline = Instant.MAX;
  private boolean active;
  private boolean over;

  Settling(Duration limit) {
    this.limit = limit;
  }

  /**
   * A switch that carries our rules has connected.
   *
   * @param linkPorts ports that led to another switch and are up
   */
  void expect(Set<ConnectPoint> linkPorts, Instant now) {
    if (over) {
      return; // long after the start: a switch that was away has come back
    }
    if (!active) {
      active = true;
      deadline = now.plus(limit);
    }
    expected.addAll(linkPorts);
  }

  /** The port's fate is known. */
  void seen(ConnectPoint point) {
    expected.remove(point);
  }

  void update(Step step, Instant now) {
    if (!active) {
      return;
    }
    boolean late = !deadline.isAfter(now);
    boolean settled = late || expected.isEmpty() && !hasProbingPort(step.view());
    step.view(step.view().withSettled(settled));
    if (settled) {
      active = false;
      over = true;
      if (!late) {
        log.info("settled: all ports and links are known again");
      } else {
        log.warn("settled: after {} s without the links at {}", limit.toSeconds(), expected);
      }
      expected.clear();
    }
  }

  private static boolean hasProbingPort(NetworkView view) {
    return view.switches().values().stream()
        .flatMap(node -> node.ports().values().stream())
        .anyMatch(port -> port.role() == PortRole.PROBING);
  }
}
