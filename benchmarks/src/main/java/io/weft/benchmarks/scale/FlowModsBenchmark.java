package io.weft.benchmarks.scale;

import com.sun.management.OperatingSystemMXBean;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.weft.benchmarks.Benchmark;
import io.weft.benchmarks.Report;
import io.weft.benchmarks.Run;
import io.weft.benchmarks.UsageException;
import io.weft.core.desired.SwitchRules;
import io.weft.testkit.RunningController;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many flow mods are encoded, sent and confirmed by a barrier in a second: by emulated switches
 * that only count them, as mods and as what an app wants; and by a real Open vSwitch, beside {@code
 * ovs-ofctl} with the same flows.
 */
public final class FlowModsBenchmark implements Benchmark {
  private static final int SWITCHES = 16;
  private static final int BATCH = 1000;
  private static final double LEAST_A_SECOND = 500_000;
  private static final double LEAST_OF_OFCTL = 0.95;

  /** What happened meanwhile: wall clock, and processor time of the whole process. */
  private record Cost(long mods, double seconds, double processorSeconds) {
    private double aSecond() {
      return mods / seconds;
    }

    private double aProcessorSecond() {
      return mods / processorSeconds;
    }
  }

  /** Something that sends mods and waits until they are confirmed. */
  private interface Work {
    void run() throws Exception;
  }

  @Override
  public String name() {
    return "flow-mods";
  }

  @Override
  public String summary() {
    return "flow mods confirmed in a second, by emulated switches and by Open vSwitch";
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
    run.progress().say("flow-mods: mods to " + SWITCHES + " emulated switches");
    Cost sent = toEmulated(run.isQuick() ? 1_000_000 : 8_000_000);
    run.progress().say("flow-mods: an app's rules on " + SWITCHES + " emulated switches");
    Cost wanted = ofAnApp(run.isQuick() ? 5_000 : 20_000, run.isQuick() ? 2 : 5);
    int count = run.isQuick() ? 20_000 : 100_000;
    List<Double> ofctl = new ArrayList<>();
    List<Double> weft = new ArrayList<>();
    try (OvsTimes times = new OvsTimes(count, run.target().resolve("bench-flow-mods.flows"));
        BareController controller = BareController.listen()) {
      times.ovs().connect(controller.port());
      controller.await(1);
      for (int round = 1; round <= (run.isQuick() ? 3 : 7); round++) {
        run.progress().say("flow-mods: Open vSwitch, round " + round);
        ofctl.add(times.ofctlSeconds());
        times.clear();
        long begin = System.nanoTime();
        controller.commitEverywhere(ManyRules.mods(count), count, count);
        weft.add((System.nanoTime() - begin) / 1e9);
        times.expectAll(0);
      }
    }
    double ratio = ReconcileBenchmark.median(ofctl) / ReconcileBenchmark.median(weft);
    return Report.of(
            "what", "mods", "mods/s", "mods/processor s", "ovs-ofctl mods/s", "of its rate")
        .row("sent", sent.mods, sent.aSecond(), sent.aProcessorSecond(), "", "")
        .row("wanted by an app", wanted.mods, wanted.aSecond(), wanted.aProcessorSecond(), "", "")
        .row(
            "Open vSwitch",
            count,
            count / ReconcileBenchmark.median(weft),
            "",
            count / ReconcileBenchmark.median(ofctl),
            ratio)
        .atLeast(
            "flow-mods: confirmed a second of one processor",
            sent.aProcessorSecond(),
            LEAST_A_SECOND)
        .atLeast("flow-mods: to Open vSwitch, of the rate of ovs-ofctl", ratio, LEAST_OF_OFCTL)
        .note("processor seconds are of the whole process, the emulated switches with it")
        .note("sent: barriers behind batches of " + BATCH + ", two batches under way for a switch")
        .build();
  }

  private static Cost toEmulated(int mods) throws Exception {
    var threads = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    try (BareController controller = BareController.listen()) {
      for (int i = 1; i <= SWITCHES; i++) {
        connect(i, threads, controller.port());
      }
      controller.await(SWITCHES);
      var batch = ManyRules.mods(BATCH);
      controller.commitEverywhere(batch, BATCH, mods / SWITCHES / 2); // to warm up
      return cost(mods, () -> controller.commitEverywhere(batch, BATCH, mods / SWITCHES));
    } finally {
      threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  private static Cost ofAnApp(int rules, int rounds) throws Exception {
    var threads = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    try (RunningController controller = ReconcileBenchmark.controller(SwitchRules.NONE)) {
      int port = ((InetSocketAddress) controller.address()).getPort();
      for (int i = 1; i <= SWITCHES; i++) {
        connect(i, threads, port);
      }
      ReconcileBenchmark.await(controller, SWITCHES);
      var all = ManyRules.of(rules);
      Work there =
          () -> {
            var _ = ReconcileBenchmark.replaceSeconds(controller, all);
            var _ = ReconcileBenchmark.replaceSeconds(controller, SwitchRules.NONE);
          };
      there.run();
      return cost(
          2L * rules * SWITCHES * rounds,
          () -> {
            for (int i = 0; i < rounds; i++) {
              there.run();
            }
          });
    } finally {
      threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  private static void connect(int number, MultiThreadIoEventLoopGroup threads, int port)
      throws InterruptedException {
    new LightSwitch(number, Crowd.TABLES, Crowd.PORTS, new LightSwitch.Watcher() {})
        .connect(threads.next(), new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .sync();
  }

  private static Cost cost(long mods, Work work) throws Exception {
    long processor = processorNanos();
    long begin = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Cost(mods, seconds, (processorNanos() - processor) / 1e9);
  }

  private static long processorNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
