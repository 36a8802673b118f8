package io.weft.net;

/**
 * A block of IPv4 addresses (RFC 4632).
 *
 * @param address the lowest of them
 * @param length bits that they have in common, 0 to 32
 */
public record Ipv4Prefix(Ipv4Address address, int length) implements Comparable<Ipv4Prefix> {
  public Ipv4Prefix {
    if (length < 0 || length > 32) {
      throw new IllegalArgumentException("prefix length is " + length + ", must be 0 to 32");
    }
    if ((address.bits() & ~maskBits(length)) != 0) {
      throw new IllegalArgumentException(
          address + "/" + length + " has bits behind the prefix; expected " + of(address, length));
    }
  }

  /** The block of some length that an address is in. */
  public static Ipv4Prefix of(Ipv4Address address, int length) {
    return new Ipv4Prefix(new Ipv4Address(address.bits() & maskBits(length)), length);
  }

  /**
   * Parses {@code a.b.c.d/length}.
   *
   * @throws IllegalArgumentException naming the text, if it is anything else or has bits behind the
   *     prefix
   */
  public static Ipv4Prefix parse(String text) {
    int slash = text.indexOf('/');
    String length = text.substring(slash + 1);
    if (slash < 0 || !length.matches("[0-9]{1,2}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no IPv4 prefix; expected a.b.c.d/length");
    }
    return new Ipv4Prefix(Ipv4Address.parse(text.substring(0, slash)), Integer.parseInt(length));
  }

  private static int maskBits(int length) {
    return length == 0 ? 0 : -1 << 32 - length;
  }

  /** The mask, such as 255.255.255.0. */
  public Ipv4Address mask() {
    return new Ipv4Address(maskBits(length));
  }

  public boolean contains(Ipv4Address other) {
    return (other.bits() & maskBits(length)) == address.bits();
  }

  /** Whether some address is in both. */
  public boolean overlaps(Ipv4Prefix other) {
    return contains(other.address) || other.contains(address);
  }

  @Override
  public int compareTo(Ipv4Prefix other) {
    int byAddress = address.compareTo(other.address);
    return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }
}
