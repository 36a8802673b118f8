package io.weft.testkit;

import static io.weft.openflow.OfVersion.OF13;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.net.PortNo;
import io.weft.net.packet.Packets;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FakeNetworkTest {
  private static final FlowMod FLOOD = flow(1, Match.ANY, Action.output(PortNo.FLOOD));

  private final RawController controller = new RawController();
  private FakeNetwork network = FakeNetwork.builder().addSwitch(99).build();

  @AfterEach
  void close() {
    network.close();
    controller.close();
  }

  private static FlowMod flow(int priority, Match match, Action... actions) {
    return FlowMod.add(0, priority, match, List.of(Instruction.apply(actions)));
  }

  private FakeNetwork floods(FakeNetworkBuilder plan) {
    network.close();
    network = plan.build();
    controller.greetAll(OF13);
    network.connect(controller.address());
    for (int i = 1; i <= network.switches().size(); i++) {
      var link = controller.link(i);
      link.send(OF13, FLOOD);
      link.ask(OF13, new OfMessage.BarrierRequest());
    }
    return network;
  }

  @Test
  void pingsThroughFloodingLineAndTree() {
    floods(FakeNetwork.builder().line(4)).awaitAllPings();
    FakeHost first = network.host("h1");
    assertThat(network.broadcast(first).values()).containsOnly(1L).hasSize(3);
  }

  @Test
  void treeHasHostsAtItsLeaves() {
    floods(FakeNetwork.builder().tree(3, 2));
    assertThat(network.switches()).hasSize(7);
    assertThat(network.hosts()).hasSize(8);
    assertThat(network.broadcast(network.host("h8")).values()).containsOnly(1L).hasSize(7);
  }

  @Test
  void reportsStormOnLoop() {
    floods(FakeNetwork.builder().ring(3));
    network
        .host("h1")
        .send(Packets.arpAnnouncement(network.host("h1").mac(), network.host("h1").ip()));

    assertThat(network.storms()).hasSize(1);
    assertThatThrownBy(network::assertNoStorm)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("h1 -> 1:1 -> ");
  }

  @Test
  void reportsLoopThroughController() {
    network.close();
    network = FakeNetwork.builder().ring(3).build();
    controller.greetAll(OF13);
    controller.answerEach(
        PacketIn.class,
        in ->
            new PacketOut(
                BufferId.NONE, in.inPort(), List.of(Action.output(PortNo.FLOOD)), in.data()));
    network.connect(controller.address());
    for (int i = 1; i <= 3; i++) {
      controller.link(i).send(OF13, flow(0, Match.ANY, Action.controller(Action.WHOLE_PACKET)));
      controller.link(i).ask(OF13, new OfMessage.BarrierRequest());
    }
    network.host("h1").announce();
    network.awaitUntil("the storm is seen", () -> !network.storms().isEmpty());
    assertThat(network.storms().getFirst().path()).contains("controller at");
  }

  @Test
  void cutLinkCarriesNothingAndIsTold() {
    floods(FakeNetwork.builder().line(2));
    FakeLink link = network.link(2, 1);
    assertThat(network.isJoined()).isTrue();
    network.cut(link);
    assertThat(network.isJoined()).isFalse();
    assertThat(network.ping(network.host("h1"), network.host("h2"))).isFalse();
    controller
        .link(1)
        .await(
            "port-status",
            () -> controller.link(1).received(OfMessage.PortStatus.class).size() == 2);

    network.restore(link);
    network.awaitPing(network.host("h1"), network.host("h2"));
    network.setCarrying(link, false);
    assertThat(network.ping(network.host("h1"), network.host("h2"))).isFalse();
  }

  @Test
  void movedHostIsElsewhere() {
    floods(FakeNetwork.builder().line(3));
    FakeHost host = network.host("h1");
    network.move(host, 3);
    assertThat(host.at().owner()).isEqualTo(network.at(3));
    network.awaitPing(host, network.host("h3"));
    assertThat(network.broadcast(network.host("h2")).values()).containsOnly(1L);
  }

  @Test
  void randomNetworksOfOneSeedAreEqual() {
    List<String> one = links(FakeNetwork.builder().random(7, 12, 6));
    assertThat(one).hasSize(17).isEqualTo(links(FakeNetwork.builder().random(7, 12, 6)));
    assertThat(one).isNotEqualTo(links(FakeNetwork.builder().random(8, 12, 6)));
  }

  private static List<String> links(FakeNetworkBuilder plan) {
    try (FakeNetwork network = plan.build()) {
      return network.links().stream().map(FakeLink::toString).toList();
    }
  }

  @Test
  void forwardsOnlyByWhatIsInstalled() {
    network.close();
    network = FakeNetwork.builder().line(2).build();
    controller.greetAll(OF13);
    network.connect(controller.address());
    assertThat(network.ping(network.host("h1"), network.host("h2"))).isFalse();
    assertThat(network.host("h2").received()).isEmpty();

    Match toFirst = Match.builder().set(Field.ETH_DST, network.host("h1").mac()).build();
    for (int i = 1; i <= 2; i++) {
      controller.link(i).send(OF13, FLOOD);
      controller.link(i).send(OF13, flow(2, toFirst));
      controller.link(i).ask(OF13, new OfMessage.BarrierRequest());
    }
    assertThat(network.ping(network.host("h1"), network.host("h2"))).isFalse();
    assertThat(network.host("h2").received()).isNotEmpty();
  }
}
