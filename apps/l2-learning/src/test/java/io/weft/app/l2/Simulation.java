package io.weft.app.l2;

import io.weft.core.control.AppLimits;
import io.weft.core.control.Controller;
import io.weft.core.discovery.DiscoveryConfig;
import io.weft.core.discovery.LinkDiscovery;
import io.weft.core.hosts.HostTracker;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Link;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.net.packet.Ethernet;
import io.weft.net.packet.Packets;
import io.weft.openflow.OfVersion;
import io.weft.testkit.ManualClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network, its controller and the L2 app on one thread, with a clock that is turned by hand.
 * Whatever is under way lies in a queue: messages to and from each switch, tasks of the network
 * thread. {@link #step} takes the first of one queue, chosen at random; so everything that may
 * happen between two messages does happen with some seed. Frames are faster than messages: they go
 * all their way between two of those, through the tables as they are at this moment.
 */
final class Simulation {
  private static final Logger log = LoggerFactory.getLogger(Simulation.class);
  private static final Duration TICK = Duration.ofMillis(50);
  private static final int EXPERIMENTAL = 0x88b5;

  /** A frame may go there once in each switch on its way while rules are missing. */
  private static final int MOST_TIMES_AT_CONTROLLER = 10;

  static final DiscoveryConfig TIMES = DiscoveryConfig.DEFAULT;

  /** An end station. */
  static final class Station {
    final MacAddress mac;
    final Ipv4Address ip;
    ConnectPoint at;

    /** How often each frame has come, by its number, and over how many links the last time. */
    final Map<Integer, Integer> copies = new HashMap<>();

    final Map<Integer, Integer> hops = new HashMap<>();

    Station(int number, ConnectPoint at) {
      mac = new MacAddress(0x0a00_0000_0000L + number);
      ip = new Ipv4Address((10 << 24) + number);
      this.at = at;
    }

    int copiesOf(int frame) {
      return copies.getOrDefault(frame, 0);
    }

    @Override
    public String toString() {
      return mac + " at " + at;
    }
  }

  private record InFlight(ConnectPoint to, Bytes frame, Trail trail) {}

  private final Random random;
  private final L2Config config;
  private final ManualClock clock = ManualClock.create();
  private final Map<DatapathId, SimSwitch> switches = new TreeMap<>();
  private final Map<ConnectPoint, ConnectPoint> cables = new HashMap<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Station> stations = new ArrayList<>();
  private final Map<DatapathId, Integer> lastPort = new HashMap<>();
  private final List<InFlight> frames = new ArrayList<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<String> storms = new ArrayList<>();
  private Controller controller;
  private int frameNumber;
  private long steps;

  Simulation(long seed, L2Config config) {
    this.random = new Random(seed);
    this.config = config;
    this.controller = newController();
  }

  private Controller newController() {
    byte[] secret = new byte[16];
    random.nextBytes(secret);
    return new Controller(
        List.of(new L2Learning(config)),
        AppLimits.IN_STEP,
        new LinkDiscovery(TIMES, secret),
        new HostTracker(1000),
        tasks::add,
        clock,
        TIMES.disconnectGrace(),
        Controller.READ_BACK_INTERVAL);
  }

  Controller controller() {
    return controller;
  }

  Random random() {
    return random;
  }

  Instant now() {
    return clock.instant();
  }

  List<SimSwitch> switches() {
    return List.copyOf(switches.values());
  }

  List<Link> links() {
    return links;
  }

  List<Station> stations() {
    return stations;
  }

  SimSwitch at(DatapathId dpid) {
    SimSwitch found = switches.get(dpid);
    if (found == null) {
      throw new IllegalArgumentException("no switch " + dpid);
    }
    return found;
  }

  // ---- what there is

  SimSwitch addSwitch(long dpid, OfVersion version) {
    SimSwitch made = new SimSwitch(this, dpid, version);
    switches.put(made.dpid(), made);
    return made;
  }

  ConnectPoint newPort(DatapathId dpid) {
    int number = lastPort.merge(dpid, 1, Integer::sum);
    at(dpid).addPort(number);
    return new ConnectPoint(dpid, PortNo.of(number));
  }

  Link addLink(long one, long other) {
    Link link = Link.between(newPort(new DatapathId(one)), newPort(new DatapathId(other)));
    links.add(link);
    cables.put(link.a(), link.b());
    cables.put(link.b(), link.a());
    return link;
  }

  Station addStation(long dpid) {
    Station made = new Station(stations.size() + 1, newPort(new DatapathId(dpid)));
    stations.add(made);
    return made;
  }

  // ---- what is done to it

  void connectAll() {
    switches.values().forEach(SimSwitch::connect);
  }

  void cut(Link link) {
    carrier(link, false);
  }

  void join(Link link) {
    carrier(link, true);
  }

  /** Both ends notice it, one before the other. */
  private void carrier(Link link, boolean up) {
    if (up) {
      cables.put(link.a(), link.b());
      cables.put(link.b(), link.a());
    } else {
      cables.remove(link.a());
      cables.remove(link.b());
    }
    at(link.a().dpid()).carrier(link.a().port(), up);
    at(link.b().dpid()).carrier(link.b().port(), up);
  }

  /** Frames are lost in both directions, and nobody is told. */
  void failSilently(Link link) {
    cables.remove(link.a());
    cables.remove(link.b());
  }

  void move(Station station, DatapathId to) {
    at(station.at.dpid()).carrier(station.at.port(), false);
    station.at = newPort(to);
  }

  /** The old controller is gone without a word; another one starts, and switches connect to it. */
  void restartController() {
    switches.values().forEach(SimSwitch::disconnect);
    switches.values().forEach(s -> s.toController().clear());
    tasks.clear();
    controller = newController();
  }

  // ---- frames

  static boolean isLldp(Bytes frame) {
    return frame.size() > 14 && frame.u16(12) == 0x88cc;
  }

  /** Sends a numbered frame that no protocol stack answers; returns its number. */
  int send(Station from, MacAddress to) {
    return sendAs(from, from.mac, to);
  }

  /** As {@link #send}, with the address of somebody else. */
  int sendAs(Station from, MacAddress source, MacAddress to) {
    int number = ++frameNumber;
    Bytes payload = Bytes.wrap(ByteBuffer.allocate(46).putInt(number).array());
    put(from.at, Packets.unicast(source, to, payload).toBytes(), Trail.START);
    return number;
  }

  void announce(Station station) {
    put(station.at, Packets.arpAnnouncement(station.mac, station.ip).toBytes(), Trail.START);
  }

  private void put(ConnectPoint into, Bytes frame, Trail trail) {
    frames.add(new InFlight(into, frame, trail));
  }

  /** A frame leaves a switch. */
  void send(SimSwitch from, PortNo port, Bytes frame, Trail trail) {
    ConnectPoint out = new ConnectPoint(from.dpid(), port);
    ConnectPoint in = cables.get(out);
    if (in != null) {
      put(in, frame, trail);
      return;
    }
    for (Station station : stations) {
      if (station.at.equals(out)) {
        arrive(station, frame, trail);
      }
    }
  }

  private static void arrive(Station station, Bytes frame, Trail trail) {
    Ethernet ethernet = Ethernet.parse(frame).orElseThrow();
    if (ethernet.etherType() == EXPERIMENTAL) {
      int number = ethernet.payload().i32(0);
      station.copies.merge(number, 1, Integer::sum);
      station.hops.put(number, trail.length() - 1);
    }
  }

  private void deliver(InFlight flight) {
    ConnectPoint at = flight.to;
    if (flight.trail.passed(at) || flight.trail.timesAtController() > MOST_TIMES_AT_CONTROLLER) {
      if (storms.size() < 5) {
        log.info("storm");
        storms.add(
            Ethernet.parse(flight.frame).orElseThrow()
                + " came to "
                + at
                + " again: "
                + flight.trail);
      }
      return;
    }
    at(at.dpid()).receive(at.port(), flight.frame, flight.trail.to(at));
  }

  List<String> storms() {
    return storms;
  }

  // ---- time

  /** Does one thing of those that are under way; false if there is none. */
  boolean step() {
    deliverFrames();
    List<Runnable> choice = new ArrayList<>();
    for (SimSwitch each : switches.values()) {
      offer(choice, each.toSwitch());
      offer(choice, each.toController());
    }
    offer(choice, tasks);
    if (choice.isEmpty()) {
      return false;
    }
    steps++;
    choice.get(random.nextInt(choice.size())).run();
    deliverFrames();
    return true;
  }

  private void deliverFrames() {
    while (!frames.isEmpty()) {
      List<InFlight> all = List.copyOf(frames);
      frames.clear();
      all.forEach(this::deliver);
    }
  }

  private static void offer(List<Runnable> choice, Deque<Runnable> queue) {
    if (!queue.isEmpty()) {
      choice.add(() -> queue.remove().run());
    }
  }

  /** Delivers all that is under way, and what follows. */
  void drain() {
    long end = steps + 5_000_000;
    while (step()) {
      if (steps > end) {
        throw new AssertionError("the network does not come to rest");
      }
    }
  }

  void tick() {
    clock.advance(TICK);
    switches.values().forEach(SimSwitch::expire);
    Controller current = controller;
    tasks.add(() -> {
      if (current.equals(controller)) {
        current.tick();
      }
    });
  }

  /** Lets time pass, with everything delivered at once. */
  void pass(Duration time) {
    for (Instant end = now().plus(time); now().isBefore(end); ) {
      tick();
      drain();
    }
  }

  int mods() {
    return switches.values().stream().mapToInt(SimSwitch::mods).sum();
  }

  int packetIns() {
    return switches.values().stream().mapToInt(SimSwitch::packetIns).sum();
  }

  long steps() {
    return steps;
  }
}
