package io.weft.testkit;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF13;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.MeterMultipart;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMod;
import io.weft.openflow.message.PortMultipart;
import io.weft.openflow.message.TableMultipart;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class FakeSwitchTest {
  private static final Bytes FRAME =
      Bytes.parse("020000000002 020000000001 88b5" + "00".repeat(50));
  private static final PortNo PORT_1 = PortNo.of(1);
  private static final PortNo PORT_2 = PortNo.of(2);

  private final RawController controller = new RawController();
  private final ManualClock clock = ManualClock.create();
  private FakeSwitch fake = FakeSwitch.builder(1).ports(3).clock(clock).build();

  @AfterEach
  void close() {
    fake.close();
    controller.close();
  }

  private void replace(FakeSwitchBuilder builder) {
    fake.close();
    fake = builder.build();
  }

  private RawController.Link connected(OfVersion version) {
    if (version != OF13) {
      replace(FakeSwitch.builder(1).versions(version).ports(3).clock(clock));
    }
    fake.connect(controller.address());
    RawController.Link link = controller.greeted(1, version);
    fake.awaitReady();
    return link;
  }

  private static FlowMod flow(int priority, Match match, Action... actions) {
    return FlowMod.add(0, priority, match, List.of(Instruction.apply(actions)));
  }

  private static Match inPort(PortNo port) {
    return Match.builder().set(Field.IN_PORT, port).build();
  }

  @ParameterizedTest
  @EnumSource(
      value = OfVersion.class,
      names = {"OF10", "OF13"})
  void answersHandshake(OfVersion version) {
    RawController.Link link = connected(version);

    var features = (OfMessage.FeaturesReply) link.ask(version, new OfMessage.FeaturesRequest());
    assertThat(features.datapathId().bits()).isEqualTo(1);
    assertThat(features.ports()).hasSize(version == OF10 ? 3 : 0);
    assertThat(link.ask(version, new OfMessage.EchoRequest(FRAME)))
        .isEqualTo(new OfMessage.EchoReply(FRAME));
    assertThat(link.ask(version, new OfMessage.BarrierRequest()))
        .isEqualTo(new OfMessage.BarrierReply());
    int config = link.send(version, new OfMessage.SetConfig(0, 0xffff));
    assertThat(link.ask(version, new OfMessage.GetConfigRequest()))
        .isEqualTo(new OfMessage.GetConfigReply(0, 0xffff));
    assertThat(link.answers(config)).isEmpty();
    assertThat(fake.count(OfMessage.Hello.class)).isEqualTo(1);
    assertThat(fake.malformed()).isEmpty();
  }

  @Test
  void negotiatesByBitmapAndWithout() {
    replace(FakeSwitch.builder(1).versions(OF10, OF13));
    fake.connect(controller.address());
    var first = controller.greeted(1, OF10);
    assertThat(fake.awaitReady().version()).contains(OF10);
    assertThat(first.awaitOne(OfMessage.Hello.class).versionBitmap()).contains(1 << 1 | 1 << 4);

    replace(FakeSwitch.builder(1).versions(OF13).withoutVersionBitmap());
    fake.connect(controller.address());
    var second = controller.greeted(2, OF10, OF13);
    assertThat(fake.awaitReady().version()).contains(OF13);
    assertThat(second.awaitOne(OfMessage.Hello.class).versionBitmap()).isEmpty();
  }

  @Test
  void refusesControllerWithoutCommonVersion() {
    fake.connect(controller.address());
    var link = controller.greeted(1, OF10);

    assertThat(link.awaitOne(OfMessage.ErrorMessage.class).error())
        .isEqualTo(OfError.OFPHFC_INCOMPATIBLE);
    fake.awaitDisconnected();
  }

  @ParameterizedTest
  @EnumSource(
      value = OfVersion.class,
      names = {"OF10", "OF13"})
  void forwardsByInstalledFlow(OfVersion version) {
    RawController.Link link = connected(version);
    link.send(version, flow(10, inPort(PORT_1), Action.output(PORT_2)));
    link.ask(version, new OfMessage.BarrierRequest());

    fake.inject(PORT_1, FRAME);

    assertThat(fake.sent(PORT_2)).containsExactly(FRAME);
    assertThat(fake.flows())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.packets()).isEqualTo(1);
          assertThat(entry.bytes()).isEqualTo(FRAME.size());
        });
    var stats =
        (OfMessage.MultipartReply)
            link.ask(
                version,
                new OfMessage.MultipartRequest(false, FlowMultipart.FlowStatsRequest.all()));
    assertThat(((FlowMultipart.FlowStats) stats.body()).entries()).hasSize(1);
    assertThat(link.malformed()).isEmpty();
  }

  @Test
  void sendsMissToControllerInOf10AndDropsItInOf13() {
    RawController.Link old = connected(OF10);
    fake.inject(PORT_1, FRAME);
    PacketIn packetIn = old.awaitOne(PacketIn.class);
    assertThat(packetIn.inPort()).isEqualTo(PORT_1);
    assertThat(packetIn.data()).isEqualTo(FRAME);
    assertThat(packetIn.reason()).isZero();

    replace(FakeSwitch.builder(2).ports(2));
    fake.connect(controller.address());
    RawController.Link link = controller.greeted(2, OF13);
    fake.awaitReady();
    fake.inject(PORT_1, FRAME);
    link.ask(OF13, new OfMessage.EchoRequest(Bytes.EMPTY));
    assertThat(link.received(PacketIn.class)).isEmpty();

    link.send(OF13, flow(0, Match.ANY, Action.controller(Action.WHOLE_PACKET)));
    link.ask(OF13, new OfMessage.BarrierRequest());
    fake.inject(PORT_2, FRAME);
    PacketIn miss = link.awaitOne(PacketIn.class);
    assertThat(miss.inPort()).isEqualTo(PORT_2);
    assertThat(miss.reason()).isZero();
  }

  @Test
  void sendsPacketOut() {
    RawController.Link link = connected(OF13);
    link.send(OF13, PacketOut.to(PORT_2, FRAME));
    link.send(
        OF13, new PacketOut(BufferId.NONE, PORT_1, List.of(Action.output(PortNo.FLOOD)), FRAME));
    link.ask(OF13, new OfMessage.BarrierRequest());

    assertThat(fake.sent(PORT_1)).isEmpty();
    assertThat(fake.sent(PORT_2)).hasSize(2);
    assertThat(fake.sent(PortNo.of(3))).hasSize(1);
  }

  @Test
  void answersMistakesInOpenFlowCodes() {
    RawController.Link link = connected(OF13);
    FlowMod toMissingGroup = flow(1, Match.ANY, new Action.Group(7));
    var error = (OfMessage.ErrorMessage) link.ask(OF13, toMissingGroup);
    assertThat(error.error()).isEqualTo(OfError.OFPBAC_BAD_OUT_GROUP);
    assertThat(error.data().size()).isEqualTo(64);
    assertThat(error.data().u8(1)).isEqualTo(14);

    FlowMod metered = FlowMod.add(0, 1, Match.ANY, List.of(new Instruction.Meter(1)));
    assertThat(((OfMessage.ErrorMessage) link.ask(OF13, metered)).error())
        .isEqualTo(OfError.OFPMMFC_INVALID_METER);
    assertThat(
            ((OfMessage.ErrorMessage)
                    link.ask(OF13, new OfMessage.Experimenter(1, Bytes.parse("00000001"))))
                .error())
        .isEqualTo(OfError.OFPBRC_BAD_VENDOR);
  }

  @Test
  void keepsGroups() {
    RawController.Link link = connected(OF13);
    GroupMod add =
        new GroupMod(
            GroupMod.Command.ADD,
            GroupType.ALL,
            7,
            List.of(Bucket.of(Action.output(PORT_2)), Bucket.of(Action.output(PortNo.of(3)))));
    link.send(OF13, add);
    link.send(OF13, flow(1, Match.ANY, new Action.Group(7)));
    link.ask(OF13, new OfMessage.BarrierRequest());
    fake.inject(PORT_1, FRAME);

    assertThat(fake.sent(PORT_2)).hasSize(1);
    assertThat(fake.sent(PortNo.of(3))).hasSize(1);
    var desc =
        (OfMessage.MultipartReply)
            link.ask(
                OF13, new OfMessage.MultipartRequest(false, new GroupMultipart.GroupDescRequest()));
    assertThat(((GroupMultipart.GroupDesc) desc.body()).groups())
        .containsExactly(new GroupMultipart.GroupEntry(7, GroupType.ALL, add.buckets()));
    assertThat(fake.groupCounters().getFirst().referenceCount()).isEqualTo(1);
    assertThat(((OfMessage.ErrorMessage) link.ask(OF13, add)).error())
        .isEqualTo(OfError.OFPGMFC_GROUP_EXISTS);
  }

  @Test
  void tellsLostCarrierTwiceLikeOpenVswitch() {
    RawController.Link link = connected(OF13);
    fake.setCarrier(PORT_2, false);
    link.await("two port-status", () -> link.received(OfMessage.PortStatus.class).size() == 2);

    List<PortDesc> told =
        link.received(OfMessage.PortStatus.class).stream().map(OfMessage.PortStatus::port).toList();
    assertThat(told.getFirst().isLive()).isFalse();
    assertThat(told.getFirst().isUp()).isTrue();
    assertThat(told.getLast().isUp()).isFalse();

    fake.setCarrier(PORT_2, true);
    fake.addPort(PortNo.of(9));
    fake.deletePort(PORT_1);
    link.await("six port-status", () -> link.received(OfMessage.PortStatus.class).size() == 6);
    assertThat(fake.ports())
        .extracting(PortDesc::number)
        .containsExactly(PORT_2, PortNo.of(3), PortNo.of(9));
    assertThat(fake.ports()).allMatch(PortDesc::isLive);
  }

  @Test
  void tellsFlowWhoseTimeIsOver() {
    RawController.Link link = connected(OF13);
    FlowMod shortLived =
        new FlowMod(
            FlowModCommand.ADD,
            0xc0ffee,
            0,
            0,
            5,
            0,
            1,
            BufferId.NONE,
            PortNo.ANY,
            Bucket.NO_GROUP,
            Set.of(FlowFlag.SEND_FLOW_REM),
            inPort(PORT_1),
            List.of());
    link.send(OF13, shortLived);
    link.ask(OF13, new OfMessage.BarrierRequest());
    clock.advance(Duration.ofSeconds(4));
    fake.inject(PORT_1, FRAME);
    clock.advance(Duration.ofSeconds(4));
    fake.expireFlows();
    assertThat(fake.flows()).hasSize(1);

    clock.advance(Duration.ofSeconds(1));
    FlowRemoved removed = link.awaitOne(FlowRemoved.class);
    assertThat(removed.reason()).isEqualTo(FlowRemoved.Reason.IDLE_TIMEOUT);
    assertThat(removed.cookie()).isEqualTo(0xc0ffee);
    assertThat(removed.lifetime()).isEqualTo(Elapsed.ofSeconds(9));
    assertThat(removed.packets()).isEqualTo(1);
    assertThat(fake.flows()).isEmpty();
  }

  @Test
  void cutsLongAnswersIntoParts() {
    replace(FakeSwitch.builder(1).ports(25).entriesPerPart(10));
    RawController.Link link = connected(OF13);
    int xid =
        link.send(OF13, new OfMessage.MultipartRequest(false, new PortMultipart.PortDescRequest()));
    link.await("three parts", () -> link.answers(xid).size() == 3);

    List<OfMessage.MultipartReply> parts =
        link.answers(xid).stream().map(OfMessage.MultipartReply.class::cast).toList();
    assertThat(parts).extracting(OfMessage.MultipartReply::more).containsExactly(true, true, false);
    assertThat(((PortMultipart.PortDescs) parts.getLast().body()).ports()).hasSize(5);
  }

  @Test
  void keepsTablesOverDisconnectAndForgetsThemInRestart() {
    RawController.Link link = connected(OF13);
    link.send(OF13, flow(1, Match.ANY, Action.output(PORT_2)));
    link.ask(OF13, new OfMessage.BarrierRequest());

    fake.disconnect();
    link.await("the end of the connection", link::isClosed);
    assertThat(fake.flows()).hasSize(1);
    fake.connect(controller.address());
    controller.greeted(2, OF13);
    fake.awaitReady();
    assertThat(fake.flows()).hasSize(1);

    fake.restart();
    assertThat(fake.flows()).isEmpty();
    assertThat(fake.ports()).hasSize(3);
  }

  @Test
  void refusesStaleMastersAndSlavesMods() {
    RawController.Link link = connected(OF13);
    assertThat(link.ask(OF13, new OfMessage.RoleRequest(OfMessage.Role.SLAVE, 5)))
        .isEqualTo(new OfMessage.RoleReply(OfMessage.Role.SLAVE, 5));
    assertThat(
            ((OfMessage.ErrorMessage)
                    link.ask(OF13, new OfMessage.RoleRequest(OfMessage.Role.MASTER, 4)))
                .error())
        .isEqualTo(OfError.OFPRRFC_STALE);
    assertThat(((OfMessage.ErrorMessage) link.ask(OF13, flow(1, Match.ANY))).error())
        .isEqualTo(OfError.OFPBRC_IS_SECONDARY);
  }

  @Test
  void misbehavesOnDemand() {
    RawController.Link link = connected(OF13);
    fake.mute(OfMessage.BarrierRequest.class);
    fake.refuse(m -> m instanceof FlowMod mod && mod.priority() == 7, OfError.OFPFMFC_TABLE_FULL);
    int barrier = link.send(OF13, new OfMessage.BarrierRequest());
    assertThat(((OfMessage.ErrorMessage) link.ask(OF13, flow(7, Match.ANY))).error())
        .isEqualTo(OfError.OFPFMFC_TABLE_FULL);
    assertThat(link.answers(barrier)).isEmpty();
    assertThat(fake.flows()).isEmpty();

    fake.behave();
    assertThat(link.ask(OF13, new OfMessage.BarrierRequest()))
        .isEqualTo(new OfMessage.BarrierReply());
    fake.sendRaw(Bytes.parse("04 0a 00 03 00000000"));
    link.await("lost framing", () -> !link.malformed().isEmpty());
  }

  @Test
  void doesNotReadWhilePaused() {
    RawController.Link link = connected(OF13);
    fake.pauseReading(true);
    long mark = fake.mark();
    int echo = link.send(OF13, new OfMessage.EchoRequest(Bytes.EMPTY));
    assertThat(fake.since(mark, OfMessage.EchoRequest.class)).isEmpty();
    fake.pauseReading(false);
    link.await("the echo", () -> !link.answers(echo).isEmpty());
    assertThat(fake.awaitMessage(mark, OfMessage.EchoRequest.class).data()).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void portAddressesDiffer() {
    assertThat(fake.ports())
        .extracting(PortDesc::hwAddress)
        .doesNotHaveDuplicates()
        .allSatisfy(address -> assertThat(address).isNotEqualTo(MacAddress.ZERO));
  }

  @Test
  void metersGroupsAndLearningComeOverTheWire() {
    RawController.Link link = connected(OF13);
    link.send(OF13, MeterMod.parse("meter=1 pktps burst bands=type=drop rate=1 burst_size=2"));
    link.send(OF13, GroupMod.parse("group_id=1,type=select,bucket=weight:1,actions=output:2"));
    link.send(
        OF13,
        FlowMod.parse(
            "priority=1 actions=meter:1,learn(table=1,NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],"
                + "output:NXM_OF_IN_PORT[]),group:1"));
    var _ = link.ask(OF13, new OfMessage.BarrierRequest());
    for (int i = 0; i < 3; i++) {
      fake.inject(PORT_1, FRAME);
    }
    assertThat(fake.sent(PORT_2)).hasSize(2);
    assertThat(fake.flows()).hasSize(2);
    var stats =
        (OfMessage.MultipartReply)
            link.ask(
                OF13,
                new OfMessage.MultipartRequest(
                    false, new MeterMultipart.MeterStatsRequest(MeterMod.ALL_METERS)));
    var meters = ((MeterMultipart.MeterStats) stats.body()).meters();
    assertThat(meters.getFirst().packets()).isEqualTo(3);
    assertThat(meters.getFirst().bands().getFirst().packets()).isEqualTo(1);
    var tables =
        (OfMessage.MultipartReply)
            link.ask(
                OF13,
                new OfMessage.MultipartRequest(false, new TableMultipart.TableStatsRequest()));
    var counters = ((TableMultipart.TableStats) tables.body()).tables().getFirst();
    assertThat(counters.activeEntries()).isEqualTo(1);
    assertThat(counters.lookups()).isEqualTo(3);
    assertThat(counters.matches()).isEqualTo(3);
  }

  @Test
  void portModClosesPort() {
    RawController.Link link = connected(OF13);
    PortDesc port = fake.ports().getFirst();
    int noReceive = 1 << 2;
    link.send(OF13, new PortMod(PORT_1, port.hwAddress(), noReceive, noReceive, List.of()));
    link.send(OF13, FlowMod.parse("priority=1 actions=output:2"));
    var _ = link.ask(OF13, new OfMessage.BarrierRequest());
    fake.inject(PORT_1, FRAME);
    assertThat(fake.sent(PORT_2)).isEmpty();
    link.awaitOne(OfMessage.PortStatus.class);
  }
}
