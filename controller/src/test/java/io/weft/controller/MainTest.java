package io.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.testkit.FakeSwitch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process as an operator meets it: what it prints, its status, how it stops. */
@Timeout(120)
class MainTest {
  private static final Pattern LISTENING =
      Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+), \\d+ ms after the start");

  @TempDir Path directory = Path.of("");
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  /** A process whose two outputs go to one file. */
  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output().toFile())
            .start();
    started.add(process);
    return process;
  }

  private Path output() {
    return directory.resolve("output");
  }

  private List<String> lines() throws IOException {
    return Files.exists(output()) ? Files.readAllLines(output()) : List.of();
  }

  /** The one line that a process printed before it ended with this status. */
  private String refusal(int status, String... arguments) throws Exception {
    Process process = start(arguments);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(lines()).hasSize(1);
    assertThat(process.exitValue()).isEqualTo(status);
    return lines().getFirst();
  }

  private Path config(String text) throws IOException {
    Path file = directory.resolve("weft.yaml");
    Files.writeString(file, text);
    return file;
  }

  private int awaitListening() {
    int[] port = new int[1];
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          for (String line : lines()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
              port[0] = Integer.parseInt(listening.group(1));
            }
          }
          return port[0] != 0;
        });
    return port[0];
  }

  @Test
  void wrongConfigurationIsOneLine() throws Exception {
    Path file = config("openflow:\n  listen: localhost:6653\n");
    assertThat(refusal(1, "run", "--config", file.toString()))
        .isEqualTo(
            "weft: "
                + file
                + ":2: openflow.listen: expected address:port such as 127.0.0.1:6653 or [::1]:6653,"
                + " found 'localhost:6653'");
  }

  @Test
  void missingConfigurationIsOneLine() throws Exception {
    assertThat(refusal(1, "run", "--config", "/nowhere/weft.yaml"))
        .isEqualTo("weft: /nowhere/weft.yaml: expected a file, found none");
  }

  @Test
  void portInUseIsOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Path file = config("openflow: {listen: '" + address + "'}");
      assertThat(refusal(1, "run", "--config", file.toString()))
          .isEqualTo("weft: cannot listen on " + address + ": the port is in use");
    }
  }

  @Test
  void unknownOptionIsOneLine() throws Exception {
    assertThat(refusal(64, "run", "--confg", "x"))
        .isEqualTo("weft: Unknown options: '--confg', 'x'; try: weft run --help");
  }

  @Test
  void optionWithoutItsValueIsOneLine() throws Exception {
    assertThat(refusal(64, "run", "--config"))
        .isEqualTo(
            "weft: Missing required parameter for option '--config' (FILE); try: weft run --help");
  }

  @Test
  void unknownCommandIsOneLine() throws Exception {
    assertThat(refusal(64, "walk"))
        .isEqualTo("weft: Unmatched argument at index 0: 'walk'; try: weft run --help");
  }

  @Test
  void helpIsPrinted() throws Exception {
    Process process = start("run", "--help");
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(lines()).anyMatch(line -> line.contains("--config=FILE"));
  }

  @Test
  void listensServesSwitchesAndStopsOnSigterm() throws Exception {
    Process process =
        start(
            "run",
            "--config",
            config("openflow: {listen: '127.0.0.1:0'}\napi: {listen: '127.0.0.1:0'}").toString());
    int port = awaitListening();
    try (FakeSwitch fake = FakeSwitch.builder(5).ports(2).build()) {
      fake.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      fake.awaitReady();
      fake.awaitUntil("rules are installed", s -> !s.flows().isEmpty());
      long begin = System.nanoTime();
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
      fake.awaitDisconnected();
      assertThat(process.exitValue()).isIn(0, 143);
      assertThat(fake.flows()).as("the switch keeps its rules").isNotEmpty();
    }
    assertThat(lines())
        .noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "))
        .anyMatch(line -> line.contains("0000000000000005: connected"))
        .anyMatch(line -> line.contains("0000000000000005: disconnected: the controller stops"));
    assertThat(lines().getLast()).endsWith("stopped");
  }
}
