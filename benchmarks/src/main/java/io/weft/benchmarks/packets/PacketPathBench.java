package io.weft.benchmarks.packets;

import io.weft.benchmarks.Benchmark;
import io.weft.benchmarks.Report;
import io.weft.benchmarks.Run;
import io.weft.benchmarks.UsageException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link PacketPathBenchmark}. */
public final class PacketPathBench implements Benchmark {
  private static final TimeValue EACH = TimeValue.milliseconds(250);
  private static final int RUNS = 8;

  @Override
  public String name() {
    return "packets";
  }

  @Override
  public String summary() {
    return "what a packet costs from PACKET_IN to FLOW_MOD, time and allocation (JMH)";
  }

  @Override
  public Report run(Run run) throws RunnerException {
    if (!run.words().isEmpty()) {
      throw new UsageException("nothing to choose from");
    }
    int iterations = run.isQuick() ? 8 : 24;
    Path log = run.target().resolve("bench-packets.log");
    int seconds = RUNS * (2 * iterations / 4 + 2);
    run.progress().keep("measuring for about %d s, see %s".formatted(seconds, log));
    Collection<RunResult> results = new Runner(options(iterations, log)).run();
    Report.Builder report = Report.of("path", "OpenFlow", "addresses", "ns/packet", "B/packet");
    for (RunResult result : results) {
      double octets =
          Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore();
      boolean byRead = result.getPrimaryResult().getLabel().equals("byRead");
      report.row(
          byRead ? "packets" : "messages",
          result.getParams().getParam("version"),
          Integer.parseInt(result.getParams().getParam("addresses")),
          median(result),
          octets);
      if (byRead) {
        String what = result.getParams().getParam("version") + ", B/packet allocated";
        report.atMost(what, octets, 1);
      }
    }
    return report.build();
  }

  private static Options options(int iterations, Path log) {
    return new OptionsBuilder()
        .include(PacketPathBenchmark.class.getName())
        .forks(1)
        .warmupIterations(iterations)
        .warmupTime(EACH)
        .measurementIterations(iterations)
        .measurementTime(EACH)
        .addProfiler(GCProfiler.class)
        .jvmArgsAppend(
            "-Xms512m",
            "-Xmx512m",
            "-Dio.netty.leakDetection.level=disabled",
            "-Dslf4j.internal.verbosity=ERROR")
        .shouldFailOnError(true)
        .output(log.toString())
        .build();
  }

  private static double median(RunResult result) {
    double[] scores =
        result.getBenchmarkResults().stream()
            .flatMap(process -> process.getIterationResults().stream())
            .mapToDouble(measurement -> measurement.getPrimaryResult().getScore())
            .sorted()
            .toArray();
    return scores[scores.length / 2];
  }
}
