package io.weft.core.network;

import static io.weft.core.network.Sample.at;
import static io.weft.core.network.Sample.dpid;
import static io.weft.core.network.Sample.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LinkTest {
  @Test
  void isOneWhicheverEndIsNamedFirst() {
    assertThat(Link.between(at(2, 1), at(1, 7))).isEqualTo(new Link(at(1, 7), at(2, 1)));
    assertThat(link(3, 2, 3, 1)).isEqualTo(new Link(at(3, 1), at(3, 2)));
  }

  @Test
  void refusesEndsOutOfOrderAndACableInOnePort() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Link(at(2, 1), at(1, 1)))
        .withMessageContaining("0000000000000002:1");
    assertThatIllegalArgumentException().isThrownBy(() -> new Link(at(1, 1), at(1, 1)));
  }

  @Test
  void knowsItsEnds() {
    Link link = link(1, 4, 2, 5);
    assertThat(link.endAt(dpid(1))).isEqualTo(at(1, 4));
    assertThat(link.endAt(dpid(2))).isEqualTo(at(2, 5));
    assertThat(link.opposite(at(1, 4))).isEqualTo(at(2, 5));
    assertThat(link.opposite(at(2, 5))).isEqualTo(at(1, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> link.endAt(dpid(3)));
  }
}
