package io.weft.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4AddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "10.0.0.1", "192.168.255.254", "255.255.255.255"})
  void printsWhatItParsed(String text) {
    assertThat(Ipv4Address.parse(text)).hasToString(text);
  }

  @Test
  void firstOctetIsTheHighest() {
    assertThat(Ipv4Address.parse("1.2.3.4").bits()).isEqualTo(0x01020304);
    assertThat(Ipv4Address.parse("0.0.0.0")).isEqualTo(Ipv4Address.ANY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "...",
        "1.2.3",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "1.2.3.4.",
        "1.2.3.4.5",
        "256.0.0.1",
        "1.2.3.99999999999",
        "-1.2.3.4",
        "+1.2.3.4",
        "1.2.3.4 ",
        "1.2.3.0x4",
        "a.b.c.d",
        "1.2.3.\u0664",
        "1.2.3.4/24"
      })
  void textRefusedIsNamed(String text) {
    assertThatThrownBy(() -> Ipv4Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  /** A leading zero means octal to some readers and nothing to others (RFC 6943, 3.1.1). */
  @ParameterizedTest
  @ValueSource(strings = {"010.0.0.1", "10.0.0.01", "10.00.0.1", "000000010.0.0.1"})
  void leadingZeroIsRefusedAsAmbiguous(String text) {
    assertThatThrownBy(() -> Ipv4Address.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void groupsAreClassD() {
    assertThat(Ipv4Address.parse("223.255.255.255").isMulticast()).isFalse();
    assertThat(Ipv4Address.parse("224.0.0.0").isMulticast()).isTrue();
    assertThat(Ipv4Address.parse("239.255.255.255").isMulticast()).isTrue();
    assertThat(Ipv4Address.parse("240.0.0.0").isMulticast()).isFalse();
    assertThat(Ipv4Address.BROADCAST.isMulticast()).isFalse();
  }

  @Test
  void sortsAsUnsignedNumbers() {
    assertThat(Ipv4Address.parse("192.0.2.1")).isGreaterThan(Ipv4Address.parse("10.0.0.1"));
  }
}
