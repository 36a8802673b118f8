package io.weft.core.discovery;

import static io.weft.core.network.PortRole.DOWN;
import static io.weft.core.network.PortRole.EDGE;
import static io.weft.core.network.PortRole.LINK;
import static io.weft.core.network.PortRole.PROBING;
import static io.weft.core.network.PortRole.STALE;
import static io.weft.core.network.Sample.at;
import static io.weft.core.network.Sample.desc;
import static io.weft.core.network.Sample.link;
import static io.weft.core.network.Sample.macOfPort;
import static io.weft.core.network.Sample.node;
import static io.weft.core.network.Sample.port;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.core.event.Event;
import io.weft.core.network.PortRole;
import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.net.packet.Packets;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.OfMessage.PortReason;
import io.weft.openflow.message.PortDesc;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each arrow of the diagram at {@link LinkDiscovery}, and what real networks do between them. */
class LinkDiscoveryTest {
  private final DiscoveryBench bench = new DiscoveryBench();

  /** Switches 1 and 2 with two ports each, and a link between their first ones. */
  private void link12() {
    bench.cable(at(1, 1), at(2, 1));
    bench.connect(1, 2);
    bench.connect(2, 2);
    bench.pass(600);
    bench.happened();
  }

  private static Event role(long dpid, int port, PortRole role) {
    return new Event.PortChanged(at(dpid, port), role);
  }

  // ---- the arrows

  @Test
  void aPortWithoutNeighbourServesHostsAfterItsProbeTime() {
    bench.connect(1, 1);
    bench.pass(450);
    assertThat(bench.role(1, 1)).isEqualTo(PROBING);
    bench.pass(50);
    assertThat(bench.role(1, 1)).isEqualTo(EDGE);
    assertThat(bench.happened()).containsExactly(role(1, 1, EDGE));
  }

  @Test
  void aPortIsNotJudgedBeforeItsSwitchListens() {
    bench.connect(node(1, 1), false, Set.of());
    bench.pass(60_000);
    assertThat(bench.role(1, 1)).isEqualTo(PROBING);
    bench.listen(1);
    bench.pass(500);
    assertThat(bench.role(1, 1)).isEqualTo(EDGE);
  }

  @Test
  void aCableBetweenTwoSwitchesIsALinkAtOnce() {
    bench.cable(at(1, 1), at(2, 1));
    bench.connect(1, 1);
    assertThat(bench.role(1, 1)).isEqualTo(PROBING);
    bench.connect(2, 1);
    assertThat(bench.view.links()).containsExactly(link(1, 1, 2, 1));
    assertThat(bench.happened())
        .containsExactly(role(1, 1, LINK), role(2, 1, LINK), new Event.LinkUp(link(1, 1, 2, 1)));
  }

  @Test
  void anEdgePortBecomesALinkWhenASwitchIsHeard() {
    bench.connect(1, 1);
    bench.pass(600);
    bench.happened();
    bench.cable(at(1, 1), at(2, 1));
    bench.connect(2, 1);
    assertThat(bench.role(1, 1)).isEqualTo(LINK);
    assertThat(bench.view.links()).containsExactly(link(1, 1, 2, 1));
    assertThat(bench.happened())
        .containsExactly(role(1, 1, LINK), role(2, 1, LINK), new Event.LinkUp(link(1, 1, 2, 1)));
  }

  @Test
  void aPortThatGoesDownTakesItsLinkWithItAndItsNeighbourWaits() {
    link12();
    bench.carrier(1, 1, false);
    assertThat(bench.happened())
        .containsExactly(
            new Event.LinkDown(link(1, 1, 2, 1)),
            role(1, 1, STALE),
            role(2, 1, STALE),
            role(1, 1, DOWN));
    assertThat(bench.view.links()).isEmpty();
    bench.carrier(2, 1, false);
    assertThat(bench.happened()).containsExactly(role(2, 1, DOWN));
  }

  @Test
  void aPortThatComesUpIsProbedAnew() {
    link12();
    bench.unplug(at(1, 1));
    bench.carrier(1, 1, false);
    bench.carrier(1, 1, true);
    assertThat(bench.role(1, 1)).isEqualTo(PROBING);
    bench.pass(500);
    assertThat(bench.role(1, 1)).isEqualTo(EDGE);
  }

