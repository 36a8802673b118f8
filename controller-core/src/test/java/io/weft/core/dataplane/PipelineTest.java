package io.weft.core.dataplane;

import static io.weft.core.dataplane.Rules.add;
import static io.weft.core.dataplane.Rules.output;
import static io.weft.core.dataplane.Rules.set;
import static io.weft.core.dataplane.Rules.withCookie;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.core.dataplane.PipelineOutput.Forward;
import io.weft.core.dataplane.PipelineOutput.Reason;
import io.weft.core.dataplane.PipelineOutput.ToController;
import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortMultipart.PortCounters;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineTest {
  private static final String IPV4 = "eth_type=0x800";
  private final Bench bench = Bench.of(OfVersion.OF13);
  private final Bench old = Bench.of(OfVersion.OF10);

  private static Instruction goTo(int table) {
    return new Instruction.GotoTable(table);
  }

  private static Instruction write(Action... actions) {
    return new Instruction.WriteActions(List.of(actions));
  }

  private static Action out(PortNo port) {
    return Action.output(port);
  }

  private static Packet firstSent(List<PipelineOutput> outputs) {
    return switch (outputs.getFirst()) {
      case Forward forward -> Packet.of(forward.frame(), forward.port());
      case ToController to -> Packet.of(to.frame(), PortNo.CONTROLLER);
    };
  }

  @Test
  void missDropsInOf13AndGoesToControllerInOf10() {
    assertThat(bench.way()).isEqualTo("drop");
    assertThat(old.outputs(Bench.UDP, 1))
        .singleElement()
        .isEqualTo(
            new ToController(
                Reason.NO_MATCH, 0, -1, Action.WHOLE_PACKET, Rules.match("in_port=1"), Bench.UDP));
    old.setPort(1, 1 << 6, true);
    assertThat(old.way()).isEqualTo("drop");
  }

  @Test
  void tableMissEntryIsToldAsMiss() {
    bench.apply(
        add(0, "", Action.controller(128)), withCookie(add(1, IPV4, Action.controller(0)), 9));
    ToController miss = (ToController) bench.outputs(Bench.ARP, 2).getFirst();
    assertThat(miss.reason()).isEqualTo(Reason.NO_MATCH);
    assertThat(miss.maxLen()).isEqualTo(128);
    ToController action = (ToController) bench.outputs(Bench.UDP, 2).getFirst();
    assertThat(action.reason()).isEqualTo(Reason.ACTION);
    assertThat(action.cookie()).isEqualTo(9);
  }

  @Test
  void goesOnInLaterTablesWithMetadataAndActionSet() {
    bench.apply(
        add(0, 1, IPV4, goTo(2), write(output(2)), new Instruction.WriteMetadata(0xab, 0xff)),
        add(2, 5, "metadata=0xa0/0xf0", write(output(3)), goTo(3)),
        add(2, 4, "", goTo(3), new Instruction.ClearActions()),
        add(3, 1, "in_port=1"),
        add(3, 1, "in_port=2", new Instruction.ClearActions()));
    assertThat(bench.way()).isEqualTo("3");
    assertThat(bench.way(Bench.UDP, 2)).isEqualTo("drop");
    // Open vSwitch, and so the model, executes the action set after a miss too.
    assertThat(bench.way(Bench.UDP, 4)).isEqualTo("3");
  }

  @Test
  void instructionsRunInTheOrderOfTheSpecification() {
    bench.apply(
        add(
            0,
            1,
            IPV4,
            write(output(2)),
            new Instruction.ClearActions(),
            Instruction.apply(output(3))));
    assertThat(bench.way()).isEqualTo("3 2");
  }

  @Test
  void actionSetRunsInItsOwnOrder() {
    bench.apply(
        add(
            0,
            1,
            IPV4,
            write(
                output(2),
                new Action.PushVlan(0x8100),
                set("vlan_vid=0x1007"),
                set("eth_dst=02:00:00:00:00:01"),
                set("eth_dst=02:00:00:00:00:02"))));
    Packet sent = firstSent(bench.outputs(Bench.UDP, 1));
    assertThat(sent.low(Field.VLAN_VID)).isEqualTo(0x1007);
    assertThat(sent.low(Field.ETH_DST)).isEqualTo(0x0200_0000_0002L);
  }

  @Test
  void appliedActionsRunInOrderAndOutputsSeeThePacketAsItIs() {
    bench.apply(
        add(
            1,
            IPV4,
            output(2),
            set("ipv4_dst=192.0.2.1"),
            output(3),
            set("ipv4_dst=192.0.2.2"),
            output(4)));
    List<Long> destinations =
        bench.outputs(Bench.UDP, 1).stream()
            .map(output -> firstSent(List.of(output)).low(Field.IPV4_DST))
            .toList();
    assertThat(destinations).containsExactly(0x0a00_0002L, 0xc000_0201L, 0xc000_0202L);
  }

  @Test
  void neverSendsBackUnlessInPortIsNamed() {
    bench.apply(
        add(9, "in_port=1", output(1), output(2)),
        add(8, "in_port=2", out(PortNo.IN_PORT)),
        add(7, "in_port=3", out(PortNo.FLOOD)),
        add(6, "in_port=4", out(PortNo.ALL)));
    bench.setPort(2, 1 << 4, true); // NO_FLOOD
    assertThat(bench.way(Bench.UDP, 1)).isEqualTo("2");
    assertThat(bench.way(Bench.UDP, 2)).isEqualTo("2");
    assertThat(bench.way(Bench.UDP, 3)).isEqualTo("1 4");
    assertThat(bench.way(Bench.UDP, 4)).isEqualTo("1 2 3");
  }

  @Test
  void portsThatAreDownOrClosedNeitherSendNorReceive() {
    bench.apply(add(1, "", output(2), output(3), output(4), output(77)));
    bench.setPort(2, 0, false);
    bench.setPort(3, 1 << 5, true); // NO_FWD
    assertThat(bench.way()).isEqualTo("4");
    bench.setPort(1, 1 << 2, true); // NO_RECV
    assertThat(bench.way()).isEqualTo("drop");
    bench.pipeline().removePort(PortNo.of(4));
    assertThat(bench.way(Bench.UDP, 4)).isEqualTo("drop");

    List<PortCounters> counters = bench.pipeline().portCounters(PortNo.ANY, bench.now());
    assertThat(counters).hasSize(3);
    assertThat(counters.get(0).rxPackets()).isEqualTo(1);
    assertThat(counters.get(0).rxDropped()).isEqualTo(1);
    assertThat(counters.get(1).txDropped()).isEqualTo(1);
    assertThat(counters.get(2).txPackets()).isZero();
  }

  @Test
  void usedUpTtlEndsThePacketAndIsTold() {
    bench.apply(
        add(0, 1, IPV4, Instruction.apply(new Action.DecNwTtl(), output(2)), goTo(1)),
        add(1, 1, "", Instruction.apply(output(3))));
    Packet sent = firstSent(bench.outputs(Bench.UDP, 1));
    assertThat(sent.ttl()).isEqualTo(63);
    PacketTest.assertChecksums(sent.bytes());

    Packet dying = Packet.of(Bench.UDP, PortNo.of(1));
    dying.setTtl(1);
    assertThat(bench.outputs(dying.bytes(), 1))
        .singleElement()
        .satisfies(
            output -> assertThat(((ToController) output).reason()).isEqualTo(Reason.INVALID_TTL));
  }

  @Test
  void settersOfOf10() {
    old.apply(
        add(
            1,
            "",
            new Action.SetVlanVid(7),
            new Action.SetVlanPcp(3),
            new Action.SetDlSrc(new MacAddress(1)),
            new Action.SetDlDst(new MacAddress(2)),
            new Action.SetNwSrc(Ipv4Address.parse("192.0.2.1")),
            new Action.SetNwDst(Ipv4Address.parse("192.0.2.2")),
            new Action.SetNwTos(0xb8),
            new Action.SetTpSrc(1),
            new Action.SetTpDst(2),
            output(2),
            new Action.PopVlan(),
            output(3)));
    List<PipelineOutput> outputs = old.outputs(Bench.UDP, 1);
    Packet sent = firstSent(outputs);
    assertThat(sent.low(Field.VLAN_VID)).isEqualTo(0x1007);
    assertThat(sent.low(Field.VLAN_PCP)).isEqualTo(3);
    assertThat(sent.low(Field.ETH_SRC)).isEqualTo(1);
    assertThat(sent.low(Field.ETH_DST)).isEqualTo(2);
    assertThat(sent.low(Field.IPV4_SRC)).isEqualTo(0xc000_0201L);
    assertThat(sent.low(Field.IP_DSCP)).isEqualTo(46);
    assertThat(sent.low(Field.UDP_SRC)).isEqualTo(1);
    assertThat(sent.low(Field.UDP_DST)).isEqualTo(2);
    PacketTest.assertChecksums(sent.bytes());
    assertThat(firstSent(outputs.subList(1, 2)).has(Field.VLAN_PCP)).isFalse();
  }

  @Test
  void packetOutSendsAndMayEnterTheTables() {
    bench.apply(add(1, "in_port=3", output(4)), add(1, "in_port=CONTROLLER", output(2)));
    assertThat(execute(PortNo.CONTROLLER, output(1), out(PortNo.TABLE))).isEqualTo("1 2");
    assertThat(execute(PortNo.of(3), out(PortNo.TABLE))).isEqualTo("4");
    assertThat(execute(PortNo.of(3), out(PortNo.FLOOD))).isEqualTo("1 2 4");
    assertThat(execute(PortNo.ANY, out(PortNo.IN_PORT))).isEqualTo("drop");
  }

  private String execute(PortNo inPort, Action... actions) {
    PacketOut message = new PacketOut(BufferId.NONE, inPort, List.of(actions), Bench.UDP);
    return Bench.way(bench.pipeline().execute(message, bench.now()));
  }

  @Test
  void packetOutIsRefusedWithBufferShortFrameOrBadPort() {
    for (PacketOut bad :
        List.of(
            new PacketOut(new BufferId(1), PortNo.CONTROLLER, List.of(output(1)), Bytes.EMPTY),
            PacketOut.to(PortNo.of(1), Bytes.parse("00")),
            new PacketOut(BufferId.NONE, PortNo.FLOOD, List.of(output(1)), Bench.UDP),
            PacketOut.to(PortNo.NORMAL, Bench.UDP))) {
      assertThatThrownBy(() -> bench.pipeline().execute(bad, bench.now()))
          .isInstanceOf(RefusedException.class);
    }
  }

  @Test
  void refusedModChangesNothing() {
    FlowMod good = add(1, IPV4, output(2));
    bench.apply(good);
    assertThat(bench.refusal(add(1, IPV4, output(3), new Action.Group(1)))).isPresent();
    assertThat(bench.way()).isEqualTo("2");
  }
}
