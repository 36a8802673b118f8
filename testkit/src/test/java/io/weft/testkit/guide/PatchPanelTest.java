package io.weft.testkit.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.testkit.FakeNetwork;
import io.weft.testkit.RunningController;
import org.junit.jupiter.api.Test;

class PatchPanelTest {
  @Test
  void joinsTwoHosts() {
    try (RunningController controller = RunningController.with(new PatchPanel());
        FakeNetwork network = FakeNetwork.builder().host(1).host(1).host(1).build()) {
      network.connect(controller.address());

      network.awaitPing(network.host("h1"), network.host("h2"));

      assertThat(network.ping(network.host("h1"), network.host("h3"))).isFalse();
    }
  }
}
