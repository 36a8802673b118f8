package io.weft.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortNoTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "4294967040, 4294967040",
    "4294967041, 4294967041",
    "local, LOCAL",
    "LOCAL, LOCAL",
    "none, ANY",
    "4294967294, LOCAL",
    "4294967287, UNSET",
  })
  void printsReservedNumbersByName(String text, String printed) {
    assertThat(PortNo.parse(text)).hasToString(printed);
  }

  @Test
  void everyReservedNameReadsBack() {
    for (int bits = 0xffff_fff7; bits != 0; bits++) {
      PortNo port = new PortNo(bits);
      assertThat(PortNo.parse(port.toString())).isEqualTo(port);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "4294967296", "0x1", "eth0", " 1", "\u0661", "1.0"})
  void textRefusedIsNamed(String text) {
    assertThatThrownBy(() -> PortNo.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void numbersAboveTheHighestPortAreReserved() {
    assertThat(PortNo.of(1).isReserved()).isFalse();
    assertThat(PortNo.MAX.isReserved()).isFalse();
    assertThat(PortNo.of(0xffff_ff01).isReserved()).isTrue();
    assertThat(PortNo.ANY.isReserved()).isTrue();
  }

  @Test
  void numbersAreUnsigned() {
    assertThat(PortNo.ANY.number()).isEqualTo(0xffff_ffffL);
    assertThat(PortNo.ANY).isGreaterThan(PortNo.of(1));
  }
}
