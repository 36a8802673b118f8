package io.weft.openflow.match;

import io.weft.openflow.notation.Token;

/**
 * A number of 128 bits, such as a connection's label.
 *
 * @param high bits 127..64
 * @param low bits 63..0
 */
public record Uint128(long high, long low) {
  /**
   * Parses a hexadecimal number after 0x, or a decimal one of at most 64 bits.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public static Uint128 parse(String text) {
    int digits = text.length() - 2;
    if (digits > 16 && digits <= 32 && text.startsWith("0x")) {
      int split = text.length() - 16;
      return new Uint128(
          new Token(text.substring(0, split), 1).number(64),
          new Token("0x" + text.substring(split), 1).number(64));
    }
    return new Uint128(0, new Token(text, 1).number(64));
  }

  /** Hexadecimal after 0x, without leading zeroes. */
  @Override
  public String toString() {
    return high == 0
        ? "0x" + Long.toHexString(low)
        : "0x" + Long.toHexString(high) + "%016x".formatted(low);
  }
}
