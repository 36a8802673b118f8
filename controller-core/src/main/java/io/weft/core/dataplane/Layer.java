package io.weft.core.dataplane;

/** A header, or a part of one, whose place in a frame depends on what is in front of it. */
enum Layer {
  ETHERNET,
  /** The two octets of priority and VLAN id in the outermost tag. */
  VLAN,
  /** The outermost label stack entry. */
  MPLS,
  /** The four octets of the I-TAG (IEEE 802.1Q, 9.7). */
  PBB,
  /** ARP or RARP for IPv4 over Ethernet. */
  ARP,
  IPV4,
  IPV6,
  /** The octet that names the protocol above IP: in IPv6 that of the last extension header. */
  IP_PROTO,
  TCP,
  UDP,
  SCTP,
  ICMPV4,
  ICMPV6,
  /** The target address of a neighbour solicitation or advertisement. */
  ND_TARGET,
  /** The address in the source link-layer option of a solicitation. */
  ND_SLL,
  /** The address in the target link-layer option of an advertisement. */
  ND_TLL
}
