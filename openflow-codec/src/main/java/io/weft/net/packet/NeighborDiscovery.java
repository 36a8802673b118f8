package io.weft.net.packet;

import io.weft.net.Bytes;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A message of IPv6 Neighbor Discovery (RFC 4861). Of its options the link-layer addresses are kept
 * and no others.
 */
public sealed interface NeighborDiscovery {
  int ROUTER_SOLICITATION = 133;
  int ROUTER_ADVERTISEMENT = 134;
  int NEIGHBOR_SOLICITATION = 135;
  int NEIGHBOR_ADVERTISEMENT = 136;

  /** Asks routers to advertise themselves (section 4.1). */
  record RouterSolicitation(Optional<MacAddress> sourceMac) implements NeighborDiscovery {}

  /**
   * Tells hosts of a router (section 4.2).
   *
   * @param hopLimit what hosts should send with, 0 to 255; 0 says nothing
   * @param flags M, O and others, 0 to 255
   * @param lifetime as a default router, whole seconds up to 65535; zero: none
   * @param reachable in milliseconds, the bits of an unsigned number; 0 says nothing
   * @param retransmit in milliseconds, the bits of an unsigned number; 0 says nothing
   */
  record RouterAdvertisement(
      int hopLimit,
      int flags,
      Duration lifetime,
      int reachable,
      int retransmit,
      Optional<MacAddress> sourceMac)
      implements NeighborDiscovery {
    public RouterAdvertisement {
      Require.fits("hopLimit", hopLimit, 8);
      Require.fits("flags", flags, 8);
      long seconds = lifetime.toSeconds();
      if (seconds >>> 16 != 0 || !lifetime.equals(Duration.ofSeconds(seconds))) {
        throw new IllegalArgumentException("lifetime is no 0 to 65535 s: " + lifetime);
      }
    }
  }

  /** Asks who has an address, or whether it is free (section 4.3). */
  record NeighborSolicitation(Ipv6Address target, Optional<MacAddress> sourceMac)
      implements NeighborDiscovery {
    public NeighborSolicitation {
      requireUnicast(target);
    }
  }

  /** Tells where an address is (section 4.4). */
  record NeighborAdvertisement(
      boolean router,
      boolean solicited,
      boolean override,
      Ipv6Address target,
      Optional<MacAddress> targetMac)
      implements NeighborDiscovery {
    public NeighborAdvertisement {
      requireUnicast(target);
    }
  }

  private static void requireUnicast(Ipv6Address target) {
    if (target.isMulticast()) {
      throw new IllegalArgumentException("target is a multicast address: " + target);
    }
  }

  /**
   * The message in a packet; empty if the packet carries something else, or something that RFC 4861
   * (6.1.1, 6.1.2, 7.1.1, 7.1.2) demands to be discarded: a hop limit other than 255, which a
   * packet from beyond the link cannot have, a wrong checksum, an option of length zero, addresses
   * that do not go with the message. A checksum that cannot be told, as that of a packet cut by the
   * switch, is let pass, and options that were cut off are taken for absent.
   */
  static Optional<NeighborDiscovery> in(Ipv6 packet) {
    return NeighborDiscoveryCodec.read(packet);
  }

  default Icmpv6 toIcmpv6() {
    return NeighborDiscoveryCodec.write(this);
  }

  /** The octets of the message in a packet between the addresses, which the checksum covers. */
  default Bytes toBytes(IpPair addresses) {
    return toIcmpv6().toBytes(addresses);
  }
}
