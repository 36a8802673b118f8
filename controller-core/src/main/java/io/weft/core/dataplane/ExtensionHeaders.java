package io.weft.core.dataplane;

/**
 * The bits of the field ipv6_exthdr, collected along the chain of headers (OpenFlow 1.3.5, 7.2.3.8,
 * ofp_ipv6exthdr_flags).
 */
final class ExtensionHeaders {
  // spotless:off
  static final int HOP_BY_HOP    = 0;
  static final int ROUTING       = 43;
  static final int FRAGMENT      = 44;
  static final int ESP           = 50;
  static final int AUTHENTICATION = 51;
  static final int NO_NEXT       = 59;
  static final int DESTINATION   = 60;

  private static final int BIT_NO_NEXT = 1;
  private static final int BIT_ESP     = 1 << 1;
  private static final int BIT_AUTH    = 1 << 2;
  private static final int BIT_DEST    = 1 << 3;
  private static final int BIT_FRAG    = 1 << 4;
  private static final int BIT_ROUTER  = 1 << 5;
  private static final int BIT_HOP     = 1 << 6;
  private static final int BIT_UNREP   = 1 << 7;
  private static final int BIT_UNSEQ   = 1 << 8;
  // spotless:on

  private int bits;
  private int lastRank = -1;
  private int destinations;

  /** Adds the header of a next-header number, if it is an extension header. */
  void add(int nextHeader) {
    int bit = bitOf(nextHeader);
    if (bit == 0) {
      return;
    }
    boolean destination = nextHeader == DESTINATION;
    destinations += destination ? 1 : 0;
    if ((bits & bit) != 0 && (!destination || destinations > 2)) {
      bits |= BIT_UNREP;
    }
    // RFC 8200, 4.1: destination options stand before the routing header or at the end.
    int rank = destination && lastRank >= rankOf(ROUTING) ? 7 : rankOf(nextHeader);
    if (rank < lastRank) {
      bits |= BIT_UNSEQ;
    }
    lastRank = Math.max(rank, lastRank);
    bits |= bit;
  }

  int bits() {
    return bits;
  }

  boolean hasRouting() {
    return (bits & BIT_ROUTER) != 0;
  }

  private static int bitOf(int nextHeader) {
    return switch (nextHeader) {
      case HOP_BY_HOP -> BIT_HOP;
      case ROUTING -> BIT_ROUTER;
      case FRAGMENT -> BIT_FRAG;
      case ESP -> BIT_ESP;
      case AUTHENTICATION -> BIT_AUTH;
      case NO_NEXT -> BIT_NO_NEXT;
      case DESTINATION -> BIT_DEST;
      default -> 0;
    };
  }

  private static int rankOf(int nextHeader) {
    return switch (nextHeader) {
      case HOP_BY_HOP -> 0;
      case DESTINATION -> 1;
      case ROUTING -> 2;
      case FRAGMENT -> 3;
      case AUTHENTICATION -> 4;
      case ESP -> 5;
      default -> 8;
    };
  }
}
