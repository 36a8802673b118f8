package io.weft.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Where a test waits until something has become true. Whoever changes something signals; besides,
 * the condition is looked at every few milliseconds, for what changes without a signal.
 */
final class Changes {
  static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 10;

  private long signals;

  synchronized void signal() {
    signals++;
    notifyAll();
  }

  private synchronized long signals() {
    return signals;
  }

  /**
   * Waits.
   *
   * @param what the condition in words, for the error
   * @param state what is the case instead, for the error
   * @throws AssertionError if the condition does not hold in time
   */
  void awaitUntil(
      String what, Duration patience, BooleanSupplier condition, Supplier<String> state) {
    if (!holdsWithin(patience, condition)) {
      throw new AssertionError(
          "not within " + patience.toMillis() + " ms: " + what + "; " + state.get());
    }
  }

  /** Waits, and says whether the condition came to hold. */
  boolean holdsWithin(Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    long seen = signals();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      pause(seen);
      seen = signals();
    }
    return true;
  }

  /** Waits for a signal after those that were seen, but not long. */
  private synchronized void pause(long seen) {
    try {
      if (signals == seen) {
        TimeUnit.MILLISECONDS.timedWait(this, LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", e);
    }
  }
}
