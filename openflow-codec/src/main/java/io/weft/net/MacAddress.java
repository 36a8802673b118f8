package io.weft.net;

import java.util.HexFormat;

/**
 * An Ethernet (EUI-48) address, kept in the low 48 bits of a long.
 *
 * @param bits the address, 0 to 2^48-1, first octet on the wire in bits 47..40
 */
public record MacAddress(long bits) implements Comparable<MacAddress> {
  public static final MacAddress ZERO = new MacAddress(0);
  public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

  /** Nearest-bridge group address of LLDP (IEEE 802.1AB, table 7-1); bridges never forward it. */
  public static final MacAddress LLDP = new MacAddress(0x0180_c200_000eL);

  public MacAddress {
    if (bits >>> 48 != 0) {
      throw new IllegalArgumentException("more than 48 bits: 0x" + Long.toHexString(bits));
    }
  }

  /**
   * Parses six pairs of hexadecimal digits joined by colons.
   *
   * @throws IllegalArgumentException naming the text, if it is anything else
   */
  public static MacAddress parse(String text) {
    String[] octets = text.split(":", -1);
    long bits = 0;
    boolean wellFormed = octets.length == 6;
    for (int i = 0; wellFormed && i < 6; i++) {
      int octet = hexOctet(octets[i]);
      wellFormed = octet >= 0;
      bits = bits << 8 | octet;
    }
    if (!wellFormed) {
      throw new IllegalArgumentException(
          "'" + text + "' is no MAC address; expected xx:xx:xx:xx:xx:xx");
    }
    return new MacAddress(bits);
  }

  /**
   * The address that frames to an IPv4 group are sent to (RFC 1112, section 6.4).
   *
   * @throws IllegalArgumentException if the address is no group
   */
  public static MacAddress ofGroup(Ipv4Address group) {
    if (!group.isMulticast()) {
      throw new IllegalArgumentException("no multicast address: " + group);
    }
    return new MacAddress(0x0100_5e00_0000L | (group.bits() & 0x7f_ffff));
  }

  /**
   * The address that frames to an IPv6 group are sent to (RFC 2464, section 7).
   *
   * @throws IllegalArgumentException if the address is no group
   */
  public static MacAddress ofGroup(Ipv6Address group) {
    if (!group.isMulticast()) {
      throw new IllegalArgumentException("no multicast address: " + group);
    }
    return new MacAddress(0x3333_0000_0000L | (group.low() & 0xffff_ffffL));
  }

  private static int hexOctet(String digits) {
    if (digits.isEmpty() || digits.length() > 2) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      if (!HexFormat.isHexDigit(digit)) {
        return -1;
      }
      value = value << 4 | HexFormat.fromHexDigit(digit);
    }
    return value;
  }

  /** True of group addresses, the broadcast address among them (IEEE 802.3, 3.2.3: I/G bit). */
  public boolean isMulticast() {
    return (bits & 0x0100_0000_0000L) != 0;
  }

  @Override
  public int compareTo(MacAddress other) {
    return Long.compare(bits, other.bits);
  }

  @Override
  public String toString() {
    char[] text = new char[17];
    for (int i = 0; i < 6; i++) {
      int octet = (int) (bits >>> (40 - 8 * i)) & 0xff;
      text[3 * i] = Character.forDigit(octet >> 4, 16);
      text[3 * i + 1] = Character.forDigit(octet & 0xf, 16);
      if (i < 5) {
        text[3 * i + 2] = ':';
      }
    }
    return new String(text);
  }
}
