package io.weft.net.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Dhcpv4Test {
  private static final MacAddress CLIENT = MacAddress.parse("02:00:00:00:00:0a");
  private static final Ipv4Address SERVER = Ipv4Address.parse("10.0.0.2");
  private static final Ipv4Address GIVEN = Ipv4Address.parse("10.0.0.103");
  private static final int OPTIONS = 240;

  private static Bytes message(String name) {
    return Ip.in(RealFrames.ethernet(name)).flatMap(Udp::in).orElseThrow().payload();
  }

  private static Dhcpv4 real(String name) {
    return Dhcpv4.parse(message(name)).orElseThrow();
  }

  @Test
  void readsTheTalkOfDhclientAndDnsmasq() {
    Dhcpv4 discover = real("dhcp-discover");
    assertThat(discover.op()).isEqualTo(Dhcpv4.BOOTREQUEST);
    assertThat(discover.type()).isEqualTo(Dhcpv4.Type.DISCOVER);
    assertThat(discover.chaddr()).isEqualTo(CLIENT);
    assertThat(discover.serverId()).isEmpty();
    Dhcpv4 offer = real("dhcp-offer");
    assertThat(offer.op()).isEqualTo(Dhcpv4.BOOTREPLY);
    assertThat(offer.type()).isEqualTo(Dhcpv4.Type.OFFER);
    assertThat(offer.xid()).isEqualTo(discover.xid());
    assertThat(offer.yiaddr()).isEqualTo(GIVEN);
    assertThat(offer.serverId()).contains(SERVER);
    Dhcpv4 request = real("dhcp-request");
    assertThat(request.type()).isEqualTo(Dhcpv4.Type.REQUEST);
    assertThat(request.requestedAddress()).contains(GIVEN);
    assertThat(request.serverId()).contains(SERVER);
    assertThat(request.ciaddr()).isEqualTo(Ipv4Address.ANY);
    Dhcpv4 ack = real("dhcp-ack");
    assertThat(ack.type()).isEqualTo(Dhcpv4.Type.ACK);
    assertThat(ack.yiaddr()).isEqualTo(GIVEN);
    assertThat(ack.chaddr()).isEqualTo(CLIENT);
    Dhcpv4 release = real("dhcp-release");
    assertThat(release.type()).isEqualTo(Dhcpv4.Type.RELEASE);
    assertThat(release.ciaddr()).isEqualTo(GIVEN);
  }

  @Test
  void isFoundByThePortOfTheServer() {
    Bytes octets = message("dhcp-ack");
    assertThat(Dhcpv4.in(Udp.of(67, 68, octets))).isPresent();
    assertThat(Dhcpv4.in(Udp.of(68, 67, octets))).isPresent();
    assertThat(Dhcpv4.in(Udp.of(67, 67, octets))).isPresent();
    assertThat(Dhcpv4.in(Udp.of(68, 5353, octets))).isEmpty();
  }

  @Test
  void messageCutBeforeItsTypeIsEmpty() {
    Bytes octets = message("dhcp-ack");
    assertThat(Dhcpv4.parse(octets.slice(0, OPTIONS - 1))).isEmpty();
    assertThat(Dhcpv4.parse(octets.slice(0, OPTIONS))).isEmpty();
    assertThat(Dhcpv4.parse(octets.slice(0, OPTIONS + 2))).isEmpty();
    assertThat(Dhcpv4.parse(octets.slice(0, OPTIONS + 3)).orElseThrow().serverId()).isEmpty();
  }

  @Test
  void otherHardwareOrPlainBootpIsEmpty() {
    for (int index : new int[] {0, 1, 2, 236, 237, 238, 239}) {
      byte[] octets = message("dhcp-ack").toArray();
      octets[index] ^= 0x40;
      assertThat(Dhcpv4.parse(Bytes.wrap(octets))).as("octet %d", index).isEmpty();
    }
    assertThat(withOptions("3604" + "0a000002" + "ff")).isEmpty();
  }

  @Test
  void padsArePassedAndTheFirstOfEqualOptionsCounts() {
    Dhcpv4 parsed =
        withOptions("00" + "350105" + "0000" + "36040a000002" + "350101" + "36040a000009" + "ff")
            .orElseThrow();
    assertThat(parsed.type()).isEqualTo(Dhcpv4.Type.ACK);
    assertThat(parsed.serverId()).contains(SERVER);
  }

  @Test
  void nothingIsReadAfterTheEnd() {
    assertThat(withOptions("350105" + "ff" + "36040a000002").orElseThrow().serverId()).isEmpty();
  }

  @Test
  void optionBeyondTheDataEndsTheOptions() {
    assertThat(withOptions("350105" + "36040a00").orElseThrow().serverId()).isEmpty();
    assertThat(withOptions("350105" + "36")).isPresent();
  }

  @Test
  void unknownTypeOrWrongLengthIsEmpty() {
    assertThat(withOptions("350100ff")).isEmpty();
    assertThat(withOptions("350109ff")).isEmpty();
    assertThat(withOptions("35020505ff")).isEmpty();
    assertThat(withOptions("3500ff")).isEmpty();
    assertThat(withOptions("350105" + "3603" + "0a0000" + "ff")).isEmpty();
    assertThat(withOptions("350105" + "3205" + "0a00000000" + "ff")).isEmpty();
  }

  private static Optional<Dhcpv4> withOptions(String hex) {
    return Dhcpv4.parse(Bytes.parse(message("dhcp-ack").slice(0, OPTIONS) + hex));
  }

  @Test
  void refusesAnOperationThatIsNone() {
    Ipv4Address none = Ipv4Address.ANY;
    assertThatThrownBy(() ->
            new Dhcpv4(
                3, 0, none, none, CLIENT, Dhcpv4.Type.ACK, Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3");
  }
}
