package io.weft.openflow.codec;

import static io.weft.openflow.codec.Vector.of10;
import static io.weft.openflow.codec.Vector.of13;

import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.Ipv6Address;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.AsyncMessage.AsyncMasks;
import io.weft.openflow.message.AsyncMessage.AsyncMasksReply;
import io.weft.openflow.message.AsyncMessage.AsyncReply;
import io.weft.openflow.message.AsyncMessage.AsyncRequest;
import io.weft.openflow.message.AsyncMessage.SetAsync;
import io.weft.openflow.message.AsyncMessage.SetAsyncMasks;
import io.weft.openflow.message.AsyncProperty;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.BundleMessage.BundleAdd;
import io.weft.openflow.message.BundleMessage.BundleControl;
import io.weft.openflow.message.BundleMessage.Step;
import io.weft.openflow.message.BundleMultipart.BundleFeature;
import io.weft.openflow.message.BundleMultipart.BundleFeatures;
import io.weft.openflow.message.BundleMultipart.BundleFeaturesRequest;
import io.weft.openflow.message.BundleProperty;
import io.weft.openflow.message.ControllerMessage.ControllerStatus;
import io.weft.openflow.message.ControllerMessage.RoleStatus;
import io.weft.openflow.message.ControllerMultipart.ControllerStatusRequest;
import io.weft.openflow.message.ControllerMultipart.ControllerStatuses;
import io.weft.openflow.message.ControllerState;
import io.weft.openflow.message.ControllerState.ControllerProperty;
import io.weft.openflow.message.CtFlushProperty;
import io.weft.openflow.message.CtFlushProperty.CtTuplePart;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.message.HelloElement;
import io.weft.openflow.message.IpfixMultipart.IpfixBridge;
import io.weft.openflow.message.IpfixMultipart.IpfixBridgeRequest;
import io.weft.openflow.message.IpfixMultipart.IpfixCounters;
import io.weft.openflow.message.IpfixMultipart.IpfixFlowRequest;
import io.weft.openflow.message.IpfixMultipart.IpfixFlows;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.NxMessage;
import io.weft.openflow.message.NxPacketMessage.NxPacketIn;
import io.weft.openflow.message.NxPacketMessage.NxPacketIn2;
import io.weft.openflow.message.NxPacketMessage.NxResume;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.Role;
import io.weft.openflow.message.OfTime;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PacketProperty;
import io.weft.openflow.message.PacketProperty.ContinuationProperty;
import io.weft.openflow.message.RequestForward;
import io.weft.openflow.message.UnknownProperty;
import java.util.List;
import java.util.stream.Stream;

/** Handshake, roles, bundles, packets in and out, Nicira's messages; all have the xid 0x7b. */
final class SessionVectors {
  private static final Bytes FRAME = Bytes.parse("0180c200000e0a1b2c3d4e5f88cc0000");
  private static final AsyncMasks MASKS = new AsyncMasks(0x1005, 0x1007, 3, 7, 0, 3);
  private static final IpfixCounters IPFIX =
      new IpfixCounters(1, 16, 120, 240, 0, 160, 2, 3, 4, 5, 6);
  private static final OfTime SECOND = new OfTime(1, 1_000_000_000L);
  private static final GroupMod GROUP =
      new GroupMod(GroupMod.Command.ADD, GroupType.ALL, 1, List.of());
  private static final UnknownProperty EXPERIMENTERS =
      new UnknownProperty(0xffff, Bytes.parse("005c16c7 00000037 00000000"));

  private SessionVectors() {}

  private static Vector<OfMessage> of11(String hex, OfMessage message) {
    return new Vector<>(OfVersion.OF11, hex, message);
  }

  private static Vector<OfMessage> of12(String hex, OfMessage message) {
    return new Vector<>(OfVersion.OF12, hex, message);
  }

  private static Vector<OfMessage> of14(String hex, OfMessage message) {
    return new Vector<>(OfVersion.OF14, hex, message);
  }

  private static Vector<OfMessage> of15(String hex, OfMessage message) {
    return new Vector<>(OfVersion.OF15, hex, message);
  }

