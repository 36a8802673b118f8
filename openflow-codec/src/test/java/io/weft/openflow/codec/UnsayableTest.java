package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.EncodeException;
import io.weft.openflow.ErrorCode;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.message.MonitorMultipart;
import io.weft.openflow.message.MonitorMultipart.FlowMonitor;
import io.weft.openflow.message.MonitorMultipart.FlowUpdate;
import io.weft.openflow.message.MonitorMultipart.MonitorCommand;
import io.weft.openflow.message.MonitorMultipart.MonitorFlag;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.NxFlowMod;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMultipart;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a version cannot say is refused, naming value and version; the buffer stays as it was. */
class UnsayableTest {
  /**
   * @param says what the message of the exception contains
   */
  record Row(OfVersion version, OfMessage message, String says) {}

  private static Row of10(String says, OfMessage message) {
    return new Row(OfVersion.OF10, message, says);
  }

  private static Row of13(String says, OfMessage message) {
    return new Row(OfVersion.OF13, message, says);
  }

  private static OfMessage mod(String text) {
    return FlowMod.parse(text);
  }

  private static OfMessage request(MultipartBody.Request body) {
    return new OfMessage.MultipartRequest(false, body);
  }

  private static OfMessage reply(MultipartBody.Reply body) {
    return new OfMessage.MultipartReply(false, body);
  }

  private static OfMessage send(Action action) {
    return new PacketOut(BufferId.NONE, PortNo.ANY, List.of(action), Bytes.EMPTY);
  }

  private static PortDesc port(String name, int features, long speed) {
    return new PortDesc(PortNo.of(1), MacAddress.ZERO, name, 0, 0, features, 0, 0, 0, speed, 0);
  }

  private static PacketIn packetIn(int tableId, long cookie, Match match, int totalLength) {
    return new PacketIn(BufferId.NONE, totalLength, 0, tableId, cookie, match, Bytes.EMPTY);
  }

  private static FlowRemoved removed(int tableId, int hardTimeout, Elapsed lifetime) {
    return new FlowRemoved(
        0, 0, FlowRemoved.Reason.DELETE, tableId, lifetime, 0, hardTimeout, 0, 0, Match.ANY);
  }

  private static MultipartBody.Request monitor(MonitorCommand command, MonitorFlag flag) {
    return new MonitorMultipart.FlowMonitorRequest(
        List.of(
            new FlowMonitor(
                1, command, Set.of(flag), PortNo.ANY, Bucket.NO_GROUP, 255, Match.ANY)));
  }

  private static OfMessage entryWithFlags() {
    return reply(
        new FlowMultipart.FlowStats(
            List.of(FlowMultipart.FlowEntry.parse("duration=1s, send_flow_rem actions=drop"))));
  }

  private static final Match IN_PORT_1 = Match.builder().set(Field.IN_PORT, PortNo.of(1)).build();

