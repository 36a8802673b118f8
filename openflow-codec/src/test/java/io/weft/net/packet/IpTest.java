package io.weft.net.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpTest {
  private static final String V6_HEADER_ADDRESSES =
      "20010db8000000000000000000000001" + "20010db8000000000000000000000002";

  @Test
  void readsIpv4HeaderOfLinux() {
    Ipv4 packet = Ipv4.in(RealFrames.ethernet("udp-expedited")).orElseThrow();
    assertThat(packet.tos()).isEqualTo(0xb8);
    assertThat(packet.flags()).isEqualTo(Ipv4.DONT_FRAGMENT);
    assertThat(packet.ttl()).isEqualTo(64);
    assertThat(packet.protocol()).isEqualTo(IpProtocol.UDP);
    assertThat(packet.src()).isEqualTo(Ipv4Address.parse("10.0.0.1"));
    assertThat(packet.dst()).isEqualTo(Ipv4Address.parse("10.0.0.2"));
    assertThat(packet.options()).isEqualTo(Bytes.EMPTY);
    assertThat(packet.payload().size()).isEqualTo(17);
  }

  @Test
  void readsIpv4Options() {
    Ipv4 packet = Ipv4.in(RealFrames.ethernet("icmp-echo-request-record-route")).orElseThrow();
    assertThat(packet.options().size()).isEqualTo(40);
    assertThat(packet.options().u8(1)).isEqualTo(7); // record route, after a no-operation
    assertThat(Icmpv4.in(packet).orElseThrow().isEchoRequest()).isTrue();
  }

  @Test
  void dropsThePaddingOfTheFrame() {
    Ethernet frame = RealFrames.ethernet("udp-broadcast");
    byte[] padded = new byte[46];
    frame.payload().copyTo(padded, 0);
    Ipv4 packet = Ipv4.parse(Bytes.wrap(padded)).orElseThrow();
    assertThat(packet).isEqualTo(Ipv4.in(frame).orElseThrow());
    assertThat(packet.payload().size()).isEqualTo(11);
    assertThat(Checksum.of(packet)).isEqualTo(Checksum.CORRECT);
  }

  @Test
  void saysHowMuchOfACutPacketIsMissing() {
    Bytes frame = RealFrames.octets("dhcp-ack").slice(0, 128);
    Ipv4 packet = Ethernet.parse(frame).flatMap(Ipv4::in).orElseThrow();
    assertThat(packet.missing()).isEqualTo(342 - 128);
    assertThat(Checksum.of(packet)).isEqualTo(Checksum.UNKNOWN);
    Udp datagram = Udp.in(packet).orElseThrow();
    assertThat(datagram.missing()).isEqualTo(342 - 128);
    assertThat(datagram.dstPort()).isEqualTo(68);
    Bytes frame6 = RealFrames.octets("icmpv6-first-fragment").slice(0, 100);
    Ipv6 packet6 = Ethernet.parse(frame6).flatMap(Ipv6::in).orElseThrow();
    assertThat(packet6.missing()).isEqualTo(1510 - 100);
    assertThat(Icmpv6.in(packet6).orElseThrow().isEchoRequest()).isTrue();
  }

  @Test
  void laterFragmentsHaveNoTransportHeader() {
    Ip v4 = Ip.in(RealFrames.ethernet("icmp-later-fragment")).orElseThrow();
    assertThat(v4.isLaterFragment()).isTrue();
    assertThat(Icmpv4.in((Ipv4) v4)).isEmpty();
    Ip v6 = Ip.in(RealFrames.ethernet("icmpv6-later-fragment")).orElseThrow();
    assertThat(v6.isLaterFragment()).isTrue();
    assertThat(v6.protocol()).isEqualTo(IpProtocol.FRAGMENT);
    assertThat(Icmpv6.in((Ipv6) v6)).isEmpty();
    for (String first : new String[] {"icmp-first-fragment", "icmpv6-first-fragment"}) {
      Ip packet = Ip.in(RealFrames.ethernet(first)).orElseThrow();
      assertThat(packet.isFragment()).isTrue();
      assertThat(packet.isLaterFragment()).isFalse();
    }
  }

  @Test
  void passesExtensionHeaders() {
    Ipv6 report = Ipv6.in(RealFrames.ethernet("mld-report-hop-by-hop")).orElseThrow();
    assertThat(report.nextHeader()).isEqualTo(IpProtocol.HOP_BY_HOP);
    assertThat(report.extensions()).hasToString("3a00050200000100");
    assertThat(report.protocol()).isEqualTo(IpProtocol.ICMPV6);
    assertThat(Icmpv6.in(report).orElseThrow().type()).isEqualTo(143);
    Ipv6 udp = Ipv6.in(RealFrames.ethernet("udp6-destination-options")).orElseThrow();
    assertThat(Udp.in(udp).orElseThrow().dstPort()).isEqualTo(4444);
  }

  /** next header, extension headers and payload; what they lead to. */
  @ParameterizedTest
  @CsvSource({
    // authentication header of 12 octets, then UDP (RFC 4302, 2.2: length in words minus 2)
    "51, 110100000000000100000002 0001000200080000, 17, 0001000200080000",
    // atomic fragment: no fragment at all (RFC 6946)
    "44, 1100000000000000 0001000200080000, 17, 0001000200080000",
    // no next header
    "60, 3b00010400000000 aabb, 59, aabb",
    // encrypted: the walk ends
    "0, 3200010400000000 aabb, 50, aabb",
    // cut within the second header
    "0, 3c00010400000000 11000104, 60, 11000104",
    // stated length beyond the packet
    "0, 1105010400000000 aabb, 0, 1105010400000000aabb",
  })
  void walksExtensionHeaders(int first, String octets, int protocol, String payload) {
    Ipv6 packet = Ipv6.parse(v6(first, octets)).orElseThrow();
    assertThat(packet.protocol()).isEqualTo(protocol);
    assertThat(packet.payload()).isEqualTo(Bytes.parse(payload));
    assertThat(packet.isFragment()).isFalse();
  }

  @Test
  void chainOfExtensionHeadersIsFollowedUpToALimit() {
    String endless = "3c00010400000000".repeat(200);
    Ipv6 packet = Ipv6.parse(v6(IpProtocol.DESTINATION_OPTIONS, endless)).orElseThrow();
    assertThat(packet.extensions().size()).isEqualTo(8 * ExtensionHeaders.LIMIT);
    assertThat(packet.protocol()).isEqualTo(IpProtocol.DESTINATION_OPTIONS);
  }

  @Test
  void checksumUnderARoutingHeaderCannotBeTold() {
    Ipv6 packet = Ipv6.parse(v6(IpProtocol.ROUTING, "1100000100000000 0001000200081234")).get();
    assertThat(Checksum.of(packet)).isEqualTo(Checksum.UNKNOWN);
  }

  private static Bytes v6(int next, String octets) {
    int length = Bytes.parse(octets).size();
    return Bytes.parse(
        "60000000" + String.format("%04x%02x40", length, next) + V6_HEADER_ADDRESSES + octets);
  }

  @ParameterizedTest
  @CsvSource({
    "version 6,               650000140000000040110000 0a000001 0a000002",
    "header of 16 octets,     440000140000000040110000 0a000001 0a000002",
    "header beyond the data,  460000180000000040110000 0a000001 0a000002",
    "total within the header, 450000130000000040110000 0a000001 0a000002",
    "total of zero,           450000000000000040110000 0a000001 0a000002",
    "cut header,              450000140000000040110000 0a000001 0a0000",
  })
  void malformedIpv4IsEmpty(String what, String hex) {
    assertThat(Ipv4.parse(Bytes.parse(hex))).as(what).isEmpty();
    assertThat(Checksum.ofHeader(Bytes.parse(hex))).isEqualTo(Checksum.UNKNOWN);
  }

  @Test
  void malformedIpv6IsEmpty() {
    Bytes packet = v6(IpProtocol.UDP, "");
    assertThat(Ipv6.parse(packet)).isPresent();
    assertThat(Ipv6.parse(packet.slice(0, 39))).isEmpty();
    byte[] version4 = packet.toArray();
    version4[0] = 0x45;
    assertThat(Ipv6.parse(Bytes.wrap(version4))).isEmpty();
  }

  @Test
  void refusesValuesThatDoNotFit() {
    Ipv4Address v4 = Ipv4Address.ANY;
    Ipv6Address v6 = Ipv6Address.ANY;
    assertThatThrownBy(() -> Ipv4.of(v4, v4, 256, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("256");
    assertThatThrownBy(() -> Ipv4.of(v4, v4, 17, Bytes.wrap(new byte[65516])))
        .isInstanceOf(IllegalArgumentException.class);
    Bytes word = Bytes.wrap(new byte[3]);
    assertThatThrownBy(() -> new Ipv4(0, 0, 0, 0, 0, 0, v4, v4, word, Bytes.EMPTY, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ipv6.of(v6, v6, 17, Bytes.wrap(new byte[65536])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Ipv6(0, 0, 0, v6, v6, 60, Bytes.EMPTY, 17, Bytes.EMPTY, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("60");
  }
}
