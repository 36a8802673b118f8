package io.weft.net.packet;

import io.weft.net.Bytes;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import io.weft.net.packet.NeighborDiscovery.NeighborAdvertisement;
import io.weft.net.packet.NeighborDiscovery.NeighborSolicitation;
import io.weft.net.packet.NeighborDiscovery.RouterAdvertisement;
import io.weft.net.packet.NeighborDiscovery.RouterSolicitation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** Reads and writes Neighbor Discovery messages. Offsets are those within the ICMPv6 body. */
final class NeighborDiscoveryCodec {
  private static final int SOURCE_LINK_LAYER = 1;
  private static final int TARGET_LINK_LAYER = 2;

  /** What {@link #linkLayer} finds where options are malformed; no MAC address has that bit. */
  private static final long MALFORMED = 1L << 62;

  private static final long ABSENT = 1L << 61;

  private NeighborDiscoveryCodec() {}

  static Optional<NeighborDiscovery> read(Ipv6 packet) {
    Optional<Icmpv6> message = Icmpv6.in(packet);
    if (message.isEmpty()
        || message.get().code() != 0
        || packet.hopLimit() != 255
        || Checksum.of(packet) == Checksum.WRONG) {
      return Optional.empty();
    }
    Bytes body = message.get().body();
    return switch (message.get().type()) {
      case NeighborDiscovery.ROUTER_SOLICITATION -> routerSolicitation(packet, body);
      case NeighborDiscovery.ROUTER_ADVERTISEMENT -> routerAdvertisement(packet, body);
      case NeighborDiscovery.NEIGHBOR_SOLICITATION -> neighborSolicitation(packet, body);
      case NeighborDiscovery.NEIGHBOR_ADVERTISEMENT -> neighborAdvertisement(packet, body);
      default -> Optional.empty();
    };
  }

  private static Optional<NeighborDiscovery> routerSolicitation(Ipv6 packet, Bytes body) {
    long mac = linkLayer(packet, body, 4, SOURCE_LINK_LAYER);
    if (mac == MALFORMED || (packet.src().equals(Ipv6Address.ANY) && mac != ABSENT)) {
      return Optional.empty();
    }
    return Optional.of(new RouterSolicitation(optional(mac)));
  }

  private static Optional<NeighborDiscovery> routerAdvertisement(Ipv6 packet, Bytes body) {
    long mac = linkLayer(packet, body, 12, SOURCE_LINK_LAYER);
    if (mac == MALFORMED || !packet.src().isLinkLocal()) {
      return Optional.empty();
    }
    return Optional.of(
        new RouterAdvertisement(
            body.u8(0),
            body.u8(1),
            Duration.ofSeconds(body.u16(2)),
            body.i32(4),
            body.i32(8),
            optional(mac)));
  }

  private static Optional<NeighborDiscovery> neighborSolicitation(Ipv6 packet, Bytes body) {
    long mac = linkLayer(packet, body, 20, SOURCE_LINK_LAYER);
    if (mac == MALFORMED) {
      return Optional.empty();
    }
    Ipv6Address target = target(body);
    boolean probe = packet.src().equals(Ipv6Address.ANY); // duplicate address detection, RFC 4862
    boolean soundProbe = mac == ABSENT && isSolicitedNode(packet.dst());
    if (target.isMulticast() || (probe && !soundProbe)) {
      return Optional.empty();
    }
    return Optional.of(new NeighborSolicitation(target, optional(mac)));
  }

  private static Optional<NeighborDiscovery> neighborAdvertisement(Ipv6 packet, Bytes body) {
    long mac = linkLayer(packet, body, 20, TARGET_LINK_LAYER);
    if (mac == MALFORMED) {
      return Optional.empty();
    }
    Ipv6Address target = target(body);
    int flags = body.u8(0);
    boolean solicited = (flags & 0x40) != 0;
    if (target.isMulticast() || (solicited && packet.dst().isMulticast())) {
      return Optional.empty();
    }
    return Optional.of(
        new NeighborAdvertisement(
            (flags & 0x80) != 0, solicited, (flags & 0x20) != 0, target, optional(mac)));
  }

  private static Ipv6Address target(Bytes body) {
    return new Ipv6Address(body.i64(4), body.i64(12));
  }

  private static boolean isSolicitedNode(Ipv6Address group) {
    return group.solicitedNode().equals(group);
  }

  /**
   * The first Ethernet address in the options (RFC 4861, 4.6.1). Malformed too if the fixed part
   * before the options is cut.
   */
  private static long linkLayer(Ipv6 packet, Bytes body, int fixed, int type) {
    if (body.size() < fixed) {
      return MALFORMED;
    }
    long found = ABSENT;
    int at = fixed;
    while (at < body.size()) {
      int length = at + 1 < body.size() ? 8 * body.u8(at + 1) : 8;
      if (length == 0) {
        return MALFORMED;
      }
      if (at + length > body.size()) {
        return packet.missing() > 0 ? found : MALFORMED;
      }
      if (found == ABSENT && body.u8(at) == type && length == 8) {
        found = body.u48(at + 2);
      }
      at += length;
    }
    return found;
  }

  private static Optional<MacAddress> optional(long mac) {
    return mac == ABSENT ? Optional.empty() : Optional.of(new MacAddress(mac));
  }

  static Icmpv6 write(NeighborDiscovery message) {
    ByteBuffer out = ByteBuffer.allocate(20);
    return switch (message) {
      case RouterSolicitation(var mac) -> {
        out.putInt(0);
        yield icmp(NeighborDiscovery.ROUTER_SOLICITATION, out, SOURCE_LINK_LAYER, mac);
      }
      case RouterAdvertisement(
              var hopLimit,
              var flags,
              var lifetime,
              var reachable,
              var retransmit,
              var mac) -> {
        out.put((byte) hopLimit).put((byte) flags).putShort((short) lifetime.toSeconds());
        out.putInt(reachable).putInt(retransmit);
        yield icmp(NeighborDiscovery.ROUTER_ADVERTISEMENT, out, SOURCE_LINK_LAYER, mac);
      }
      case NeighborSolicitation(var target, var mac) -> {
        out.putInt(0).putLong(target.high()).putLong(target.low());
        yield icmp(NeighborDiscovery.NEIGHBOR_SOLICITATION, out, SOURCE_LINK_LAYER, mac);
      }
      case NeighborAdvertisement(var router, var solicited, var override, var target, var mac) -> {
        int flags = (router ? 0x80 : 0) | (solicited ? 0x40 : 0) | (override ? 0x20 : 0);
        out.putInt(flags << 24).putLong(target.high()).putLong(target.low());
        yield icmp(NeighborDiscovery.NEIGHBOR_ADVERTISEMENT, out, TARGET_LINK_LAYER, mac);
      }
    };
  }

  private static Icmpv6 icmp(int type, ByteBuffer fixed, int option, Optional<MacAddress> mac) {
    int size = fixed.position();
    byte[] body = new byte[size + (mac.isPresent() ? 8 : 0)];
    fixed.flip().get(body, 0, size);
    if (mac.isPresent()) {
      ByteBuffer out = ByteBuffer.wrap(body, size, 8).put((byte) option).put((byte) 1);
      Ethernet.putMac(out, mac.get());
    }
    return new Icmpv6(type, 0, Bytes.wrap(body));
  }
}
