package io.weft.core.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 5746010000000000",
    "255, 255, -1, 5746ffffffffffff",
    "2, 1, 9, 5746020100000009",
    "16, 1, -2147483648, 5746100180000000"
  })
  void bitsAndBack(int owner, int epoch, int kind, String hex) {
    long bits = Long.parseUnsignedLong(hex, 16);
    assertThat(new Cookie(owner, epoch, kind).bits()).isEqualTo(bits);
    assertThat(Cookie.of(bits)).contains(new Cookie(owner, epoch, kind));
  }

  @Test
  void theCookiesOfOthersAreNone() {
    assertThat(Cookie.of(0)).isEmpty();
    assertThat(Cookie.of(-1)).isEmpty();
    assertThat(Cookie.of(0x4657_0101_0000_0000L)).isEmpty();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cookie(256, 0, 0))
        .withMessageContaining("256");
    assertThatIllegalArgumentException().isThrownBy(() -> new Cookie(1, 256, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Cookie(1, -1, 0));
  }
}