  private static OfMessage request(MultipartBody.Request body) {
    return new OfMessage.MultipartRequest(false, body);
  }

  private static OfMessage reply(MultipartBody.Reply body) {
    return new OfMessage.MultipartReply(false, body);
  }

  private static HelloElement bitmap(Integer... words) {
    return new HelloElement.VersionBitmap(List.of(words));
  }

  // spotless:off
  private static final List<Vector<OfMessage>> HANDSHAKE = List.of(
      of10("01000013 0000007b 65787472612064 6174610a", new OfMessage.Hello(1, List.of(), Bytes.parse("657874726120646174610a"))),
      of10("0100001b 0000007b ffff0006 01020000 00010008 000000f0 616263", new OfMessage.Hello(1, List.of(new HelloElement.Unknown(0xffff, Bytes.parse("0102")), bitmap(0xf0)), Bytes.parse("616263"))),
      of13("04000028 0000007b 0001000c 00000001 00000002 00000000 0001000c 00000003 00000004 00000000", new OfMessage.Hello(4, List.of(bitmap(1, 2), bitmap(3, 4)), Bytes.EMPTY)),
      of13("04000020 0000007b 0001000c 00000001 00000002 0001000c 00000003 00000004", new OfMessage.Hello(4, List.of(bitmap(1, 2)), Bytes.parse("0001000c0000000300000004"))),
      of13("0400000c 0000007b 00010008", new OfMessage.Hello(4, List.of(), Bytes.parse("00010008"))),
      of13("04000010 0000007b 00010006 00120000", new OfMessage.Hello(4, List.of(new HelloElement.Unknown(1, Bytes.parse("0012"))), Bytes.EMPTY)),
      of11("02060060 0000007b 00005054 00000001 00000100 02000000 00000087 00000000 fffffffe 00000000 0a1b2c3d 4e5f0000 73310000 00*12 00000020 00000004 00000840 00002820 00001010 00008820 00989680 05f5e100",
          new OfMessage.FeaturesReply(new DatapathId(0x0000505400000001L), 256, 2, 0, 0x87, 0, List.of(MessageVectors.PORT_WITH_SPEED))),
      of15("06180018 0000007b 00000002 00010000 00000000 00000001", new OfMessage.RoleRequest(Role.MASTER, 1, 1)),
      of15("06190018 0000007b 00000003 00020000 00000000 00000001", new OfMessage.RoleReply(Role.SLAVE, 2, 1)),
      of13("04040020 0000007b 4f4e4600 00000777 00000002 01000000 00000000 00000010", new RoleStatus(Role.MASTER, 1, 16, List.of())),
      of14("051e0018 0000007b 00000002 02000000 ffffffff ffffffff", new RoleStatus(Role.MASTER, 2, -1, List.of())),
      of15("061e0028 0000007b 00000003 00000000 00000000 00000001 ffff0010 005c16c7 00000037 00000000", new RoleStatus(Role.SLAVE, 0, 1, List.of(EXPERIMENTERS))),
      of15("06230030 0000007b 00280007 00000002 01010000 00000000 00000017 7463703a 3139382e 35312e31 30302e31 3a313200",
          new ControllerStatus(new ControllerState(7, Role.MASTER, ControllerState.Reason.CHANNEL_STATUS, ControllerState.ChannelStatus.DOWN, List.of(new ControllerProperty.Uri("tcp:198.51.100.1:12"))))),
      of15("06120010 0000007b 00120000 00000000", request(new ControllerStatusRequest())),
      of15("06130020 0000007b 00120000 00000000 00100000 00000001 00000000 00000000", reply(new ControllerStatuses(List.of(new ControllerState(0, Role.EQUAL, ControllerState.Reason.REQUEST, ControllerState.ChannelStatus.UP, List.of()))))),
      of10("0104000e 0000007b 005c16c7 0102", new OfMessage.Experimenter(0x5c16c7, Bytes.parse("0102"))),
      of13("0412001a 0000007b ffff0000 00000000 005c16c7 00000005 1234", request(new MultipartBody.UnknownRequest(0xffff, Bytes.parse("005c16c7000000051234")))));

