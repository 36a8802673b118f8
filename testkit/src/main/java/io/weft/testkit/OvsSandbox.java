package io.weft.testkit;

import io.weft.net.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An Open vSwitch of the test's own, with one bridge of dummy ports, its datapath id 0xabc: no
 * interface of the machine is touched. Frames are put into a port by its management socket, and
 * what a port sends is read from the file that the port writes.
 */
public final class OvsSandbox implements AutoCloseable {
  private static final Path SCHEMA = Path.of("/usr/share/openvswitch/vswitch.ovsschema");
  private static final String BRIDGE = "br0";
  private static final int PCAP_HEADER = 24;

  private final Path home;
  private final int ports;
  private final long[] read;
  private final SocketChannel control;

  /** The daemons are no children of this process: whoever interrupts it does not reach them. */
  private final Thread atExit = Thread.ofPlatform().name("weft-ovs-stop").unstarted(this::end);

  private OvsSandbox(Path home, int ports) throws IOException, InterruptedException {
    this.home = home;
    this.ports = ports;
    this.read = new long[ports + 1];
    Arrays.fill(read, PCAP_HEADER);
    Runtime.getRuntime().addShutdownHook(atExit);
    run("ovsdb-tool", "create", file("conf.db"), SCHEMA.toString());
    run(
        "ovsdb-server",
        file("conf.db"),
        "--remote=punix:" + file("db.sock"),
        "--pidfile=" + file("db.pid"),
        "--unixctl=" + file("db.ctl"),
        "--detach");
    var _ = vsctl("--no-wait", "init");
    run(
        "ovs-vswitchd",
        "unix:" + file("db.sock"),
        "--pidfile=" + file("vs.pid"),
        "--unixctl=" + file("vs.ctl"),
        "--enable-dummy",
        "--log-file=" + file("vs.log"),
        "-vsyslog:off",
        "-vfile:emer",
        "--detach");
    List<String> setUp =
        new ArrayList<>(
            List.of("set", "Open_vSwitch", ".", "other_config:vlan-limit=0", "--", "add-br"));
    setUp.addAll(
        List.of(
            BRIDGE,
            "--",
            "set",
            "bridge",
            BRIDGE,
            "datapath_type=dummy",
            // else it follows the ports' addresses, and the connection is made anew
            "other_config:datapath-id=0000000000000abc",
            "fail_mode=secure",
            "protocols=OpenFlow10,OpenFlow13"));
    for (int port = 1; port <= ports; port++) {
      setUp.addAll(List.of("--", "add-port", BRIDGE, "p" + port, "--", "set", "interface"));
      setUp.addAll(
          List.of(
              "p" + port,
              "type=dummy",
              "ofport_request=" + port,
              "options:tx_pcap=" + file("p" + port + ".pcap")));
    }
    var _ = vsctl(setUp.toArray(String[]::new));
    control = SocketChannel.open(StandardProtocolFamily.UNIX);
    control.connect(UnixDomainSocketAddress.of(file("vs.ctl")));
  }

  /** Whether Open vSwitch is installed here. */
  public static boolean isPossible() {
    return Files.exists(SCHEMA)
        && Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ovs-vswitchd")));
  }

  /** Starts one with ports 1 to a number. */
  public static OvsSandbox start(int ports) {
    try {
      return new OvsSandbox(Files.createTempDirectory("weft-ovs"), ports);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String file(String name) {
    return home.resolve(name).toString();
  }

  private String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OVS_RUNDIR", home.toString());
    builder.environment().put("OVS_LOGDIR", home.toString());
    builder.redirectOutput(home.resolve("output").toFile());
    int status = builder.start().waitFor();
    String output = Files.readString(home.resolve("output"));
    if (status != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + output);
    }
    return output;
  }

  private String vsctl(String... arguments) throws IOException, InterruptedException {
    String[] command =
        Stream.concat(
                Stream.of("ovs-vsctl", "--db=unix:" + file("db.sock")), Arrays.stream(arguments))
            .toArray(String[]::new);
    return run(command);
  }

  /**
   * Runs {@code ovs-ofctl COMMAND BRIDGE ARGUMENTS...} in OpenFlow 1.3; returns what it prints.
   *
   * @param command options may stand before it
   */
  public String ofctl(String command, String... arguments) {
    return ofctlOn(BRIDGE, command, arguments);
  }

