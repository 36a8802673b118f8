package io.weft.net;

/**
 * A switch's datapath id: low 48 bits a MAC address by custom, high 16 the maker's (OpenFlow 1.3.5,
 * 7.3.1).
 *
 * @param bits all 64 bits
 */
public record DatapathId(long bits) implements Comparable<DatapathId> {
  /**
   * Parses up to 16 hexadecimal digits, colons between octets allowed.
   *
   * @throws IllegalArgumentException naming the text, if it is anything else
   */
  public static DatapathId parse(String text) {
    try {
      return new DatapathId(Long.parseUnsignedLong(text.replace(":", ""), 16));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no datapath id; expected up to 16 hexadecimal digits", e);
    }
  }

  @Override
  public int compareTo(DatapathId other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  /** Sixteen hexadecimal digits, as {@code ovs-vsctl} and {@code ovs-ofctl} print it. */
  @Override
  public String toString() {
    return java.util.HexFormat.of().toHexDigits(bits);
  }
}
