package io.weft.core.dataplane;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.match.Match;

/** What leaves a switch. */
public sealed interface PipelineOutput {
  /** The frame as it leaves. */
  Bytes frame();

  /** A frame out of a port, physical or LOCAL. */
  record Forward(PortNo port, Bytes frame) implements PipelineOutput {}

  /**
   * A frame to the controller: what a PACKET_IN says (OpenFlow 1.3.5, 7.4.1).
   *
   * @param tableId 0 to 253; 0 in OpenFlow 1.0
   * @param cookie of the entry that sent it; all ones if none did
   * @param maxLen octets that were asked for, should the switch keep the rest in a buffer
   * @param fields the ingress port, and metadata and tunnel id if they are not zero
   */
  record ToController(
      Reason reason, int tableId, long cookie, int maxLen, Match fields, Bytes frame)
      implements PipelineOutput {}

  /** OFPR_* in the order of their codes. */
  enum Reason {
    NO_MATCH,
    ACTION,
    INVALID_TTL
  }
}
