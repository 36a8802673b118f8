package io.weft.openflow.codec;

import static io.weft.openflow.codec.Vector.of10;
import static io.weft.openflow.codec.Vector.of13;

import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.Ipv4Address;
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
import io.weft.openflow.message.GroupType;
import io.weft.openflow.message.HelloElement;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortDesc;
import java.util.List;
import java.util.Set;

/** One vector at least for each row of the table of messages; all have the xid 0x7b. */
final class MessageVectors {
  static final PortDesc PORT =
      new PortDesc(
          PortNo.of(7),
          MacAddress.parse("0a:1b:2c:3d:4e:5f"),
          "s1-eth7",
          1,
          1,
          0x840,
          0x2820,
          0x1010,
          0x8820,
          0,
          0);
  static final PortDesc PORT_WITH_SPEED =
      new PortDesc(
          PortNo.LOCAL,
          MacAddress.parse("0a:1b:2c:3d:4e:5f"),
          "s1",
          0x20,
          4,
          0x840,
          0x2820,
          0x1010,
          0x8820,
          10_000_000,
          100_000_000);
  static final Match TCP =
      Match.builder()
          .set(Field.IN_PORT, PortNo.of(3))
          .set(Field.ETH_TYPE, 0x800)
          .set(Field.IP_PROTO, 6)
          .set(Field.IPV4_DST, Ipv4Address.parse("10.0.0.0"), Ipv4Address.parse("255.255.255.0"))
          .set(Field.TCP_DST, 443)
          .build();
  static final Match EXACT_OF10 =
      Match.builder()
          .set(Field.IN_PORT, PortNo.of(1))
          .set(Field.ETH_SRC, MacAddress.parse("0a:1b:2c:3d:4e:5f"))
          .set(Field.ETH_DST, MacAddress.parse("0a:1b:2c:3d:4e:60"))
          .set(Field.VLAN_VID, 0x1064)
          .set(Field.VLAN_PCP, 3)
          .set(Field.ETH_TYPE, 0x800)
          .set(Field.IP_DSCP, 46)
          .set(Field.IP_PROTO, 17)
          .set(Field.IPV4_SRC, Ipv4Address.parse("10.1.2.3"))
          .set(Field.IPV4_DST, Ipv4Address.parse("10.4.5.6"))
          .set(Field.UDP_SRC, 4096)
          .set(Field.UDP_DST, 53)
          .build();
  static final List<Instruction> OUTPUT_2 = List.of(Instruction.apply(Action.output(PortNo.of(2))));
  private static final Bytes FRAME = Bytes.parse("0180c200000e0a1b2c3d4e5f88cc0000");

  private MessageVectors() {}

