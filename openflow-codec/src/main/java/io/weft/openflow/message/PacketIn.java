package io.weft.openflow.message;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;

/**
 * A packet that a switch hands to the controller (OpenFlow 1.3.5, 7.4.1).
 *
 * @param totalLength octets of the whole packet, of which {@code data} may hold the first ones;
 *     switches exist that say something else, so do not rely on it
 * @param reason OFPR_* code: 0 no match, 1 action, 2 invalid TTL
 * @param tableId where it came from; 0 in OpenFlow 1.0
 * @param cookie of the flow entry that sent it; 0 in OpenFlow 1.0
 * @param match the ingress port and what else the pipeline knew of the packet
 */
public record PacketIn(
    BufferId bufferId,
    int totalLength,
    int reason,
    int tableId,
    long cookie,
    Match match,
    Bytes data)
    implements OfMessage {
  /** The port that it came in on; ANY if the switch did not say. */
  public PortNo inPort() {
    return match.get(Field.IN_PORT).orElse(PortNo.ANY);
  }
}
