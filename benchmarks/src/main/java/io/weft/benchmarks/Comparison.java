package io.weft.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;

/**
 * Two measurements of one thing.
 *
 * @param what decode or encode
 */
record Comparison(String what, Sample sample, Figures weft, Figures openflowj) {
  private static final String WEFT = "Weft";
  private static final String OPENFLOWJ = "Openflowj";

  /**
   * What was measured of one benchmark.
   *
   * @param perSecond operations in a second
   * @param octets allocated by one operation
   */
  record Figures(double perSecond, double octets) {}

  double timesAsFast() {
    return weft.perSecond / openflowj.perSecond;
  }

  /** Below 1 if Weft allocates less; 1 if neither allocates anything. */
  double shareOfOctets() {
    return Math.round(weft.octets) == 0 && Math.round(openflowj.octets) == 0
        ? 1
        : weft.octets / openflowj.octets;
  }

  /** Pairs the results of {@link CodecBenchmark} by the names of its methods. */
  static List<Comparison> of(Collection<RunResult> results) {
    List<Comparison> comparisons = new ArrayList<>();
    for (String what : List.of("decode", "encode")) {
      for (Sample sample : Sample.values()) {
        List<Figures> weft = figures(results, what + WEFT, sample);
        List<Figures> openflowj = figures(results, what + OPENFLOWJ, sample);
        if (!weft.isEmpty() && !openflowj.isEmpty()) {
          comparisons.add(new Comparison(what, sample, weft.getFirst(), openflowj.getFirst()));
        }
      }
    }
    return comparisons;
  }

  private static List<Figures> figures(
      Collection<RunResult> results, String benchmark, Sample sample) {
    return results.stream()
        .filter(result -> result.getPrimaryResult().getLabel().equals(benchmark))
        .filter(result -> result.getParams().getParam("sample").equals(sample.name()))
        .map(result -> new Figures(perSecond(result), octets(result)))
        .toList();
  }

  /** The median of all measurements, which a machine that is busy for a moment does not change. */
  private static double perSecond(RunResult result) {
    double[] scores =
        result.getBenchmarkResults().stream()
            .flatMap(process -> process.getIterationResults().stream())
            .mapToDouble(measurement -> measurement.getPrimaryResult().getScore())
            .sorted()
            .toArray();
    return scores[scores.length / 2];
  }

  private static double octets(RunResult result) {
    return Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
        .getScore();
  }
}
