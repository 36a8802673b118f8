package io.weft.app.l2;

import io.weft.app.l2.Simulation.Station;
import io.weft.core.network.Link;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.openflow.OfVersion;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;

/**
 * A simulated network that is right or wrong: what must hold of it when it has come to rest, and
 * changes to it among random traffic, during which no frame may come twice through one cable.
 */
final class RandomNetwork {
  /** Long enough for a port to be probed and become an edge port. */
  static final Duration SETTLE = Duration.ofSeconds(1);

  /** Longer than anything is waited for. */
  private static final Duration TIME_OF_ALL = Duration.ofSeconds(12);

  /** Which OpenFlow the switches speak. */
  enum Versions {
    OF13,
    OF10,
    MIXED;

    OfVersion of(long dpid, Random random) {
      return switch (this) {
        case OF13 -> OfVersion.OF13;
        case OF10 -> OfVersion.OF10;
        case MIXED -> random.nextBoolean() ? OfVersion.OF13 : OfVersion.OF10;
      };
    }
  }

  final Simulation simulation;
  final Set<Link> cut = new HashSet<>();

  /** Joined, and not seen by the controller since. */
  private final Set<Link> unseen = new HashSet<>();

  /** Never sends anything: who wants to reach it must flood. */
  final Station silent;

  private RandomNetwork(Simulation simulation, Station silent) {
    this.simulation = simulation;
    this.silent = silent;
  }

  /** Connected switches, 2 to {@code most}, with loops, parallel links and plugs into oneself. */
  static RandomNetwork of(long seed, Versions versions, int most) {
    Simulation simulation = new Simulation(seed, L2Config.DEFAULT);
    Random random = simulation.random();
    int count = 2 + random.nextInt(most - 1);
    for (long dpid = 1; dpid <= count; dpid++) {
      simulation.addSwitch(dpid, versions.of(dpid, random));
      simulation.addStation(dpid);
      if (dpid > 1) {
        simulation.addLink(1 + random.nextInt((int) dpid - 1), dpid);
      }
    }
    for (int i = random.nextInt(count + 2); i > 0; i--) {
      simulation.addLink(1 + random.nextInt(count), 1 + random.nextInt(count));
    }
    return started(simulation, 1 + random.nextInt(count));
  }

  /** A network of a shape: links as pairs of datapath ids, a station at each switch. */
  static RandomNetwork of(long seed, Versions versions, long[][] links) {
    Simulation simulation = new Simulation(seed, L2Config.DEFAULT);
    long count = 0;
    for (long[] link : links) {
      for (; count < Math.max(link[0], link[1]); count++) {
        simulation.addSwitch(count + 1, versions.of(count + 1, simulation.random()));
        simulation.addStation(count + 1);
      }
    }
    for (long[] link : links) {
      simulation.addLink(link[0], link[1]);
    }
    return started(simulation, count);
  }

  private static RandomNetwork started(Simulation simulation, long whereSilent) {
    Station silent = simulation.addStation(whereSilent);
    RandomNetwork network = new RandomNetwork(simulation, silent);
    simulation.connectAll();
    network.rest();
    return network;
  }

  private Random random() {
    return simulation.random();
  }

  void rest() {
    simulation.drain();
    simulation.pass(SETTLE);
    noStorm();
  }

  List<Station> talking() {
    return simulation.stations().stream().filter(station -> station != silent).toList();
  }

  List<Link> joined() {
    return simulation.links().stream().filter(link -> !cut.contains(link)).toList();
  }

  void noStorm() {
    if (!simulation.storms().isEmpty()) {
      throw new AssertionError("a frame goes round: " + simulation.storms().getFirst());
    }
  }

  // ---- what must hold

  /** Everybody reaches everybody, as is right. */
  void check() {
    talking().forEach(simulation::announce);
    simulation.drain();
    for (Station from : talking()) {
      flooded(from, MacAddress.BROADCAST);
      flooded(from, silent.mac);
    }
    for (Station from : talking()) {
      for (Station to : talking()) {
        if (from != to && distance(from, to) >= 0) {
          unicast(from, to);
        }
      }
    }
    noStorm();
  }

  private void flooded(Station from, MacAddress to) {
    int frame = simulation.send(from, to);
    simulation.drain();
    for (Station station : simulation.stations()) {
      int expected = station == from || distance(from, station) < 0 ? 0 : 1;
      if (station.copiesOf(frame) != expected) {
        throw new AssertionError(
            station.copiesOf(frame)
                + " copies of a frame from "
                + from
                + " to "
                + to
                + " at "
                + station
                + "; links "
                + joined());
      }
    }
  }

  private void unicast(Station from, Station to) {
    simulation.send(from, to.mac);
    simulation.drain();
    int packetIns = simulation.packetIns();
    int frame = simulation.send(from, to.mac);
    simulation.drain();
    for (Station station : simulation.stations()) {
      if (station.copiesOf(frame) != (station == to ? 1 : 0)) {
        throw new AssertionError(
            station.copiesOf(frame)
                + " copies of a frame from "
                + from
                + " to "
                + to
                + " at "
                + station);
      }
    }
    if (to.hops.getOrDefault(frame, -1) != distance(from, to)) {
      throw new AssertionError(
          "from "
              + from
              + " to "
              + to
              + " over "
              + to.hops.get(frame)
              + " links, "
              + distance(from, to)
              + " are enough");
    }
    if (simulation.packetIns() != packetIns) {
      throw new AssertionError("a packet from " + from + " to " + to + " went to the controller");
    }
  }

