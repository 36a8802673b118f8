package io.weft.core.desired;

import java.util.Optional;

/**
 * What the cookie of our rules says: 0x5746 ("WF") in 16 bits, owner in 8, epoch in 8, kind in 32.
 *
 * @param ownerId as in {@link Owner#id}
 * @param epoch the owner's pipeline layout, 0 to 255: it changes when rules of an older layout must
 *     not be taken for rules of this one
 * @param kind the owner's own number for what the rule is for
 */
public record Cookie(int ownerId, int epoch, int kind) {
  private static final int MAGIC = 0x5746;

  public Cookie {
    if (ownerId < 0 || ownerId > 255 || epoch < 0 || epoch > 255) {
      throw new IllegalArgumentException(
          "owner " + ownerId + " and epoch " + epoch + " of a cookie, must be 0 to 255");
    }
  }

  public long bits() {
    return (long) MAGIC << 48
        | (long) ownerId << 40
        | (long) epoch << 32
        | Integer.toUnsignedLong(kind);
  }

  /** Reads a cookie, if it is one of ours. */
  public static Optional<Cookie> of(long bits) {
    return bits >>> 48 == MAGIC
        ? Optional.of(
            new Cookie((int) (bits >>> 40) & 0xff, (int) (bits >>> 32) & 0xff, (int) bits))
        : Optional.empty();
  }
}
