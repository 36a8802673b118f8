package io.weft.core.dataplane;

import static io.weft.core.dataplane.Rules.add;
import static io.weft.core.dataplane.Rules.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.MeterMultipart.BandCounters;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterTableTest {
  private final Bench bench = Bench.of(OfVersion.OF13);
  private final Instant start = bench.now();

  private void meter(String text) {
    var _ = bench.pipeline().apply(MeterMod.parse(text), start);
  }

  private int passed(int frames, long afterMillis) {
    int passed = 0;
    for (int i = 0; i < frames; i++) {
      var outputs =
          bench.pipeline().process(Bench.UDP, PortNo.of(1), start.plusMillis(afterMillis));
      passed += outputs.isEmpty() ? 0 : 1;
    }
    return passed;
  }

  private void useMeter() {
    bench.apply(add(0, 1, "", new Instruction.Meter(1), Instruction.apply(output(2))));
  }

  @Test
  void dropsPacketsBeyondBurstUntilTimeHasPassed() {
    meter("meter=1 pktps burst stats bands=type=drop rate=10 burst_size=5");
    useMeter();
    assertThat(passed(8, 0)).isEqualTo(5);
    assertThat(passed(3, 99)).isZero();
    assertThat(passed(3, 100)).isEqualTo(1);
    assertThat(passed(20, 60_000)).isEqualTo(5);
    var counters = bench.pipeline().meterCounters(1, start.plusSeconds(60)).getFirst();
    assertThat(counters.packets()).isEqualTo(34);
    assertThat(counters.references()).isEqualTo(1);
    assertThat(counters.bands()).containsExactly(new BandCounters(23, 23L * Bench.UDP.size()));
  }

  @Test
  void countsBitsWhereRatesAreInKilobits() {
    int bits = Bench.UDP.size() * 8;
    meter("meter=1 kbps burst bands=type=drop rate=1 burst_size=1");
    useMeter();
    assertThat(passed(100, 0)).isEqualTo(1000 / bits);
  }

  @Test
  void explainingTakesNothingFromMeter() {
    meter("meter=1 pktps burst bands=type=drop rate=1 burst_size=1");
    useMeter();
    assertThat(bench.pipeline().explain(Bench.UDP, PortNo.of(1), start).outputs()).hasSize(1);
    assertThat(passed(2, 0)).isEqualTo(1);
    Explanation dropped = bench.pipeline().processAndExplain(Bench.UDP, PortNo.of(1), start);
    assertThat(dropped.toString()).contains("dropped by meter 1").endsWith("result: dropped");
  }

  @Test
  void entriesGoWithTheirMeter() {
    meter("meter=1 kbps bands=type=drop rate=1000");
    useMeter();
    var _ =
        bench
            .pipeline()
            .apply(
                new MeterMod(MeterMod.Command.DELETE, 0, MeterMod.ALL_METERS, java.util.List.of()),
                start);
    assertThat(bench.flows()).isEmpty();
    assertThat(bench.pipeline().meters()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OFPMMFC_METER_EXISTS  | meter=1 kbps bands=type=drop rate=1",
        "OFPMMFC_INVALID_METER | meter=0 kbps bands=type=drop rate=1",
        "OFPMMFC_BAD_BAND      | meter=2 kbps bands=type=dscp_remark rate=1 prec_level=1",
      })
  void refusesWhatSwitchCannot(String error, String mod) {
    meter("meter=1 kbps bands=type=drop rate=1");
    assertThatThrownBy(() -> meter(mod)).hasMessageContaining(error);
  }
}
