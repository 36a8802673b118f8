package io.weft.net.packet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import org.junit.jupiter.api.Test;

class TransportTest {
  private static final Ipv4Address A = Ipv4Address.parse("10.0.0.1");
  private static final Ipv4Address B = Ipv4Address.parse("10.0.0.2");

  private static Ip packet(String name) {
    return Ip.in(RealFrames.ethernet(name)).orElseThrow();
  }

  @Test
  void readsTcpOfLinux() {
    Tcp syn = Tcp.in(packet("tcp-syn")).orElseThrow();
    assertThat(syn.srcPort()).isEqualTo(45468);
    assertThat(syn.dstPort()).isEqualTo(8080);
    assertThat(syn.sequence()).isEqualTo(1487117207);
    assertThat(syn.flags()).isEqualTo(Tcp.SYN);
    assertThat(syn.window()).isEqualTo(64240);
    assertThat(syn.options().size()).isEqualTo(20);
    assertThat(syn.payload()).isEqualTo(Bytes.EMPTY);
    Tcp data = Tcp.in(packet("tcp-data")).orElseThrow();
    assertThat(data.has(Tcp.PSH | Tcp.ACK)).isTrue();
    assertThat(data.has(Tcp.SYN)).isFalse();
    assertThat(new String(data.payload().toArray(), UTF_8)).isEqualTo("weft");
    assertThat(Udp.in(packet("tcp-data"))).isEmpty();
  }

  @Test
  void malformedTcpIsEmpty() {
    byte[] segment = packet("tcp-syn").payload().toArray();
    assertThat(Tcp.parse(Bytes.copyOf(segment).slice(0, 19))).isEmpty();
    assertThat(Tcp.parse(Bytes.copyOf(segment).slice(0, 39))).isEmpty();
    segment[12] = 0x40;
    assertThat(Tcp.parse(Bytes.wrap(segment))).isEmpty();
  }

  @Test
  void readsUdpOfLinux() {
    assertThat(Udp.in(packet("udp6-odd-length")))
        .contains(Udp.of(40001, 5353, Bytes.copyOf("odd".getBytes(UTF_8))));
    assertThat(Tcp.in(packet("udp6-odd-length"))).isEmpty();
  }

  @Test
  void udpLongerThanItsPacketIsEmpty() {
    Bytes datagram = Bytes.parse("0001000200100000");
    assertThat(Udp.parse(datagram).orElseThrow().missing()).isEqualTo(8);
    assertThat(Udp.in(Ipv4.of(A, B, IpProtocol.UDP, datagram))).isEmpty();
    Ipv4 fragment =
        new Ipv4(0, 1, Ipv4.MORE_FRAGMENTS, 0, 64, IpProtocol.UDP, A, B, Bytes.EMPTY, datagram, 0);
    assertThat(Udp.in(fragment)).isPresent();
  }

  @Test
  void udpShorterThanItsPacketEndsWhereItSays() {
    Bytes datagram = Bytes.parse("0001000200090000" + "aabb");
    Udp udp = Udp.in(Ipv4.of(A, B, IpProtocol.UDP, datagram)).orElseThrow();
    assertThat(udp.payload()).hasToString("aa");
  }

  @Test
  void malformedUdpIsEmpty() {
    assertThat(Udp.parse(Bytes.parse("00010002000700"))).isEmpty();
    assertThat(Udp.parse(Bytes.parse("0001000200070000"))).isEmpty();
    assertThat(Udp.parse(Bytes.parse("0001000200000000"))).isEmpty();
  }

  /** A sum of zero is sent as 0xffff, for zero says that there is none (RFC 768). */
  @Test
  void udpChecksumIsNeverZero() {
    IpPair pair = IpPair.of(Ipv4Address.ANY, Ipv4Address.ANY);
    // Pseudo-header and header sum to 17 + 10 + 10, the payload makes that 0xffff.
    Bytes datagram = Udp.of(0, 0, Bytes.parse("ffda")).toBytes(pair);
    assertThat(datagram.u16(6)).isEqualTo(0xffff);
    Ipv4 packet = Ipv4.of(Ipv4Address.ANY, Ipv4Address.ANY, IpProtocol.UDP, datagram);
    assertThat(Checksum.of(packet)).isEqualTo(Checksum.CORRECT);
  }

  @Test
  void udpWithoutChecksumIsWrongOverIpv6() {
    Bytes datagram = Bytes.parse("0001000200080000");
    Ipv6 packet = Ipv6.of(Ipv6Address.ANY, Ipv6Address.ANY, IpProtocol.UDP, datagram);
    assertThat(Checksum.of(packet)).isEqualTo(Checksum.WRONG);
    assertThat(Checksum.of(Ipv4.of(A, B, IpProtocol.UDP, datagram))).isEqualTo(Checksum.ABSENT);
  }

  @Test
  void readsEchoOfPing() {
    Icmpv4 request = Icmpv4.in((Ipv4) packet("icmp-echo-request")).orElseThrow();
    assertThat(request.isEchoRequest()).isTrue();
    assertThat(request.identifier()).isEqualTo(7157);
    assertThat(request.sequence()).isEqualTo(1);
    assertThat(request.payload().size()).isEqualTo(56);
    assertThat(Icmpv4.in((Ipv4) packet("icmp-echo-reply"))).contains(request.echoReply());
    assertThat(request.echoReply().isEchoReply()).isTrue();
    Icmpv6 request6 = Icmpv6.in((Ipv6) packet("icmpv6-echo-request")).orElseThrow();
    assertThat(request6.isEchoRequest()).isTrue();
    assertThat(Icmpv6.in((Ipv6) packet("icmpv6-echo-reply"))).contains(request6.echoReply());
    assertThat(request6.echoReply().isEchoReply()).isTrue();
  }

  @Test
  void errorOfLinuxQuotesThePacketThatCausedIt() {
    Icmpv4 error = Icmpv4.in((Ipv4) packet("icmp-port-unreachable")).orElseThrow();
    Ipv4 cause = Ipv4.parse(error.payload()).orElseThrow();
    assertThat(Udp.in(cause).orElseThrow().dstPort()).isEqualTo(9);
  }

  @Test
  void icmpOfTheOtherVersionIsNone() {
    Bytes message = Icmpv4.echoRequest(1, 1, Bytes.EMPTY).toBytes();
    assertThat(Icmpv4.in(Ipv4.of(A, B, IpProtocol.ICMPV6, message))).isEmpty();
    assertThat(Checksum.of(Ipv4.of(A, B, IpProtocol.ICMPV6, message))).isEqualTo(Checksum.UNKNOWN);
    assertThat(Icmpv4.parse(message.slice(0, 7))).isEmpty();
    assertThat(Icmpv6.parse(message.slice(0, 3))).isEmpty();
  }

  @Test
  void refusesValuesThatDoNotFit() {
    assertThatThrownBy(() -> Udp.of(65536, 0, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> Udp.of(0, -1, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Tcp.of(0, 0, 0x1000, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Icmpv4.echoRequest(65536, 0, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Icmpv6.echoRequest(0, 65536, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
