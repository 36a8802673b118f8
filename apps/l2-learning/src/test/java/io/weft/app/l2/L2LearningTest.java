package io.weft.app.l2;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.OfVersion;
import io.weft.testkit.FakeLink;
import io.weft.testkit.FakeNetwork;
import io.weft.testkit.FakeSwitch;
import io.weft.testkit.RunningController;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The app on networks with loops, of switches that speak OpenFlow 1.0 and 1.3, over real sockets.
 */
class L2LearningTest {
  private static FakeNetwork mixedNetwork(long seed) {
    return FakeNetwork.builder()
        .versions(dpid -> dpid % 3 == 0 ? OfVersion.OF10 : OfVersion.OF13)
        .random(seed, 8, 5)
        .build();
  }

  private static RunningController controller() {
    return RunningController.with(new L2Learning(L2Config.DEFAULT));
  }

  private static void assertOneCopyEverywhere(FakeNetwork network) {
    assertThat(network.broadcast(network.host("h1")).values()).containsOnly(1L);
    network.assertNoStorm();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void joinsAllHostsOfAnyTopology(long seed) {
    try (RunningController controller = controller();
        FakeNetwork network = mixedNetwork(seed)) {
      network.connect(controller.address());
      network.awaitAllPings();
      network.awaitQuiet();
      assertOneCopyEverywhere(network);

      for (FakeLink link : network.links().subList(0, 3)) {
        network.cut(link);
        if (network.isJoined()) {
          network.awaitAllPings();
        }
        network.restore(link);
      }
      network.awaitAllPings();

      network.move(network.host("h2"), 5);
      network.host("h2").announce();
      network.awaitAllPings();
      network.awaitQuiet();
      assertOneCopyEverywhere(network);
      for (FakeSwitch node : network.switches()) {
        assertThat(node.malformed()).isEmpty();
      }
    }
  }
}
