package io.weft.openflow.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.openflow.notation.NotationException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElapsedTest {
  @ParameterizedTest
  @CsvSource({
    "5,          0,          5s",
    "5,          820000000,  5.820s",
    "5,          7,          5.000000007s",
    "5,          120000100,  5.1200001s",
    "3,          3000000000, 3.3000000000s",
    "4294967295, 4294967295, 4294967295.4294967295s"
  })
  void printsAndParses(long seconds, long nanoseconds, String text) {
    Elapsed elapsed = new Elapsed(seconds, nanoseconds);
    assertThat(elapsed).hasToString(text);
    assertThat(Elapsed.parse(text)).isEqualTo(elapsed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5.s", "-1s", "4294967296s", "1.4294967296s", "1.00000000000s"})
  void refusesOtherText(String text) {
    assertThatThrownBy(() -> Elapsed.parse(text))
        .isInstanceOf(NotationException.class)
        .hasMessageContaining("seconds");
  }

  @Test
  void isTheSumOfBothNumbers() {
    assertThat(new Elapsed(3, 3_000_000_000L).toDuration()).isEqualTo(Duration.ofSeconds(6));
    assertThat(Elapsed.of(Duration.ofMillis(1500))).isEqualTo(new Elapsed(1, 500_000_000));
    assertThatThrownBy(() -> Elapsed.of(Duration.ofSeconds(-1)))
        .hasMessageContaining("-1 seconds and 0 nanoseconds, each must be 0 to 4294967295");
  }

  @Test
  void isNoneWhenTheClockWasSetBack() {
    Instant then = Instant.parse("2026-03-01T12:00:00Z");
    assertThat(Elapsed.between(then, then.plusSeconds(7))).isEqualTo(Elapsed.ofSeconds(7));
    assertThat(Elapsed.between(then, then.minusSeconds(7))).isEqualTo(Elapsed.NONE);
  }
}
