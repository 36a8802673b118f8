package io.weft.testkit;

import io.weft.net.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An Open vSwitch of the test's own, with one bridge of dummy ports: no interface of the machine is
 * touched. Frames are put into a port by its management socket, and what a port sends is read from
 * the file that the port writes.
 */
final class OvsSandbox implements AutoCloseable {
  private static final Path SCHEMA = Path.of("/usr/share/openvswitch/vswitch.ovsschema");
  private static final String BRIDGE = "br0";
  private static final int PCAP_HEADER = 24;

  private final Path home;
  private final int ports;
  private final long[] read;
  private final SocketChannel control;

  private OvsSandbox(Path home, int ports) throws IOException, InterruptedException {
    this.home = home;
    this.ports = ports;
    this.read = new long[ports + 1];
    Arrays.fill(read, PCAP_HEADER);
    run("ovsdb-tool", "create", file("conf.db"), SCHEMA.toString());
    run(
        "ovsdb-server",
        file("conf.db"),
        "--remote=punix:" + file("db.sock"),
        "--pidfile=" + file("db.pid"),
        "--unixctl=" + file("db.ctl"),
        "--detach");
    vsctl("--no-wait", "init");
    run(
        "ovs-vswitchd",
        "unix:" + file("db.sock"),
        "--pidfile=" + file("vs.pid"),
        "--unixctl=" + file("vs.ctl"),
        "--enable-dummy",
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
    vsctl(setUp.toArray(String[]::new));
    control = SocketChannel.open(StandardProtocolFamily.UNIX);
    control.connect(UnixDomainSocketAddress.of(file("vs.ctl")));
  }

  static boolean isPossible() {
    return Files.exists(SCHEMA)
        && Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ovs-vswitchd")));
  }

  /** Starts one with ports 1 to a number. */
  static OvsSandbox start(int ports) {
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

  private void vsctl(String... arguments) throws IOException, InterruptedException {
    String[] command =
        Stream.concat(
                Stream.of("ovs-vsctl", "--db=unix:" + file("db.sock")), Arrays.stream(arguments))
            .toArray(String[]::new);
    var _ = run(command);
  }

  /** Has the bridge connect to a controller. */
  void connect(int tcpPort) {
    try {
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
  void receive(int port, Bytes frame) {
    call("netdev-dummy/receive", "p" + port, frame.toString());
    // Ports are served once between two requests.
    call("version");
    call("version");
  }

  /** Has frames decided anew: the datapath goes on with what it knows for some milliseconds. */
  void forgetDatapathFlows() {
    call("revalidator/purge");
  }

  /** JSON-RPC, one request at a time. */
  private void call(String method, String... parameters) {
    String list = Arrays.stream(parameters).collect(Collectors.joining("\",\"", "\"", "\""));
    String request =
        "{\"id\":0,\"method\":\"%s\",\"params\":[%s]}"
            .formatted(method, parameters.length == 0 ? "" : list);
    try {
      control.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
      ByteBuffer answer = ByteBuffer.allocate(65_536);
      int depth;
      do {
        control.read(answer);
        String text = new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        depth =
            (int)
                (text.chars().filter(c -> c == '{').count()
                    - text.chars().filter(c -> c == '}').count());
        if (depth == 0 && !text.contains("\"error\":null")) {
          throw new IllegalStateException(request + ": " + text);
        }
      } while (depth != 0 || answer.position() == 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The frames that a port has sent since this was last asked. */
  List<Bytes> sent(int port) {
    try {
      Bytes all = Bytes.wrap(Files.readAllBytes(Path.of(file("p" + port + ".pcap"))));
      List<Bytes> frames = new ArrayList<>();
      int at = (int) read[port];
      while (at + 16 <= all.size()) {
        int length = Integer.reverseBytes(all.i32(at + 8));
        frames.add(all.slice(at + 16, at + 16 + length));
        at += 16 + length;
      }
      read[port] = at;
      return frames;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int ports() {
    return ports;
  }

  @Override
  public void close() throws IOException {
    control.close();
    stop("vs.pid");
    stop("db.pid");
    try (Stream<Path> files = Files.walk(home)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private void stop(String pidFile) throws IOException {
    long pid = Long.parseLong(Files.readString(home.resolve(pidFile)).strip());
    // At once: in good order it would take seconds, and there is nothing to keep.
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }
}
