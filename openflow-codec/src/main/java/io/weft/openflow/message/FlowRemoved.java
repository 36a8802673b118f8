package io.weft.openflow.message;

import io.weft.openflow.match.Match;
import java.time.Duration;

/**
 * A flow entry has gone (OpenFlow 1.3.5, 7.4.2).
 *
 * @param reason why; see {@link Reason}
 * @param tableId 0 in OpenFlow 1.0
 * @param lifetime how long it was installed
 * @param idleTimeout seconds, as installed
 * @param hardTimeout seconds, as installed; 0 in OpenFlow 1.0, which does not say
 */
public record FlowRemoved(
    long cookie,
    int priority,
    Reason reason,
    int tableId,
    Duration lifetime,
    int idleTimeout,
    int hardTimeout,
    long packets,
    long bytes,
    Match match)
    implements OfMessage {
  /**
   * OFPRR_* in the order of their codes. The last two came with OpenFlow 1.4, but Open vSwitch
   * sends EVICTION in all versions, so all are read and written in all.
   */
  public enum Reason {
    IDLE_TIMEOUT,
    HARD_TIMEOUT,
    DELETE,
    GROUP_DELETE,
    METER_DELETE,
    EVICTION
  }
}