  @Test
  void aLinkThatReturnsIsFoundWithinOneProbe() {
    link12();
    bench.carrier(1, 1, false);
    bench.carrier(2, 1, false);
    bench.carrier(2, 1, true);
    bench.happened();
    bench.carrier(1, 1, true);
    assertThat(bench.view.links()).containsExactly(link(1, 1, 2, 1));
    assertThat(bench.happened())
        .containsExactly(
            role(1, 1, PROBING),
            role(2, 1, LINK),
            role(1, 1, LINK),
            new Event.LinkUp(link(1, 1, 2, 1)));
  }

  @Test
  void anEdgePortThatGoesDownIsDown() {
    bench.connect(1, 1);
    bench.pass(600);
    bench.happened();
    bench.carrier(1, 1, false);
    assertThat(bench.happened()).containsExactly(role(1, 1, DOWN));
  }

  @Test
  void aProbingPortThatGoesDownIsDown() {
    bench.connect(1, 1);
    bench.carrier(1, 1, false);
    bench.pass(1000);
    assertThat(bench.happened()).containsExactly(role(1, 1, DOWN));
  }

  @Test
  void aStalePortIsALinkAgainWhenTheSwitchIsHeard() {
    link12();
    bench.unplug(at(1, 1));
    bench.pass(9000);
    assertThat(bench.role(1, 1)).isEqualTo(STALE);
    bench.cable(at(1, 1), at(2, 1));
    bench.pass(2000);
    assertThat(bench.role(1, 1)).isEqualTo(LINK);
    assertThat(bench.view.links()).containsExactly(link(1, 1, 2, 1));
  }

  @Test
  void aStalePortNeverServesHosts() {
    link12();
    bench.unplug(at(1, 1));
    bench.pass(60_000);
    assertThat(bench.role(1, 1)).isEqualTo(STALE);
    bench.carrier(1, 1, false);
    assertThat(bench.role(1, 1)).isEqualTo(DOWN);
  }

  // ---- how switches tell

  @Test
  void openVswitchTellsOfAFailureTwice() {
    link12();
    PortDesc up = desc(1, 1, true);
    PortDesc notLive = PortDesc.of(up.number(), up.hwAddress(), up.name(), false);
    PortDesc between = withState(up, 0);
    bench.status(PortReason.MODIFY, 1, between);
    assertThat(bench.role(1, 1)).isEqualTo(DOWN);
    bench.happened();
    bench.status(PortReason.MODIFY, 1, notLive);
    assertThat(bench.happened()).isEmpty();
    bench.status(PortReason.MODIFY, 1, between);
    assertThat(bench.happened()).as("not live yet").isEmpty();
    bench.status(PortReason.MODIFY, 1, up);
    assertThat(bench.view.links()).containsExactly(link(1, 1, 2, 1));
  }

