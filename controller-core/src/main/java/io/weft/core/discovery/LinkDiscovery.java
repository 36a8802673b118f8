package io.weft.core.discovery;

import io.weft.core.event.Event;
import io.weft.core.event.Step;
import io.weft.core.event.Transmission;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Link;
import io.weft.core.network.Port;
import io.weft.core.network.PortRole;
import io.weft.core.network.SwitchNode;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import io.weft.net.packet.Ethernet;
import io.weft.openflow.message.OfMessage.PortReason;
import io.weft.openflow.message.OfMessage.PortStatus;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortDesc;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what each port is for, by what LLDP it hears and by its switch's port-status. Network
 * thread only.
 *
 * <pre>
 *            up              nothing heard for probeTime
 *   DOWN --------> PROBING ------------------------------> EDGE
 *     ^               |                                      |
 *     | down          +------ heard or heard of: LINK <------+
 *     +-- from any              | not heard any more
 *                               v
 *                             STALE ------ heard: LINK, down: DOWN
 * </pre>
 *
 * <p>A link is usable when it was heard in both directions. Frames of others, forged and replayed
 * ones are passed over; a frame that somebody relays while it is fresh cannot be told from a cable.
 */
public final class LinkDiscovery {
  private static final Logger log = LoggerFactory.getLogger(LinkDiscovery.class);
  private static final Duration REPEAT_PROBE = Duration.ofMillis(150);
  private static final int FRESH = 4;

  /**
   * Where no switch is one seldom appears without a port-status, and there are tens of thousands of
   * such ports in a large network: together they are probed no more often than this.
   */
  private static final int EDGE_PROBES_PER_SECOND = 5000;

  /** What is known of a port beyond the view. */
  private static final class Watch {
    /** The last sequences sent; any other one is old or invented. */
    private final long[] sent = new long[FRESH];

    private Duration repeatProbe = REPEAT_PROBE;
    private Instant nextProbe = Instant.MAX;
    private Instant edgeAt = Instant.MAX;
    private Instant dueAt = Instant.MAX;
    private boolean wasLive;
  }

  /** When a port is to be looked at; of no meaning if its watch says another time by now. */
  private record Due(Instant at, ConnectPoint point) {}

  /** From whom a port last heard. */
  private record Heard(ConnectPoint sender, Instant at) {}

  private final DiscoveryConfig config;
  private final Probe.Key key;
  private final Map<ConnectPoint, Watch> watches = new HashMap<>();
  private final Map<ConnectPoint, Heard> heard = new HashMap<>();

