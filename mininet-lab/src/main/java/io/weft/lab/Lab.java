package io.weft.lab;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import io.weft.lab.capture.OpenFlowCapture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A running lab: the emulated network of one topology with its controller, and what can be done to
 * both and measured on them. Every call waits for at most a stated time. Failures are {@link
 * LabException}s. One caller at a time.
 */
public final class Lab implements AutoCloseable {
  /** How often a stream sends, unless told: the resolution of every outage measured. */
  public static final Duration STREAM_INTERVAL = Duration.ofMillis(10);

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration CONTROLLER_LIMIT = Duration.ofSeconds(20);
  private static final Duration READY_LIMIT = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Gson GSON = new Gson();

  private final Home home;
  private final Topology topology;
  private final Artefacts artefacts;
  private final Sandbox sandbox;
  private final Network network;
  private final AtomicInteger streams = new AtomicInteger();
  private Duration controllerStart = Duration.ZERO;

  /** The emulated network as it was built. */
  public record Network(List<Host> hosts, List<Switch> switches) {
    public Network {
      hosts = List.copyOf(hosts);
      switches = List.copyOf(switches);
    }
  }

  /** A host. {@code pid} is that of its shell, as seen inside the sandbox. */
  public record Host(String name, String ip, String mac, int pid) {}

  /** A switch; {@code protocol} as ovs-ofctl writes it, such as OpenFlow13. */
  public record Switch(String name, String dpid, String protocol) {}

  /** A direction between two hosts. */
  public record Pair(String from, String to) {}

  /** What pings of a pair measured; {@code firstMs} is absent when the first got no reply. */
  public record Pings(String from, String to, int sent, int received, @Nullable Double firstMs) {}

  /** What a stream measured; the gap is the longest outage in milliseconds. */
  public record Loss(int sent, int lost, double longestGapMs, boolean answeredAtEnd) {}

  /** What a switch holds, one line of ovs-ofctl a rule. */
  public record Tables(List<String> flows, List<String> groups) {
    public Tables {
      flows = List.copyOf(flows);
      groups = List.copyOf(groups);
    }
  }

  /** Two switches that are linked. */
  public record Link(String one, String other) {
    @Override
    public String toString() {
      return one + "-" + other;
    }
  }

  private Lab(Home home, Topology topology, Artefacts artefacts, Sandbox sandbox) {
    this.home = home;
    this.topology = topology;
    this.artefacts = artefacts;
    this.sandbox = sandbox;
    call("prepare", Map.of(), Duration.ZERO);
    // Before the switches, which would wait a second and more before they try again.
    startController();
    Map<String, String> file =
        Map.of("file", topology.directory().resolve("topo.py").toString(), "name", topology.name());
    network = GSON.fromJson(call("network_start", file, START_LIMIT), Network.class);
  }

  /**
   * Starts the controller, then the network. Returns when all exists; switches may still be
   * connecting.
   */
  public static Lab start(Home home, Topology topology) {
    Artefacts artefacts = new Artefacts(home.artefacts(topology.name()));
    Sandbox sandbox = new Sandbox(home.sandboxScript(), artefacts.folder());
    try {
      return new Lab(home, topology, artefacts, sandbox);
    } catch (RuntimeException e) {
      sandbox.close();
      artefacts.close();
      throw e;
    }
  }

  public Network network() {
    return network;
  }

  /** Where logs, dumps and the capture are. */
  public Path artefacts() {
    return artefacts.folder();
  }

  /** From the controller's process start to its listening port, at its last start. */
  public Duration controllerStart() {
    return controllerStart;
  }

  /** Starts the controller and waits until it listens. */
  public void startController() {
    var arguments =
        Map.of(
            "argv", home.controllerCommand(topology.configuration()),
            "ready", "listening on 127.0.0.1:6653",
            "seconds", CONTROLLER_LIMIT.toSeconds());
    controllerStart = milliseconds(call("controller_start", arguments, CONTROLLER_LIMIT));
  }

  /**
   * Waits until the controller that was restarted says that it knows the network again. Returns the
   * time from the call.
   */
  public Duration awaitSettled() {
    return milliseconds(
        call(
            "controller_says",
            Map.of("words", "settled:", "seconds", CONTROLLER_LIMIT.toSeconds()),
            CONTROLLER_LIMIT));
  }

  /** Ends the controller by SIGTERM, as a service manager does. Returns the time that it took. */
  public Duration stopController() {
    return endController("SIGTERM");
  }

  /** Ends the controller by SIGKILL, as an accident does. */
  public void killController() {
    endController("SIGKILL");
  }

  private Duration endController(String signal) {
    return milliseconds(
        call(
            "controller_end",
            Map.of("signal", signal, "seconds", CONTROLLER_LIMIT.toSeconds()),
            CONTROLLER_LIMIT));
  }

  /**
   * Waits until every switch is connected and the number of its rules has not changed for a second.
   * No host sends anything for it. Returns the time from the call to the last change.
   */
  public Duration awaitReady() {
    return milliseconds(
        call("await_ready", Map.of("seconds", READY_LIMIT.toSeconds()), READY_LIMIT));
  }

  /** Pings all pairs at once, {@code count} times each; a reply may take {@code wait}. */
  public List<Pings> ping(List<Pair> pairs, int count, Duration interval, Duration wait) {
    var arguments =
        Map.of(
            "pairs", pairs.stream().map(p -> List.of(p.from(), p.to())).toList(),
            "count", count,
            "interval", seconds(interval),
            "wait", wait.toSeconds());
    JsonObject result = call("ping", arguments, interval.multipliedBy(count).plus(wait));
    return GSON.fromJson(result.get("pairs"), new TypeToken<List<Pings>>() {}.getType());
  }

