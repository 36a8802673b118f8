package io.weft.lab;

import io.weft.lab.check.Check;
import io.weft.lab.check.Result;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code weft demo}: builds a network, runs its checks before a person's eyes, and tells what held.
 */
public final class Demo {
  private static final String USAGE = "usage: weft demo [NAME | all] [--hold] [--list]";
  private static final String DEFAULT = "ring";
  private static final int OK = 0;
  private static final int NOT_HELD = 1;
  private static final int UNUSABLE = 64;
  private static final int IMPOSSIBLE = 69;

  private final Home home;
  private final PrintStream out;

  Demo(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  public static void main(String[] arguments) {
    int code;
    try {
      code = new Demo(Home.ofProperty(), System.out).run(List.of(arguments));
    } catch (LabException e) {
      System.err.println("weft demo: " + e.getMessage());
      code = IMPOSSIBLE;
    }
    System.exit(code);
  }

  /** Returns the exit code: 0 only when everything held. */
  int run(List<String> arguments) {
    List<String> names = new ArrayList<>(arguments);
    boolean hold = names.remove("--hold");
    boolean list = names.remove("--list");
    if (names.size() > 1 || names.stream().anyMatch(n -> n.startsWith("-"))) {
      System.err.println(USAGE);
      return UNUSABLE;
    }
    if (list) {
      home.topologies().forEach(t -> out.printf("%-8s %s%n", t.name(), t.summary()));
      return OK;
    }
    String name = names.isEmpty() ? DEFAULT : names.getFirst();
    List<Topology> chosen = name.equals("all") ? home.topologies() : List.of(home.topology(name));
    Optional<String> obstacle = home.obstacle();
    if (obstacle.isPresent()) {
      throw new LabException(obstacle.get());
    }
    boolean held = true;
    for (Topology topology : chosen) {
      held &= show(topology, hold);
    }
    return held ? OK : NOT_HELD;
  }

  private boolean show(Topology topology, boolean hold) {
    long begin = System.nanoTime();
    out.printf("%s: %s%n", topology.name(), topology.summary());
    progress("starting switches, hosts and the controller");
    try (Lab lab = Lab.start(home, topology)) {
      Duration start = lab.controllerStart();
      progress("waiting for the switches' rules");
      Duration ready = lab.awaitReady();
      line(
          "%d switches, %d hosts; the controller listened after %d ms, the last rule came %d ms later"
              .formatted(
                  lab.network().switches().size(),
                  lab.network().hosts().size(),
                  start.toMillis(),
                  ready.toMillis()));
      int held = 0;
      for (Check check : topology.checks()) {
        progress(check.name());
        Result result = CheckRun.of(lab, check);
        held += result.held() ? 1 : 0;
        line(
            "%-6s %-52s %s  (bar: %s)"
                .formatted(
                    result.held() ? "held" : "FAILED", check.name(), result.figure(), check.bar()));
      }
      int all = topology.checks().size();
      out.printf(
          "%s: %d of %d held in %.0f s%n",
          topology.name(), held, all, (System.nanoTime() - begin) / 1e9);
      if (held < all) {
        out.printf("logs, tables and the OpenFlow capture: %s%n", lab.artefacts());
      }
      if (hold) {
        hold(lab);
      }
      return held == all;
    }
  }

  private void hold(Lab lab) {
    Path door = lab.writeDoor();
    Lab.Host first = lab.network().hosts().getFirst();
    Lab.Host last = lab.network().hosts().getLast();
    Lab.Switch bridge = lab.network().switches().getFirst();
    out.printf(
        """

        The network stays until you press Enter or Ctrl-C. Try, in another terminal as root:
          %1$s %2$s ping %4$s
          %1$s %2$s                      a shell in host %2$s; exit leaves it
          %1$s - ovs-ofctl -O %6$s dump-flows %5$s
          %1$s - ip link set %5$s-eth1 down
          tail -f %7$s/controller.log
          tcpdump -nr %7$s/openflow.pcap | tail      or open it in Wireshark
        Hosts: %8$s
        """,
        door,
        first.name(),
        last.name(),
        last.ip(),
        bridge.name(),
        bridge.protocol(),
        lab.artefacts(),
        String.join(
            ", ", lab.network().hosts().stream().map(h -> h.name() + " " + h.ip()).toList()));
    try {
      int key = System.in.read();
      out.println(key < 0 ? "Standard input is closed: ending." : "Ending.");
    } catch (IOException e) {
      out.println("Ending.");
    }
  }

  /** What is being done, for someone who looks; replaced by the line that follows. */
  private void progress(String what) {
    if (isTerminal()) {
      out.printf("\r\033[K  ...    %s", what);
      out.flush();
    }
  }

  private void line(String text) {
    out.printf("%s  %s%n", isTerminal() ? "\r\033[K" : "", text);
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }
}
