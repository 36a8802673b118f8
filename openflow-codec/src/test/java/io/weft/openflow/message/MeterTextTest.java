package io.weft.openflow.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weft.openflow.message.MeterMultipart.MeterEntry;
import io.weft.openflow.notation.NotationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Meters in the notation of {@code ovs-ofctl}. */
class MeterTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "meter=5 kbps burst stats bands=type=drop rate=1024 burst_size=128",
        "MOD meter=1 pktps bands=type=dscp_remark rate=1000 prec_level=2 type=drop rate=2000",
        "DEL meter=all bands=",
        "meter=controller kbps bands=type=drop rate=1",
        "meter=slowpath kbps bands=type=drop rate=1",
        "MOD meter=1 flags:0x100 bands=",
        "meter=4294901760 bands=",
      })
  void isParsedAsPrinted(String text) {
    assertThat(MeterMod.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "meter=1,kbps,burst,band=type=drop,rate=1,burst_size=2",
        "add meter=1 kbps,burst band=type=drop,rate=1,burst_size=2",
        "meter 1 burst kbps bands type=drop burst_size=0x2 rate 0x1",
        "kbps\nburst\tmeter=0x1 bands=type=drop\nrate=1 burst_size=2",
      })
  void readsOtherSpellings(String text) {
    assertThat(MeterMod.parse(text))
        .isEqualTo(
            new MeterMod(
                MeterMod.Command.ADD,
                MeterMod.KBPS | MeterMod.BURST,
                1,
                List.of(new MeterBand.Drop(1, 2))));
  }

  @Test
  void entryHasNoCommand() {
    MeterEntry entry = MeterEntry.parse("meter=2 kbps stats bands=type=drop rate=131072");
    assertThat(entry.bands()).containsExactly(new MeterBand.Drop(131072, 0));
    assertThat(entry).hasToString("meter=2 kbps stats bands=type=drop rate=131072");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          kbps bands=type=drop rate=1,                 1,  expected meter=
          meter=x kbps,                                7,  expected a number of at most 32 bits
          meter=1 mbps,                                9,  'mbps'
          meter=1 flags:0x10000,                       15, 16 bits
          meter=,                                      7,  expected a value of meter
          meter=1 kbps bands=rate=1,                   20, expected type=
          meter=1 kbps bands=type=mark,                25, expected drop or dscp_remark
          meter=1 kbps bands=type=drop rate=,          35, expected a value of rate
          meter=1 kbps bands=type=drop size=1,         30, 'size'
          meter=1 kbps bands=type=drop prec_level=1,   30, only dscp_remark
          meter=1 kbps bands=type=dscp_remark prec_level=256, 48, 8 bits
          MOD kbps,                                    4,  expected meter=
          """)
  void namesColumn(String text, int column, String says) {
    assertThatExceptionOfType(NotationException.class)
        .isThrownBy(() -> MeterMod.parse(text))
        .withMessageStartingWith("column " + column + ": ")
        .withMessageContaining(says);
  }
}
