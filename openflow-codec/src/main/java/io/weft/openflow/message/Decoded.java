package io.weft.openflow.message;

import io.weft.net.Bytes;
import io.weft.openflow.OfError;

/** What became of a frame: a message, or a mistake that the session answers. */
public sealed interface Decoded permits Envelope, Decoded.Malformed {
  /**
   * A frame that is no message.
   *
   * @param version the version octet, any value
   * @param type the type octet, any value
   * @param xid what an answer must repeat
   * @param error in OpenFlow's own words
   * @param detail where it is wrong
   * @param head up to the first 64 octets, for the answer (OpenFlow 1.3.5, 7.4.4)
   */
  record Malformed(int version, int type, int xid, OfError error, String detail, Bytes head)
      implements Decoded {}
}