  static final List<Vector<OfMessage>> ALL =
      List.of(
          of10("01000008 0000007b", new OfMessage.Hello(1)),
          of13(
              "04000010 0000007b 00010008 00000012",
              OfMessage.Hello.offering(List.of(OfVersion.OF10, OfVersion.OF13))),
          of13(
              "04000018 0000007b 00010008 00000012 00020008 01020304",
              new OfMessage.Hello(
                  4,
                  List.of(
                      new HelloElement.VersionBitmap(List.of(0x12)),
                      new HelloElement.Unknown(2, Bytes.parse("01020304"))),
                  Bytes.EMPTY)),
          of10(
              "01010014 0000007b 00030001 010e0008 0000007b",
              new OfMessage.ErrorMessage(OfError.OFPFMFC_OVERLAP, Bytes.parse("010e00080000007b"))),
          of13(
              "04010014 0000007b 00040009 040e0008 0000007b",
              new OfMessage.ErrorMessage(
                  OfError.OFPBMC_BAD_PREREQ, Bytes.parse("040e00080000007b"))),
          of10("01020008 0000007b", new OfMessage.EchoRequest(Bytes.EMPTY)),
          of13(
              "0402000d 0000007b 01020304 05",
              new OfMessage.EchoRequest(Bytes.parse("0102030405"))),
          of10("0103000d 0000007b 01020304 05", new OfMessage.EchoReply(Bytes.parse("0102030405"))),
          of13("04030008 0000007b", new OfMessage.EchoReply(Bytes.EMPTY)),
          of10(
              "01040014 0000007b 005c16c7 0000000a 00000002",
              new OfMessage.Experimenter(0x5c16c7, Bytes.parse("0000000a 00000002"))),
          of13(
              "04040014 0000007b 005c16c7 0000000a 00000002",
              new OfMessage.Experimenter(0x5c16c7, Bytes.parse("0000000a 00000002"))),
          of10("01050008 0000007b", new OfMessage.FeaturesRequest()),
          of13("04050008 0000007b", new OfMessage.FeaturesRequest()),
          of10(
              "01060050 0000007b 00005054 00000001 00000100 02000000 00000087 00000fff 00070a1b 2c3d4e5f 73312d65 74683700 00000000 00000000 00000001 00000001 000000c0 000002a0 00000110 000008a0",
              new OfMessage.FeaturesReply(
                  new DatapathId(0x0000505400000001L), 256, 2, 0, 0x87, 0xfff, List.of(PORT))),
          of13(
              "04060020 0000007b 00005054 00000001 00000100 fe030000 0000004f 00000000",
              new OfMessage.FeaturesReply(
                  new DatapathId(0x0000505400000001L), 256, 254, 3, 0x4f, 0, List.of())),
          of10("01070008 0000007b", new OfMessage.GetConfigRequest()),
          of13("04070008 0000007b", new OfMessage.GetConfigRequest()),
          of10("0108000c 0000007b 00010080", new OfMessage.GetConfigReply(1, 128)),
          of13("0408000c 0000007b 0000ffff", new OfMessage.GetConfigReply(0, 0xffff)),
          of10("0109000c 0000007b 00000080", new OfMessage.SetConfig(0, 128)),
          of13("0409000c 0000007b 0000ffff", new OfMessage.SetConfig(0, 0xffff)),
          of10(
              "010a0022 0000007b 00000111 003c0003 01000180 c200000e 0a1b2c3d 4e5f88cc 0000",
              new PacketIn(
                  new BufferId(0x111),
                  60,
                  1,
                  0,
                  0,
                  Match.builder().set(Field.IN_PORT, PortNo.of(3)).build(),
                  FRAME)),
          of13(
              "040a0042 0000007b ffffffff 00100005 00000000 0000abcd 00010018 80000004 00000003 80000408 00000000 0000005a 00000180 c200000e 0a1b2c3d 4e5f88cc 0000",
              new PacketIn(
                  BufferId.NONE,
                  16,
                  0,
                  5,
                  0xabcdL,
                  Match.builder()
                      .set(Field.IN_PORT, PortNo.of(3))
                      .set(Field.METADATA, 0x5aL)
                      .build(),
                  FRAME)),
          of10(
              "010b0058 0000007b 0032204e 00030000 00000000 00000000 00000000 00000800 00060000 00000000 0a000000 000001bb 00000000 00001234 00640100 00000005 30e03500 003c0000 00000000 00000007 00000000 000002bc",
              new FlowRemoved(
                  0x1234L,
                  100,
                  FlowRemoved.Reason.HARD_TIMEOUT,
                  0,
                  new Elapsed(5, 820_000_000),
                  60,
                  0,
                  7,
                  700,
                  TCP)),
          of13(
              "040b0060 0000007b 00000000 00001234 00640309 00000005 30e03500 003c012c 00000000 00000007 00000000 000002bc 00010029 80000004 00000003 80000a02 08008000 19080a00 0000ffff ff008000 14010680 001c0201 bb000000 00000000",
              new FlowRemoved(
                  0x1234L,
                  100,
                  FlowRemoved.Reason.GROUP_DELETE,
                  9,
                  new Elapsed(5, 820_000_000),
                  60,
                  300,
                  7,
                  700,
                  TCP)),
          of10(
              "010c0040 0000007b 01000000 00000000 00070a1b 2c3d4e5f 73312d65 74683700 00000000 00000000 00000001 00000001 000000c0 000002a0 00000110 000008a0",
              new OfMessage.PortStatus(OfMessage.PortReason.DELETE, PORT)),
          of13(
              "040c0050 0000007b 02000000 00000000 fffffffe 00000000 0a1b2c3d 4e5f0000 73310000 00000000 00000000 00000000 00000020 00000004 00000840 00002820 00001010 00008820 00989680 05f5e100",
              new OfMessage.PortStatus(OfMessage.PortReason.MODIFY, PORT_WITH_SPEED)),
          of10(
              "010d0028 0000007b ffffffff fffd0008 00000008 00020000 0180c200 000e0a1b 2c3d4e5f 88cc0000",
              PacketOut.to(PortNo.of(2), FRAME)),
          of13(
              "040d0030 0000007b 00000111 00000009 00180000 00000000 00150008 00000001 00000010 fffffffb 00000000 00000000",
              new PacketOut(
                  new BufferId(0x111),
                  PortNo.of(9),
                  List.of(new Action.SetQueue(1), Action.output(PortNo.FLOOD)),
                  Bytes.EMPTY)),
          of13(
              "040d0038 0000007b ffffffff fffffffd 00100000 00000000 00000010 00000002 00000000 00000000 0180c200 000e0a1b 2c3d4e5f 88cc0000",
              PacketOut.to(PortNo.of(2), FRAME)),
          of10(
              "010e0050 0000007b 00000000 00010a1b 2c3d4e5f 0a1b2c3d 4e600064 03000800 b8110000 0a010203 0a040506 10000035 00000000 00000000 00000000 00000064 ffffffff ffff0000 00000008 00020000",
              FlowMod.add(0, 100, EXACT_OF10, OUTPUT_2)),
          of10(
              "010e0048 0000007b 003820ff 00*44 00030000 00008000 ffffffff 00030000",
              new FlowMod(
                  FlowModCommand.DELETE,
                  0,
                  0,
                  0,
                  0,
                  0,
                  0x8000,
                  BufferId.NONE,
                  PortNo.of(3),
                  Bucket.NO_GROUP,
                  Set.of(),
                  Match.ANY,
                  List.of())),
          of10(
              "010e0048 0000007b 0032204e 00030000 00000000 00000000 00000000 00000800 00060000 00000000 0a000000 000001bb 11223344 55667788 0002000a 0014001e 00000005 ffff0003",
              new FlowMod(
                  FlowModCommand.MODIFY_STRICT,
                  0x1122334455667788L,
                  0,
                  0,
                  10,
                  20,
                  30,
                  new BufferId(5),
                  PortNo.ANY,
                  Bucket.NO_GROUP,
                  Set.of(FlowFlag.SEND_FLOW_REM, FlowFlag.CHECK_OVERLAP),
                  TCP,
                  List.of())),
          of13(
              "040e0088 0000007b 11223344 55667788 00000000 00000000 0100000a 0014001e 00000005 ffffffff ffffffff 00110000 00010029 80000004 00000003 80000a02 08008000 19080a00 0000ffff ff008000 14010680 001c0201 bb000000 00000000 00060008 00000004 00040018 00000000 00000010 00000002 00000000 00000000 00010008 02000000",
              new FlowMod(
                  FlowModCommand.ADD,
                  0x1122334455667788L,
                  0,
                  1,
                  10,
                  20,
                  30,
                  new BufferId(5),
                  PortNo.ANY,
                  Bucket.NO_GROUP,
                  Set.of(FlowFlag.SEND_FLOW_REM, FlowFlag.NO_BYTE_COUNTS),
                  TCP,
                  List.of(
                      new Instruction.Meter(4),
                      OUTPUT_2.getFirst(),
                      new Instruction.GotoTable(2)))),
          of13(
              "040e0038 0000007b 00000000 00000011 00000000 000000ff ff030000 00008000 ffffffff 00000003 0000002c 00000000 00010004 00000000",
              new FlowMod(
                  FlowModCommand.DELETE,
                  0x11,
                  0xff,
                  FlowMod.ALL_TABLES,
                  0,
                  0,
                  0x8000,
                  BufferId.NONE,
                  PortNo.of(3),
                  44,
                  Set.of(),
                  Match.ANY,
                  List.of())),
          of13(
              "040e0060 0000007b 00*16 02040000 00000007 ffffffff ffffffff ffffffff 00000000 00010029 80000004 00000003 80000a02 08008000 19080a00 0000ffff ff008000 14010680 001c0201 bb000000 00000000",
              FlowMod.deleteStrict(2, 7, TCP)),
          of13(
              "040f0058 0000007b 00000100 00000007 00200003 ffffffff ffffffff 00000000 00000010 00000001 00000000 00000000 00280005 ffffffff ffffffff 00000000 00180008 00000000 00000010 00000002 00000000 00000000",
              new GroupMod(
                  GroupMod.Command.ADD,
                  GroupType.SELECT,
                  7,
                  List.of(
                      new Bucket(
                          3, PortNo.ANY, Bucket.NO_GROUP, List.of(Action.output(PortNo.of(1)))),
                      new Bucket(
                          5,
                          PortNo.ANY,
                          Bucket.NO_GROUP,
                          List.of(new Action.DecNwTtl(), Action.output(PortNo.of(2))))))),
          of13(
              "040f0030 0000007b 00010300 00000008 00200000 00000001 00000009 00000000 00000010 00000001 00000000 00000000",
              new GroupMod(
                  GroupMod.Command.MODIFY,
                  GroupType.FAST_FAILOVER,
                  8,
                  List.of(new Bucket(0, PortNo.of(1), 9, List.of(Action.output(PortNo.of(1))))))),
          of13(
              "040f0010 0000007b 00020000 fffffffc",
              new GroupMod(GroupMod.Command.DELETE, GroupType.ALL, GroupMod.ALL_GROUPS, List.of())),
          of10(
              "0110000c 0000007b 00000000",
              new OfMessage.MultipartRequest(false, new MultipartBody.DescRequest())),
          of13(
              "04120010 0000007b 00000001 00000000",
              new OfMessage.MultipartRequest(true, new MultipartBody.DescRequest())),
          of10(
              "01110024 0000007b 00020001 00000000 00000001 00000000 00000002 00000003 00000000",
              new OfMessage.MultipartReply(true, new FlowMultipart.Aggregate(1, 2, 3))),
          of13(
              "04130028 0000007b 00020000 00000000 00000000 00000001 00000000 00000002 00000003 00000000",
              new OfMessage.MultipartReply(false, new FlowMultipart.Aggregate(1, 2, 3))),
          of10("01120008 0000007b", new OfMessage.BarrierRequest()),
          of13("04140008 0000007b", new OfMessage.BarrierRequest()),
          of10("01130008 0000007b", new OfMessage.BarrierReply()),
          of13("04150008 0000007b", new OfMessage.BarrierReply()),
          of13(
              "04180018 0000007b 00000002 00000000 11223344 55667788",
              new OfMessage.RoleRequest(OfMessage.Role.MASTER, 0x1122334455667788L)),
          of13(
              "04190018 0000007b 00000003 00000000 00000000 00000002",
              new OfMessage.RoleReply(OfMessage.Role.SLAVE, 2)));
}
