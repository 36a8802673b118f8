package io.weft.core.dataplane;

/**
 * The place of a field: so many bits after the beginning of a header.
 *
 * @param bit 0 for the first bit on the wire
 */
record Spot(Layer layer, int bit) {
  private static final int IPV4_ADDRESSES = 96;
  private static final int IPV6_ADDRESSES = 64;

  /** Whether the checksums of TCP and UDP cover the field although it is in the IP header. */
  boolean isIpAddress() {
    return layer == Layer.IPV4 && bit >= IPV4_ADDRESSES
        || layer == Layer.IPV6 && bit >= IPV6_ADDRESSES;
  }

  /** Whether the field is in what the transport checksum covers. */
  boolean isTransport() {
    return switch (layer) {
      case TCP, UDP, ICMPV4, ICMPV6, ND_TARGET, ND_SLL, ND_TLL -> true;
      case ETHERNET, VLAN, MPLS, PBB, ARP, IPV4, IPV6, IP_PROTO, SCTP -> false;
    };
  }
}