  /** All ordered pairs of different hosts. */
  public List<Pair> allPairs() {
    return network.hosts().stream()
        .flatMap(a ->
            network.hosts().stream()
                .filter(b -> !b.equals(a))
                .map(b -> new Pair(a.name(), b.name())))
        .toList();
  }

  /** The rate of one TCP connection, in Mbit/s. */
  public double tcp(String from, String to, Duration time) {
    var arguments = Map.of("source", from, "target", to, "seconds", time.toSeconds());
    return call("tcp", arguments, time).get("mbps").getAsDouble();
  }

  /** Sends one broadcast frame and returns how many copies each host got, the sender too. */
  public Map<String, Integer> broadcast(String from) {
    JsonObject result =
        call("broadcast", Map.of("source", from, "quiet", 0.3, "limit", 3), Duration.ofSeconds(3));
    return GSON.fromJson(result.get("copies"), new TypeToken<Map<String, Integer>>() {}.getType());
  }

  /** Starts echo requests that go on until the stream's end is asked for. */
  public TrafficStream stream(String from, String to) {
    return stream(from, to, STREAM_INTERVAL, 0);
  }

  /** Starts {@code count} echo requests. */
  public TrafficStream stream(String from, String to, Duration interval, int count) {
    String name = "stream" + streams.incrementAndGet();
    call(
        "stream_start",
        Map.of(
            "stream",
            name,
            "source",
            from,
            "target",
            to,
            "interval",
            seconds(interval),
            "count",
            count),
        Duration.ZERO);
    Duration expected = interval.multipliedBy(2L * count);
    return () -> GSON.fromJson(call("stream_end", Map.of("stream", name), expected), Loss.class);
  }

  /** The links that carry most traffic now, in order from the host's switch. */
  public List<Link> path(String from) {
    JsonObject result = call("path", Map.of("source", from, "seconds", 0.3), Duration.ZERO);
    List<List<String>> hops =
        GSON.fromJson(result.get("hops"), new TypeToken<List<List<String>>>() {}.getType());
    return hops.stream().map(hop -> new Link(hop.getFirst(), hop.getLast())).toList();
  }

  /** Cuts a link: both ends lose carrier. */
  public void cut(Link link) {
    link(link, false);
  }

  /** Plugs a link in again. */
  public void restore(Link link) {
    link(link, true);
  }

  private void link(Link link, boolean up) {
    call("link", Map.of("one", link.one(), "other", link.other(), "up", up), Duration.ZERO);
  }

  /** Unplugs a host, which keeps its addresses, and plugs it into another switch. */
  public void move(String host, String toSwitch) {
    call("move", Map.of("host", host, "switch", toSwitch), Duration.ZERO);
  }

  /** Kills the switches' process and starts it again: all rules are lost, all ports come back. */
  public void restartSwitches() {
    call("switches_restart", Map.of(), Duration.ZERO);
  }

  /** What each switch holds, read by ovs-ofctl, by switch name. */
  public Map<String, Tables> dump() {
    return GSON.fromJson(
        call("dump", Map.of(), Duration.ZERO), new TypeToken<Map<String, Tables>>() {}.getType());
  }

  /** The OpenFlow messages so far. */
  public OpenFlowCapture capture() {
    return OpenFlowCapture.read(artefacts().resolve("openflow.pcap"));
  }

  /** Writes what the switches hold into the artefacts. */
  public void saveDump(String name) {
    StringBuilder text = new StringBuilder();
    dump()
        .forEach((bridge, tables) -> {
          text.append("== ").append(bridge).append(" flows\n");
          tables.flows().forEach(flow -> text.append(flow).append('\n'));
          text.append("== ").append(bridge).append(" groups\n");
          tables.groups().forEach(group -> text.append(group).append('\n'));
        });
    try {
      Files.writeString(artefacts().resolve(name + ".txt"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A shell script by which a person runs a command inside the lab, with a host's name before it or
   * {@code -}.
   */
  public Path writeDoor() {
    StringBuilder hosts = new StringBuilder();
    network
        .hosts()
        .forEach(h ->
            hosts.append("  ").append(h.name()).append(") pid=").append(h.pid()).append(" ;;\n"));
    String script =
        """
        #!/bin/sh
        # in HOST COMMAND...: runs a command in a host of this lab; in - COMMAND...: beside its switches.
        case "${1-}" in
          -) pid=1 ;;
        %s  *) echo "usage: $0 HOST|- COMMAND..." >&2; exit 64 ;;
        esac
        shift
        [ $# -gt 0 ] || set -- bash --norc
        exec nsenter --target %d --net --pid --mount env OVS_RUNDIR=/run/openvswitch \\
          nsenter --target "$pid" --net "$@"
        """
            .formatted(hosts, sandbox.firstPid());
    Path door = artefacts().resolve("in");
    try {
      Files.writeString(door, script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!door.toFile().setExecutable(true)) {
      throw new LabException("cannot make " + door + " executable");
    }
    return door;
  }

  @Override
  public void close() {
    try {
      stopController(); // Its last words belong in the log.
    } catch (LabException e) {
      // It has ended already, or the sandbox has.
    }
    sandbox.close();
    artefacts.close();
  }

  /** Calls the driver; {@code work} is the time that the command takes by its nature. */
  private JsonObject call(String command, Map<String, ?> arguments, Duration work) {
    return sandbox.call(command, arguments, LIMIT.plus(work));
  }

  private static Duration milliseconds(JsonObject result) {
    return Duration.ofMillis(result.get("ms").getAsLong());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
