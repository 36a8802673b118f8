package io.weft.openflow.match;

import java.util.function.Predicate;

/**
 * What a match must say before it may name a field (OpenFlow 1.3.5, 7.2.3.6 and table 12, column
 * Pre-requisite).
 */
public enum Prerequisite {
  NONE(m -> true),
  IN_PORT(m -> m.has(Field.IN_PORT)),
  VLAN(m -> (m.low(Field.VLAN_VID) & 0x1000) != 0),
  IPV4(m -> type(m, 0x0800)),
  IPV6(m -> type(m, 0x86dd)),
  IP_ANY(m -> type(m, 0x0800) || type(m, 0x86dd)),
  /** RARP too, as in Open vSwitch: its packets have the same form (RFC 903). */
  ARP(m -> type(m, 0x0806) || type(m, 0x8035)),
  MPLS(m -> type(m, 0x8847) || type(m, 0x8848)),
  PBB(m -> type(m, 0x88e7)),
  TCP(m -> ip(m, 6)),
  UDP(m -> ip(m, 17)),
  SCTP(m -> ip(m, 132)),
  ICMPV4(m -> type(m, 0x0800) && m.low(Field.IP_PROTO) == 1),
  ICMPV6(m -> type(m, 0x86dd) && m.low(Field.IP_PROTO) == 58),
  ND_SOLICIT(m -> nd(m, 135)),
  ND_ADVERTISE(m -> nd(m, 136)),
  ND(m -> nd(m, 135) || nd(m, 136));

  private final Predicate<Match> holds;

  Prerequisite(Predicate<Match> holds) {
    this.holds = holds;
  }

  public boolean holds(Match match) {
    return holds.test(match);
  }

  private static boolean type(Match m, int etherType) {
    return m.low(Field.ETH_TYPE) == etherType;
  }

  private static boolean ip(Match m, int protocol) {
    return (type(m, 0x0800) || type(m, 0x86dd)) && m.low(Field.IP_PROTO) == protocol;
  }

  private static boolean nd(Match m, int icmpType) {
    return ICMPV6.holds(m) && m.low(Field.ICMPV6_TYPE) == icmpType;
  }
}
