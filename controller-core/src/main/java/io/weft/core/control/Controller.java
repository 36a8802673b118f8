package io.weft.core.control;

import com.google.common.collect.ImmutableSet;
import io.weft.core.app.App;
import io.weft.core.app.Reaction;
import io.weft.core.app.Recovered;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.desired.SwitchRules.Place;
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
import io.weft.core.reconcile.SwitchInventory;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.packet.Ethernet;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.MonitorMultipart.FlowUpdates;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.reactive.PacketHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the network thread does: takes what the switches say into the view, tells the apps, sends
 * what they answer, and asks them for their plans when the view has changed.
 *
 * <p>All state belongs to the network thread. The methods of {@link SwitchListener} are called on
 * I/O threads and only pass on; {@link #view} may be read by anybody.
 */
public final class Controller implements SwitchListener, Core, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Controller.class);
  private static final int LLDP = 0x88cc;

  /** How often a switch is read back unless told otherwise. */
  public static final Duration READ_BACK_INTERVAL = Duration.ofMinutes(1);

  /** How long packets are dealt with before whatever else waits, and how many at least. */
  private static final long PACKETS_NANOS = 1_000_000;

  private static final int PACKETS = 16;

  private final Apps apps;
  private final LinkDiscovery discovery;
  private final HostTracker hosts;
  private final Reconciler reconciler;
  private final Executor networkThread;
  private final InstantSource clock;
  private final Duration disconnectGrace;

  private final Map<DatapathId, SwitchChannel> channels = new HashMap<>();
  private final Map<DatapathId, Instant> leavesAt = new HashMap<>();
  private final Set<DatapathId> notListening = new HashSet<>();
  private final Map<DatapathId, List<Runnable>> arrivals = new HashMap<>();
  private final PacketInQueue packets = new PacketInQueue(PacketInQueue.Limits.DEFAULT);
  private final AtomicBoolean packetsAsked = new AtomicBoolean();
  private final Map<Owner, Plan> plans = new HashMap<>();
  private volatile NetworkView view = NetworkView.EMPTY;
  private volatile long generation;
  private boolean planAsked;
  private boolean progressAsked;

  /**
   * Makes one without switches.
   *
   * @param apps in the order in which packets pass their tables
   * @param networkThread runs everything below, one task at a time
   * @param disconnectGrace how long a switch without a connection is believed to go on forwarding
   * @param readBackInterval how often a switch is read to find changes that nobody told of; zero
   *     for never
   */
  public Controller(
      List<App> apps,
      AppLimits limits,
      LinkDiscovery discovery,
      HostTracker hosts,
      Executor networkThread,
      InstantSource clock,
      Duration disconnectGrace,
      Duration readBackInterval) {
    this.discovery = discovery;
    this.hosts = hosts;
    this.networkThread = networkThread;
    this.clock = clock;
    this.disconnectGrace = disconnectGrace;
    this.apps = new Apps(apps, limits, networkThread, this::view, new Answers());
    ImmutableSet<Owner> owners =
        ImmutableSet.<Owner>builder().add(Owner.CORE).addAll(this.apps.owners()).build();
    this.reconciler =
        new Reconciler(
            owners,
            this::view,
            networkThread,
            this::onProgress,
            this::nextHopOfFound,
            readBackInterval,
            clock.instant());
    reconciler.wantEverywhere(Owner.CORE, LldpTrap.RULES);
  }

  // ---- what anybody may ask

  @Override
  public NetworkView view() {
    return view;
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public List<AppStatus> apps() {
    return Stream.concat(Stream.of(AppStatus.running(Owner.CORE)), apps.status().stream())
        .sorted(Comparator.comparingInt(app -> app.owner().id()))
        .toList();
  }

  @Override
  public CompletionStage<Optional<SwitchInventory>> inventory(DatapathId dpid) {
    return CompletableFuture.supplyAsync(() -> reconciler.inventory(dpid), networkThread);
  }

  @Override
  public CompletionStage<PlanChange> consider(App successor) {
    return tryOut(successor, _ -> {});
  }

  @Override
  public CompletionStage<PlanChange> replace(App successor) {
    return tryOut(
        successor,
        trial -> {
          trial.takeOver();
          askForPlans();
        });
  }

  private CompletionStage<PlanChange> tryOut(App successor, Consumer<Apps.Trial> then) {
    CompletableFuture<PlanChange> change = new CompletableFuture<>();
    networkThread.execute(() -> {
      if (!view.settled()) {
        change.completeExceptionally(
            new IllegalStateException("the network has not settled since the start; try again"));
        return;
      }
      var _ =
          apps.tryOut(successor, view, this::installedOf)
              .whenComplete((trial, failed) -> {
                if (failed != null) {
                  change.completeExceptionally(failed);
                  return;
                }
                Owner owner = successor.owner();
                PlanChange changes =
                    new PlanChange(
                        owner,
                        plans.getOrDefault(owner, Plan.NOTHING).stages().getLast(),
                        trial.plan().stages().getLast());
                try (trial) {
                  then.accept(trial);
                }
                change.complete(changes);
              });
    });
    return change;
  }

  private SwitchRules installedOf(DatapathId dpid, Owner owner) {
    return reconciler.installedOf(dpid, owner);
  }

  /**
   * Whether nothing is left to do: every app has said what it wants of the view as it is, and every
   * connected switch has confirmed it. Network thread.
   */
  public boolean isAtRest() {
    return view.settled()
        && !planAsked
        && !progressAsked
        && arrivals.isEmpty()
        && apps.areIdle()
        && channels.keySet().stream().allMatch(reconciler::isInSync);
  }

  /** Lets the threads of the apps end. */
  @Override
  public void close() {
    apps.close();
  }

  // ---- what sessions say, on I/O threads

  @Override
  public void connected(SwitchChannel channel, SwitchNode node, ReadBack installed) {
    networkThread.execute(() -> onConnected(channel, node, installed));
  }

  @Override
  public Optional<PacketHandler> packetHandler(SwitchNode node) {
    return apps.packetHandler(node);
  }

  @Override
  public void said(SwitchChannel channel, OfMessage message, Runnable done) {
    if (message instanceof PacketIn packet) {
      // Done with for the session: if there is too much of them they are dropped, not left unread,
      // so that what the switch says behind them is heard.
      packets.offer(channel, packet);
      done.run();
      askForPackets();
      return;
    }
    networkThread.execute(() -> {
      // What an old connection said may come after the new one's first words.
      List<Runnable> waiting = arrivals.get(channel.dpid());
      if (!isCurrent(channel)) {
        done.run();
      } else if (waiting != null) {
        // The session says no more than it may without having heard that it is done.
        waiting.add(() -> onMessage(channel.dpid(), message, done));
      } else {
        onMessage(channel.dpid(), message, done);
      }
    });
  }

  @Override
  public void disconnected(SwitchChannel channel, String reason) {
    networkThread.execute(() -> onDisconnected(channel));
  }

  @Override
  public Map<ConnectPoint, Long> droppedPacketIns() {
    return packets.dropped();
  }

  private void askForPackets() {
    if (!packetsAsked.getAndSet(true)) {
      networkThread.execute(this::onPackets);
    }
  }

  // ---- on the network thread

  /** Deals with packets for a while, then lets pass whatever else has come meanwhile. */
  private void onPackets() {
    packetsAsked.set(false);
    long begin = System.nanoTime();
    try {
      Optional<PacketInQueue.Waiting> next = packets.poll();
      for (int count = 1; next.isPresent(); count++) {
        PacketInQueue.Waiting waiting = next.get();
        if (isCurrent(waiting.from()) && !arrivals.containsKey(waiting.from().dpid())) {
          onMessage(waiting.from().dpid(), waiting.packet());
        }
        boolean goesOn = count < PACKETS || System.nanoTime() - begin < PACKETS_NANOS;
        next = goesOn ? packets.poll() : Optional.empty();
      }
    } finally {
      if (!packets.isEmpty()) {
        askForPackets();
      }
    }
  }

  /** What an old connection said may come after the new one's first words. */
  private boolean isCurrent(SwitchChannel channel) {
    return channel.equals(channels.get(channel.dpid()));
  }

  private void onConnected(SwitchChannel channel, SwitchNode node, ReadBack installed) {
    DatapathId dpid = node.dpid();
    channels.put(dpid, channel);
    leavesAt.remove(dpid);
    reconciler.connected(channel, node.tables(), installed);
    // What it says meanwhile waits, and so does what an earlier connection said in vain.
    arrivals.put(dpid, new ArrayList<>());
    apps.arrive(
        node,
        owner -> reconciler.installedOf(dpid, owner),
        recovered -> onRecovered(channel, node, recovered));
  }

  /** The apps have read what a switch that has connected has installed. */
  private void onRecovered(SwitchChannel channel, SwitchNode node, Recovered recovered) {
    DatapathId dpid = node.dpid();
    if (!isCurrent(channel)) {
      return; // disconnected, perhaps connected anew
    }
    List<Runnable> waiting = arrivals.remove(dpid);
    Step step = new Step(view);
    boolean carriesRules =
        apps.owners().stream()
            .anyMatch(owner -> !reconciler.installedOf(dpid, owner).rules().isEmpty());
    discovery.connected(step, node, carriesRules, recovered.linkPorts(), clock.instant());
    hosts.recovered(step, dpid, recovered.hosts());
    if (reconciler.isMissingWhatThoseAwayNeed(dpid)) {
      leaveAll(step);
    }
    step.tell(new Event.SwitchUp(dpid));
    notListening.add(dpid);
    finish(step);
    askForProgress();
    if (waiting != null) {
      waiting.forEach(Runnable::run);
    }
  }

  private Optional<Place> nextHopOfFound(DatapathId dpid, Rule found) {
    return apps.nextHopOfFound(dpid, found);
  }

  /** Once for all switches that have come since. */
  private void askForProgress() {
    if (!progressAsked) {
      progressAsked = true;
      networkThread.execute(() -> {
        progressAsked = false;
        onProgress();
      });
    }
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

  private void onMessage(DatapathId dpid, OfMessage message, Runnable done) {
    try {
      onMessage(dpid, message);
    } finally {
      done.run();
    }
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
      case OfMessage.MultipartReply reply when reply.body() instanceof FlowUpdates updates ->
          reconciler.updated(dpid, updates);
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
    } else if (Cookie.of(packet.cookie()).isPresent()) {
      step.tell(new Event.TransitSeen(at, packet, frame));
    }
  }

  private void onDisconnected(SwitchChannel channel) {
    DatapathId dpid = channel.dpid();
    if (!channels.remove(dpid, channel)) {
      return;
    }
    notListening.remove(dpid);
    arrivals.remove(dpid);
    // Between two stages nobody knows what it has got of them, and all others would wait for it.
    boolean mustLeave = reconciler.isBetweenStages(dpid);
    reconciler.disconnected(dpid);
    Step step = new Step(view);
    step.view(step.view().withConnected(dpid, false));
    if (mustLeave) {
      leave(step, dpid);
    } else {
      leavesAt.put(dpid, clock.instant().plus(disconnectGrace));
    }
    finish(step);
  }

  /** Time has passed: to be called some twenty times a second. */
  public void tick() {
    Instant now = clock.instant();
    apps.watch();
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

  private void leaveAll(Step step) {
    List.copyOf(leavesAt.keySet()).forEach(dpid -> leave(step, dpid));
  }

  private void leave(Step step, DatapathId dpid) {
    log.info("{}: left the network", dpid);
    leavesAt.remove(dpid);
    packets.forget(dpid);
    discovery.gone(step, dpid);
    step.view(step.view().withoutSwitch(dpid));
    step.tell(new Event.SwitchDown(dpid));
    apps.leave(dpid);
  }

  // ---- what follows

  /** Does what a step says, and tells the apps; what they answer comes back as a new step. */
  // A step that changes nothing keeps the view, and this thread alone counts.
  @SuppressWarnings({"ReferenceEquality", "NonAtomicVolatileUpdate"})
  private void finish(Step step) {
    NetworkView before = view;
    for (int i = 0; i < step.events().size(); i++) {
      Event event = step.events().get(i);
      follow(step, event);
      view = step.view();
      apps.tell(event, view);
    }
    view = step.view();
    step.transmissions().forEach(this::transmit);
    if (view != before) {
      generation++;
      askForPlans();
    }
  }

  /** What apps say, on the network thread. */
  private final class Answers implements HostedApp.Listener {
    @Override
    public void reacted(HostedApp app, Reaction reaction) {
      Step step = new Step(view);
      reaction.transmissions().forEach(step::send);
      reaction.idleHosts().forEach(mac -> hosts.forget(step, mac));
      finish(step);
      if (reaction.replan() && view.settled()) {
        app.plan(view);
      }
    }

    @Override
    public void planned(HostedApp app, Plan plan) {
      plans.put(app.owner(), plan);
      reconciler.want(app.owner(), plan);
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
        leaveAll(step);
      }
      case Event.SwitchDown gone -> forgetHostsOf(step, gone.dpid());
      case Event.SwitchUp _,
          Event.HostSeen _,
          Event.HostGone _,
          Event.PacketSeen _,
          Event.TransitSeen _,
          Event.RuleExpired _,
          Event.PlanConfirmed _,
          Event.Missed _ -> {}
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
    if (view.settled()) {
      apps.plan(view);
    }
  }
}