  private static PortDesc withState(PortDesc port, int state) {
    return new PortDesc(port.number(), port.hwAddress(), port.name(), 0, state, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void aSwitchThatNeverSaysLiveIsUpWithoutIt() {
    PortDesc up = withState(desc(1, 1, true), 0);
    bench.connect(node(1, OfVersion.OF10, List.of(up)), false, Set.of());
    bench.listen(1);
    bench.pass(500);
    assertThat(bench.role(1, 1)).isEqualTo(EDGE);
    bench.status(PortReason.MODIFY, 1, up);
    assertThat(bench.role(1, 1)).isEqualTo(EDGE);
    bench.status(PortReason.MODIFY, 1, withState(up, 1));
    assertThat(bench.role(1, 1)).isEqualTo(DOWN);
    bench.status(PortReason.MODIFY, 1, up);
    assertThat(bench.role(1, 1)).isEqualTo(PROBING);
  }

  @Test
  void aPortThatTheOperatorShutsIsDown() {
    link12();
    PortDesc up = desc(1, 1, true);
    bench.status(
        PortReason.MODIFY,
        1,
        new PortDesc(up.number(), up.hwAddress(), up.name(), 1, up.state(), 0, 0, 0, 0, 0, 0));
    assertThat(bench.role(1, 1)).isEqualTo(DOWN);
    assertThat(bench.view.links()).isEmpty();
  }

  @Test
  void aPortThatIsDeletedIsGoneAndComesBackAsNew() {
    link12();
    bench.delete(1, 1);
    assertThat(bench.view.port(at(1, 1).dpid(), port(1))).isEmpty();
    assertThat(bench.happened())
        .containsExactly(
            new Event.LinkDown(link(1, 1, 2, 1)),
            role(1, 1, STALE),
            role(2, 1, STALE),
            role(1, 1, DOWN));
    bench.status(PortReason.ADD, 1, desc(1, 1, true));
    assertThat(bench.view.links()).containsExactly(link(1, 1, 2, 1));
    bench.status(PortReason.ADD, 1, desc(1, 3, true));
    assertThat(bench.role(1, 3)).isEqualTo(PROBING);
    bench.pass(500);
    assertThat(bench.role(1, 3)).isEqualTo(EDGE);
  }

  @Test
  void aReservedPortIsNoPort() {
    bench.connect(1, 1);
    bench.happened();
    bench.status(PortReason.MODIFY, 1, PortDesc.of(PortNo.LOCAL, macOfPort(1, 9), "br0", true));
    assertThat(bench.happened()).isEmpty();
    assertThat(bench.view.node(at(1, 1).dpid()).orElseThrow().ports()).hasSize(1);
  }

  // ---- cables

  @Test
  void aCableMovedToAnotherSwitchIsAnotherLink() {
    link12();
    bench.connect(3, 1);
    bench.pass(600);
    bench.happened();
    // Port 1:1 keeps its carrier: the cable is moved at the other end, behind a media converter.
    bench.unplug(at(1, 1));
    bench.cable(at(1, 1), at(3, 1));
    bench.pass(2200);
    assertThat(bench.view.links()).containsExactly(link(1, 1, 3, 1));
    assertThat(bench.role(2, 1)).isEqualTo(STALE);
    assertThat(bench.role(1, 1)).isEqualTo(LINK);
    assertThat(bench.happened())
        .containsSubsequence(
            new Event.LinkDown(link(1, 1, 2, 1)), new Event.LinkUp(link(1, 1, 3, 1)));
  }

  @Test
  void aCableMovedWithItsCarrierIsAnotherLink() {
    link12();
    bench.unplug(at(2, 1));
    bench.carrier(1, 1, false);
    bench.carrier(2, 1, false);
    bench.cable(at(1, 2), at(2, 1));
    bench.carrier(2, 1, true);
    assertThat(bench.view.links()).containsExactly(link(1, 2, 2, 1));
    assertThat(bench.role(1, 1)).isEqualTo(DOWN);
  }

  @Test
  void aLinkOfOneDirectionIsNoLinkAndNoEdge() {
    bench.wire(at(1, 1), at(2, 1));
    bench.connect(1, 1);
    bench.connect(2, 1);
    bench.pass(60_000);
    assertThat(bench.view.links()).isEmpty();
    assertThat(bench.role(1, 1)).isEqualTo(LINK);
    assertThat(bench.role(2, 1)).isEqualTo(LINK);
  }

  @Test
  void aLinkThatLosesOneDirectionIsLost() {
    link12();
    bench.unplug(at(1, 1));
    bench.wire(at(1, 1), at(2, 1));
    bench.pass(60_000);
    assertThat(bench.view.links()).isEmpty();
    assertThat(bench.happened()).containsOnlyOnce(new Event.LinkDown(link(1, 1, 2, 1)));
    assertThat(List.of(bench.role(1, 1), bench.role(2, 1))).doesNotContain(EDGE, DOWN);
  }

  @Test
  void aLinkThatFailsInSilenceIsLostAfterItsTimeout() {
    link12();
    bench.unplug(at(1, 1));
    bench.pass(5_500);
    assertThat(bench.view.links()).containsExactly(link(1, 1, 2, 1));
    bench.pass(3_000);
    assertThat(bench.view.links()).isEmpty();
    assertThat(bench.role(1, 1)).isEqualTo(STALE);
    assertThat(bench.role(2, 1)).isEqualTo(STALE);
    assertThat(bench.happened()).containsOnlyOnce(new Event.LinkDown(link(1, 1, 2, 1)));
  }

  @Test
  void aPlugThatLeadsBackIntoItsPortBlocksIt() {
    bench.wire(at(1, 1), at(1, 1));
    bench.connect(1, 1);
    assertThat(bench.role(1, 1)).isEqualTo(STALE);
    bench.pass(60_000);
    assertThat(bench.role(1, 1)).isEqualTo(STALE);
    assertThat(bench.view.links()).isEmpty();
    bench.wire(at(1, 1), at(9, 9));
    bench.carrier(1, 1, false);
    bench.carrier(1, 1, true);
    bench.pass(500);
    assertThat(bench.role(1, 1)).isEqualTo(EDGE);
  }

  @Test
  void aCableBetweenTwoPortsOfOneSwitchIsALinkOfItsOwn() {
    bench.cable(at(1, 1), at(1, 2));
    bench.connect(1, 2);
    assertThat(bench.view.links()).containsExactly(link(1, 1, 1, 2));
    assertThat(bench.role(1, 1)).isEqualTo(LINK);
    assertThat(bench.role(1, 2)).isEqualTo(LINK);
  }

  @Test
  void parallelCablesAreLinksEach() {
    bench.cable(at(1, 1), at(2, 1));
    bench.cable(at(1, 2), at(2, 2));
    bench.connect(1, 2);
    bench.connect(2, 2);
    assertThat(bench.view.links()).containsExactlyInAnyOrder(link(1, 1, 2, 1), link(1, 2, 2, 2));
  }

  // ---- frames that are not what they seem

  @Test
  void forgedAndForeignFramesChangeNothing() {
    bench.connect(1, 1);
    bench.pass(600);
    bench.happened();
    bench.hear(at(1, 1), Packets.lldp(macOfPort(9, 9), "theirs", "eth0", 120).toBytes());
    bench.hear(
        at(1, 1),
        new Probe(at(2, 1), 1)
            .frame(
                macOfPort(2, 1),
                new Probe.Key("another sixteen octets".getBytes(StandardCharsets.UTF_8))));
    assertThat(bench.happened()).isEmpty();
    assertThat(bench.role(1, 1)).isEqualTo(EDGE);
  }

  @Test
  void anOldFrameIsNotHeard() {
    bench.connect(1, 1);
    bench.connect(2, 1);
    Bytes old = bench.lastFrameOf(2, 1);
    bench.pass(12_000);
    bench.happened();
    bench.hear(at(1, 1), old);
    assertThat(bench.happened()).isEmpty();
    bench.hear(at(1, 1), bench.lastFrameOf(2, 1));
    assertThat(bench.role(1, 1)).isEqualTo(LINK);
  }

  @Test
  void aFrameOfAPortThatIsDownWasOvertaken() {
    link12();
    Bytes frame = bench.lastFrameOf(2, 1);
    bench.carrier(2, 1, false);
    bench.carrier(1, 1, false);
    bench.carrier(1, 1, true);
    bench.happened();
    bench.hear(at(1, 1), frame);
    assertThat(bench.happened()).isEmpty();
    assertThat(bench.role(1, 1)).isEqualTo(PROBING);
  }

  // ---- switches that come and go

  @Test
  void aReconnectKeepsRolesAndLinks() {
    link12();
    bench.disconnect(1);
    bench.pass(3_000);
    bench.connect(1, 2);
    assertThat(bench.happened()).isEmpty();
    assertThat(bench.role(1, 1)).isEqualTo(LINK);
    assertThat(bench.role(1, 2)).isEqualTo(EDGE);
    assertThat(bench.view.links()).containsExactly(link(1, 1, 2, 1));
    bench.pass(30_000);
    assertThat(bench.happened()).isEmpty();
  }

  @Test
  void linksOfADisconnectedSwitchDoNotTimeOut() {
    link12();
    bench.disconnect(1);
    bench.pass(9_000);
    assertThat(bench.view.links()).containsExactly(link(1, 1, 2, 1));
  }

  @Test
  void aPortThatWentDownWhileItsSwitchWasAwayIsToldOf() {
    link12();
    bench.disconnect(1);
    bench.connect(
        node(1, OfVersion.OF13, List.of(desc(1, 1, false), desc(1, 2, false))), false, Set.of());
    assertThat(bench.view.links()).isEmpty();
    assertThat(bench.role(1, 1)).isEqualTo(DOWN);
    assertThat(bench.happened())
        .containsExactly(
            new Event.LinkDown(link(1, 1, 2, 1)),
            role(1, 1, STALE),
            role(2, 1, STALE),
            role(1, 1, DOWN),
            role(1, 2, DOWN));
  }

  @Test
  void aPortThatWentAwayWithItsSwitchIsToldOf() {
    link12();
    bench.disconnect(1);
    bench.connect(node(1, OfVersion.OF13, List.of(desc(1, 3, true))), false, Set.of());
    assertThat(bench.happened())
        .containsExactly(
            new Event.LinkDown(link(1, 1, 2, 1)),
            role(1, 1, STALE),
            role(2, 1, STALE),
            role(1, 1, DOWN),
            role(1, 2, DOWN));
    assertThat(bench.role(1, 3)).isEqualTo(PROBING);
  }

  @Test
  void neighboursOfASwitchThatLeftAreStaleUntilItIsBack() {
    link12();
    bench.leave(1);
    assertThat(bench.role(2, 1)).isEqualTo(STALE);
    assertThat(bench.view.links()).isEmpty();
    bench.pass(60_000);
    assertThat(bench.role(2, 1)).isEqualTo(STALE);
    bench.connect(1, 2);
    assertThat(bench.view.links()).containsExactly(link(1, 1, 2, 1));
  }

  // ---- settling after a restart of the controller

  @Test
  void amongSwitchesWithoutRulesEverythingIsSettled() {
    bench.connect(1, 1);
    assertThat(bench.view.settled()).isTrue();
  }

  @Test
  void amongForwardingSwitchesItSettlesWhenTheirLinksAreSeenAgain() {
    bench.cable(at(1, 1), at(2, 1));
    bench.connect(node(1, 2), true, Set.of(port(1)));
    assertThat(bench.view.settled()).isFalse();
    assertThat(bench.role(1, 1)).isEqualTo(STALE);
    bench.listen(1);
    bench.pass(600);
    assertThat(bench.role(1, 2)).isEqualTo(EDGE);
    assertThat(bench.view.settled()).isFalse();
    bench.connect(node(2, 1), true, Set.of(port(1)));
    assertThat(bench.view.settled()).isFalse();
    bench.listen(2);
    assertThat(bench.view.links()).containsExactly(link(1, 1, 2, 1));
    assertThat(bench.view.settled()).isTrue();
  }

  @Test
  void portsThatAreStillProbedKeepItFromSettling() {
    bench.connect(node(1, 1), true, Set.of());
    bench.listen(1);
    bench.pass(450);
    assertThat(bench.view.settled()).isFalse();
    bench.pass(50);
    assertThat(bench.view.settled()).isTrue();
  }

  @Test
  void aLinkThatIsNotSeenAgainIsWaitedForUntilTheDeadline() {
    bench.connect(node(1, 2), true, Set.of(port(1)));
    bench.listen(1);
    bench.pass(9_950);
    assertThat(bench.view.settled()).isFalse();
    bench.pass(50);
    assertThat(bench.view.settled()).isTrue();
    assertThat(bench.role(1, 1)).isEqualTo(STALE);
    bench.pass(60_000);
    assertThat(bench.view.settled()).isTrue();
  }

  @Test
  void aLinkPortThatWentDownMeanwhileIsNotWaitedFor() {
    bench.connect(node(1, 1), true, Set.of(port(1)));
    assertThat(bench.view.settled()).isFalse();
    bench.carrier(1, 1, false);
    assertThat(bench.view.settled()).isTrue();
  }

  @Test
  void aSwitchThatJoinsLongAfterwardsDoesNotUnsettle() {
    bench.connect(node(1, 1), true, Set.of());
    bench.listen(1);
    bench.pass(500);
    assertThat(bench.view.settled()).isTrue();
    bench.connect(node(2, 2), true, Set.of(port(1)));
    assertThat(bench.view.settled()).isTrue();
    assertThat(bench.role(2, 1)).isEqualTo(STALE);
    assertThat(bench.role(2, 2)).isEqualTo(PROBING);
  }
}