  private static final List<Vector<OfMessage>> BUNDLES = List.of(
      of13("04040018 0000007b 4f4e4600 000008fc 00000001 00000003", new BundleControl(1, Step.OPEN_REQUEST, 3)),
      of14("05210010 0000007b 00000001 00050001", new BundleControl(1, Step.COMMIT_REPLY, 1)),
      of15("06210028 0000007b 00000001 00000001 00010018 00000000 00000000 00000001 3b9aca00 00000000", new BundleControl(1, Step.OPEN_REQUEST, 1, List.of(new BundleProperty.ScheduledTime(SECOND)))),
      of13("04040028 0000007b 4f4e4600 000008fd 00000001 00000001 040f0010 0000007b 00000000 00000001", new BundleAdd(1, 1, GROUP)),
      of14("05220020 0000007b 00000001 00000001 050f0010 0000007b 00000000 00000001", new BundleAdd(1, 1, GROUP)),
      of14("05220048 0000007b 00000001 00000001 050d002c 0000007b ffffffff fffffffd 00100000 00000000 00000010 00000002 00000000 00000000 01020304 00000000 00030005 07000000",
          new BundleAdd(1, 1, PacketOut.to(PortNo.of(2), Bytes.parse("01020304")), List.of(new BundleProperty.Unknown(new UnknownProperty(3, Bytes.parse("07")))))),
      of15("06120060 0000007b 00130000 00000000 00000001 00000000 00010048 00000000 00000000 00000001 3b9aca00 00000000 00000000 00000002 00000000 00000000 00000000 00000003 00000000 00000000 00000000 00000004 00000000 00000000",
          request(new BundleFeaturesRequest(1, List.of(new BundleFeature.TimeCapability(SECOND, new OfTime(2, 0), new OfTime(3, 0), new OfTime(4, 0)))))),
      of15("06130018 0000007b 00130000 00000000 00070000 00000000", reply(new BundleFeatures(7, List.of()))),
      of11("02040020 0000007b 00002320 00000084 020f0010 00000002 00000000 00000001", new RequestForward(2, GROUP)),
      of13("04040020 0000007b 4f4e4600 0000092e 040f0010 00000002 00000000 00000001", new RequestForward(2, GROUP)),
      of14("05200018 0000007b 050f0010 00000002 00000000 00000001", new RequestForward(2, GROUP)));

  private static final List<Vector<OfMessage>> ASYNC = List.of(
      of13("041a0008 0000007b", new AsyncRequest()),
      of13("041b0020 0000007b 00001005 00001007 00000003 00000007 00000000 00000003", new AsyncMasksReply(MASKS)),
      of13("041c0020 0000007b 00001005 00001007 00000003 00000007 00000000 00000003", new SetAsyncMasks(MASKS)),
      of10("01040028 0000007b 00002320 00000013 00001005 00001007 00000003 00000007 00000000 00000003", new NxMessage.NxSetAsync(MASKS)),
      of10("01040018 0000007b 00002320 0000001b 00000008 00000005", new SetAsync(List.of(new AsyncProperty.Reasons(AsyncProperty.Kind.PACKET_IN, true, 5)))),
      of14("051c0018 0000007b 00000008 00000005 00090008 00000018", new SetAsync(List.of(new AsyncProperty.Reasons(AsyncProperty.Kind.PACKET_IN, true, 5), new AsyncProperty.Reasons(AsyncProperty.Kind.TABLE_STATUS, false, 0x18)))),
      of14("051b0028 0000007b 00010008 00000405 00440006 07080000 ffff0010 005c16c7 00000037 00000000",
          new AsyncReply(List.of(new AsyncProperty.Reasons(AsyncProperty.Kind.PACKET_IN, false, 0x405), new AsyncProperty.Unknown(new UnknownProperty(0x44, Bytes.parse("0708"))), new AsyncProperty.Unknown(EXPERIMENTERS)))),
      of15("061b0010 0000007b 000e0008 0000007f", new AsyncReply(List.of(new AsyncProperty.Reasons(AsyncProperty.Kind.CONT_STATUS, true, 0x7f)))));

