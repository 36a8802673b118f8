package io.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.net.packet.Packets;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An app that goes wrong is stopped alone, and another one is told of packets in time all along.
 * The figures are printed; the bound is wide, as machines that test are busy.
 */
@Timeout(180)
class AppIsolationTest {
  private static final Pattern P99 = Pattern.compile("p99 ([0-9.]+) ms");

  @ParameterizedTest
  @CsvSource({
    "not, running",
    "throws, stopped: it threw java.lang.IllegalStateException: as it was told to",
    "loops, stopped: it did not return within 1000 ms",
    "leaks, stopped: it ran out of memory",
    "hoards, stopped: it ran out of memory"
  })
  void isStoppedAlone(String how, String state) throws Exception {
    String output = run(how);
    String result =
        output.lines().filter(line -> line.startsWith("RESULT")).findFirst().orElse(output);
    System.out.println(result);

    assertThat(result).contains(how + ": " + state).contains("bystander running, 1400 of 1400");
    Matcher p99 = P99.matcher(result);
    assertThat(p99.find()).isTrue();
    assertThat(Double.parseDouble(p99.group(1))).isLessThan(1000);
    if (!how.equals("not")) {
      assertThat(output.lines().filter(line -> line.contains("app culprit stopped")))
          .hasSize(1)
          .first()
          .asString()
          .contains("PacketSeen", "its rules stay as they are");
    }
  }

  /** Sends a packet every 5 ms until the controller in the other process has told its result. */
  private static String run(String how) throws IOException {
    Process process = start(how);
    StringBuilder output = new StringBuilder();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        FakeNetwork network = FakeNetwork.builder().host(1).host(1).build();
        ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor()) {
      FakeHost from = network.host("h1");
      Instant giveUp = Instant.now().plusSeconds(60);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        if (line.startsWith("PORT ")) {
          var address =
              new InetSocketAddress(
                  InetAddress.getLoopbackAddress(), Integer.parseInt(line.substring(5)));
          network.connect(address);
          var _ =
              sender.scheduleAtFixedRate(
                  () -> {
                    reconnect(network, address);
                    from.send(Packets.broadcast(from.mac(), now()));
                    if (Instant.now().isAfter(giveUp)) {
                      endInput(process);
                    }
                  },
                  0,
                  5,
                  TimeUnit.MILLISECONDS);
        } else if (line.startsWith("RESULT ")) {
          sender.shutdownNow();
        }
      }
    } finally {
      process.destroyForcibly();
    }
    return output.toString();
  }

  /** As every switch does when its connection is lost: it may run into what the culprit took. */
  private static void reconnect(FakeNetwork network, InetSocketAddress controller) {
    if (!network.at(1).isConnected()) {
      try {
        network.connect(controller);
      } catch (IllegalStateException e) {
        // the next packet tries again
      }
    }
  }

  private static void endInput(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // it has ended
    }
  }

  private static Bytes now() {
    return Bytes.wrap(ByteBuffer.allocate(46).putLong(System.nanoTime()).array());
  }

  private static Process start(String how) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                BadNeighbour.class.getName(),
                how))
        .redirectErrorStream(true)
        .start();
  }
}
