package io.weft.core.discovery;

import static io.weft.core.network.Sample.at;
import static io.weft.core.network.Sample.desc;
import static io.weft.core.network.Sample.dpid;
import static io.weft.core.network.Sample.node;
import static io.weft.core.network.Sample.port;

import io.weft.core.event.Event;
import io.weft.core.event.Step;
import io.weft.core.event.Transmission;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.NetworkView;
import io.weft.core.network.PortRole;
import io.weft.core.network.SwitchNode;
import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.net.packet.Ethernet;
import io.weft.openflow.action.Action;
import io.weft.openflow.message.OfMessage.PortReason;
import io.weft.openflow.message.OfMessage.PortStatus;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortDesc;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/** Link discovery with cables between its ports, and a clock. */
final class DiscoveryBench {
  static final DiscoveryConfig TIMES =
      new DiscoveryConfig(
          Duration.ofSeconds(2),
          Duration.ofSeconds(6),
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));

  final LinkDiscovery discovery = new LinkDiscovery(TIMES, new byte[16]);
  NetworkView view = NetworkView.EMPTY;
  Instant now = Instant.EPOCH;
  final List<Event> events = new ArrayList<>();
  private final Map<ConnectPoint, ConnectPoint> cables = new HashMap<>();
  private final Queue<Transmission> inFlight = new ArrayDeque<>();
  private final List<Bytes> sentFrames = new ArrayList<>();

  /** Both ways. */
  void cable(ConnectPoint one, ConnectPoint other) {
    wire(one, other);
    wire(other, one);
  }

  /** One way. */
  void wire(ConnectPoint from, ConnectPoint to) {
    cables.put(from, to);
  }

  void unplug(ConnectPoint one) {
    ConnectPoint other = cables.remove(one);
    cables.remove(other);
  }

  /** Does something, and delivers the LLDP that follows until none is under way. */
  void step(Consumer<Step> happening) {
    hold(happening);
    deliver();
  }

  /** As {@link #step}, with the LLDP left under way. */
  void hold(Consumer<Step> happening) {
    Step step = new Step(view);
    happening.accept(step);
    view = step.view();
    events.addAll(step.events());
    inFlight.addAll(step.transmissions());
  }

  void deliver() {
    while (!inFlight.isEmpty()) {
      Transmission sent = inFlight.remove();
      if (!view.node(sent.dpid()).map(SwitchNode::connected).orElse(false)) {
        continue;
      }
      PacketOut packet = sent.packet();
      sentFrames.add(packet.data());
      PortNo out = ((Action.Output) packet.actions().getFirst()).port();
      ConnectPoint to = cables.get(new ConnectPoint(sent.dpid(), out));
      if (to != null && view.node(to.dpid()).map(SwitchNode::connected).orElse(false)) {
        hear(to, packet.data());
      }
    }
  }

  void hear(ConnectPoint at, Bytes frame) {
    hold(step -> discovery.lldp(step, at, Ethernet.parse(frame).orElseThrow(), now));
  }

  void connect(long dpid, int ports) {
    connect(node(dpid, ports), false, Set.of());
    listen(dpid);
  }

  void connect(SwitchNode node, boolean carriesRules, Set<PortNo> linkPorts) {
    step(s -> discovery.connected(s, node, carriesRules, linkPorts, now));
  }

  void listen(long dpid) {
    step(s -> discovery.listening(s, dpid(dpid), now));
  }

  /** Lets time pass, a tick each 50 ms. */
  void pass(long millis) {
    for (long end = millis; end > 0; end -= 50) {
      now = now.plusMillis(Math.min(50, end));
      step(s -> discovery.tick(s, now));
    }
  }

  void status(PortReason reason, long dpid, PortDesc port) {
    step(s -> discovery.portStatus(s, dpid(dpid), new PortStatus(reason, port), now));
  }

  void carrier(long dpid, int port, boolean up) {
    status(PortReason.MODIFY, dpid, desc(dpid, port, up));
  }

  void delete(long dpid, int port) {
    status(PortReason.DELETE, dpid, desc(dpid, port, false));
  }

  void disconnect(long dpid) {
    view = view.withConnected(dpid(dpid), false);
  }

  /** The switch has left for good. */
  void leave(long dpid) {
    step(s -> {
      discovery.gone(s, dpid(dpid));
      s.view(s.view().withoutSwitch(dpid(dpid)));
    });
  }

  PortRole role(long dpid, int port) {
    return view.role(at(dpid, port));
  }

  /** What happened since this was last asked. */
  List<Event> happened() {
    List<Event> all = List.copyOf(events);
    events.clear();
    return all;
  }

  /** The last LLDP frame that a port sent. */
  Bytes lastFrameOf(long dpid, int port) {
    String source = desc(dpid, port, true).hwAddress().toString();
    return sentFrames.reversed().stream()
        .filter(frame -> Ethernet.parse(frame).orElseThrow().src().toString().equals(source))
        .findFirst()
        .orElseThrow();
  }

  int framesSent() {
    return sentFrames.size();
  }

  static PortNo number(int port) {
    return port(port);
  }
}
