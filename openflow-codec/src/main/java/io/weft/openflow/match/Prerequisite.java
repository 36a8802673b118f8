package io.weft.openflow.match;

/**
 * What a match must say before it may name a field (OpenFlow 1.3.5, 7.2.3.6 and table 12, column
 * Pre-requisite; Open vSwitch, meta-flow.h).
 */
public enum Prerequisite {
  NONE,
  IN_PORT,
  ETHERNET,
  VLAN,
  IPV4,
  IPV6,
  IP_ANY,
  /** RARP too, as in Open vSwitch: its packets have the same form (RFC 903). */
  ARP,
  MPLS,
  PBB,
  NSH,
  TCP,
  UDP,
  SCTP,
  ICMPV4,
  ICMPV6,
  ND_SOLICIT,
  ND_ADVERTISE,
  ND,
  /** A tracked connection that is not said to be invalid. */
  CT;

  private static final int VLAN_PRESENT = 0x1000;
  private static final int LATER_FRAGMENT = 2;

  /** Of the states new, established, related, reply and those of translated addresses. */
  private static final int CT_VALID = 0x01 | 0x02 | 0x04 | 0x08 | 0x40 | 0x80;

  private static final int CT_INVALID = 0x10;
  private static final int CT_TRACKED = 0x20;
  private static final long NSH_PACKET = 0x1_894fL;

  public boolean holds(MatchView match) {
    // spotless:off
    return switch (this) {
      case NONE         -> true;
      case IN_PORT      -> match.has(Field.IN_PORT);
      case ETHERNET     -> match.low(Field.PACKET_TYPE) == 0;
      case VLAN         -> ((match.low(Field.VLAN_VID) | match.low(Field.VLAN_TCI)) & VLAN_PRESENT) != 0;
      case IPV4         -> type(match, 0x0800);
      case IPV6         -> type(match, 0x86dd);
      case IP_ANY       -> isIp(match);
      case ARP          -> type(match, 0x0806) || type(match, 0x8035);
      case MPLS         -> type(match, 0x8847) || type(match, 0x8848);
      case PBB          -> type(match, 0x88e7);
      case NSH          -> type(match, 0x894f) || match.low(Field.PACKET_TYPE) == NSH_PACKET;
      case TCP          -> isIp(match) && protocol(match, 6);
      case UDP          -> isIp(match) && protocol(match, 17);
      case SCTP         -> isIp(match) && protocol(match, 132);
      case ICMPV4       -> type(match, 0x0800) && protocol(match, 1);
      case ICMPV6       -> type(match, 0x86dd) && protocol(match, 58);
      case ND_SOLICIT   -> nd(match, 135);
      case ND_ADVERTISE -> nd(match, 136);
      case ND           -> nd(match, 135) || nd(match, 136);
      case CT           -> isTracked(match);
    };
    // spotless:on
  }

  /**
   * The type of an Ethernet frame, or of a bare packet in the name space of ethertypes (OpenFlow
   * 1.5.1, 7.2.3.11).
   */
  private static boolean type(MatchView match, int etherType) {
    return match.low(Field.ETH_TYPE) == etherType
        || match.low(Field.PACKET_TYPE) == (1L << 16 | etherType);
  }

  private static boolean isIp(MatchView match) {
    return type(match, 0x0800) || type(match, 0x86dd);
  }

  /** The header of the protocol is in the first fragment only. */
  private static boolean protocol(MatchView match, int protocol) {
    return match.low(Field.IP_PROTO) == protocol
        && (match.low(Field.IP_FRAG) & LATER_FRAGMENT) == 0;
  }

  private static boolean nd(MatchView match, int icmpType) {
    return ICMPV6.holds(match)
        && match.low(Field.ICMPV6_TYPE) == icmpType
        && match.low(Field.ICMPV6_CODE) == 0;
  }

  private static boolean isTracked(MatchView match) {
    int state = (int) match.low(Field.CT_STATE);
    return (state & CT_VALID) != 0
        || (state & CT_TRACKED) != 0
            && (match.maskLow(Field.CT_STATE) & CT_INVALID) != 0
            && (state & CT_INVALID) == 0;
  }
}
