package io.weft.net.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import java.util.Optional;
import java.util.function.Function;

/** Asks everything that can be asked of octets, and that what was parsed writes and parses back. */
final class Fragile {
  private Fragile() {}

  static void askEverythingOf(Bytes octets) {
    view(octets);
    Optional<Ethernet> frame = stable(octets, Ethernet::parse, Ethernet::toBytes);
    frame.ifPresent(Fragile::frame);
  }

  private static void frame(Ethernet frame) {
    Arp.in(frame);
    Lldp.in(frame);
    Ip.in(frame).ifPresent(Fragile::ip);
    askEveryParserOf(frame.payload());
  }

  /** Every parser, whether or not the layer below says that its protocol follows. */
  static void askEveryParserOf(Bytes octets) {
    Checksum.ofHeader(octets);
    stable(octets, Arp::parse, Arp::toBytes);
    stable(octets, Lldp::parse, Lldp::toBytes);
    stable(octets, Ipv4::parse, Ipv4::toBytes);
    stable(octets, Ipv6::parse, Ipv6::toBytes);
    stable(octets, Icmpv4::parse, Icmpv4::toBytes);
    stable(octets, Dhcpv4::parse, Dhcpv4::toBytes);
    IpPair pair = PacketRandom.IPV6_PAIR;
    stable(octets, Icmpv6::parse, x -> x.toBytes(pair));
    stable(octets, Udp::parse, x -> x.toBytes(pair));
    stable(octets, Tcp::parse, x -> x.toBytes(pair));
  }

  private static void ip(Ip packet) {
    Checksum.of(packet);
    Tcp.in(packet);
    Udp.in(packet).ifPresent(Dhcpv4::in);
    switch (packet) {
      case Ipv4 ipv4 -> Icmpv4.in(ipv4);
      case Ipv6 ipv6 -> {
        NeighborDiscovery.in(ipv6);
        Icmpv6.in(ipv6).ifPresent(message -> repaired(ipv6, message));
      }
    }
    askEveryParserOf(packet.payload());
  }

  /** With the checksum and hop limit put right, so that what they guard is reached. */
  private static void repaired(Ipv6 packet, Icmpv6 message) {
    Ipv6 sound = discovery(packet, message.toBytes(packet.addresses()), packet.missing());
    NeighborDiscovery.in(sound)
        .ifPresent(parsed -> {
          Ipv6 again = discovery(packet, parsed.toBytes(packet.addresses()), 0);
          assertThat(NeighborDiscovery.in(again)).contains(parsed);
        });
  }

  private static Ipv6 discovery(Ipv6 packet, Bytes payload, int missing) {
    int next = IpProtocol.ICMPV6;
    return new Ipv6(
        0, 0, 255, packet.src(), packet.dst(), next, Bytes.EMPTY, next, payload, missing);
  }

  private static <T> Optional<T> stable(
      Bytes octets, Function<Bytes, Optional<T>> parse, Function<T, Bytes> write) {
    Optional<T> parsed = parse.apply(octets);
    parsed.ifPresent(value -> assertThat(parse.apply(write.apply(value))).contains(value));
    return parsed;
  }

  private static void view(Bytes octets) {
    FrameView view = FrameView.of(octets);
    if (view.hasEthernet()) {
      assertThat(FlowText.of(view)).isNotEmpty();
    }
    for (int tag = 0; tag < view.tagCount(); tag++) {
      assertThat(view.tpid(tag)).isPositive();
    }
  }
}
