package io.weft.lab.check;

import io.weft.lab.LabException;
import java.time.Duration;

/** Lets traffic flow for a time that is part of what a check measures. */
final class Pause {
  private Pause() {}

  static void of(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    }
  }
}
