package io.weft.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"00:00:00:00:00:00", "02:1b:3c:4d:5e:6f", "ff:ff:ff:ff:ff:ff"})
  void printsWhatItParsed(String text) {
    assertThat(MacAddress.parse(text)).hasToString(text);
  }

  @Test
  void firstOctetIsTheHighest() {
    assertThat(MacAddress.parse("01:80:C2:00:00:0e")).isEqualTo(MacAddress.LLDP);
    assertThat(MacAddress.parse("1:2:3:4:5:6").bits()).isEqualTo(0x0102_0304_0506L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "02:00:00:00:00",
        "02:00:00:00:00:00:00",
        "02:00:00:00:00:",
        ":00:00:00:00:00",
        "02:00:00:00:00:0g",
        "02:00:00:00:00:000",
        "02-00-00-00-00-01",
        "02:00:00:00:00:-1",
        "02:00:00:00:00:+1",
        " 02:00:00:00:00:01",
        "02:00:00:00:00:\uff11",
        "020000000001"
      })
  void textRefusedIsNamed(String text) {
    assertThatThrownBy(() -> MacAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void refusesMoreThan48Bits() {
    assertThatThrownBy(() -> new MacAddress(1L << 48))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0x1000000000000");
    assertThatThrownBy(() -> new MacAddress(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void groupAddressesHaveTheLowestBitOfTheFirstOctet() {
    assertThat(MacAddress.BROADCAST.isMulticast()).isTrue();
    assertThat(MacAddress.LLDP.isMulticast()).isTrue();
    assertThat(MacAddress.parse("33:33:00:00:00:01").isMulticast()).isTrue();
    assertThat(MacAddress.parse("02:00:00:00:00:01").isMulticast()).isFalse();
    assertThat(MacAddress.ZERO.isMulticast()).isFalse();
  }

  @Test
  void mapsIpGroupsToEthernetGroups() {
    assertThat(MacAddress.ofGroup(Ipv4Address.parse("239.129.2.3")))
        .isEqualTo(MacAddress.parse("01:00:5e:01:02:03"));
    assertThat(MacAddress.ofGroup(Ipv6Address.parse("ff02::1:ff12:3456")))
        .isEqualTo(MacAddress.parse("33:33:ff:12:34:56"));
    assertThatThrownBy(() -> MacAddress.ofGroup(Ipv4Address.parse("10.0.0.1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10.0.0.1");
    assertThatThrownBy(() -> MacAddress.ofGroup(Ipv6Address.parse("2001:db8::1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2001:db8::1");
  }

  @Test
  void sortsAsUnsignedNumbers() {
    assertThat(MacAddress.BROADCAST).isGreaterThan(MacAddress.LLDP).isGreaterThan(MacAddress.ZERO);
  }
}
