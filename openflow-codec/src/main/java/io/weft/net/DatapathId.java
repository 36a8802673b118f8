package io.weft.net;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A switch's datapath id: low 48 bits a MAC address by custom, high 16 the maker's (OpenFlow 1.3.5,
 * 7.3.1).
 *
 * @param bits all 64 bits
 */
public record DatapathId(long bits) implements Comparable<DatapathId> {
  private static final Pattern TEXT =
      Pattern.compile("[0-9a-fA-F]{1,16}|[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){1,7}");

  /**
   * Parses 1 to 16 hexadecimal digits, or 2 to 8 octets of two digits each joined by colons.
   *
   * @throws IllegalArgumentException naming the text, if it is anything else
   */
  public static DatapathId parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no datapath id; expected up to 16 hexadecimal digits");
    }
    return new DatapathId(HexFormat.fromHexDigitsToLong(text.replace(":", "")));
  }

  @Override
  public int compareTo(DatapathId other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  /** Sixteen hexadecimal digits, as {@code ovs-vsctl} and {@code ovs-ofctl} print it. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(bits);
  }
}