  // spotless:off
  static List<Row> rows() {
    return List.of(
        of10("RoleRequest",         new OfMessage.RoleRequest(OfMessage.Role.EQUAL, 0)),
        of13("group_id=1",          GroupMod.parse("insert_bucket command_bucket_id=first,group_id=1,bucket=actions=1")),
        of13("group_id=1",          GroupMod.parse("group_id=1,type=select,selection_method=hash")),
        of13("bucketId=3",          GroupMod.parse("group_id=1,type=all,bucket=bucket_id:3,actions=1")),
        of13("groupId=1",           request(new GroupMultipart.GroupDescRequest(1))),
        of13("importance=1",        mod("importance=1 actions=drop")),
        of13("of all tables",       mod("table=255 actions=drop")),
        of13("idle_age=2",          reply(new FlowMultipart.FlowStats(List.of(FlowMultipart.FlowEntry.parse("idle_age=2 actions=drop"))))),
        of13("NO_ABBREV",           request(monitor(MonitorCommand.ADD, MonitorFlag.NO_ABBREV))),
        of13("DELETE",              request(monitor(MonitorCommand.DELETE, MonitorFlag.ADD))),
        of13("Paused",              reply(new MonitorMultipart.FlowUpdates(List.of(new FlowUpdate.Paused())))),
        of13("out_group=1",         new NxFlowMod(FlowMod.parse("del out_group=1"))),
        of13("bucket is 80016 octets long", new GroupMod(GroupMod.Command.ADD, GroupType.ALL, 1, List.of(new Bucket(0, PortNo.ANY, Bucket.NO_GROUP, Collections.nCopies(5000, Action.output(PortNo.of(1))))))),
        of13("message is 80016 octets long", new GroupMod(GroupMod.Command.ADD, GroupType.ALL, 1, Collections.nCopies(5000, Bucket.of()))),
        of10("bucket list is 80000 octets long", new GroupMod(GroupMod.Command.ADD, GroupType.SELECT, 1, Collections.nCopies(5000, Bucket.of()))),
        of13("group description is 80008 octets long", reply(new GroupMultipart.GroupDesc(List.of(new GroupMultipart.GroupEntry(1, GroupType.ALL, Collections.nCopies(5000, Bucket.of())))))),
        of10("OFPBMC_BAD_TYPE",     new OfMessage.ErrorMessage(OfError.OFPBMC_BAD_TYPE, Bytes.EMPTY)),
        of13("OFPBFC_SCHED_PAST",   new OfMessage.ErrorMessage(OfError.OFPBFC_SCHED_PAST, Bytes.EMPTY)),
        of13("error(type=1,code=1)", new OfMessage.ErrorMessage(new ErrorCode.Unknown(1, 1), Bytes.EMPTY)),
        of13("error(type=65535",    new OfMessage.ErrorMessage(new ErrorCode.Unknown(0xffff, 1), Bytes.parse("00000000"))),
        of13("type=3,code=4",       new OfMessage.ErrorMessage(new ErrorCode.Experimenter(9, 3, 4), Bytes.EMPTY)),
        of10("type=1,code=256",     new OfMessage.ErrorMessage(new ErrorCode.Experimenter(0x2320, 1, 256), Bytes.EMPTY)),
        of13("65536 in 16 bits",    new OfMessage.ErrorMessage(new ErrorCode.Unknown(1, 0x10000), Bytes.EMPTY)),
        of13("65536 in 16 bits",    new OfMessage.SetConfig(0, 0x10000)),
        of10("auxiliaryId=1",       new OfMessage.FeaturesReply(new DatapathId(1), 0, 1, 1, 0, 0, List.of())),
        of13("s1",                  new OfMessage.FeaturesReply(new DatapathId(1), 0, 1, 0, 0, 0, List.of(port("s1", 0, 0)))),
        of13("256 in 8 bits",       new OfMessage.FeaturesReply(new DatapathId(1), 0, 256, 0, 0, 0, List.of())),
        of13("4294967296 in 32 bits", new OfMessage.FeaturesReply(new DatapathId(1), 1L << 32, 1, 0, 0, 0, List.of())),

        of10("tableId=3",           packetIn(3, 0, IN_PORT_1, 0)),
        of10("cookie=7",            packetIn(0, 7, IN_PORT_1, 0)),
        of10("metadata=0x1",        packetIn(0, 0, IN_PORT_1.toBuilder().set(Field.METADATA, 1L).build(), 0)),
        of13("65536 in 16 bits",    packetIn(0, 0, IN_PORT_1, 0x10000)),
        of10("tableId=3",           removed(3, 0, Elapsed.NONE)),
        of10("hardTimeout=3",       removed(0, 3, Elapsed.NONE)),
        of10("send_flow_rem",       entryWithFlags()),
        of10("speed",               new OfMessage.PortStatus(OfMessage.PortReason.ADD, port("s1", 0, 10))),
        of10("features 0x80",       new OfMessage.PortStatus(OfMessage.PortReason.ADD, port("s1", 0x80, 0))),
        of13("seventeen-octets-",   new OfMessage.PortStatus(OfMessage.PortReason.ADD, port("seventeen-octets-", 0, 0))),
        of10("lifetime=1s",                reply(new PortMultipart.PortStats(List.of(new PortMultipart.PortCounters(PortNo.of(1), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Elapsed.ofSeconds(1)))))),
        of10("port 65280",          request(new PortMultipart.PortStatsRequest(PortNo.of(65280)))),
        of10("outGroup=1",          request(new FlowMultipart.FlowStatsRequest(0, PortNo.ANY, 1, 0, 0, Match.ANY))),
        of10("cookieMask=1",        request(new FlowMultipart.FlowStatsRequest(0, PortNo.ANY, Bucket.NO_GROUP, 0, 1, Match.ANY))),

        of10("cookie=0x1/0x1",      mod("MOD cookie=1/1 actions=drop")),
        of10("out_group=1",         mod("DEL out_group=1")),
        of10("RESET_COUNTS",        mod("reset_counts actions=drop")),
        of10("metadata",            mod("metadata=1 actions=drop")),
        of10("dl_src=",             mod("dl_src=01:00:00:00:00:00/01:00:00:00:00:00 actions=drop")),
        of10("no prefix",           mod("ip,nw_src=10.0.0.1/255.0.0.255 actions=drop")),
        of10("ipv6_src",            mod("ipv6,ipv6_src=::1 actions=drop")),
        of10("tcp6",                mod("tcp6 actions=drop")),
        of10("nw_tos=4",            mod("ipv6,nw_tos=4 actions=drop")),
        of10("arp_op=256",          mod("arp,arp_op=256 actions=drop")),
        of10("vlan_tci=0x1000/0x1000", mod("vlan_tci=0x1000/0x1000 actions=drop")),
        of10("vlan_tci=0x0005/0x1fff", mod("vlan_vid=5 actions=drop")),
        of10("ipv4_src=10.0.0.1",   mod("ipv4_src=10.0.0.1 actions=drop")),
        of10("tp_dst=0x50/0xf0",    mod("tcp,tp_dst=80/0xf0 actions=drop")),
        of10("port 70000",          mod("in_port=70000 actions=drop")),
        of10("oxm(",                mod("oxm(0001020400000001) actions=drop")),
        of13("pbb_uca",             mod("dl_type=0x88e7,pbb_uca=1 actions=drop")),
        of13("skb_priority",        mod("skb_priority=1 actions=drop")),
        new Row(OfVersion.OF11, mod("ipv6,ipv6_src=::1 actions=drop"), "ipv6_src"),
        new Row(OfVersion.OF11, mod("tcp,tp_dst=80/0xf0 actions=drop"), "tp_dst=0x50/0xf0"),
        new Row(OfVersion.OF12, mod("dl_type=0x88e7,pbb_isid=1 actions=drop"), "pbb_isid"),
        of10("goto_table:1",        mod("actions=output:1,goto_table:1")),
        of10("write_actions",       mod("actions=write_actions(output:1)")),

        of10("push_vlan",           send(new Action.PushVlan(0x8100))),
        of10("ipv6_src",            send(Action.parse("set_field:::1->ipv6_src").getFirst())),
        of13("enqueue:1:2",         send(new Action.Enqueue(PortNo.of(1), 2))),
        of13("mod_vlan_vid:1",      send(new Action.SetVlanVid(1))),
        of13("0a:00:00:00:00:00/ff:00:00:00:00:00", send(Action.parse("set_field:0a:00:00:00:00:00/ff:00:00:00:00:00->eth_src").getFirst())),
        of13("unknown(0x0019,",     send(new Action.Unknown(25, Bytes.parse("00000000")))),
        of13("unknown_instruction(0x0001,", FlowMod.add(0, 0, Match.ANY, List.of(new Instruction.Unknown(1, Bytes.parse("00000000"))))),

        of13("message is 65544 octets long", new OfMessage.EchoRequest(Bytes.wrap(new byte[65536]))),
        of13("action list is 80000 octets long", new PacketOut(BufferId.NONE, PortNo.ANY, Collections.nCopies(5000, Action.output(PortNo.of(1))), Bytes.EMPTY)));
  }
  // spotless:on

  @ParameterizedTest
  @MethodSource("rows")
  void isRefused(Row row) {
    ByteBuf buffer = Unpooled.buffer().writeInt(0x01020304);
    assertThatExceptionOfType(EncodeException.class)
        .isThrownBy(
            () -> OpenFlowCodec.encode(new Envelope(row.version(), 1, row.message()), buffer))
        .withMessageContaining(row.says())
        .withMessageContaining(
            row.says().contains("octets long") ? "" : "OpenFlow " + row.version());
    assertThat(ByteBufUtil.hexDump(buffer)).isEqualTo("01020304");
  }
}
