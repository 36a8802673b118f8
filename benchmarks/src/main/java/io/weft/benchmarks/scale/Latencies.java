package io.weft.benchmarks.scale;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long answers took. Any thread. */
final class Latencies {
  private final Histogram histogram = new Histogram(TimeUnit.SECONDS.toNanos(100), 3);

  synchronized void add(long nanos) {
    histogram.recordValue(Math.min(nanos, histogram.getHighestTrackableValue()));
  }

  synchronized void clear() {
    histogram.reset();
  }

  synchronized long count() {
    return histogram.getTotalCount();
  }

  /** In milliseconds. */
  synchronized double millis(double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e6;
  }
}