  private static final List<Vector<OfMessage>> PACKETS = List.of(
      of11("020a0028 0000007b 00000111 00000003 00000003 00100107 0180c200 000e0a1b 2c3d4e5f 88cc0000", new PacketIn(new BufferId(0x111), 16, 1, 7, 0, Match.parse("in_port=3"), FRAME)),
      of11("020a0028 0000007b 00000111 00000003 00000004 00100107 0180c200 000e0a1b 2c3d4e5f 88cc0000", new PacketIn(new BufferId(0x111), 16, 1, 7, 0, Match.parse("in_port=3,in_phy_port=4"), FRAME)),
      of12("030a0032 0000007b ffffff00 00100007 0001000c 80000004 fffffffe 00000000 0000 0180c200 000e0a1b 2c3d4e5f 88cc0000", new PacketIn(new BufferId(0xffffff00), 16, 0, 7, 0, Match.parse("in_port=LOCAL"), FRAME)),
      of15("060d0030 0000007b ffffff00 00100000 0001000c 80000004 00000001 00000000 00000010 fffffffb 05dc0000 00000000",
          new PacketOut(new BufferId(0xffffff00), PortNo.of(1), List.of(new Action.Output(PortNo.FLOOD, 1500)), Bytes.EMPTY)),
      of15("060d0048 0000007b ffffffff 00100000 00010018 80000004 00000001 80000408 00000000 00000003 00000010 fffffffb 05dc0000 00000000 0180c200 000e0a1b 2c3d4e5f 88cc0000",
          new PacketOut(BufferId.NONE, PortNo.of(1), Match.parse("metadata=3"), List.of(new Action.Output(PortNo.FLOOD, 1500)), FRAME)),
      of10("0104004a 0000007b 00002320 00000011 ffffffff 00400107 00000000 00000009 000e0000 00000000 00000002 00010001 00040000 00010000 0000 0180c200 000e0a1b 2c3d4e5f 88cc0000",
          new NxPacketIn(BufferId.NONE, 64, 1, 7, 9, Match.parse("in_port=1,reg0=1"), FRAME)),
      of13("04040078 0000007b 00002320 0000001e 00000014 0180c200 000e0a1b 2c3d4e5f 88cc0000 00000000 00010008 00000040 00020008 00000114 00030005 07000000 00040010 00000000 fedcba98 76543210 00050005 01000000 00060010 80000408 5a5a5a5a 5a5a5a5a 00070009 01020304 05000000 00000000",
          new NxPacketIn2(List.of(
              new PacketProperty.Packet(FRAME),
              new PacketProperty.FullLength(64),
              new PacketProperty.Buffer(new BufferId(0x114)),
              new PacketProperty.Table(7),
              new PacketProperty.Cookie(0xfedcba9876543210L),
              new PacketProperty.Reason(1),
              new PacketProperty.Metadata(Match.parse("metadata=0x5a5a5a5a5a5a5a5a")),
              new PacketProperty.Userdata(Bytes.parse("0102030405"))))),
      of10("010400b8 0000007b 00002320 0000001c 00000012 ffffffff ffff1020 30405060 12340000 00000000 0006000c 80000004 fffffffd 00000000 00080080 00000000 80000014 00112233 44556677 8899aabb ccddeeff 00000000 80010007 01020300 80020008 00000007 80030004 00000000 80040005 07000000 80050010 00000000 00000000 00000009 80060010 00000000 00000008 00010000 80070010 00000000 00000008 00020000 80080008 00000007 80990006 01020000",
          new NxResume(List.of(
              new PacketProperty.Packet(Bytes.parse("ffffffffffff1020304050601234")),
              new PacketProperty.Metadata(Match.parse("in_port=CONTROLLER")),
              new PacketProperty.Continuation(List.of(
                  new ContinuationProperty.Bridge(Bytes.parse("00112233445566778899aabbccddeeff")),
                  new ContinuationProperty.Stack(Bytes.parse("010203")),
                  new ContinuationProperty.Mirrors(7),
                  new ContinuationProperty.Conntracked(),
                  new ContinuationProperty.ActionsTable(7),
                  new ContinuationProperty.ActionsCookie(9),
                  new ContinuationProperty.Actions(List.of(new Action.Output(PortNo.of(1), 0))),
                  new ContinuationProperty.ActionSet(List.of(new Action.Output(PortNo.of(2), 0))),
                  new ContinuationProperty.OdpPort(7),
                  new ContinuationProperty.Unknown(new UnknownProperty(0x8099, Bytes.parse("0102")))))))));

