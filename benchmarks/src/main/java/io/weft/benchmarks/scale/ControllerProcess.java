package io.weft.benchmarks.scale;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A controller that runs as a process of its own, Weft or another one, until it is closed. */
final class ControllerProcess implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final String name;
  private final Process process;
  private final InetSocketAddress address;

  private ControllerProcess(String name, Process process, InetSocketAddress address) {
    this.name = name;
    this.process = process;
    this.address = address;
  }

  /**
   * Starts Weft as users run it.
   *
   * @param options of the Java virtual machine, without blanks in them
   */
  static ControllerProcess weft(Path home, Path log, List<String> options) throws IOException {
    int port = freePort();
    Path config = Files.createTempFile("weft-bench", ".yaml");
    Files.writeString(
        config, "openflow: {listen: 127.0.0.1:%d, maxConnections: 20000}%n".formatted(port));
    List<String> command =
        List.of(
            "env",
            "WEFT_BUILD=no",
            "JDK_JAVA_OPTIONS=" + String.join(" ", options),
            home.resolve("weft").toString(),
            "run",
            "--config",
            config.toString());
    try {
      return start("weft", command, port, log);
    } finally {
      Files.deleteIfExists(config);
    }
  }

  /** The controller that comes with Open vSwitch (Debian: openvswitch-testcontroller). */
  static ControllerProcess ovsTestController(Path log) throws IOException {
    int port = freePort();
    return start(
        "ovs-testcontroller",
        List.of(
            "ovs-testcontroller",
            "-O",
            "OpenFlow13",
            "--unixctl=" + log.resolveSibling("ovs-testcontroller.ctl").toAbsolutePath(),
            "ptcp:" + port + ":127.0.0.1"),
        port,
        log);
  }

  /** Whether a command can be found. */
  static boolean isThere(String command) {
    return Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Starts a process and waits until it listens.
   *
   * @throws IOException naming the log, if it does not
   */
  static ControllerProcess start(String name, List<String> command, int port, Path log)
      throws IOException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    long end = System.nanoTime() + PATIENCE;
    while (!listens(address)) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        process.destroyForcibly();
        throw new IOException(name + " does not start, see " + log);
      }
      pause(50);
    }
    return new ControllerProcess(name, process, address);
  }

  private static boolean listens(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  InetSocketAddress address() {
    return address;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Processor time that it has used, in seconds. */
  double processorSeconds() {
    return process.info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(0.0);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
