package io.weft.net.packet;

import io.weft.net.Bytes;

/**
 * Walks the chain of IPv6 extension headers to what they precede (RFC 8200, section 4). The result
 * is packed into a long, so that a walk allocates nothing.
 *
 * <p>The walk stops early, naming the header it stopped at as the protocol, where a header is cut,
 * after {@link #LIMIT} headers, and at the fragment header of a fragment other than the first: what
 * follows that is no header at all. Open vSwitch names those fragments by protocol 44 as well.
 */
final class ExtensionHeaders {
  /** More than any sound packet has: each kind once, destination options twice (RFC 8200, 4.1). */
  static final int LIMIT = 8;

  private static final int FRAGMENT = 1;
  private static final int ROUTING = 2;

  private ExtensionHeaders() {}

  /**
   * Walks from the header at an offset, whose number is {@code first}, reading no octet at or after
   * the end.
   */
  static long walk(Bytes packet, int offset, int end, int first) {
    int protocol = first;
    int at = offset;
    int seen = 0;
    for (int i = 0; i < LIMIT && at + 8 <= end; i++) {
      int length = length(packet, at, protocol);
      if (length == 0 || at + length > end) {
        break;
      }
      if (protocol == IpProtocol.FRAGMENT && (packet.u16(at + 2) & 0xfff9) != 0) {
        seen |= FRAGMENT;
        if (packet.u16(at + 2) >>> 3 != 0) {
          break;
        }
      }
      seen |= protocol == IpProtocol.ROUTING ? ROUTING : 0;
      protocol = packet.u8(at);
      at += length;
    }
    return (long) at << 32 | (long) seen << 8 | protocol;
  }

  /** Octets of an extension header, 0 if the protocol is none. */
  private static int length(Bytes packet, int at, int protocol) {
    return switch (protocol) {
      case IpProtocol.HOP_BY_HOP, IpProtocol.ROUTING, IpProtocol.DESTINATION_OPTIONS ->
          8 * (packet.u8(at + 1) + 1);
      case IpProtocol.FRAGMENT -> 8;
      case IpProtocol.AUTHENTICATION -> 4 * (packet.u8(at + 1) + 2); // RFC 4302, 2.2
      default -> 0;
    };
  }

  /** Where the walk ended. */
  static int offset(long walk) {
    return (int) (walk >>> 32);
  }

  /** The number of what stands there. */
  static int protocol(long walk) {
    return (int) walk & 0xff;
  }

  static boolean sawFragment(long walk) {
    return (walk >>> 8 & FRAGMENT) != 0;
  }

  static boolean sawRouting(long walk) {
    return (walk >>> 8 & ROUTING) != 0;
  }
}
