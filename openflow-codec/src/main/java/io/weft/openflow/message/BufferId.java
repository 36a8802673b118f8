package io.weft.openflow.message;

/**
 * A packet that the switch keeps for the controller.
 *
 * @param bits the switch's number for it; all ones if none is kept
 */
public record BufferId(int bits) {
  /** OFP_NO_BUFFER: the message has the whole packet. */
  public static final BufferId NONE = new BufferId(0xffff_ffff);

  public boolean isNone() {
    return bits == NONE.bits;
  }

  @Override
  public String toString() {
    return isNone() ? "none" : "0x" + Integer.toHexString(bits);
  }
}
