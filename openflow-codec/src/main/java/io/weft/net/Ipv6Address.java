package io.weft.net;

import java.util.HexFormat;

/**
 * An IPv6 address, printed in the canonical form of RFC 5952; IPv4-mapped addresses in the mixed
 * form of its section 5.
 *
 * @param high the first 64 bits on the wire
 * @param low the last 64 bits on the wire
 */
public record Ipv6Address(long high, long low) implements Comparable<Ipv6Address> {
  public static final Ipv6Address ANY = new Ipv6Address(0, 0);

  /**
   * Parses the text forms of RFC 4291, section 2.2.
   *
   * @throws IllegalArgumentException naming the text, if it is none of them
   */
  public static Ipv6Address parse(String text) {
    int gap = text.indexOf("::");
    try {
      int[] head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
      int[] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2), true);
      int given = head.length + tail.length;
      if (gap < 0 ? given != 8 : given > 7) {
        throw new NumberFormatException("wrong number of groups");
      }
      int[] all = new int[8];
      System.arraycopy(head, 0, all, 0, head.length);
      System.arraycopy(tail, 0, all, 8 - tail.length, tail.length);
      return new Ipv6Address(pack(all, 0), pack(all, 4));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no IPv6 address; expected a form of RFC 4291", e);
    }
  }

  /**
   * @param last whether the text ends the address, where alone a dotted part may stand
   */
  private static int[] groups(String text, boolean last) {
    if (text.isEmpty()) {
      return new int[0];
    }
    String[] parts = text.split(":", -1);
    boolean dotted = last && parts[parts.length - 1].indexOf('.') >= 0;
    int[] groups = new int[parts.length + (dotted ? 1 : 0)];
    for (int i = 0; i < parts.length; i++) {
      if (dotted && i == parts.length - 1) {
        int v4 = Ipv4Address.parse(parts[i]).bits();
        groups[i] = v4 >>> 16;
        groups[i + 1] = v4 & 0xffff;
      } else {
        if (parts[i].isEmpty() || parts[i].length() > 4) {
          throw new NumberFormatException(parts[i]);
        }
        groups[i] = HexFormat.fromHexDigits(parts[i]);
      }
    }
    return groups;
  }

  private static long pack(int[] groups, int from) {
    long bits = 0;
    for (int i = from; i < from + 4; i++) {
      bits = bits << 16 | groups[i];
    }
    return bits;
  }

  private int group(int i) {
    return (int) ((i < 4 ? high : low) >>> (48 - 16 * (i & 3))) & 0xffff;
  }

  /** True of addresses in fe80::/10 (RFC 4291, section 2.5.6). */
  public boolean isLinkLocal() {
    return high >>> 54 == 0xfe80L >>> 6;
  }

  /** True of ff00::/8 (RFC 4291, section 2.7). */
  public boolean isMulticast() {
    return high >>> 56 == 0xff;
  }

  /** The group where neighbors ask for this address (RFC 4291, section 2.7.1). */
  public Ipv6Address solicitedNode() {
    return new Ipv6Address(0xff02_0000_0000_0000L, 0x1_ff00_0000L | (low & 0xff_ffff));
  }

  @Override
  public int compareTo(Ipv6Address other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    if (high == 0 && low >>> 32 == 0xffff) {
      return "::ffff:" + new Ipv4Address((int) low);
    }
    int bestStart = -1;
    int bestLength = 1; // RFC 5952, 4.2.2: a single zero group is not shortened
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && group(i + run) == 0) {
        run++;
      }
      if (run > bestLength) {
        bestStart = i;
        bestLength = run;
      }
      i += run;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(group(i)));
    }
    return text.toString();
  }
}
