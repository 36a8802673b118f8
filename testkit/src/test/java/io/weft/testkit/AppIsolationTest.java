package io.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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

  private static String run(String how) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
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
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
