package io.weft.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link CodecBenchmark} and sets Weft beside openflowj. The figures depend on the machine and
 * on what else runs there; the ratios, measured in one run, much less.
 */
final class CodecComparison implements Benchmark {
  private static final List<Sample> QUICK =
      List.of(Sample.FLOW_MOD, Sample.PACKET_IN, Sample.PACKET_OUT, Sample.FLOW_STATS_100);

  /** How often and how long each figure is measured. */
  private record Effort(int processes, int warmUps, int measurements) {
    private static final Effort QUICK = new Effort(1, 12, 12);
    private static final Effort FULL = new Effort(2, 20, 20);
    private static final TimeValue EACH = TimeValue.milliseconds(250);

    private int seconds(int samples) {
      return samples * 4 * processes * ((warmUps + measurements) / 4 + 1);
    }
  }

  @Override
  public String name() {
    return "codec";
  }

  @Override
  public String summary() {
    return "the codec beside openflowj's, speed and allocation (JMH)";
  }

  @Override
  public String arguments() {
    return "[SAMPLE]...";
  }

  @Override
  public Report run(Run run) throws RunnerException {
    List<Sample> samples = run.words().stream().map(CodecComparison::sample).toList();
    if (samples.isEmpty()) {
      samples = run.isQuick() ? QUICK : List.of(Sample.values());
    }
    Effort effort = run.isQuick() ? Effort.QUICK : Effort.FULL;
    Path log = run.target().resolve("bench-codec.log");
    run.progress()
        .keep("measuring for about %d s, see %s".formatted(effort.seconds(samples.size()), log));
    return report(Comparison.of(new Runner(options(samples, effort, log)).run()));
  }

  private static Sample sample(String word) {
    try {
      return Sample.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "no sample '" + word + "', there are " + Arrays.toString(Sample.values()));
    }
  }

  private static Options options(List<Sample> samples, Effort effort, Path log) {
    return new OptionsBuilder()
        .include(CodecBenchmark.class.getName())
        .param("sample", samples.stream().map(Sample::name).toArray(String[]::new))
        .forks(effort.processes)
        .warmupIterations(effort.warmUps)
        .warmupTime(Effort.EACH)
        .measurementIterations(effort.measurements)
        .measurementTime(Effort.EACH)
        .addProfiler(GCProfiler.class)
        // One buffer of 128 is watched for leaks, which would make one measurement a slow one.
        .jvmArgsAppend(
            "-Xms1g",
            "-Xmx1g",
            "-Dio.netty.leakDetection.level=disabled",
            "-Dslf4j.internal.verbosity=ERROR")
        .shouldFailOnError(true)
        .output(log.toString())
        .build();
  }

  private static Report report(List<Comparison> comparisons) {
    Report.Builder report =
        Report.of(
            "",
            "sample",
            "Weft, op/s",
            "openflowj",
            "times as fast",
            "Weft, B/op",
            "openflowj, B/op",
            "of its bytes");
    for (Comparison c : comparisons) {
      report.row(
          c.what(),
          c.sample(),
          c.weft().perSecond(),
          c.openflowj().perSecond(),
          c.timesAsFast(),
          c.weft().octets(),
          c.openflowj().octets(),
          c.shareOfOctets());
    }
    return report.build();
  }
}
