package io.weft.benchmarks.scale;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.weft.benchmarks.Benchmark;
import io.weft.benchmarks.Report;
import io.weft.benchmarks.Run;
import io.weft.benchmarks.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Whether a port with 50 PACKET_INs a second is served while another port of the same switch sends
 * 20,000 a second: every one a broadcast that a learning switch has to flood.
 */
public final class StormBenchmark implements Benchmark {
  private static final int STORM = 20_000;
  private static final int QUIET = 50;
  private static final double SERVED = 0.95;
  private static final double P99_MILLIS = 50;
  private static final int SETTLE_MILLIS = 2000;

  @Override
  public String name() {
    return "storm";
  }

  @Override
  public String summary() {
    return "20,000 PACKET_INs a second from one port: whether another port is served";
  }

  @Override
  public String arguments() {
    return "[PACKETS_A_SECOND]";
  }

  private static int rate(List<String> words) {
    if (words.isEmpty()) {
      return STORM;
    }
    if (words.size() > 1 || !words.getFirst().matches("[1-9]\\d{0,6}")) {
      throw new UsageException("expected the packets a second of the storm, not " + words);
    }
    return Integer.parseInt(words.getFirst());
  }

  @Override
  public Report run(Run run) throws Exception {
    Report.Builder report =
        Report.of(
            "controller",
            "storm sent /s",
            "storm answered /s",
            "other port served %",
            "median ms",
            "p99 ms",
            "p99 without storm ms");
    Storm.Result weft = measure(run, "weft", report, log -> weft(run.home(), log));
    peer(run, "ovs-testcontroller", report, ControllerProcess::ovsTestController)
        .ifPresent(
            peer -> report.note("p99 is %.2f of the peer's".formatted(weft.p99() / peer.p99())));
    report.atLeast("storm: part of the other port's packets served", weft.served(), SERVED);
    report.atMost("storm: p99 of the other port, ms", weft.p99(), P99_MILLIS);
    return report.build();
  }

  private static ControllerProcess weft(Path home, Path log) throws IOException {
    return ControllerProcess.weft(home, log, List.of("-Xmx256m"));
  }

  /** How a controller is started. */
  private interface Start {
    ControllerProcess with(Path log) throws IOException;
  }

  /** One that is not installed or does not work is no reason to stop. */
  private static Optional<Storm.Result> peer(
      Run run, String command, Report.Builder report, Start start) throws Exception {
    if (!ControllerProcess.isThere(command)) {
      report.note(command + " is not installed");
      return Optional.empty();
    }
    try {
      return Optional.of(measure(run, command, report, start));
    } catch (IOException e) {
      report.note(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Storm.Result measure(Run run, String name, Report.Builder report, Start start)
      throws Exception {
    int seconds = run.isQuick() ? 5 : 20;
    int rate = rate(run.words());
    Path log = run.target().resolve("bench-storm-" + name + ".log");
    var threads = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    EventLoop loop = threads.next();
    Storm storm = new Storm(rate, QUIET);
    try (ControllerProcess controller = start.with(log)) {
      run.progress().say("storm: " + name + " is let warm up");
      storm.self().connect(loop, controller.address()).sync();
      ControllerProcess.pause(SETTLE_MILLIS);
      // Once for the compiler, once to see what it is like in peace, once in the storm.
      during(loop, storm, true, seconds);
      run.progress().say("storm: " + name + " in peace");
      Storm.Result peace = during(loop, storm, false, Math.max(3, seconds / 2));
      run.progress().say("storm: " + name + " in the storm, for " + seconds + " s");
      Storm.Result result = during(loop, storm, true, seconds);
      report.row(
          name,
          Math.round(result.sent()),
          Math.round(result.answered()),
          100 * result.served(),
          result.median(),
          result.p99(),
          peace.p99());
      return result;
    } finally {
      threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the nested one is what is cancelled
  private static Storm.Result during(EventLoop loop, Storm storm, boolean storms, int seconds)
      throws Exception {
    var sending = loop.submit(() -> storm.begin(loop, storms)).get();
    ControllerProcess.pause(seconds * 1000L);
    sending.cancel(false);
    // What is on its way may still come; what has not come by then was not served.
    ControllerProcess.pause(500);
    Callable<Storm.Result> result = () -> storm.result(seconds);
    return loop.submit(result).get();
  }
}