  /** The same for another bridge, that {@link #configure} made. */
  public String ofctlOn(String bridge, String command, String... arguments) {
    List<String> line = new ArrayList<>(List.of("ovs-ofctl", "-O", "OpenFlow13"));
    line.addAll(List.of(command.split(" ")));
    line.add("unix:" + file(bridge + ".mgmt"));
    line.addAll(List.of(arguments));
    try {
      return run(line.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Runs {@code ovs-vsctl}; returns what it prints. */
  public String configure(String... arguments) {
    try {
      return vsctl(arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Has the bridge connect to a controller. */
  public void connect(int tcpPort) {
    try {
      var _ =
          vsctl(
              "--id=@c",
              "create",
              "controller",
              "target=\"tcp:127.0.0.1:" + tcpPort + "\"",
              "connection_mode=out-of-band",
              "max_backoff=1000",
              "--",
              "set",
              "bridge",
              BRIDGE,
              "controller=@c");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A frame comes in on a port; returns when the switch has dealt with it. */
  public void receive(int port, Bytes frame) {
    var _ = call("netdev-dummy/receive", "p" + port, frame.toString());
    // Ports are served once between two requests.
    var _ = call("version");
    var _ = call("version");
  }

  /** Has frames decided anew: the datapath goes on with what it knows for some milliseconds. */
  public void forgetDatapathFlows() {
    var _ = call("revalidator/purge");
  }

  /** What the switch says that it would do with a frame (ovs-vswitchd(8), ofproto/trace). */
  public String trace(int port, Bytes frame) {
    return call("ofproto/trace", BRIDGE, "in_port=" + port, frame.toString());
  }

  /** Has a port say that it is down, or up again. */
  public void setUp(int port, boolean up) {
    var _ = call("netdev-dummy/set-admin-state", "p" + port, up ? "up" : "down");
  }

  /** Stops the switch's clock, and moves it. */
  public void warp(int millis) {
    var _ = call("time/stop");
    var _ = call("time/warp", Integer.toString(millis), Integer.toString(millis));
  }

  /** JSON-RPC, one request at a time. */
  private String call(String method, String... parameters) {
    String list = Arrays.stream(parameters).collect(Collectors.joining("\",\"", "\"", "\""));
    String request =
        "{\"id\":0,\"method\":\"%s\",\"params\":[%s]}"
            .formatted(method, parameters.length == 0 ? "" : list);
    try {
      ByteBuffer asked = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
      while (asked.hasRemaining()) {
        control.write(asked);
      }
      ByteBuffer answer = ByteBuffer.allocate(1 << 20);
      String text;
      do {
        if (control.read(answer) < 0) {
          throw new IllegalStateException(
              request
                  + ": the switch has ended; its log: "
                  + Files.readString(home.resolve("vs.log")));
        }
        text = new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
      } while (!isWhole(text));
      if (!text.contains("\"error\":null")) {
        throw new IllegalStateException(request + ": " + text);
      }
      int result = text.indexOf("\"result\":\"");
      return result < 0 ? "" : unescaped(text, result + "\"result\":\"".length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether all braces outside of strings are closed. */
  private static boolean isWhole(String text) {
    int depth = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        inside = !inside;
      } else if (!inside) {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      }
    }
    return !text.isEmpty() && depth == 0 && !inside;
  }

  /** A string of JSON up to its closing quote; the switch escapes nothing else than this. */
  private static String unescaped(String text, int from) {
    StringBuilder result = new StringBuilder();
    for (int i = from; text.charAt(i) != '"'; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        c =
            switch (text.charAt(i)) {
              case 'n' -> '\n';
              case 't' -> '\t';
              default -> text.charAt(i);
            };
      }
      result.append(c);
    }
    return result.toString();
  }

  /** The frames that a port has sent since this was last asked. */
  public List<Bytes> sent(int port) {
    try (SeekableByteChannel file =
        Files.newByteChannel(Path.of(file("p" + port + ".pcap")), StandardOpenOption.READ)) {
      List<Bytes> frames = new ArrayList<>();
      int size = (int) (file.size() - read[port]);
      if (size <= 0) {
        return frames;
      }
      ByteBuffer buffer = ByteBuffer.allocate(size);
      file.position(read[port]);
      while (buffer.hasRemaining() && file.read(buffer) >= 0) {}
      Bytes all = Bytes.wrap(buffer.array());
      int at = 0;
      while (at + 16 <= all.size()) {
        int length = Integer.reverseBytes(all.i32(at + 8));
        frames.add(all.slice(at + 16, at + 16 + length));
        at += 16 + length;
      }
      read[port] += at;
      return frames;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many ports the bridge has. */
  public int ports() {
    return ports;
  }

  @Override
  public void close() throws IOException {
    control.close();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // the hook runs, and does the rest
    }
    stop();
  }

  private void end() {
    try {
      stop();
    } catch (IOException e) {
      System.err.println("Open vSwitch in " + home + " could not be ended: " + e.getMessage());
    }
  }

  private void stop() throws IOException {
    stop("vs.pid");
    stop("db.pid");
    try (Stream<Path> files = Files.walk(home)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private void stop(String pidFile) throws IOException {
    Path file = home.resolve(pidFile);
    if (!Files.exists(file)) {
      return; // it had not begun
    }
    long pid = Long.parseLong(Files.readString(file).strip());
    // At once: in good order it would take seconds, and there is nothing to keep.
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }
}
