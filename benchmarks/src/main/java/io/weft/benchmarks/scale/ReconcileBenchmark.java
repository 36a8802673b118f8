package io.weft.benchmarks.scale;

import io.weft.benchmarks.Benchmark;
import io.weft.benchmarks.Report;
import io.weft.benchmarks.Run;
import io.weft.benchmarks.UsageException;
import io.weft.core.control.AppLimits;
import io.weft.core.desired.SwitchRules;
import io.weft.testkit.RunningController;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An app begins to want 100,000 rules of one Open vSwitch, beside {@code ovs-ofctl} with the same
 * rules in one bundle; then the same again, and after a restart of the controller.
 */
public final class ReconcileBenchmark implements Benchmark {
  private static final int RULES = 100_000;
  private static final int QUICK_RULES = 20_000;
  private static final int ROUNDS = 5;
  private static final double MOST_TIMES = 2;
  private static final int PATIENCE_SECONDS = 120;

  /** The core's own, by which links are found. */
  private static final int CORE_RULES = 1;

  @Override
  public String name() {
    return "reconcile";
  }

  @Override
  public String summary() {
    return "100,000 rules on one Open vSwitch, beside ovs-ofctl; and none to change";
  }

  @Override
  public String arguments() {
    return "";
  }

  @Override
  public Report run(Run run) throws Exception {
    if (!run.words().isEmpty()) {
      throw new UsageException("expected nothing, not " + run.words());
    }
    int count = run.isQuick() ? QUICK_RULES : RULES;
    int rounds = run.isQuick() ? 2 : ROUNDS;
    List<Double> ofctl = new ArrayList<>();
    List<Double> weft = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    long needless = 0;
    try (OvsTimes switchOf = new OvsTimes(count, run.target().resolve("bench-reconcile.flows"))) {
      for (int round = 1; round <= rounds; round++) {
        run.progress().say("reconcile: round " + round + " of " + rounds);
        ofctl.add(switchOf.ofctlSeconds());
        switchOf.clear();
        try (RunningController controller = controller(SwitchRules.NONE)) {
          connect(switchOf, controller);
          weft.add(replaceSeconds(controller, ManyRules.of(count)));
          switchOf.expectAll(CORE_RULES);
          long before = controller.traffic().modsSent();
          again.add(replaceSeconds(controller, ManyRules.of(count)));
          needless += controller.traffic().modsSent() - before;
        }
        try (RunningController restarted = controller(ManyRules.of(count))) {
          connect(switchOf, restarted);
          needless += restarted.traffic().modsSent();
          switchOf.expectAll(CORE_RULES);
        }
      }
    }
    double ratio = median(weft) / median(ofctl);
    return Report.of(
            "rules", "ovs-ofctl s", "Weft s", "times as long", "nothing to change s", "mods")
        .row(count, median(ofctl), median(weft), ratio, median(again), needless)
        .atMost("reconcile: first install, times ovs-ofctl's", ratio, MOST_TIMES)
        .atMost("reconcile: mods with nothing to change", (double) needless, 0)
        .note("medians of " + rounds + " rounds; Weft's from asking the app until all is confirmed")
        .note("nothing to change: asked again, and after a restart of the controller")
        .build();
  }

  static RunningController controller(SwitchRules rules) {
    return RunningController.with(AppLimits.DEFAULT, new ManyRules(rules));
  }

  private static void connect(OvsTimes to, RunningController controller)
      throws IOException, InterruptedException {
    to.ovs().connect(((InetSocketAddress) controller.address()).getPort());
    await(controller, 1);
  }

  /** Until all of so many switches are connected and nothing is left to do. */
  static void await(RunningController controller, int switches)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (controller.view().switches().size() < switches || !controller.isAtRest()) {
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        throw new IOException("not at rest after " + PATIENCE_SECONDS + " s");
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  /** How long it takes until all switches have what another instance of the app wants. */
  static double replaceSeconds(RunningController controller, SwitchRules rules) throws Exception {
    int switches = controller.view().switches().size();
    long begin = System.nanoTime();
    var _ =
        controller
            .core()
            .replace(new ManyRules(rules))
            .toCompletableFuture()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    await(controller, switches);
    return (System.nanoTime() - begin) / 1e9;
  }

  static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