  /** Ports in the order in which time concerns them: 40,000 cannot be looked at at each tick. */
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));

  private final Cables cables = new Cables();
  private final Settling settling;
  private long sequence;

  /**
   * @param secret at least 16 random octets, new at each start
   */
  public LinkDiscovery(DiscoveryConfig config, byte[] secret) {
    this.config = config;
    this.key = new Probe.Key(secret);
    this.settling = new Settling(config.settleTime());
  }

  /**
   * A switch has connected. If it was in the view before, its ports keep their roles as far as they
   * are still up.
   *
   * @param carriesRules whether rules of an app were installed
   * @param linkPorts ports that led to another switch, by these rules
   */
  public void connected(
      Step step, SwitchNode node, boolean carriesRules, Set<PortNo> linkPorts, Instant now) {
    Set<ConnectPoint> expected = new HashSet<>();
    cables.connected(node.dpid());
    Optional<SwitchNode> before = step.view().node(node.dpid());
    before.ifPresent(known -> loseWhatWentAway(step, known, node));
    step.view(step.view().with(node));
    for (Port port : node.ports().values()) {
      ConnectPoint point = new ConnectPoint(node.dpid(), port.desc().number());
      watch(point).wasLive = port.desc().isLive();
      PortRole known = before.map(b -> b.role(point.port())).orElse(PortRole.DOWN);
      if (!port.desc().isUp()) {
        cables.unplugged(point);
        continue;
      }
      if (known != PortRole.DOWN) {
        step.view(step.view().withRole(point, known));
      } else if (linkPorts.contains(point.port())) {
        step.view(step.view().withRole(point, PortRole.STALE));
        cables.told(point);
        expected.add(point);
      } else if (cables.cameBack(point)) {
        step.view(step.view().withRole(point, PortRole.STALE));
      }
    }
    if (carriesRules) {
      settling.expect(expected, now);
    }
    settling.update(step, now);
  }

  /** Ports that a switch had, and lost while nobody could hear of it. */
  private void loseWhatWentAway(Step step, SwitchNode before, SwitchNode now) {
    for (PortNo number : before.ports().keySet()) {
      ConnectPoint point = new ConnectPoint(before.dpid(), number);
      Optional<Port> port = now.port(number);
      if (port.isEmpty()) {
        cables.unplugged(point);
        forget(step, point);
      } else if (!port.get().desc().isUp()) {
        loseLinkAt(step, point);
        become(step, point, PortRole.DOWN);
      }
    }
  }

  /** The switch sends LLDP to the controller from now on, so its ports can be probed. */
  public void listening(Step step, DatapathId dpid, Instant now) {
    for (ConnectPoint point : cables.listening(dpid)) {
      if (step.view().role(point) == PortRole.STALE) {
        become(step, point, PortRole.PROBING);
        beginProbing(step, point, now);
      }
    }
    step.view()
        .node(dpid)
        .ifPresent(node ->
            node.ports()
                .values()
                .forEach(port -> {
                  if (port.role() != PortRole.DOWN) {
                    beginProbing(step, new ConnectPoint(dpid, port.desc().number()), now);
                  }
                }));
  }

  private void beginProbing(Step step, ConnectPoint point, Instant now) {
    Watch watch = watch(point);
    watch.edgeAt = now.plus(config.probeTime());
    watch.repeatProbe = REPEAT_PROBE;
    probe(step, point, now);
  }

  private void probe(Step step, ConnectPoint point, Instant now) {
    Optional<PortDesc> port = step.view().port(point.dpid(), point.port());
    if (port.isEmpty()) {
      return;
    }
    Watch watch = watch(point);
    System.arraycopy(watch.sent, 0, watch.sent, 1, FRESH - 1);
    watch.sent[0] = ++sequence;
    watch.nextProbe = now.plus(repeatAfter(step.view().role(point), watch));
    lookAgain(point, watch, Instant.MAX);
    step.send(
        new Transmission(
            point.dpid(),
            PacketOut.to(
                point.port(), new Probe(point, watch.sent[0]).frame(port.get().hwAddress(), key))));
  }

  private Duration repeatAfter(PortRole role, Watch watch) {
    if (role == PortRole.PROBING) {
      Duration delay = watch.repeatProbe;
      watch.repeatProbe = delay.multipliedBy(2);
      return delay;
    }
    Duration edgeInterval = Duration.ofSeconds(watches.size()).dividedBy(EDGE_PROBES_PER_SECOND);
    return role == PortRole.EDGE && edgeInterval.compareTo(config.interval()) > 0
        ? edgeInterval
        : config.interval();
  }

  /** Sees to it that a port is looked at when it is time for the first thing that it waits for. */
  private void lookAgain(ConnectPoint point, Watch watch, Instant atLatest) {
    Instant next = watch.nextProbe.isBefore(watch.edgeAt) ? watch.nextProbe : watch.edgeAt;
    next = next.isBefore(atLatest) ? next : atLatest;
    if (next.isBefore(watch.dueAt)) {
      watch.dueAt = next;
      due.add(new Due(next, point));
    }
  }

  private Watch watch(ConnectPoint point) {
    return watches.computeIfAbsent(point, p -> new Watch());
  }

  /** A port of a connected switch was added, deleted or changed. */
  public void portStatus(Step step, DatapathId dpid, PortStatus status, Instant now) {
    PortDesc desc = status.port();
    ConnectPoint point = new ConnectPoint(dpid, desc.number());
    if (desc.number().isReserved() || step.view().node(dpid).isEmpty()) {
      return;
    }
    if (status.reason() == PortReason.DELETE) {
      cables.unplugged(point);
      forget(step, point);
      return;
    }
    step.view(step.view().withPort(dpid, desc));
    Watch watch = watch(point);
    // Open vSwitch tells of a failure in two messages: LIVE cleared first, then LINK_DOWN.
    boolean up = desc.isUp() && (desc.isLive() || !watch.wasLive);
    watch.wasLive |= desc.isLive();
    PortRole role = step.view().role(point);
    if (!up && role != PortRole.DOWN) {
      log.info("{}: port {} is down", dpid, desc.number());
      cables.unplugged(point);
      loseLinkAt(step, point);
      become(step, point, PortRole.DOWN);
    } else if (up && role == PortRole.DOWN) {
      log.info("{}: port {} is up", dpid, desc.number());
      become(step, point, PortRole.PROBING);
      beginProbing(step, point, now);
    }
    settling.update(step, now);
  }

  private void forget(Step step, ConnectPoint point) {
    loseLinkAt(step, point);
    become(step, point, PortRole.DOWN);
    step.view(step.view().withoutPort(point));
    watches.remove(point);
  }

  private void become(Step step, ConnectPoint point, PortRole role) {
    if (step.view().role(point) != role) {
      step.view(step.view().withRole(point, role));
      step.tell(new Event.PortChanged(point, role));
    }
    if (role != PortRole.STALE) {
      settling.seen(point);
    }
  }

  /** What a port heard or was heard of is no longer true. Its neighbour waits for news as STALE. */
  private void loseLinkAt(Step step, ConnectPoint point) {
    settling.seen(point);
    Heard mine = heard.remove(point);
    if (mine != null) {
      lose(step, point, mine.sender);
    }
    List<ConnectPoint> listeners = new ArrayList<>();
    heard.forEach((receiver, by) -> {
      if (by.sender.equals(point)) {
        listeners.add(receiver);
      }
    });
    for (ConnectPoint receiver : listeners) {
      heard.remove(receiver);
      lose(step, point, receiver);
    }
  }

  private void lose(Step step, ConnectPoint one, ConnectPoint other) {
    if (!one.equals(other)) {
      Link link = Link.between(one, other);
      if (step.view().links().contains(link)) {
        log.info("link {} is down", link);
        step.view(step.view().without(link));
        step.tell(new Event.LinkDown(link));
      }
    }
    for (ConnectPoint end : List.of(one, other)) {
      if (step.view().role(end) == PortRole.LINK) {
        become(step, end, PortRole.STALE);
      }
    }
  }

  /**
   * An LLDP frame reached the controller.
   *
   * @return whether it was one of ours; others may be of interest to hosts' owners, not to us
   */
  public boolean lldp(Step step, ConnectPoint receiver, Ethernet frame, Instant now) {
    Optional<Probe> probe = Probe.in(frame, key);
    if (probe.isEmpty() || !isFresh(probe.get())) {
      return false;
    }
    ConnectPoint sender = probe.get().from();
    if (step.view().role(receiver) == PortRole.DOWN || step.view().role(sender) == PortRole.DOWN) {
      return true; // overtaken by a port-status
    }
    if (sender.equals(receiver)) {
      become(step, receiver, PortRole.STALE); // a loop plug: nothing may go out there
      return true;
    }
    cables.heard(sender, receiver);
    Heard before = heard.put(receiver, new Heard(sender, now));
    if (before != null && !before.sender.equals(sender)) {
      lose(step, receiver, before.sender);
    }
    become(step, receiver, PortRole.LINK);
    become(step, sender, PortRole.LINK);
    Heard back = heard.get(sender);
    if (back == null || !back.sender.equals(receiver)) {
      boolean isNew = before == null || !before.sender.equals(sender);
      answer(step, receiver, isNew, now);
    } else {
      linkUp(step, Link.between(sender, receiver));
    }
    settling.update(step, now);
    return true;
  }

  private boolean isFresh(Probe probe) {
    Watch watch = watches.get(probe.from());
    if (watch != null) {
      for (long sent : watch.sent) {
        if (sent == probe.sequence()) {
          return true;
        }
      }
    }
    return false;
  }

  /** So that the other direction is found now and not at the next interval. */
  private void answer(Step step, ConnectPoint receiver, boolean isNew, Instant now) {
    Watch watch = watch(receiver);
    if (isNew || watch.nextProbe.isAfter(now.plus(REPEAT_PROBE))) {
      probe(step, receiver, now);
      watch.nextProbe = now.plus(REPEAT_PROBE);
      lookAgain(receiver, watch, Instant.MAX);
    }
  }

  private void linkUp(Step step, Link link) {
    if (!step.view().links().contains(link)) {
      log.info("link {} is up", link);
      step.view(step.view().with(link));
      step.tell(new Event.LinkUp(link));
    }
  }

  /** A switch has left: its links are gone, and what was behind them is not to be trusted. */
  public void gone(Step step, DatapathId dpid) {
    cables.gone(dpid);
    step.view()
        .node(dpid)
        .ifPresent(node -> {
          for (PortNo number : node.ports().keySet()) {
            forget(step, new ConnectPoint(dpid, number));
          }
        });
  }

  /** Time has passed. */
  public void tick(Step step, Instant now) {
    for (Due next = due.peek(); next != null && !next.at.isAfter(now); next = due.peek()) {
      due.remove();
      Watch watch = watches.get(next.point);
      if (watch != null && watch.dueAt.equals(next.at)) {
        watch.dueAt = Instant.MAX;
        boolean connected =
            step.view().node(next.point.dpid()).map(SwitchNode::connected).orElse(false);
        PortRole role = step.view().role(next.point);
        // Of others it is told anew when they are there again.
        if (connected && role != PortRole.DOWN) {
          look(step, next.point, watch, role, now);
        }
      }
    }
    settling.update(step, now);
  }

  private void look(Step step, ConnectPoint point, Watch watch, PortRole role, Instant now) {
    if (!watch.edgeAt.isAfter(now)) {
      watch.edgeAt = Instant.MAX;
      if (role == PortRole.PROBING) {
        become(step, point, PortRole.EDGE);
      }
    }
    if (!watch.nextProbe.isAfter(now)) {
      probe(step, point, now);
    }
    lookAgain(point, watch, checkHeard(step, point, now));
  }

  /** Whether what a port heard is too long ago; says when it will be. */
  private Instant checkHeard(Step step, ConnectPoint point, Instant now) {
    Heard last = heard.get(point);
    if (last == null) {
      return Instant.MAX;
    }
    Instant lostAt = last.at.plus(config.linkTimeout()).plusNanos(1);
    if (lostAt.isAfter(now)) {
      return lostAt;
    }
    // Of a sender without a connection nobody knows whether it still sends.
    if (step.view().node(last.sender.dpid()).map(SwitchNode::connected).orElse(false)) {
      log.warn(
          "{} has not heard {} for {} s", point, last.sender, config.linkTimeout().toSeconds());
      heard.remove(point);
      lose(step, point, last.sender);
    }
    return Instant.MAX;
  }
}
