package io.weft.core.control;

import com.google.common.collect.ImmutableSet;
import io.weft.core.app.App;
import io.weft.core.app.Reaction;
import io.weft.core.app.Recovered;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.core.discovery.LinkDiscovery;
import io.weft.core.event.Event;
import io.weft.core.event.Step;
import io.weft.core.event.Transmission;
import io.weft.core.hosts.HostTracker;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Host;
import io.weft.core.network.NetworkView;
import io.weft.core.network.PortRole;
import io.weft.core.network.SwitchNode;
import io.weft.core.reconcile.Reconciler;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.net.packet.Ethernet;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the network thread does: takes what the switches say into the view, tells the apps, sends
 * what they answer, and asks them for their plans when the view has changed.
 *
 * <p>All state belongs to the network thread. The methods of {@link SwitchListener} are called on
 * I/O threads and only pass on; {@link #view} may be read by anybody.
 */
public final class Controller implements SwitchListener {
  private static final Logger log = LoggerFactory.getLogger(Controller.class);
  private static final int LLDP = 0x88cc;

  private final List<App> apps;
  private final LinkDiscovery discovery;
  private final HostTracker hosts;
  private final Reconciler reconciler;
  private final Executor networkThread;
  private final InstantSource clock;
  private final Duration disconnectGrace;

  private final Map<DatapathId, SwitchChannel> channels = new HashMap<>();
  private final Map<DatapathId, Instant> leavesAt = new HashMap<>();
  private final Set<DatapathId> notListening = new HashSet<>();
  private volatile NetworkView view = NetworkView.EMPTY;
  private boolean planAsked;

  /**
   * @param networkThread runs everything below, one task at a time
   * @param disconnectGrace how long a switch without a connection is believed to go on forwarding
   */
  public Controller(
      List<App> apps,
      LinkDiscovery discovery,
      HostTracker hosts,
      Executor networkThread,
      InstantSource clock,
      Duration disconnectGrace) {
    this.apps = List.copyOf(apps);
    this.discovery = discovery;
    this.hosts = hosts;
    this.networkThread = networkThread;
    this.clock = clock;
    this.disconnectGrace = disconnectGrace;
    ImmutableSet.Builder<Owner> owners = ImmutableSet.builder();
    owners.add(Owner.CORE);
    this.apps.forEach(app -> owners.add(app.owner()));
    this.reconciler =
        new Reconciler(owners.build(), networkThread, this::onProgress, clock.instant());
  }

  /** The network as it is known now. */
  public NetworkView view() {
    return view;
  }

  // ---- what sessions say, on I/O threads

  @Override
  public void connected(SwitchChannel channel, SwitchNode node, ReadBack installed) {
    networkThread.execute(() -> onConnected(channel, node, installed));
  }

  @Override
  public void said(SwitchChannel channel, OfMessage message, Runnable done) {
    networkThread.execute(() -> {
      try {
        // What an old connection said may come after the new one's first words.
        if (channel.equals(channels.get(channel.dpid()))) {
          onMessage(channel.dpid(), message);
        }
      } finally {
        done.run();
      }
    });
  }

  @Override
  public void disconnected(SwitchChannel channel, String reason) {
    networkThread.execute(() -> onDisconnected(channel));
  }

  // ---- on the network thread

  private void onConnected(SwitchChannel channel, SwitchNode node, ReadBack installed) {
    DatapathId dpid = node.dpid();
    channels.put(dpid, channel);
    leavesAt.remove(dpid);
    reconciler.connected(channel, installed);
    Step step = new Step(view);
    boolean carriesRules =
        apps.stream().anyMatch(app -> !reconciler.rulesOf(dpid, app.owner()).isEmpty());
    Recovered recovered = recover(node);
    discovery.connected(step, node, carriesRules, recovered.linkPorts(), clock.instant());
    hosts.recovered(step, dpid, recovered.hosts());
    step.tell(new Event.SwitchUp(dpid));
    notListening.add(dpid);
    finish(step);
    reconciler.want(Owner.CORE, LldpTrap.plan(view));
    onProgress();
  }

  private Recovered recover(SwitchNode node) {
    Map<MacAddress, PortNo> recoveredHosts = new HashMap<>();
    Set<PortNo> linkPorts = new HashSet<>();
    for (App app : apps) {
      List<Rule> rules = reconciler.rulesOf(node.dpid(), app.owner());
      Recovered recovered = guarded(app, () -> app.recover(node, rules)).orElse(Recovered.NOTHING);
      recoveredHosts.putAll(recovered.hosts());
      linkPorts.addAll(recovered.linkPorts());
    }
    return new Recovered(recoveredHosts, linkPorts);
  }

  /** A switch has confirmed something: it may listen for LLDP from now on, a plan may be done. */
  private void onProgress() {
    Step step = new Step(view);
    for (DatapathId dpid : List.copyOf(notListening)) {
      if (reconciler.isInSync(dpid)) {
        notListening.remove(dpid);
        discovery.listening(step, dpid, clock.instant());
      }
    }
    reconciler.newlyConfirmed().forEach(owner -> step.tell(new Event.PlanConfirmed(owner)));
    finish(step);
  }

  private void onMessage(DatapathId dpid, OfMessage message) {
    Step step = new Step(view);
    switch (message) {
      case PacketIn packet -> onPacket(step, dpid, packet);
      case OfMessage.PortStatus status -> discovery.portStatus(step, dpid, status, clock.instant());
      case FlowRemoved removed -> {
        Optional<Rule> rule = reconciler.removed(dpid, removed);
        if (removed.reason().equals(FlowRemoved.Reason.IDLE_TIMEOUT)) {
          rule.ifPresent(gone -> step.tell(new Event.RuleExpired(dpid, gone)));
        } else if (rule.isPresent()) {
          reconciler.advance();
        }
      }
      default -> log.debug("{}: nobody asked for {}", dpid, message);
    }
    finish(step);
  }

  private void onPacket(Step step, DatapathId dpid, PacketIn packet) {
    Optional<Ethernet> parsed = Ethernet.parse(packet.data());
    if (parsed.isEmpty()) {
      return;
    }
    Ethernet frame = parsed.get();
    ConnectPoint at = new ConnectPoint(dpid, packet.inPort());
    if (frame.etherType() == LLDP) {
      discovery.lldp(step, at, frame, clock.instant());
    } else if (step.view().isEdge(at)) {
      hosts.packet(step, at, frame, clock.instant());
      step.tell(new Event.PacketSeen(at, packet, frame));
    }
  }

  private void onDisconnected(SwitchChannel channel) {
    DatapathId dpid = channel.dpid();
    if (!channels.remove(dpid, channel)) {
      return;
    }
    notListening.remove(dpid);
    reconciler.disconnected(dpid);
    leavesAt.put(dpid, clock.instant().plus(disconnectGrace));
    Step step = new Step(view);
    step.view(step.view().withConnected(dpid, false));
    finish(step);
  }

  /** Time has passed: to be called some twenty times a second. */
  public void tick() {
    Instant now = clock.instant();
    reconciler.tick(now);
    Step step = new Step(view);
    discovery.tick(step, now);
    for (Map.Entry<DatapathId, Instant> leaving : List.copyOf(leavesAt.entrySet())) {
      if (!leaving.getValue().isAfter(now)) {
        leave(step, leaving.getKey());
      }
    }
    finish(step);
  }

  private void leave(Step step, DatapathId dpid) {
    log.info("{}: left the network", dpid);
    leavesAt.remove(dpid);
    discovery.gone(step, dpid);
    step.view(step.view().withoutSwitch(dpid));
    step.tell(new Event.SwitchDown(dpid));
  }

  // ---- what follows

  /** Does what a step says, and what the apps say to it, until nothing is left to do. */
  @SuppressWarnings("ReferenceEquality") // a step that changes nothing keeps the view
  private void finish(Step step) {
    NetworkView before = view;
    boolean replan = false;
    for (int i = 0; i < step.events().size(); i++) {
      Event event = step.events().get(i);
      follow(step, event);
      view = step.view();
      for (App app : apps) {
        Reaction reaction = guarded(app, () -> app.on(event, view)).orElse(Reaction.NONE);
        reaction.transmissions().forEach(step::send);
        reaction.idleHosts().forEach(mac -> hosts.forget(step, mac));
        replan |= reaction.replan();
      }
    }
    view = step.view();
    step.transmissions().forEach(this::transmit);
    if (replan || view != before) {
      askForPlans();
    }
  }

  /** What the core itself does about an event. */
  private void follow(Step step, Event event) {
    switch (event) {
      case Event.PortChanged changed -> {
        if (changed.role() != PortRole.EDGE && changed.role() != PortRole.PROBING) {
          hosts.portLost(step, changed.port());
        }
      }
      case Event.LinkUp _, Event.LinkDown _ -> {
        // A switch that cannot be told of it would go on flooding along the old tree.
        for (DatapathId dpid : List.copyOf(leavesAt.keySet())) {
          leave(step, dpid);
        }
      }
      case Event.SwitchDown gone -> forgetHostsOf(step, gone.dpid());
      case Event.SwitchUp _,
          Event.HostSeen _,
          Event.HostGone _,
          Event.PacketSeen _,
          Event.RuleExpired _,
          Event.PlanConfirmed _ -> {}
    }
  }

  private void forgetHostsOf(Step step, DatapathId dpid) {
    List<MacAddress> there = new ArrayList<>();
    for (Host host : step.view().hosts().values()) {
      if (host.location().dpid().equals(dpid)) {
        there.add(host.mac());
      }
    }
    there.forEach(mac -> hosts.forget(step, mac));
  }

  private void transmit(Transmission transmission) {
    SwitchChannel channel = channels.get(transmission.dpid());
    if (channel != null) {
      channel.offer(transmission.packet());
    }
  }

  /** Once for all that is waiting on this thread now. */
  private void askForPlans() {
    if (!planAsked) {
      planAsked = true;
      networkThread.execute(this::plan);
    }
  }

  private void plan() {
    planAsked = false;
    NetworkView current = view;
    if (!current.settled()) {
      return;
    }
    for (App app : apps) {
      guarded(app, () -> app.plan(current)).ifPresent(plan -> reconciler.want(app.owner(), plan));
    }
    reconciler.advance();
  }

  /** An app that throws has said nothing; what it said before stays. */
  private static <T> Optional<T> guarded(App app, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (RuntimeException e) {
      log.error("app {} failed; what it planned before stays", app.owner(), e);
      return Optional.empty();
    }
  }
}
