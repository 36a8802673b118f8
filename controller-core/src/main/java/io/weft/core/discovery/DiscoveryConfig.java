package io.weft.core.discovery;

import java.time.Duration;

/**
 * Times of link discovery.
 *
 * @param interval between two LLDP frames of a port; more for ports where no switch is, if there
 *     are more of them than 5,000 frames a second are enough for
 * @param linkTimeout without LLDP after which a link is taken for lost although its ports are up
 * @param probeTime how long a port that came up is watched for a neighbour before it may serve
 *     hosts
 * @param settleTime how long a restarted controller waits for links that its rules speak of
 * @param disconnectGrace how long a switch that lost its connection is still believed to forward
 */
public record DiscoveryConfig(
    Duration interval,
    Duration linkTimeout,
    Duration probeTime,
    Duration settleTime,
    Duration disconnectGrace) {
  public static final DiscoveryConfig DEFAULT =
      new DiscoveryConfig(
          Duration.ofSeconds(2),
          Duration.ofSeconds(6),
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));
}
