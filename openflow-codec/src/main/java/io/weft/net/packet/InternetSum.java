package io.weft.net.packet;

import io.weft.net.Bytes;

/** The one's complement sum of the internet checksum (RFC 1071). */
final class InternetSum {
  private InternetSum() {}

  /** The checksum, 0 to 65535, of octets whose checksum field is zero. */
  static int checksum(Bytes octets) {
    return ~fold(sum(octets)) & 0xffff;
  }

  /** The checksum of a segment whose checksum field is zero, and of its pseudo-header. */
  static int checksum(IpPair addresses, int protocol, Bytes segment) {
    return ~fold(pseudoHeader(addresses, protocol, segment.size()) + sum(segment)) & 0xffff;
  }

  /** True if octets with their checksum field as received add up. */
  static boolean isCorrect(long sum) {
    return fold(sum) == 0xffff;
  }

  /** RFC 768, RFC 9293 (3.1) and RFC 8200 (8.1). */
  static long pseudoHeader(IpPair addresses, int protocol, int length) {
    long ofAddresses =
        switch (addresses) {
          case IpPair.V4(var src, var dst) -> words(src.bits()) + words(dst.bits());
          case IpPair.V6(var src, var dst) ->
              words(src.high()) + words(src.low()) + words(dst.high()) + words(dst.low());
        };
    return ofAddresses + protocol + length;
  }

  private static long words(int bits) {
    return Integer.toUnsignedLong(bits);
  }

  private static long words(long bits) {
    return (bits >>> 32) + (bits & 0xffff_ffffL);
  }

  static long sum(Bytes octets) {
    long sum = 0;
    int at = 0;
    int size = octets.size();
    for (; at + 4 <= size; at += 4) {
      sum += Integer.toUnsignedLong(octets.i32(at));
    }
    if (at + 2 <= size) {
      sum += octets.u16(at);
      at += 2;
    }
    return at < size ? sum + (octets.u8(at) << 8) : sum;
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded >>> 16) + (folded & 0xffff);
    }
    return (int) folded;
  }
}
