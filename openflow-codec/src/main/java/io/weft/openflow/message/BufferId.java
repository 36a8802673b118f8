package io.weft.openflow.message;

import io.weft.openflow.notation.Token;

/**
 * A packet that the switch keeps for the controller.
 *
 * @param bits the switch's number for it; all ones if none is kept
 */
public record BufferId(int bits) {
  /** OFP_NO_BUFFER: the message has the whole packet. */
  public static final BufferId NONE = new BufferId(0xffff_ffff);

  /** The value of these bits, {@link #NONE} itself if they say so, as they mostly do. */
  public static BufferId of(int bits) {
    return bits == NONE.bits ? NONE : new BufferId(bits);
  }

  public boolean isNone() {
    return bits == NONE.bits;
  }

  @Override
  public String toString() {
    return isNone() ? "none" : "0x" + Integer.toHexString(bits);
  }

  /**
   * Parses what {@link #toString} prints.
   *
   * @throws io.weft.openflow.notation.NotationException naming the column and what was expected
   */
  public static BufferId parse(String text) {
    return text.equals("none") ? NONE : new BufferId(new Token(text, 1).u32());
  }
}
