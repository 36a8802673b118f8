package io.weft.net.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.net.Bytes;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import io.weft.net.packet.NeighborDiscovery.NeighborAdvertisement;
import io.weft.net.packet.NeighborDiscovery.NeighborSolicitation;
import io.weft.net.packet.NeighborDiscovery.RouterAdvertisement;
import io.weft.net.packet.NeighborDiscovery.RouterSolicitation;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NeighborDiscoveryTest {
  private static final MacAddress A = MacAddress.parse("02:00:00:00:00:0a");
  private static final MacAddress B = MacAddress.parse("02:00:00:00:00:0b");
  private static final Ipv6Address IP_A = Ipv6Address.parse("2001:db8::1");
  private static final Ipv6Address IP_B = Ipv6Address.parse("2001:db8::2");
  private static final Ipv6Address LINK_LOCAL = Ipv6Address.parse("fe80::1");

  private static Optional<NeighborDiscovery> real(String name) {
    return Ipv6.in(RealFrames.ethernet(name)).flatMap(NeighborDiscovery::in);
  }

  @Test
  void readsTheMessagesOfLinuxAndDnsmasq() {
    assertThat(real("nd-solicitation")).contains(new NeighborSolicitation(IP_B, Optional.of(A)));
    assertThat(real("nd-probe")).contains(new NeighborSolicitation(IP_A, Optional.empty()));
    assertThat(real("nd-advertisement"))
        .contains(new NeighborAdvertisement(false, true, true, IP_B, Optional.of(B)));
    assertThat(real("nd-router-solicitation")).contains(new RouterSolicitation(Optional.of(B)));
    assertThat(real("nd-router-advertisement"))
        .contains(new RouterAdvertisement(64, 0xc0, Duration.ofMinutes(30), 0, 0, Optional.of(B)));
    assertThat(real("icmpv6-echo-request")).isEmpty();
    assertThat(real("mld-report-hop-by-hop")).isEmpty();
    assertThat(real("udp6-odd-length")).isEmpty();
  }

  @Test
  void solicitsAndAdvertisesAsLinuxDoes() {
    assertThat(Packets.neighborSolicitation(A, IP_A, IP_B).toBytes())
        .isEqualTo(RealFrames.octets("nd-solicitation"));
    assertThat(Packets.neighborAdvertisement(B, IP_B, A, IP_A).toBytes())
        .isEqualTo(RealFrames.octets("nd-advertisement"));
    assertThat(Packets.routerSolicitation(B, Ipv6Address.parse("fe80::ff:fe00:b")).toBytes())
        .isEqualTo(RealFrames.octets("nd-router-solicitation"));
  }

  @Test
  void packetFromBeyondTheLinkIsEmpty() {
    NeighborSolicitation message = new NeighborSolicitation(IP_B, Optional.of(A));
    Bytes payload = message.toBytes(IpPair.of(IP_A, IP_B));
    assertThat(NeighborDiscovery.in(packet(IP_A, IP_B, 255, payload, 0))).contains(message);
    assertThat(NeighborDiscovery.in(packet(IP_A, IP_B, 254, payload, 0))).isEmpty();
  }

  @Test
  void wrongChecksumIsEmpty() {
    byte[] payload =
        new NeighborSolicitation(IP_B, Optional.of(A)).toBytes(IpPair.of(IP_A, IP_B)).toArray();
    payload[31] ^= 1;
    Bytes changed = Bytes.wrap(payload);
    assertThat(NeighborDiscovery.in(packet(IP_A, IP_B, 255, changed, 0))).isEmpty();
  }

  @Test
  void codeOtherThanZeroIsEmpty() {
    Icmpv6 message = new NeighborSolicitation(IP_B, Optional.empty()).toIcmpv6();
    assertThat(in(IP_A, IP_B, new Icmpv6(message.type(), 1, message.body()))).isEmpty();
  }

  @Test
  void fixedPartCutIsEmpty() {
    for (int type = 133; type <= 136; type++) {
      int fixed = type == 133 ? 4 : type == 134 ? 12 : 20;
      Icmpv6 whole = new Icmpv6(type, 0, Bytes.wrap(new byte[fixed]));
      Icmpv6 cut = new Icmpv6(type, 0, Bytes.wrap(new byte[fixed - 1]));
      assertThat(in(LINK_LOCAL, IP_B, whole)).as("type %d", type).isPresent();
      assertThat(in(LINK_LOCAL, IP_B, cut)).as("type %d", type).isEmpty();
    }
  }

  @Test
  void optionOfLengthZeroIsEmpty() {
    assertThat(withOptions("0100020000000001")).isEmpty();
    assertThat(withOptions("0101020000000001" + "0500")).isEmpty();
  }

  @Test
  void optionBeyondTheMessageIsEmpty() {
    assertThat(withOptions("0102020000000001")).isEmpty();
    assertThat(withOptions("01")).isEmpty();
    assertThat(withOptions("0101020000000001" + "05")).isEmpty();
  }

  @Test
  void firstAddressCountsAndOtherOptionsArePassed() {
    assertThat(withOptions("0e01a1a2a3a4a5a6" + "010102000000000a" + "010102000000000b"))
        .contains(new NeighborSolicitation(IP_B, Optional.of(A)));
    // Of the target, and of a longer address than Ethernet has.
    assertThat(withOptions("020102000000000a" + "0102" + "00".repeat(14)))
        .contains(new NeighborSolicitation(IP_B, Optional.empty()));
  }

  @Test
  void optionsCutOffByTheSwitchAreTakenForAbsent() {
    Bytes payload = new NeighborSolicitation(IP_B, Optional.of(A)).toBytes(IpPair.of(IP_A, IP_B));
    assertThat(NeighborDiscovery.in(packet(IP_A, IP_B, 255, payload.slice(0, 30), 2)))
        .contains(new NeighborSolicitation(IP_B, Optional.empty()));
  }

  private static Optional<NeighborDiscovery> withOptions(String options) {
    Icmpv6 bare = new NeighborSolicitation(IP_B, Optional.empty()).toIcmpv6();
    Bytes body = Bytes.parse(bare.body() + options);
    return in(IP_A, IP_B, new Icmpv6(bare.type(), 0, body));
  }

  @Test
  void probeWithAnAddressOrToTheAddressItselfIsEmpty() {
    Icmpv6 bare = new NeighborSolicitation(IP_B, Optional.empty()).toIcmpv6();
    Icmpv6 withMac = new NeighborSolicitation(IP_B, Optional.of(A)).toIcmpv6();
    assertThat(in(Ipv6Address.ANY, IP_B.solicitedNode(), bare)).isPresent();
    assertThat(in(Ipv6Address.ANY, IP_B.solicitedNode(), withMac)).isEmpty();
    assertThat(in(Ipv6Address.ANY, IP_B, bare)).isEmpty();
    Icmpv6 router = new RouterSolicitation(Optional.of(A)).toIcmpv6();
    assertThat(in(Ipv6Address.ANY, Ipv6Address.parse("ff02::2"), router)).isEmpty();
  }

  @Test
  void routerThatIsNotLinkLocalIsEmpty() {
    Icmpv6 message =
        new RouterAdvertisement(64, 0, Duration.ZERO, 0, 0, Optional.empty()).toIcmpv6();
    assertThat(in(LINK_LOCAL, IP_B, message)).isPresent();
    assertThat(in(IP_A, IP_B, message)).isEmpty();
  }

  @Test
  void solicitedAdvertisementToAGroupIsEmpty() {
    Ipv6Address allNodes = Ipv6Address.parse("ff02::1");
    Icmpv6 solicited =
        new NeighborAdvertisement(false, true, true, IP_A, Optional.of(A)).toIcmpv6();
    Icmpv6 unasked = new NeighborAdvertisement(false, false, true, IP_A, Optional.of(A)).toIcmpv6();
    assertThat(in(IP_A, allNodes, solicited)).isEmpty();
    assertThat(in(IP_A, allNodes, unasked)).isPresent();
  }

  @Test
  void targetThatIsAGroupIsEmpty() {
    Bytes body = Bytes.parse("00000000" + "ff020000000000000000000000000001");
    assertThat(in(IP_A, IP_B, new Icmpv6(135, 0, body))).isEmpty();
    assertThat(in(IP_A, IP_B, new Icmpv6(136, 0, body))).isEmpty();
    assertThatThrownBy(
            () -> new NeighborSolicitation(Ipv6Address.parse("ff02::1"), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ff02::1");
  }

  @Test
  void lifetimeIsWholeSecondsOfSixteenBits() {
    for (Duration wrong :
        new Duration[] {
          Duration.ofSeconds(65536), Duration.ofSeconds(-1), Duration.ofMillis(1500)
        }) {
      assertThatThrownBy(() -> new RouterAdvertisement(0, 0, wrong, 0, 0, Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong.toString());
    }
  }

  private static Optional<NeighborDiscovery> in(Ipv6Address src, Ipv6Address dst, Icmpv6 message) {
    Bytes payload = message.toBytes(IpPair.of(src, dst));
    return NeighborDiscovery.in(packet(src, dst, 255, payload, 0));
  }

  private static Ipv6 packet(
      Ipv6Address src, Ipv6Address dst, int hopLimit, Bytes payload, int missing) {
    int next = IpProtocol.ICMPV6;
    return new Ipv6(0, 0, hopLimit, src, dst, next, Bytes.EMPTY, next, payload, missing);
  }
}
