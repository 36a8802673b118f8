package io.weft.net.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.net.Ipv6Address;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is written parses as what it was, whatever its values. */
class RoundTripTest {
  private static final long SEED = Long.getLong("weft.seed", 20_250_003L);
  private static final int VALUES = 5_000;

  private final PacketRandom random = new PacketRandom(SEED);

  private static <T> void check(
      Supplier<T> values, Function<T, Bytes> write, Function<Bytes, Optional<T>> parse) {
    for (int i = 0; i < VALUES; i++) {
      T value = values.get();
      assertThat(parse.apply(write.apply(value))).as("-Dweft.seed=%d", SEED).contains(value);
    }
  }

  @Test
  void ethernet() {
    check(random::ethernet, Ethernet::toBytes, Ethernet::parse);
  }

  @Test
  void arp() {
    check(random::arp, Arp::toBytes, Arp::parse);
  }

  @Test
  void lldp() {
    check(random::lldp, Lldp::toBytes, Lldp::parse);
  }

  @Test
  void ipv4() {
    check(random::ipv4, Ipv4::toBytes, Ipv4::parse);
  }

  @Test
  void ipv6() {
    check(random::ipv6, Ipv6::toBytes, Ipv6::parse);
  }

  @Test
  void icmpv4() {
    check(random::icmpv4, Icmpv4::toBytes, Icmpv4::parse);
  }

  @Test
  void icmpv6() {
    check(random::icmpv6, x -> x.toBytes(PacketRandom.IPV6_PAIR), Icmpv6::parse);
  }

  @Test
  void udp() {
    check(random::udp, x -> x.toBytes(PacketRandom.IPV6_PAIR), Udp::parse);
  }

  @Test
  void tcp() {
    check(random::tcp, x -> x.toBytes(PacketRandom.IPV6_PAIR), Tcp::parse);
  }

  @Test
  void dhcpv4() {
    check(random::dhcpv4, Dhcpv4::toBytes, Dhcpv4::parse);
  }

  @Test
  void neighborDiscovery() {
    Ipv6Address src = Ipv6Address.parse("fe80::1");
    Ipv6Address dst = Ipv6Address.parse("fe80::2");
    check(
        random::neighborDiscovery,
        x -> hopLimit255(src, dst, x.toBytes(IpPair.of(src, dst))).toBytes(),
        octets -> Ipv6.parse(octets).flatMap(NeighborDiscovery::in));
  }

  private static Ipv6 hopLimit255(Ipv6Address src, Ipv6Address dst, Bytes payload) {
    int next = IpProtocol.ICMPV6;
    return new Ipv6(0, 0, 255, src, dst, next, Bytes.EMPTY, next, payload, 0);
  }

  @Test
  void checksumsOfAllThatIsWrittenAreCorrect() {
    for (int i = 0; i < VALUES; i++) {
      IpPair pair = random.pair();
      Bytes udp = Udp.of(random.bits(16), random.bits(16), random.octets(i % 50)).toBytes(pair);
      Bytes tcp = random.tcp().toBytes(pair);
      assertThat(Checksum.of(packet(pair, IpProtocol.UDP, udp))).isEqualTo(Checksum.CORRECT);
      assertThat(Checksum.of(packet(pair, IpProtocol.TCP, tcp))).isEqualTo(Checksum.CORRECT);
      assertThat(Checksum.ofHeader(random.ipv4().toBytes())).isEqualTo(Checksum.CORRECT);
      Ip icmp =
          switch (pair) {
            case IpPair.V4 v4 -> packet(pair, IpProtocol.ICMP, random.icmpv4().toBytes());
            case IpPair.V6 v6 -> packet(pair, IpProtocol.ICMPV6, random.icmpv6().toBytes(pair));
          };
      assertThat(Checksum.of(icmp)).isEqualTo(Checksum.CORRECT);
    }
  }

  private static Ip packet(IpPair pair, int protocol, Bytes payload) {
    return switch (pair) {
      case IpPair.V4(var src, var dst) -> Ipv4.of(src, dst, protocol, payload);
      case IpPair.V6(var src, var dst) -> Ipv6.of(src, dst, protocol, payload);
    };
  }
}
