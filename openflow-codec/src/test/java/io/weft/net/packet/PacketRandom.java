package io.weft.net.packet;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random records of every kind, the same for the same seed. */
final class PacketRandom {
  static final IpPair IPV6_PAIR =
      IpPair.of(Ipv6Address.parse("2001:db8::1"), Ipv6Address.parse("2001:db8::2"));

  private final Random random;

  PacketRandom(long seed) {
    random = new Random(seed);
  }

  int bits(int count) {
    return random.nextInt() >>> (32 - count);
  }

  boolean flip() {
    return random.nextBoolean();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  Bytes octets(int size) {
    byte[] octets = new byte[size];
    random.nextBytes(octets);
    return Bytes.wrap(octets);
  }

  private Bytes payload() {
    return octets(below(flip() ? 8 : 200));
  }

  private Bytes options() {
    return octets(4 * below(11));
  }

  MacAddress mac() {
    return new MacAddress(random.nextLong() >>> 16);
  }

  Ipv4Address ipv4Address() {
    return new Ipv4Address(random.nextInt());
  }

  private Ipv6Address unicast() {
    return new Ipv6Address(random.nextLong() & ~(1L << 63), random.nextLong());
  }

  private <T> Optional<T> maybe(T value) {
    return flip() ? Optional.of(value) : Optional.empty();
  }

  IpPair pair() {
    return flip() ? IpPair.of(ipv4Address(), ipv4Address()) : IpPair.of(unicast(), unicast());
  }

  Ethernet ethernet() {
    List<VlanTag> tags = new ArrayList<>();
    for (int i = below(Ethernet.MAX_TAGS + 1); i > 0; i--) {
      int tpid = flip() ? EtherType.VLAN : EtherType.SERVICE_VLAN;
      tags.add(new VlanTag(tpid, bits(3), flip(), bits(12)));
    }
    int type = bits(16);
    return new Ethernet(mac(), mac(), tags, EtherType.isVlan(type) ? 0x0800 : type, payload());
  }

  Arp arp() {
    return new Arp(bits(16), mac(), ipv4Address(), mac(), ipv4Address());
  }

  Lldp lldp() {
    List<Lldp.Tlv> others = new ArrayList<>();
    for (int i = below(10); i > 0; i--) {
      others.add(
          flip()
              ? new Lldp.Basic(4 + below(123), octets(below(512)))
              : new Lldp.Organizational(bits(24), bits(8), octets(below(508))));
    }
    Lldp.Id chassis = new Lldp.Id(bits(8), octets(1 + below(255)));
    Lldp.Id port = new Lldp.Id(bits(8), octets(1 + below(255)));
    return new Lldp(chassis, port, bits(16), others);
  }

  Ipv4 ipv4() {
    return new Ipv4(
        bits(8),
        bits(16),
        bits(3),
        bits(13),
        bits(8),
        bits(8),
        ipv4Address(),
        ipv4Address(),
        options(),
        payload(),
        flip() ? 0 : bits(14));
  }

  Ipv6 ipv6() {
    int[] kinds = {IpProtocol.HOP_BY_HOP, IpProtocol.ROUTING, IpProtocol.DESTINATION_OPTIONS};
    int[] chain = new int[below(ExtensionHeaders.LIMIT + 1) + 1];
    for (int i = 0; i < chain.length - 1; i++) {
      chain[i] = kinds[below(3)];
    }
    chain[chain.length - 1] = flip() ? IpProtocol.UDP : IpProtocol.ICMPV6;
    ByteArrayOutputStream extensions = new ByteArrayOutputStream();
    for (int i = 1; i < chain.length; i++) {
      int length = below(3);
      extensions.write(chain[i]);
      extensions.write(length);
      extensions.writeBytes(octets(8 * length + 6).toArray());
    }
    return new Ipv6(
        bits(8),
        bits(20),
        bits(8),
        unicast(),
        unicast(),
        chain[0],
        Bytes.wrap(extensions.toByteArray()),
        chain[chain.length - 1],
        payload(),
        flip() ? 0 : bits(14));
  }

  Icmpv4 icmpv4() {
    return new Icmpv4(bits(8), bits(8), random.nextInt(), payload());
  }

  Icmpv6 icmpv6() {
    return new Icmpv6(bits(8), bits(8), payload());
  }

  NeighborDiscovery neighborDiscovery() {
    Optional<MacAddress> mac = maybe(mac());
    return switch (below(4)) {
      case 0 -> new NeighborDiscovery.RouterSolicitation(mac);
      case 1 ->
          new NeighborDiscovery.RouterAdvertisement(
              bits(8),
              bits(8),
              Duration.ofSeconds(bits(16)),
              random.nextInt(),
              random.nextInt(),
              mac);
      case 2 -> new NeighborDiscovery.NeighborSolicitation(unicast(), mac);
      default ->
          new NeighborDiscovery.NeighborAdvertisement(flip(), flip(), flip(), unicast(), mac);
    };
  }

  Udp udp() {
    return new Udp(bits(16), bits(16), payload(), flip() ? 0 : bits(14));
  }

  Tcp tcp() {
    return new Tcp(
        bits(16),
        bits(16),
        random.nextInt(),
        random.nextInt(),
        bits(12),
        bits(16),
        bits(16),
        options(),
        payload());
  }

  Dhcpv4 dhcpv4() {
    Dhcpv4.Type[] types = Dhcpv4.Type.values();
    return new Dhcpv4(
        1 + below(2),
        random.nextInt(),
        ipv4Address(),
        ipv4Address(),
        mac(),
        types[below(types.length)],
        maybe(ipv4Address()),
        maybe(ipv4Address()));
  }

  /** The octets with some of them changed, cut off, put in or swapped with those of another. */
  Bytes mutated(Bytes octets, Bytes other) {
    byte[] changed = octets.toArray();
    for (int i = below(6); i > 0 && changed.length > 0; i--) {
      // Headers stand in front: change there more often.
      int at = below(flip() ? changed.length : Math.min(changed.length, 80));
      switch (below(4)) {
        case 0 -> changed[at] ^= (byte) (1 << below(8));
        case 1 -> changed[at] = (byte) below(256);
        case 2 -> changed[at] = (byte) (flip() ? 0xff : 0);
        default -> {
          int length = Math.min(below(24), changed.length - at);
          int from = below(Math.max(1, other.size() - length));
          other.slice(from, Math.min(other.size(), from + length)).copyTo(changed, at);
        }
      }
    }
    Bytes result = Bytes.wrap(changed);
    return below(3) == 0 ? result.slice(0, below(result.size() + 1)) : result;
  }
}
