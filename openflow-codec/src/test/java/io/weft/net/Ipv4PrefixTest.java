package io.weft.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4PrefixTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "10.0.0.0/8", "192.0.2.128/25", "192.0.2.1/32"})
  void printsWhatItParsed(String text) {
    assertThat(Ipv4Prefix.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "/8", "10/8"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Ipv4Prefix.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhichPrefixWasMeant() {
    assertThatThrownBy(() -> Ipv4Prefix.parse("10.0.1.1/24"))
        .hasMessageContaining("expected 10.0.1.0/24");
  }

  @Test
  void knowsWhatItContains() {
    Ipv4Prefix prefix = Ipv4Prefix.parse("10.0.1.0/24");
    assertThat(prefix.contains(Ipv4Address.parse("10.0.1.255"))).isTrue();
    assertThat(prefix.contains(Ipv4Address.parse("10.0.2.0"))).isFalse();
    assertThat(prefix.mask()).isEqualTo(Ipv4Address.parse("255.255.255.0"));
    assertThat(Ipv4Prefix.parse("0.0.0.0/0").contains(Ipv4Address.BROADCAST)).isTrue();
  }

  @Test
  void overlapsThoseThatHoldItAndThatItHolds() {
    Ipv4Prefix prefix = Ipv4Prefix.parse("10.0.1.0/24");
    assertThat(prefix.overlaps(Ipv4Prefix.parse("10.0.0.0/16"))).isTrue();
    assertThat(prefix.overlaps(Ipv4Prefix.parse("10.0.1.128/25"))).isTrue();
    assertThat(prefix.overlaps(Ipv4Prefix.parse("10.0.2.0/24"))).isFalse();
  }
}
