package io.weft.benchmarks;

import io.weft.benchmarks.load.LatencyBench;
import io.weft.benchmarks.load.ThroughputBench;
import io.weft.benchmarks.packets.PacketPathBench;
import io.weft.benchmarks.scale.ConnectBenchmark;
import io.weft.benchmarks.scale.FlowModsBenchmark;
import io.weft.benchmarks.scale.ReconcileBenchmark;
import io.weft.benchmarks.scale.StormBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code weft bench}: finds the benchmark, runs it, prints its table and writes what it found. To
 * add one, write a {@link Benchmark} and a line in {@link #ALL}.
 */
public final class Bench {
  /** What there is. */
  private static final List<Benchmark> ALL =
      List.of(
          new CodecComparison(),
          new ThroughputBench(),
          new LatencyBench(),
          new PacketPathBench(),
          new StormBenchmark(),
          new ConnectBenchmark(),
          new FlowModsBenchmark(),
          new ReconcileBenchmark());

  private static final int USAGE = 64;
  private static final int FAILED = 1;
  private static final int MISSED = 2;

  /** What the command line asks for. */
  private record Options(boolean list, boolean isQuick, boolean check, Optional<Path> json) {}

  private Bench() {}

  /**
   * Runs one benchmark. Exits with 64 if the arguments are not understood, with 1 if the benchmark
   * fails, and with {@code --check} with 2 if something was not reached.
   */
  public static void main(String[] args) {
    System.exit(run(new ArrayList<>(List.of(args))));
  }

  private static int run(List<String> words) {
    try {
      Options options = options(words);
      if (options.list) {
        ALL.forEach(bench -> System.out.printf("%-12s %s%n", bench.name(), bench.summary()));
        return 0;
      }
      return measure(options, named(words), words);
    } catch (UsageException e) {
      System.err.println("weft: " + e.getMessage());
      return USAGE;
    } catch (Exception e) {
      String reason = e.getMessage();
      System.err.println("weft: " + (reason == null ? e.toString() : reason));
      return FAILED;
    }
  }

  /** Takes out of the words what is for every benchmark. */
  private static Options options(List<String> words) {
    Optional<Path> json = Optional.empty();
    int at = words.indexOf("--json");
    if (at >= 0) {
      if (at + 1 == words.size()) {
        throw new UsageException("--json needs a FILE");
      }
      json = Optional.of(Path.of(words.get(at + 1)));
      words.subList(at, at + 2).clear();
    }
    return new Options(
        words.remove("--list"), words.remove("--quick"), words.remove("--check"), json);
  }

  private static Benchmark named(List<String> words) {
    String names = String.join(", ", ALL.stream().map(Benchmark::name).toList());
    if (words.isEmpty()) {
      throw new UsageException(
          "usage: weft bench NAME [--quick] [--check] [--json FILE] [ARGUMENT]..., or --list; NAME"
              + " is one of "
              + names);
    }
    String name = words.removeFirst();
    return ALL.stream()
        .filter(bench -> bench.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UsageException("no benchmark '" + name + "', there are " + names));
  }

  private static int measure(Options options, Benchmark bench, List<String> words)
      throws Exception {
    Path home = Path.of(System.getProperty("weft.home", ".")).toAbsolutePath();
    Progress progress = new Progress(System.err, Boolean.getBoolean("weft.terminal"));
    Run run = new Run(words, options.isQuick, home, progress);
    Files.createDirectories(run.target());
    Report report;
    try {
      report = bench.run(run);
    } catch (UsageException e) {
      throw new UsageException(
          "%s; usage: weft bench %s [--quick] [--check] [--json FILE] %s"
              .formatted(e.getMessage(), bench.name(), bench.arguments())
              .strip());
    } finally {
      progress.clear();
    }
    write(options, bench, report, run.target());
    boolean reached = report.bars().stream().allMatch(Report.Bar::isReached);
    return options.check && !reached ? MISSED : 0;
  }

  private static void write(Options options, Benchmark bench, Report report, Path target)
      throws IOException {
    String table = ReportText.table(report);
    System.out.print(table);
    Path json = options.json.orElse(target.resolve("bench-" + bench.name() + ".json"));
    Files.writeString(json, ReportText.json(bench.name(), options.isQuick, Instant.now(), report));
    Files.writeString(target.resolve("bench-" + bench.name() + ".md"), table);
    System.err.println("weft: written to " + json);
  }
}
