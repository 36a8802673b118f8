package io.weft.core.control;

import java.time.Duration;

/**
 * What an app may take before it is stopped or kept short.
 *
 * @param call how long the app may take to react to an event
 * @param plan how long it may take for a plan, of thousands of switches perhaps
 * @param planSize rules and groups in a plan, all stages and switches together
 * @param mailbox packets that may wait for the app; four times as many other events may
 * @param ownThreads whether each app has a thread of its own. Without, apps are called on the
 *     network thread, one after the other as things happen, so that a test runs the same each time;
 *     an app that does not return is not found then
 */
public record AppLimits(
    Duration call, Duration plan, int planSize, int mailbox, boolean ownThreads) {
  public static final AppLimits DEFAULT =
      new AppLimits(Duration.ofSeconds(1), Duration.ofSeconds(30), 10_000_000, 4096, true);

  /** For tests in step: no threads but the network thread. */
  public static final AppLimits IN_STEP =
      new AppLimits(DEFAULT.call, DEFAULT.plan, DEFAULT.planSize, DEFAULT.mailbox, false);

  public AppLimits {
    if (!call.isPositive() || !plan.isPositive() || planSize < 1 || mailbox < 1) {
      throw new IllegalArgumentException(
          "limits of apps must be positive: "
              + call
              + ", "
              + plan
              + ", "
              + planSize
              + ", "
              + mailbox);
    }
  }
}
