package io.weft.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link CodecBenchmark} and sets Weft beside openflowj. The figures depend on the machine and
 * on what else runs there; the ratios, measured in one run, much less.
 */
public final class CodecComparison {
  private static final List<Sample> QUICK =
      List.of(Sample.FLOW_MOD, Sample.PACKET_IN, Sample.PACKET_OUT, Sample.FLOW_STATS_100);

  /** How often and how long each figure is measured. */
  private record Effort(int processes, int warmUps, int measurements) {
    private static final Effort QUICK = new Effort(1, 2, 3);
    private static final Effort FULL = new Effort(3, 5, 5);

    private int seconds(int samples) {
      return samples * 4 * processes * (warmUps + measurements + 1);
    }
  }

  private CodecComparison() {}

  /** Exits with 64 if it does not understand its arguments. */
  public static void main(String[] args) throws RunnerException, IOException {
    List<String> words = List.of(args);
    boolean isQuick = words.contains("--quick");
    List<Sample> samples;
    try {
      samples =
          words.stream()
              .filter(word -> !word.equals("--quick"))
              .map(word -> Sample.valueOf(word.toUpperCase(Locale.ROOT)))
              .toList();
    } catch (IllegalArgumentException e) {
      System.err.printf(
          """
          usage: weft bench codec [--quick] [SAMPLE...]
            --quick   one short run for each figure, and OpenFlow 1.3 alone
            SAMPLE    of %s
          """,
          Arrays.toString(Sample.values()));
      System.exit(64);
      return;
    }
    if (samples.isEmpty()) {
      samples = isQuick ? QUICK : List.of(Sample.values());
    }
    compare(samples, isQuick ? Effort.QUICK : Effort.FULL);
  }

  private static void compare(List<Sample> samples, Effort effort)
      throws RunnerException, IOException {
    Path target = Path.of(System.getProperty("weft.home", "."), "benchmarks", "target");
    Files.createDirectories(target);
    Path log = target.resolve("bench-codec.log");
    System.err.printf(
        "weft: measuring for about %d s, see %s%n", effort.seconds(samples.size()), log);
    Collection<RunResult> results = new Runner(options(samples, effort, log)).run();
    List<Comparison> comparisons = Comparison.of(results);
    Path table = target.resolve("bench-codec.md");
    try (PrintStream file = new PrintStream(table.toFile(), StandardCharsets.UTF_8)) {
      print(comparisons, file);
    }
    print(comparisons, System.out);
    System.err.println("weft: written to " + table);
  }

  private static Options options(List<Sample> samples, Effort effort, Path log) {
    return new OptionsBuilder()
        .include(CodecBenchmark.class.getName())
        .param("sample", samples.stream().map(Sample::name).toArray(String[]::new))
        .forks(effort.processes)
        .warmupIterations(effort.warmUps)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(effort.measurements)
        .measurementTime(TimeValue.seconds(1))
        .addProfiler(GCProfiler.class)
        // One buffer of 128 is watched for leaks, which would make one measurement a slow one.
        .jvmArgsAppend("-Xms1g", "-Xmx1g", "-Dio.netty.leakDetection.level=disabled")
        .shouldFailOnError(true)
        .output(log.toString())
        .build();
  }

  private static void print(List<Comparison> comparisons, PrintStream out) {
    // spotless:off
    out.println("|        | sample              | Weft, op/s | openflowj | times as fast | Weft, B/op | openflowj | of its bytes |");
    out.println("|--------|---------------------|-----------:|----------:|--------------:|-----------:|----------:|-------------:|");
    // spotless:on
    for (Comparison c : comparisons) {
      out.printf(
          Locale.ROOT,
          "| %-6s | %-19s | %,10.0f | %,9.0f | %13.2f | %,10.0f | %,9.0f | %12.2f |%n",
          c.what(),
          c.sample(),
          c.weft().perSecond(),
          c.openflowj().perSecond(),
          c.timesAsFast(),
          c.weft().octets(),
          c.openflowj().octets(),
          c.shareOfOctets());
    }
  }
}
