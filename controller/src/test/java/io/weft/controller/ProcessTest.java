package io.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The controller and the command line as processes of their own, ended after each test. */
abstract class ProcessTest {
  static final Pattern OPENFLOW = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+),");
  static final Pattern API = Pattern.compile("API on http://127\\.0\\.0\\.1:(\\d+),");

  @TempDir Path directory = Path.of("");
  private final List<Process> started = new ArrayList<>();
  private int processes;

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  /** A process whose two outputs go to one file. */
  Path start(List<String> command) throws IOException {
    Path output = directory.resolve("output-" + ++processes);
    started.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start());
    return output;
  }

  static List<String> java(Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }

  Path controller(String config) throws IOException {
    Path file = directory.resolve("weft.yaml");
    Files.writeString(file, config);
    return start(java(Main.class, List.of("run", "--config", file.toString())));
  }

  /** What a process prints until it ends, with its status behind it. */
  String ended(Path output) throws Exception {
    Process process = started.getLast();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(output) + "status " + process.exitValue();
  }

  String ctl(String api, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--server", api));
    return ended(start(java(io.weft.ctl.CtlMain.class, all)));
  }

  static Matcher await(Path output, Pattern line) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> Optional.of(line.matcher(Files.readString(output))).filter(Matcher::find),
            Optional::isPresent)
        .orElseThrow();
  }

  static InetSocketAddress loopback(String port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }
}
