package io.weft.net.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.net.packet.RealFrames.RealFrame;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is parsed from the frames of real software writes back octet for octet. */
class RealFramesTest {
  @ParameterizedTest
  @MethodSource("io.weft.net.packet.RealFrames#all")
  void everyLayerWritesTheOctetsItWasParsedFrom(RealFrame real) {
    Ethernet frame = Ethernet.parse(real.octets()).orElseThrow();
    assertThat(frame.toBytes()).isEqualTo(real.octets());
    Optional<Ip> ip = Ip.in(frame);
    assertThat(ip.isPresent()).isEqualTo(frame.payload().u8(0) >= 0x45 && isIp(frame));
    if (ip.isPresent()) {
      assertThat(ip.get().toBytes()).isEqualTo(frame.payload());
      assertThat(ip.get().missing()).isZero();
    }
  }

  private static boolean isIp(Ethernet frame) {
    return frame.etherType() == EtherType.IPV4 || frame.etherType() == EtherType.IPV6;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "icmp-echo-request",
        "icmp-echo-reply",
        "icmp-echo-request-record-route",
        "icmp-port-unreachable",
        "icmpv6-echo-request",
        "icmpv6-echo-reply",
        "icmpv6-port-unreachable",
        "mld-report-hop-by-hop",
        "nd-solicitation",
        "nd-probe",
        "nd-solicitation-unicast-without-option",
        "nd-advertisement",
        "nd-advertisement-without-option",
        "nd-router-solicitation",
        "nd-router-advertisement",
        "tcp-syn",
        "tcp-syn-ack",
        "tcp-data",
        "tcp6-syn",
        "tcp6-fin",
        "udp-odd-length",
        "udp6-odd-length",
        "udp-expedited",
        "udp-group",
        "udp-broadcast",
        "udp6-destination-options",
        "dhcp-discover",
        "dhcp-offer",
        "dhcp-request",
        "dhcp-ack",
        "dhcp-release",
        "dhcpv6-solicit",
        "dhcpv6-reply",
        "vlan-tcp",
        "double-tagged-icmp"
      })
  void transportsWriteTheOctetsTheyWereParsedFromWithTheSenderChecksum(String name) {
    Ip packet = Ip.in(RealFrames.ethernet(name)).orElseThrow();
    assertThat(written(packet)).isEqualTo(packet.payload());
    assertThat(Checksum.of(packet)).isEqualTo(Checksum.CORRECT);
  }

  private static Bytes written(Ip packet) {
    IpPair pair = packet.addresses();
    return switch (packet.protocol()) {
      case IpProtocol.TCP -> Tcp.in(packet).orElseThrow().toBytes(pair);
      case IpProtocol.UDP -> Udp.in(packet).orElseThrow().toBytes(pair);
      default ->
          switch (packet) {
            case Ipv4 ipv4 -> Icmpv4.in(ipv4).orElseThrow().toBytes();
            case Ipv6 ipv6 -> Icmpv6.in(ipv6).orElseThrow().toBytes(pair);
          };
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nd-solicitation",
        "nd-probe",
        "nd-solicitation-unicast-without-option",
        "nd-advertisement",
        "nd-advertisement-without-option",
        "nd-router-solicitation"
      })
  void neighborDiscoveryWritesTheOctetsItWasParsedFrom(String name) {
    Ipv6 packet = Ipv6.in(RealFrames.ethernet(name)).orElseThrow();
    NeighborDiscovery message = NeighborDiscovery.in(packet).orElseThrow();
    // The probe of Linux has a nonce (RFC 7527), which is not kept.
    int kept = name.equals("nd-probe") ? 24 : packet.payload().size();
    Bytes written = message.toBytes(packet.addresses());
    assertThat(written.slice(4, kept)).isEqualTo(packet.payload().slice(4, kept));
  }

  @ParameterizedTest
  @ValueSource(strings = {"arp-request", "arp-reply", "vlan-arp"})
  void arpWritesTheOctetsItWasParsedFrom(String name) {
    Ethernet frame = RealFrames.ethernet(name);
    assertThat(Arp.in(frame).orElseThrow().toBytes()).isEqualTo(frame.payload());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lldp", "lldp-shutdown"})
  void lldpWritesTheOctetsItWasParsedFrom(String name) {
    Ethernet frame = RealFrames.ethernet(name);
    assertThat(Lldp.in(frame).orElseThrow().toBytes()).isEqualTo(frame.payload());
  }

  @Test
  void checksumsThatSayNothing() {
    assertThat(verdict("udp-without-checksum")).isEqualTo(Checksum.ABSENT);
    assertThat(verdict("icmp-first-fragment")).isEqualTo(Checksum.UNKNOWN);
    assertThat(verdict("icmpv6-first-fragment")).isEqualTo(Checksum.UNKNOWN);
    assertThat(verdict("icmpv6-later-fragment")).isEqualTo(Checksum.UNKNOWN);
    assertThat(verdict("sctp")).isEqualTo(Checksum.UNKNOWN);
  }

  private static Checksum verdict(String name) {
    return Checksum.of(Ip.in(RealFrames.ethernet(name)).orElseThrow());
  }

  @Test
  void oneChangedOctetMakesAChecksumWrong() {
    for (String name :
        new String[] {"tcp6-syn", "udp-odd-length", "nd-advertisement", "tcp-data"}) {
      byte[] octets = RealFrames.octets(name).toArray();
      octets[octets.length - 1] ^= 1;
      Ip packet = Ip.in(Ethernet.parse(Bytes.wrap(octets)).orElseThrow()).orElseThrow();
      assertThat(Checksum.of(packet)).as(name).isEqualTo(Checksum.WRONG);
    }
    byte[] header = RealFrames.ethernet("udp-group").payload().toArray();
    assertThat(Checksum.ofHeader(Bytes.copyOf(header))).isEqualTo(Checksum.CORRECT);
    header[8]++;
    assertThat(Checksum.ofHeader(Bytes.copyOf(header))).isEqualTo(Checksum.WRONG);
    assertThat(Checksum.ofHeader(Bytes.EMPTY)).isEqualTo(Checksum.UNKNOWN);
  }
}
