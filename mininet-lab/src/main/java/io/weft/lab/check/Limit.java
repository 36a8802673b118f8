package io.weft.lab.check;

import java.time.Duration;

/**
 * Whether a measured time is within its bar. Tests give slack, by the system property {@code
 * weft.lab.slack} in milliseconds: on a busy machine everything takes longer, and a test must not need
 * luck. The figure is shown beside the bar all the same.
 */
final class Limit {
  private static final Duration SLACK = Duration.ofMillis(Long.getLong("weft.lab.slack", 0));

  private Limit() {}

  static boolean holds(double measuredMs, Duration within) {
    return measuredMs <= within.plus(SLACK).toMillis();
  }

  static String text(Duration within) {
    String bar = "at most " + Figures.time(within);
    return SLACK.isZero() ? bar : bar + ", with " + Figures.time(SLACK) + " of slack here";
  }
}
