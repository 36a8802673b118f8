package io.weft.app.l2;

import java.time.Duration;

/**
 * Settings of the app.
 *
 * @param idleTimeout silence after which a host is forgotten, 1 to 65535 whole seconds
 */
public record L2Config(Duration idleTimeout) {
  public static final L2Config DEFAULT = new L2Config(Duration.ofMinutes(5));

  public L2Config {
    long seconds = idleTimeout.toSeconds();
    if (seconds < 1 || seconds > 0xffff) {
      throw new IllegalArgumentException(
          "idleTimeout is " + seconds + " s, must be 1 to 65535 s (OpenFlow 1.3.5, 7.3.4.1)");
    }
  }

  int idleSeconds() {
    return (int) idleTimeout.toSeconds();
  }
}
