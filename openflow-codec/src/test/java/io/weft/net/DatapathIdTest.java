package io.weft.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatapathIdTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0000000000000001",
    "00:00:00:00:00:00:00:2a, 000000000000002a",
    "0000020000000a0b, 0000020000000a0b",
    "FFFFFFFFFFFFFFFF, ffffffffffffffff",
  })
  void printsSixteenDigits(String text, String printed) {
    assertThat(DatapathId.parse(text)).hasToString(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "+1",
        "-1",
        "g",
        "00000000000000001",
        "1 ",
        "0x1",
        "\uff11",
        "00:00:00:00:00:00:00:00:01"
      })
  void textRefusedIsNamed(String text) {
    assertThatThrownBy(() -> DatapathId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  /** Dropping the colons of 1:2 would read as 0x12, another switch. */
  @ParameterizedTest
  @ValueSource(strings = {"1:2", "1:2:3:4:5:6:7:8", "00::01", "00:01:", ":01", "0001:02"})
  void colonsMustSeparateWholeOctets(String text) {
    assertThatThrownBy(() -> DatapathId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sortsAsUnsignedNumbers() {
    assertThat(new DatapathId(-1)).isGreaterThan(new DatapathId(1));
  }
}
