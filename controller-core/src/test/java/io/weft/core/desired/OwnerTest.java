package io.weft.core.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OwnerTest {
  private static final Owner OWNER = new Owner(200, "app");

  @Test
  void groupsSayWhoseTheyAre() {
    int id = OWNER.groupId(0xffff);
    assertThat(id).isEqualTo(0x57c8_ffff);
    assertThat(Owner.ownsGroup(id)).isTrue();
    assertThat(Owner.ofGroup(id)).isEqualTo(200);
    assertThat(Owner.ownsGroup(1)).isFalse();
    assertThat(Owner.ownsGroup(0xd7c8_0000)).isFalse();
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Owner(0, "nobody"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Owner(256, "big"))
        .withMessageContaining("big")
        .withMessageContaining("256");
    assertThatIllegalArgumentException().isThrownBy(() -> OWNER.groupId(0x10000));
    assertThatIllegalArgumentException().isThrownBy(() -> OWNER.groupId(-1));
  }
}
