package io.weft.core.session;

import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.OpenFlowCodec;
import java.time.Duration;
import java.util.List;

/**
 * Limits of a session.
 *
 * @param versions offered in hello
 * @param handshakeTimeout from the connection to the features reply
 * @param readBackTimeout for the answers that a switch may leave out: description, flows, groups
 * @param echoInterval silence after which the switch is asked whether it lives; after another one
 *     it is taken for dead
 * @param maxUnhandled messages of one switch that may wait for the core before its connection is
 *     not read any more
 * @param maxConnections connections at a time; one more is closed at once
 */
public record SessionConfig(
    List<OfVersion> versions,
    Duration handshakeTimeout,
    Duration readBackTimeout,
    Duration echoInterval,
    int maxUnhandled,
    int maxConnections) {
  public static final SessionConfig DEFAULT =
      new SessionConfig(
          OpenFlowCodec.VERSIONS,
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          256,
          4096);

  public SessionConfig {
    versions = List.copyOf(versions);
  }
}
