package io.weft.app.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StationTableTest {
  private static final long SEED = 0x1234_5678_9abc_def1L;
  private static final int MANY = 200_000;

  @Test
  void agreesWithAMap() {
    long seed = 5;
    Random random = new Random(seed);
    StationTable table = new StationTable(MANY, SEED);
    Map<Long, Integer> map = new HashMap<>();
    for (int i = 0; i < MANY; i++) {
      long address = random.nextLong(1, 60_000) * 0x1_0001_0001L & 0xffff_ffff_ffffL;
      int port = random.nextInt(1, 2000) % 600 + 1;
      Integer before = map.put(address, port);
      assertThat(table.learn(address, port))
          .as("seed " + seed)
          .isEqualTo(before != null && before != port);
    }
    assertThat(table.size()).isEqualTo(map.size());
    map.forEach((address, port) -> assertThat(table.portOf(address)).isEqualTo(port));
    assertThat(table.portOf(0xffff_ffff_fff0L)).isEqualTo(StationTable.UNKNOWN);
  }

  @Test
  void forgetsTheSilent() {
    StationTable table = new StationTable(MANY, SEED);
    long start = 1_000_003;
    table.time(start);
    for (int i = 1; i <= 1000; i++) {
      table.learn(i, 1);
    }
    for (int tick = 1; tick < StationTable.LIFETIME; tick++) {
      table.time(start + tick);
      table.learn(7, 1);
    }
    assertThat(table.size()).isEqualTo(1000);

    table.time(start + StationTable.LIFETIME);

    assertThat(table.size()).isEqualTo(1);
    assertThat(table.portOf(7)).isEqualTo(1);
    assertThat(table.portOf(8)).isEqualTo(StationTable.UNKNOWN);
    assertThat(table.learn(8, 2)).as("what was forgotten has not moved").isFalse();
    assertThat(table.portOf(8)).isEqualTo(2);
  }

  /** After an hour of silence nobody ticked: what is old must not look young. */
  @Test
  void forgetsAfterALongSilence() {
    StationTable table = new StationTable(MANY, SEED);
    table.time(0);
    table.learn(1, 1);

    table.time(64 * 10 + 1);

    assertThat(table.portOf(1)).isEqualTo(StationTable.UNKNOWN);
  }

  @Test
  void learnsNoMoreThanItMay() {
    StationTable table = new StationTable(100, SEED);
    for (int i = 1; i <= 200; i++) {
      table.learn(i, 1);
    }
    assertThat(table.size()).isEqualTo(100);
    assertThat(table.portOf(100)).isEqualTo(1);
    assertThat(table.portOf(101)).isEqualTo(StationTable.UNKNOWN);
  }

  @Test
  void staysSmallWhileAddressesComeAndGo() {
    StationTable table = new StationTable(1000, SEED);
    long address = 1;
    for (int tick = 0; tick < 10_000; tick++) {
      table.time(tick);
      for (int i = 0; i < 20; i++) {
        table.learn(address++, 3);
      }
    }
    assertThat(table.size()).isBetween(600, 660);
    assertThat(table.toString()).contains(" in 2048 places");
  }

  @Test
  void keepsPortsApartThatHaveNoSlotOfTheirOwn() {
    StationTable table = new StationTable(MANY, SEED);
    for (int port = 0xf000; port < 0xf200; port++) {
      table.learn(port, port);
    }
    for (int port = 0xf000; port < 0xf200; port++) {
      assertThat(table.portOf(port)).isEqualTo(port);
    }
    assertThat(table.learn(1, 0xf300)).isFalse();
    assertThat(table.portOf(1)).as("behind one port too many").isEqualTo(StationTable.UNKNOWN);
  }

  @Test
  void addressesInARowAreFoundSoonWithAnySeed() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      StationTable table = new StationTable(10_000, random.nextLong());
      for (int n = 0; n < 1000; n++) {
        table.learn(0x0200_0000_0000L | n, 1);
      }
      assertThat(table.furthest()).isLessThan(200);
    }
  }
}
