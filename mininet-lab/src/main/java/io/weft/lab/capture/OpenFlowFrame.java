package io.weft.lab.capture;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * One OpenFlow message of a capture.
 *
 * @param at when its last byte was seen
 * @param bytes the whole message, read only
 */
public record OpenFlowFrame(Instant at, boolean toController, ByteBuffer bytes) {
  public static final int PACKET_IN = 10;
  public static final int PACKET_OUT = 13;
  public static final int FLOW_MOD = 14;

  /** From OpenFlow 1.1 on; in 1.0 the number is that of PORT_MOD. */
  public static final int GROUP_MOD = 15;

  private static final int VERSION_10 = 1;

  /** 1 is OpenFlow 1.0, 4 is 1.3. */
  public int version() {
    return bytes.get(0);
  }

  public int type() {
    return bytes.get(1) & 0xff;
  }

  /** A message that changes what a switch holds: FLOW_MOD, or GROUP_MOD. */
  public boolean isChange() {
    return !toController
        && (type() == FLOW_MOD || (type() == GROUP_MOD && version() != VERSION_10));
  }

  /**
   * The ethertype of the packet in a PACKET_IN; empty for other messages and for packets cut short.
   */
  public OptionalInt packetInEthertype() {
    if (!toController || type() != PACKET_IN) {
      return OptionalInt.empty();
    }
    int ethertype = packetOffset() + 12;
    return ethertype + 2 <= bytes.limit()
        ? OptionalInt.of(bytes.getChar(ethertype))
        : OptionalInt.empty();
  }

  /**
   * ofp_packet_in: OpenFlow 1.0.1 section 5.4.1 has the packet at byte 18, 1.3.5 section 7.4.1
   * after a padded match.
   */
  private int packetOffset() {
    if (version() == VERSION_10) {
      return 18;
    }
    int matchStart = 24;
    int matchLength = matchStart + 4 <= bytes.limit() ? bytes.getChar(matchStart + 2) : 0;
    return matchStart + (matchLength + 7) / 8 * 8 + 2;
  }
}