  /** The fewest links between the switches of two stations; -1 if there is no way. */
  private int distance(Station one, Station other) {
    Map<DatapathId, Integer> distances = new HashMap<>();
    distances.put(one.at.dpid(), 0);
    Queue<DatapathId> queue = new ArrayDeque<>(distances.keySet());
    while (!queue.isEmpty()) {
      DatapathId at = queue.remove();
      int further = distances.getOrDefault(at, 0) + 1;
      for (Link link : joined()) {
        if (link.a().dpid().equals(at) && distances.putIfAbsent(link.b().dpid(), further) == null) {
          queue.add(link.b().dpid());
        } else if (link.b().dpid().equals(at)
            && distances.putIfAbsent(link.a().dpid(), further) == null) {
          queue.add(link.a().dpid());
        }
      }
    }
    return distances.getOrDefault(other.at.dpid(), -1);
  }

  // ---- changes

  /** Changes something, and goes on in random order, with traffic in between, until it rests. */
  void among(Runnable change) {
    change.run();
    traffic(60);
    noStorm();
    rest();
  }

  /** Injects frames between single deliveries. */
  void traffic(int frames) {
    while (frames > 0) {
      unseen.removeAll(simulation.controller().view().links());
      int dice = random().nextInt(100);
      if (dice < 15) {
        sendSomething();
        frames--;
      } else if (dice == 99 || !simulation.step()) {
        simulation.tick();
      }
    }
  }

  private void sendSomething() {
    List<Station> stations = talking();
    Station from = stations.get(random().nextInt(stations.size()));
    switch (random().nextInt(6)) {
      case 0, 1 -> simulation.send(from, MacAddress.BROADCAST);
      case 2 -> simulation.announce(from);
      case 3 -> simulation.send(from, silent.mac);
      default -> simulation.send(from, stations.get(random().nextInt(stations.size())).mac);
    }
  }

  Link any(List<Link> of) {
    return of.get(random().nextInt(of.size()));
  }

  DatapathId anySwitch() {
    List<SimSwitch> switches = simulation.switches();
    return switches.get(random().nextInt(switches.size())).dpid();
  }

  Station anyStation() {
    return talking().get(random().nextInt(talking().size()));
  }

  void cut(Link link) {
    cut.add(link);
    unseen.remove(link);
    simulation.cut(link);
  }

  void join(Link link) {
    cut.remove(link);
    unseen.add(link);
    simulation.join(link);
  }

  void restart(DatapathId dpid) {
    simulation.at(dpid).restart();
    simulation.at(dpid).connect();
  }

  void restartController() {
    simulation.restartController();
    simulation.connectAll();
  }

  /** A switch loses its connection, and after a while has it again. */
  void blink() {
    traffic(random().nextInt(10));
    SimSwitch one = simulation.at(anySwitch());
    one.disconnect();
    traffic(random().nextInt(30));
    if (!one.isConnected()) {
      one.connect();
    }
  }

  /**
   * One change of any kind. A link is joined between connected switches only, and these stay
   * connected until it was seen: see {@link #joinSome}.
   */
  void changeAnything() {
    SimSwitch some = simulation.at(anySwitch());
    switch (random().nextInt(9)) {
      case 0, 1 -> {
        if (!joined().isEmpty()) {
          cut(any(joined()));
        }
      }
      case 2, 3 -> joinSome();
      case 4 -> {
        Station station = anyStation();
        simulation.move(station, anySwitch());
      }
      case 5 -> {
        if (!hasUnseenLink(some)) {
          some.disconnect();
        }
      }
      case 6 -> {
        if (!some.isConnected()) {
          some.connect();
        }
      }
      case 7 -> {
        some.restart();
        some.connect();
      }
      default -> {
        if (random().nextInt(3) == 0) {
          restartController();
        }
      }
    }
  }

  private boolean hasUnseenLink(SimSwitch one) {
    return unseen.stream()
        .anyMatch(link -> link.a().dpid().equals(one.dpid()) || link.b().dpid().equals(one.dpid()));
  }

  /**
   * Joins a link that is cut. Not at a switch without a connection: no controller can find out that
   * a new cable leads to one, and it would take the port for one of a host.
   */
  private void joinSome() {
    List<Link> possible =
        cut.stream()
            .filter(link ->
                simulation.at(link.a().dpid()).isConnected()
                    && simulation.at(link.b().dpid()).isConnected())
            .sorted()
            .toList();
    if (!possible.isEmpty()) {
      join(any(possible));
    }
  }

  /** Everything is connected and joined again. */
  void becomeWhole() {
    for (SimSwitch each : simulation.switches()) {
      if (!each.isConnected()) {
        each.connect();
      }
    }
    rest();
    while (!cut.isEmpty()) {
      joinSome();
    }
    rest();
    simulation.pass(TIME_OF_ALL);
    noStorm();
  }

  @Override
  public String toString() {
    return simulation.switches()
        + ", links "
        + simulation.links()
        + ", cut "
        + cut
        + ", stations "
        + simulation.stations();
  }
}
