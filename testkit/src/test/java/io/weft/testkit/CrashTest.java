package io.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A controller is killed in the middle of changing 1,008 rules on four Open vSwitch bridges, at
 * random moments: whatever it had done by then is without a loop, and the next controller makes
 * exactly what is wanted of it.
 */
@Timeout(300)
class CrashTest {
  private static final int CRASHES = Integer.getInteger("weft.crashes", 50);
  private static final Pattern FLOW =
      Pattern.compile("priority=100,dl_dst=([0-9a-f:]+) actions=output:(\\d+)");

  private final Random random = new Random(Long.getLong("weft.seed", 1));

  /** A {@link MortalController}. */
  private static final class Mortal implements AutoCloseable {
    private final Process process;
    private final BufferedReader says;
    private final Writer orders;

    Mortal() throws IOException {
      String java = ProcessHandle.current().info().command().orElseThrow();
      String classes =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      process =
          new ProcessBuilder(
                  java,
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  classes,
                  MortalController.class.getName())
              .redirectError(new File("/dev/null"))
              .start();
      says =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      orders = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Waits for a line that begins with a word, and returns what follows it. */
    String await(String word) throws IOException {
      String line = says.readLine();
      while (line != null && !line.startsWith(word)) {
        line = says.readLine();
      }
      assertThat(line).as("the controller says " + word).isNotNull();
      return line.substring(word.length()).strip();
    }

    void order(boolean clockwise) throws IOException {
      orders.write(clockwise ? "clockwise\n" : "back\n");
      orders.flush();
    }

    /** As {@code kill -9} does. */
    @Override
    public void close() {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  @Test
  void afterAnyCrashTheTablesAreAsWantedAndNeverALoop() throws Exception {
    assumeTrue(OvsSandbox.isPossible(), "Open vSwitch is not installed");
    int inTheMiddle = 0;
    try (OvsSandbox ovs = OvsSandbox.start(1)) {
      for (int i = 0; i < Ring.SWITCHES; i++) {
        ovs.configure(
            "add-br",
            "s" + i,
            "--",
            "set",
            "bridge",
            "s" + i,
            "datapath_type=dummy",
            "fail_mode=secure",
            "protocols=OpenFlow13",
            "other_config:datapath-id=" + Ring.dpid(i).toString().replace(":", ""));
      }
      boolean clockwise = true;
      long change = 0;
      Mortal next = new Mortal();
      for (int crash = 0; crash <= CRASHES; crash++) {
        try (Mortal now = next) {
          now.await("up");
          now.order(clockwise);
          connect(ovs, Integer.parseInt(now.await("port")));
          now.await("done");
          assertThat(tables(ovs)).as("after crash " + crash).isEqualTo(wanted(clockwise));
          if (crash == CRASHES) {
            break;
          }
          next = new Mortal();
          clockwise = !clockwise;
          now.order(clockwise);
          now.await("begun");
          long begun = System.nanoTime();
          if (crash == 0) {
            // Once to the end, to know how long it takes.
            now.await("done");
            change = System.nanoTime() - begun;
            clockwise = !clockwise;
            now.order(clockwise);
            now.await("begun");
          }
          LockSupport.parkNanos((long) (random.nextDouble() * change));
        }
        List<Map<String, Integer>> left = tablesAtRest(ovs);
        assertThat(Ring.loop(left)).as("left by crash " + crash).isEmpty();
        if (!left.equals(wanted(clockwise)) && !left.equals(wanted(!clockwise))) {
          inTheMiddle++;
        }
      }
    }
    System.out.printf(
        "killed %d times while %d rules changed, %d times in the middle: no loop, and then exactly"
            + " the tables wanted%n",
        CRASHES, Ring.CHANGED, inTheMiddle);
    assertThat(inTheMiddle).as("crashes in the middle").isGreaterThan(CRASHES / 10);
  }

  /** A new target makes the switches connect at once. */
  private static void connect(OvsSandbox ovs, int port) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "--id=@c",
                "create",
                "controller",
                "target=\"tcp:127.0.0.1:" + port + "\"",
                "connection_mode=out-of-band",
                "max_backoff=1000"));
    for (int i = 0; i < Ring.SWITCHES; i++) {
      command.addAll(List.of("--", "set", "bridge", "s" + i, "controller=@c"));
    }
    ovs.configure(command.toArray(String[]::new));
  }

  private static List<Map<String, Integer>> wanted(boolean clockwise) {
    List<Map<String, Integer>> all = new ArrayList<>();
    for (int at = 0; at < Ring.SWITCHES; at++) {
      Map<String, Integer> table = new HashMap<>();
      for (int destination = 0; destination < Ring.DESTINATIONS; destination++) {
        table.put(Ring.mac(destination), Ring.portOf(at, destination, clockwise));
      }
      all.add(table);
    }
    return all;
  }

  /** What is there when the switches have dealt with the last words of the dead. */
  private static List<Map<String, Integer>> tablesAtRest(OvsSandbox ovs) {
    while (ovs.configure("--columns=is_connected", "list", "controller").contains("true")) {
      Thread.onSpinWait();
    }
    return tables(ovs);
  }

  private static List<Map<String, Integer>> tables(OvsSandbox ovs) {
    List<Map<String, Integer>> all = new ArrayList<>();
    for (int at = 0; at < Ring.SWITCHES; at++) {
      Map<String, Integer> table = new HashMap<>();
      for (String line : ovs.ofctlOn("s" + at, "dump-flows").lines().skip(1).toList()) {
        Matcher flow = FLOW.matcher(line);
        assertThat(flow.find()).as(line).isTrue();
        table.put(flow.group(1), Integer.parseInt(flow.group(2)));
      }
      all.add(table);
    }
    return all;
  }
}
