package io.weft.lab.check;

import io.weft.lab.Lab;
import java.time.Duration;
import java.util.List;

/** How measured things are written. */
final class Figures {
  private Figures() {}

  static String ms(double milliseconds) {
    return milliseconds < 10
        ? "%.1f ms".formatted(milliseconds)
        : "%.0f ms".formatted(milliseconds);
  }

  static String time(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  static String lost(List<Lab.Loss> losses) {
    return "%,d of %,d packets lost"
        .formatted(
            losses.stream().mapToInt(Lab.Loss::lost).sum(),
            losses.stream().mapToInt(Lab.Loss::sent).sum());
  }
}