  private static final List<Vector<OfMessage>> NICIRA = List.of(
      of10("01040014 0000007b 00002320 0000000a 00000001", new NxMessage.NxRoleRequest(Role.MASTER)),
      of13("04040014 0000007b 00002320 0000000b 00000000", new NxMessage.NxRoleReply(Role.EQUAL)),
      of10("01040014 0000007b 00002320 0000000c 00000002", new NxMessage.SetFlowFormat(2)),
      of10("01040018 0000007b 00002320 0000000f 01000000 00000000", new NxMessage.FlowModTableId(true)),
      of10("01040014 0000007b 00002320 00000010 00000001", new NxMessage.SetPacketInFormat(NxMessage.PacketInFormat.NXT_PACKET_IN)),
      of10("01040010 0000007b 00002320 00000012", new NxMessage.FlowAge()),
      of10("01040018 0000007b 00002320 00000014 00000000 0000007b", new NxMessage.SetControllerId(123)),
      of13("04040020 0000007b 00002320 00000018 00010000 00000000 ffff0004 00070000", new NxMessage.TlvTableMod(NxMessage.TlvCommand.DELETE, List.of(new NxMessage.TlvMap(0xffff, 0, 4, 7)))),
      of13("04040010 0000007b 00002320 00000019", new NxMessage.TlvTableRequest()),
      of13("04040028 0000007b 00002320 0000001a 00000100 00400000 00000000 00000000 ffff017c 003f0000", new NxMessage.TlvTableReply(256, 64, List.of(new NxMessage.TlvMap(0xffff, 1, 124, 63)))),
      of10("01040018 0000007b 00002320 0000001d 00000000 0000000d", new NxMessage.CtFlushZone(13)),
      of10("01040068 0000007b 00002320 00000020 06000000 00000000 00020008 000d0000 00000048 00000000 00000014 00000000 00000000 0000ffff 0a0a0001 00000000 00010014 00000000 00000000 0000ffff 0a0a0002 00000000 00020008 00500000 00030008 1f900000",
          new NxMessage.CtFlush(6, List.of(
              new CtFlushProperty.Zone(13),
              new CtFlushProperty.OriginalTuple(List.of(
                  new CtTuplePart.Source(new Ipv6Address(0, 0xffff_0a0a_0001L)),
                  new CtTuplePart.Destination(new Ipv6Address(0, 0xffff_0a0a_0002L)),
                  new CtTuplePart.SourcePort(80),
                  new CtTuplePart.DestinationPort(8080)))))),
      of10("01100018 0000007b ffff0000 00002320 00000003 00000000", request(new IpfixBridgeRequest())),
      of13("04120018 0000007b ffff0000 00000000 00002320 00000004", request(new IpfixFlowRequest())),
      of10("01110070 0000007b ffff0000 00002320 00000003 00000000" + hex(IPFIX), reply(new IpfixBridge(IPFIX))),
      of13("041300c8 0000007b ffff0000 00000000 00002320 00000004" + hex(IPFIX) + hex(IPFIX), reply(new IpfixFlows(List.of(IPFIX, IPFIX)))));
  // spotless:on

  private static String hex(IpfixCounters c) {
    return "%016x%016x%016x%016x%016x%016x%016x%016x%016x%016x%08x00000000"
        .formatted(
            c.flows(),
            c.currentFlows(),
            c.packets(),
            c.ipv4Packets(),
            c.ipv6Packets(),
            c.errorPackets(),
            c.ipv4ErrorPackets(),
            c.ipv6ErrorPackets(),
            c.txPackets(),
            c.txErrors(),
            c.collectorSetId());
  }

  static final List<Vector<OfMessage>> ALL =
      Stream.of(HANDSHAKE, BUNDLES, ASYNC, PACKETS, NICIRA).flatMap(List::stream).toList();
}
