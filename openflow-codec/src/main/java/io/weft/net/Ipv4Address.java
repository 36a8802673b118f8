package io.weft.net;

/**
 * An IPv4 address.
 *
 * @param bits the address, first octet on the wire in bits 31..24
 */
public record Ipv4Address(int bits) implements Comparable<Ipv4Address> {
  public static final Ipv4Address ANY = new Ipv4Address(0);

  /** Every host of the local network (RFC 919, section 7). */
  public static final Ipv4Address BROADCAST = new Ipv4Address(-1);

  /**
   * Parses dotted decimal, four parts of 0 to 255 without leading zeros, which some readers take
   * for octal (RFC 6943, section 3.1.1).
   *
   * @throws IllegalArgumentException naming the text, if it is anything else
   */
  public static Ipv4Address parse(String text) {
    int bits = 0;
    int octet = -1;
    int dots = 0;
    boolean wellFormed = true;
    for (int i = 0; wellFormed && i <= text.length(); i++) {
      char c = i == text.length() ? '.' : text.charAt(i);
      if (c == '.') {
        wellFormed = octet >= 0;
        bits = bits << 8 | octet;
        octet = -1;
        dots++;
      } else {
        wellFormed = octet != 0 && c >= '0' && c <= '9';
        octet = Math.max(octet, 0) * 10 + (c - '0');
        wellFormed = wellFormed && octet <= 255;
      }
    }
    if (!wellFormed || dots != 4) {
      throw new IllegalArgumentException("'" + text + "' is no IPv4 address; expected a.b.c.d");
    }
    return new Ipv4Address(bits);
  }

  /** True of the groups 224.0.0.0/4 (RFC 5771); the broadcast address is none of them. */
  public boolean isMulticast() {
    return bits >>> 28 == 0xe;
  }

  @Override
  public int compareTo(Ipv4Address other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 0xff)
        + "."
        + (bits >>> 8 & 0xff)
        + "."
        + (bits & 0xff);
  }
}
