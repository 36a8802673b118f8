package io.weft.core.session;

import io.weft.openflow.OfVersion;
import java.time.Duration;
import java.util.List;

/**
 * Limits of a session.
 *
 * @param versions offered in hello
 * @param handshakeTimeout from the connection to the features reply
 * @param readBackTimeout silence for which the answers that a switch may leave out are waited for:
 *     description, flows, groups
 * @param barrierTimeout for the confirmation of mods, which a switch may take its time for
 * @param echoInterval silence after which the switch is asked whether it lives; after another one
 *     to one and a half it is taken for dead
 * @param maxUnhandled messages of one switch that may wait for the core before its connection is
 *     not read any more
 * @param maxConnections connections at a time; one more is closed at once
 */
public record SessionConfig(
    List<OfVersion> versions,
    Duration handshakeTimeout,
    Duration readBackTimeout,
    Duration barrierTimeout,
    Duration echoInterval,
    int maxUnhandled,
    int maxConnections) {
  public static final SessionConfig DEFAULT =
      new SessionConfig(
          List.of(OfVersion.OF10, OfVersion.OF13),
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          256,
          4096);

  public SessionConfig {
    versions = List.copyOf(versions);
    if (versions.isEmpty() || maxUnhandled < 1 || maxConnections < 1) {
      throw new IllegalArgumentException(
          "no versions, or a limit under 1: "
              + versions
              + ", maxUnhandled "
              + maxUnhandled
              + ", maxConnections "
              + maxConnections);
    }
  }
}
