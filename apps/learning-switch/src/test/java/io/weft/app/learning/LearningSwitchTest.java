package io.weft.app.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weft.openflow.OfVersion;
import io.weft.testkit.FakeNetwork;
import io.weft.testkit.FakeSwitch;
import io.weft.testkit.RunningController;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The app on a tree of switches, over real sockets. */
class LearningSwitchTest {
  private static RunningController controller() {
    return RunningController.with(new LearningSwitch(LearningSwitchConfig.DEFAULT, () -> 42));
  }

  private static FakeNetwork tree(OfVersion version) {
    return FakeNetwork.builder().version(version).tree(2, 2).build();
  }

  @ParameterizedTest
  @EnumSource(names = {"OF10", "OF13"})
  void joinsHostsAndLetsLinksBeFound(OfVersion version) {
    try (RunningController controller = controller();
        FakeNetwork network = tree(version)) {
      network.connect(controller.address());

      network.awaitAllPings();

      network.assertNoStorm();
      await().until(() -> controller.view().links().size() >= network.links().size());
      for (FakeSwitch node : network.switches()) {
        assertThat(node.malformed()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OF10", "OF13"})
  void asksOnceForAConversation(OfVersion version) {
    try (RunningController controller = controller();
        FakeNetwork network = tree(version)) {
      network.connect(controller.address());
      network.awaitAllPings();
      network.awaitQuiet();
      FakeSwitch edge = network.at(network.host("h1").at().owner().datapathId().bits());
      long flows = edge.flows().size();

      assertThat(network.ping(network.host("h1"), network.host("h2"))).isTrue();

      assertThat(edge.flows()).hasSize((int) flows);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OF10", "OF13"})
  void followsAHostThatMoves(OfVersion version) {
    try (RunningController controller = controller();
        FakeNetwork network = tree(version)) {
      network.connect(controller.address());
      network.awaitAllPings();
      long elsewhere =
          network.switches().stream()
              .map(node -> node.datapathId())
              .filter(dpid -> !dpid.equals(network.host("h1").at().owner().datapathId()))
              .findFirst()
              .orElseThrow()
              .bits();

      network.move(network.host("h1"), elsewhere);
      network.host("h1").announce();

      network.awaitAllPings();
    }
  }
}
