package io.weft.testkit;

import io.weft.core.network.ConnectPoint;
import io.weft.core.network.NetworkView;
import io.weft.core.network.PortRole;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import io.weft.net.packet.Packets;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.OfMessage;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Switches, the links between them and the hosts on them, to be controlled from outside over real
 * sockets. Frames go from port to port in one order on one thread; a frame that circles is stopped
 * and reported, see {@link #storms}.
 *
 * <p>Any thread may call the public methods, the network's own excepted.
 */
public final class FakeNetwork implements AutoCloseable {
  private static final Duration ONE_PING = Duration.ofMillis(500);
  private static final Duration PING_AGAIN = Duration.ofMillis(20);
  private static final int QUIET_ROUNDS = 2;

  private final LoopThread thread = new LoopThread();
  private final Changes changes = new Changes();
  private final Cabling cabling = new Cabling(changes);
  private final Map<Long, FakeSwitch> switches = new LinkedHashMap<>();
  private final Map<String, FakeHost> hosts = new LinkedHashMap<>();
  private final List<FakeLink> links = new ArrayList<>();
  private final Map<Long, Integer> lastPort = new HashMap<>();
  private Optional<RunningController> controller = Optional.empty();
  private int broadcasts;

  FakeNetwork(FakeNetworkBuilder plan) {
    thread.run(() -> assemble(plan));
  }

  public static FakeNetworkBuilder builder() {
    return new FakeNetworkBuilder();
  }

  private void assemble(FakeNetworkBuilder plan) {
    for (long dpid : plan.switches()) {
      FakeSwitch made = plan.newSwitch(dpid, thread);
      made.core().plugInto(cabling);
      switches.put(dpid, made);
    }
    plan.hosts().forEach(this::addHost);
    for (FakeNetworkBuilder.PlannedLink link : plan.links()) {
      FakeLink made = new FakeLink(nextPort(link.one()), nextPort(link.other()));
      links.add(made);
      cabling.add(made);
    }
  }

  private void addHost(String name, long dpid) {
    int number = hosts.size() + 1;
    SwitchPort at = nextPort(dpid);
    FakeHost host =
        new FakeHost(
            name,
            FakeNetworkBuilder.macOfHost(number),
            FakeNetworkBuilder.ipOfHost(number),
            at,
            thread,
            cabling,
            changes);
    hosts.put(name, host);
    cabling.plug(host, at);
  }

  private SwitchPort nextPort(long dpid) {
    return new SwitchPort(at(dpid), PortNo.of(lastPort.merge(dpid, 1, Integer::sum)));
  }

  /** The switch of a datapath id. */
  public FakeSwitch at(long dpid) {
    FakeSwitch found = switches.get(dpid);
    if (found == null) {
      throw new IllegalArgumentException("no switch " + new DatapathId(dpid));
    }
    return found;
  }

  public Collection<FakeSwitch> switches() {
    return List.copyOf(switches.values());
  }

  /** The host of a name such as {@code h1}. */
  public FakeHost host(String name) {
    FakeHost found = hosts.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no host " + name + " among " + hosts.keySet());
    }
    return found;
  }

  public Collection<FakeHost> hosts() {
    return List.copyOf(hosts.values());
  }

  public List<FakeLink> links() {
    return List.copyOf(links);
  }

  /** The first link between two switches, in either direction. */
  public FakeLink link(long one, long other) {
    return links.stream()
        .filter(link -> joins(link, one, other) || joins(link, other, one))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no link " + one + "-" + other));
  }

  private static boolean joins(FakeLink link, long one, long other) {
    return link.one().owner().datapathId().bits() == one
        && link.other().owner().datapathId().bits() == other;
  }

  /** Whether the links that are up and carry frames join all switches. */
  public boolean isJoined() {
    return thread.call(() -> {
      Set<FakeSwitch> reached = new HashSet<>();
      switches.values().stream().findFirst().ifPresent(first -> reach(first, reached));
      return reached.size() == switches.size();
    });
  }

  private void reach(FakeSwitch from, Set<FakeSwitch> reached) {
    if (!reached.add(from)) {
      return;
    }
    for (FakeLink link : links) {
      if (link.carries() && link.one().owner() == from) {
        reach(link.other().owner(), reached);
      } else if (link.carries() && link.other().owner() == from) {
        reach(link.one().owner(), reached);
      }
    }
  }

  /** Connects all switches to a controller and waits until their versions are settled. */
  public FakeNetwork connect(SocketAddress controller) {
    switches.values().forEach(each -> each.connect(controller));
    switches.values().forEach(FakeSwitch::awaitReady);
    return this;
  }

  /**
   * Connects all switches to a controller of the test kit. {@link #awaitQuiet} then waits for that
   * too.
   */
  public FakeNetwork connect(RunningController to) {
    controller = Optional.of(to);
    return connect(to.address());
  }

  /**
   * Whether the controller of {@link #connect(RunningController)} knows the network as it is: each
   * port's role is found out, the links are those that carry frames, and the switches have
   * confirmed what the apps want.
   */
  public boolean isSettled() {
    NetworkView view = controller.map(RunningController::view).orElse(NetworkView.EMPTY);
    boolean rolesAreKnown =
        view.switches().size() == switches.size()
            && view.switches().values().stream()
                .flatMap(node -> node.ports().values().stream())
                .noneMatch(port -> port.role() == PortRole.PROBING);
    return rolesAreKnown
        && links.stream().filter(FakeLink::carries).allMatch(link -> isSeen(link, view))
        && controller.filter(RunningController::isAtRest).isPresent();
  }

  private static boolean isSeen(FakeLink link, NetworkView view) {
    return view.role(point(link.one())) == PortRole.LINK
        && view.role(point(link.other())) == PortRole.LINK;
  }

  private static ConnectPoint point(SwitchPort port) {
    return new ConnectPoint(port.owner().datapathId(), port.port());
  }

  /** Waits until the network {@link #isSettled}. */
  public void awaitSettled() {
    awaitUntil("the controller knows the network", this::isSettled);
  }

  /** Cuts a link: both ends lose their carrier, and say so. */
  public void cut(FakeLink link) {
    setUp(link, false);
  }

  /** Joins a link that was cut. */
  public void restore(FakeLink link) {
    setUp(link, true);
  }

  private void setUp(FakeLink link, boolean up) {
    thread.run(() -> {
      link.setUp(up);
      link.one().owner().core().setCarrier(link.one().port(), up);
      link.other().owner().core().setCarrier(link.other().port(), up);
    });
  }

  /** Lets a link lose all frames, or carry them again, with the carrier up: a silent failure. */
  public void setCarrying(FakeLink link, boolean carries) {
    thread.run(() -> link.setCarrying(carries));
  }

  /**
   * Plugs a host out where it is, and into a free port of a switch. It does not announce itself.
   */
  public void move(FakeHost host, long dpid) {
    thread.run(() -> {
      SwitchPort from = host.at();
      SwitchPort to = nextPort(dpid);
      from.owner().core().setCarrier(from.port(), false);
      if (to.owner().core().pipeline().port(to.port()).isEmpty()) {
        to.owner().core().addPort(to.port());
      }
      host.plugInto(to);
    });
  }

  /** Sends an echo request and waits half a second for the answer. */
  public boolean ping(FakeHost from, FakeHost to) {
    int number = from.sendPing(to.ip());
    return changes.holdsWithin(ONE_PING, () -> from.isAnswered(number));
  }

  /**
   * Sends an echo request every 20 ms until one is answered, for up to ten seconds.
   *
   * @throws AssertionError if none is, or a frame storm was seen
   */
  public void awaitPing(FakeHost from, FakeHost to) {
    List<Integer> sent = new ArrayList<>();
    awaitUntil(from + " reaches " + to, () -> pingAgain(from, to, sent));
    assertNoStorm();
  }

  private boolean pingAgain(FakeHost from, FakeHost to, List<Integer> sent) {
    sent.add(from.sendPing(to.ip()));
    return changes.holdsWithin(PING_AGAIN, () -> sent.stream().anyMatch(from::isAnswered));
  }

  /** As {@link #awaitPing}, from every host to every other. */
  public void awaitAllPings() {
    for (FakeHost from : hosts()) {
      for (FakeHost to : hosts()) {
        if (from != to) {
          awaitPing(from, to);
        }
      }
    }
  }

  /**
   * Sends a broadcast that has not been sent before, waits until the network is quiet, and says how
   * many copies each of the other hosts received.
   */
  public Map<FakeHost, Long> broadcast(FakeHost from) {
    byte[] payload = ByteBuffer.allocate(46).putInt(++broadcasts).array();
    Bytes frame = Packets.broadcast(from.mac(), Bytes.wrap(payload)).toBytes();
    from.send(frame);
    awaitQuiet();
    Map<FakeHost, Long> copies = new LinkedHashMap<>();
    for (FakeHost host : hosts()) {
      if (host != from) {
        copies.put(host, host.copiesOf(frame));
      }
    }
    return copies;
  }

  /** The frames that did not come to rest. */
  public List<FrameStorm> storms() {
    return thread.call(cabling::storms);
  }

  /**
   * Checks that every frame came to rest.
   *
   * @throws AssertionError naming the first that did not, and its way
   */
  public void assertNoStorm() {
    List<FrameStorm> storms = storms();
    if (!storms.isEmpty()) {
      throw new AssertionError(storms.getFirst().toString());
    }
  }

  /**
   * Waits until nothing goes on any more: two times in a row the controller answers an echo request
   * of every switch, and meanwhile no frame but LLDP was delivered, and no flow or group changed. A
   * controller that handles what a switch sends in order, before it answers, has then handled all
   * of it; of one that goes on elsewhere it says less, and a condition is better waited for.
   */
  public void awaitQuiet() {
    int quiet = 0;
    long before = activity();
    long end = System.nanoTime() + Changes.PATIENCE.toNanos();
    while (quiet < QUIET_ROUNDS) {
      if (System.nanoTime() - end >= 0) {
        throw new AssertionError("the network does not become quiet");
      }
      echoAll();
      long after = activity();
      boolean controllerRests = controller.map(RunningController::isAtRest).orElse(true);
      quiet = after == before && controllerRests ? quiet + 1 : 0;
      before = after;
    }
  }

  private long activity() {
    long activity = thread.call(cabling::activity);
    for (FakeSwitch each : switches.values()) {
      activity += each.count(FlowMod.class) + each.count(GroupMod.class);
    }
    return activity;
  }

  private void echoAll() {
    Map<FakeSwitch, Long> marks = new LinkedHashMap<>();
    for (FakeSwitch each : switches.values()) {
      if (each.isReady()) {
        marks.put(each, each.mark());
        each.send(echoXid(each.mark()), new OfMessage.EchoRequest(Bytes.EMPTY));
      }
    }
    marks.forEach((each, mark) ->
        each.awaitUntil(
            "the controller answers an echo request",
            s -> !s.isReady() || s.since(mark).stream().anyMatch(e -> isEcho(e, mark))));
  }

  private static int echoXid(long mark) {
    return 0x7700_0000 | (int) (mark & 0xff_ffff);
  }

  private static boolean isEcho(Envelope envelope, long mark) {
    return envelope.message() instanceof OfMessage.EchoReply && envelope.xid() == echoXid(mark);
  }

  /** Waits for a condition, and says whether it came true in time. */
  boolean holdsWithin(Duration patience, BooleanSupplier condition) {
    return changes.holdsWithin(patience, condition);
  }

  /**
   * Waits until a condition holds, for up to ten seconds.
   *
   * @throws AssertionError if it does not come true
   */
  public void awaitUntil(String what, BooleanSupplier condition) {
    changes.awaitUntil(
        what, Changes.PATIENCE, condition, () -> "storms: " + storms() + "; " + switches.values());
  }

  @Override
  public void close() {
    switches.values().forEach(FakeSwitch::close);
    thread.stop();
  }
}
