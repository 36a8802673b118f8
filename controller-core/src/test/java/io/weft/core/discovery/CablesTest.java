package io.weft.core.discovery;

import static io.weft.core.network.PortRole.DOWN;
import static io.weft.core.network.PortRole.EDGE;
import static io.weft.core.network.PortRole.LINK;
import static io.weft.core.network.PortRole.PROBING;
import static io.weft.core.network.PortRole.STALE;
import static io.weft.core.network.Sample.at;
import static io.weft.core.network.Sample.desc;
import static io.weft.core.network.Sample.link;
import static io.weft.core.network.Sample.node;
import static io.weft.core.network.Sample.port;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.OfVersion;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two switches leave the network, joined as they are, and one of them comes back alone. */
class CablesTest {
  private final DiscoveryBench bench = new DiscoveryBench();

  @BeforeEach
  void bothLeave() {
    bench.cable(at(1, 1), at(2, 1));
    bench.connect(1, 2);
    bench.connect(2, 2);
    bench.pass(600);
    assertThat(bench.role(1, 1)).isEqualTo(LINK);
    bench.leave(2);
    bench.leave(1);
  }

  @Test
  void aPortToASwitchThatIsAwayNeverServesHosts() {
    bench.connect(1, 2);
    assertThat(bench.role(1, 1)).isEqualTo(STALE);
    bench.pass(60_000);
    assertThat(bench.role(1, 1)).isEqualTo(STALE);
    assertThat(bench.role(1, 2)).isEqualTo(EDGE);
  }

  @Test
  void aPortThatItsRulesSaidToBeALinkIsOneStillWhenTheyAreLost() {
    bench.connect(3, 1);
    bench.leave(3);
    bench.connect(node(3, 1), true, Set.of(port(1)));
    bench.listen(3);
    bench.leave(3);
    bench.connect(3, 1);
    bench.pass(60_000);
    assertThat(bench.role(3, 1)).isEqualTo(STALE);
  }

  @Test
  void theLinkIsThereAgainWhenTheOtherSwitchIs() {
    bench.connect(1, 2);
    bench.pass(5_000);
    bench.connect(2, 2);
    bench.pass(100);
    assertThat(bench.view.links()).containsExactly(link(1, 1, 2, 1));
  }

  @Test
  void aPortServesHostsWhenTheOtherSwitchIsBackAndNotHeardThere() {
    bench.connect(1, 2);
    bench.pass(5_000);
    bench.unplug(at(1, 1));
    bench.connect(2, 2);
    assertThat(bench.role(1, 1)).isEqualTo(PROBING);
    bench.pass(600);
    assertThat(bench.role(1, 1)).isEqualTo(EDGE);
    assertThat(bench.role(2, 1)).isEqualTo(EDGE);
  }

  @Test
  void aSwitchThatIsConnectedAndDoesNotListenYetCannotBeHeard() {
    bench.connect(1, 2);
    bench.unplug(at(1, 1));
    bench.connect(node(2, 2), false, Set.of());
    bench.pass(5_000);
    assertThat(bench.role(1, 1)).isEqualTo(STALE);
    bench.listen(2);
    bench.pass(600);
    assertThat(bench.role(1, 1)).isEqualTo(EDGE);
  }

  @Test
  void aPortThatWasDownMayHaveAnotherCable() {
    bench.connect(
        node(1, OfVersion.OF13, List.of(desc(1, 1, false), desc(1, 2, true))), false, Set.of());
    assertThat(bench.role(1, 1)).isEqualTo(DOWN);
    bench.leave(1);
    bench.connect(1, 2);
    bench.pass(600);
    assertThat(bench.role(1, 1)).isEqualTo(EDGE);
  }
}
