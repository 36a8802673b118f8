package io.weft.app.learning;

import java.time.Duration;

/**
 * Settings of the app.
 *
 * @param idleTimeout silence after which an address is forgotten, 1 to 65535 whole seconds
 * @param flowIdleTimeout time without a packet after which a switch removes a flow, likewise
 * @param maxAddresses remembered of one switch, 1 to 1000000; more are not learned
 */
public record LearningSwitchConfig(
    Duration idleTimeout, Duration flowIdleTimeout, int maxAddresses) {
  public static final LearningSwitchConfig DEFAULT =
      new LearningSwitchConfig(Duration.ofMinutes(5), Duration.ofMinutes(1), 131_072);

  private static final int MAX_ADDRESSES = 1_000_000;

  public LearningSwitchConfig {
    checkSeconds("idleTimeout", idleTimeout);
    checkSeconds("flowIdleTimeout", flowIdleTimeout);
    if (maxAddresses < 1 || maxAddresses > MAX_ADDRESSES) {
      throw new IllegalArgumentException(
          "maxAddresses is " + maxAddresses + ", must be 1 to " + MAX_ADDRESSES);
    }
  }

  private static void checkSeconds(String what, Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 1 || seconds > 0xffff) {
      throw new IllegalArgumentException(what + " is " + seconds + " s, must be 1 to 65535 s");
    }
  }
}
