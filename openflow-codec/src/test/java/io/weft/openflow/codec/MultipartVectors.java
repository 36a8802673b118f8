package io.weft.openflow.codec;

import static io.weft.openflow.codec.Vector.of10;
import static io.weft.openflow.codec.Vector.of13;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PortMultipart;
import java.util.List;
import java.util.Set;

/** One vector at least for each row of the tables of multipart requests and replies. */
final class MultipartVectors {
  private static final Elapsed LIFETIME = new Elapsed(100, 7);

  private MultipartVectors() {}

  static final List<Vector<OfMessage>> ALL =
      List.of(
          of10(
              "0110000c 0000007b 00000000",
              new OfMessage.MultipartRequest(false, new MultipartBody.DescRequest())),
          of10(
              "0111042c 0000007b 00000000 57656674 00*252 68772031 00*252 73772032 00*252 736e2033 00*28 64702034 00*252",
              new OfMessage.MultipartReply(
                  false, new MultipartBody.Desc("Weft", "hw 1", "sw 2", "sn 3", "dp 4"))),
          of10(
              "01100038 0000007b 00010000 003820ff 00*36 ff00ffff",
              new OfMessage.MultipartRequest(false, FlowMultipart.FlowStatsRequest.all())),
          of13(
              "04120010 0000007b 00000000 00000000",
              new OfMessage.MultipartRequest(false, new MultipartBody.DescRequest())),
          of13(
              "04130430 0000007b 00000000 00000000 57656674 00*252 68772031 00*252 73772032 00*252 736e2033 00*28 64702034 00*252",
              new OfMessage.MultipartReply(
                  false, new MultipartBody.Desc("Weft", "hw 1", "sw 2", "sn 3", "dp 4"))),
          of13(
              "04120038 0000007b 00010000 00000000 ff000000 ffffffff ffffffff 00*20 00010004 00000000",
              new OfMessage.MultipartRequest(false, FlowMultipart.FlowStatsRequest.all())),
          of10(
              "01100038 0000007b 00010000 0032204e 00030000 00000000 00000000 00000000 00000800 00060000 00000000 0a000000 000001bb 01000003",
              new OfMessage.MultipartRequest(
                  false,
                  new FlowMultipart.FlowStatsRequest(
                      1, PortNo.of(3), Bucket.NO_GROUP, 0, 0, MessageVectors.TCP))),
          of13(
              "04120060 0000007b 00010000 00000000 01000000 00000003 0000002c 00000000 00000000 00000011 00000000 000000ff 00010029 80000004 00000003 80000a02 08008000 19080a00 0000ffff ff008000 14010680 001c0201 bb000000 00000000",
              new OfMessage.MultipartRequest(
                  false,
                  new FlowMultipart.FlowStatsRequest(
                      1, PortNo.of(3), 44, 0x11, 0xff, MessageVectors.TCP))),
          of10(
              "011100c4 0000007b 00010000 00600100 00000000 00010a1b 2c3d4e5f 0a1b2c3d 4e600064 03000800 b8110000 0a010203 0a040506 10000035 00000064 00000007 000a0014 001e0000 00000000 00000000 00000abc 00000000 00000005 00000000 000001f4 00000008 00020000 00580000 003820ff 00*36 00000064 00000007 00*36",
              new OfMessage.MultipartReply(
                  false,
                  new FlowMultipart.FlowStats(
                      List.of(
                          new FlowMultipart.FlowEntry(
                              1,
                              LIFETIME,
                              10,
                              20,
                              30,
                              Set.of(),
                              0xabcL,
                              5,
                              500,
                              MessageVectors.EXACT_OF10,
                              MessageVectors.OUTPUT_2),
                          new FlowMultipart.FlowEntry(
                              0, LIFETIME, 0, 0, 0, Set.of(), 0, 0, 0, Match.ANY, List.of()))))),
          of13(
              "041300c8 0000007b 00010000 00000000 00800100 00000064 00000007 000a0014 001e0001 00000000 00000000 00000abc 00000000 00000005 00000000 000001f4 00010029 80000004 00000003 80000a02 08008000 19080a00 0000ffff ff008000 14010680 001c0201 bb000000 00000000 00040018 00000000 00000010 00000002 00000000 00000000 00010008 07000000 00380000 00000064 00000007 00*36 00010004 00000000",
              new OfMessage.MultipartReply(
                  false,
                  new FlowMultipart.FlowStats(
                      List.of(
                          new FlowMultipart.FlowEntry(
                              1,
                              LIFETIME,
                              10,
                              20,
                              30,
                              Set.of(FlowFlag.SEND_FLOW_REM),
                              0xabcL,
                              5,
                              500,
                              MessageVectors.TCP,
                              List.of(
                                  MessageVectors.OUTPUT_2.getFirst(),
                                  new Instruction.GotoTable(7))),
                          new FlowMultipart.FlowEntry(
                              0, LIFETIME, 0, 0, 0, Set.of(), 0, 0, 0, Match.ANY, List.of()))))),
          of10(
              "01100038 0000007b 00020000 0032204e 00030000 00000000 00000000 00000000 00000800 00060000 00000000 0a000000 000001bb 01000003",
              new OfMessage.MultipartRequest(
                  false,
                  new FlowMultipart.AggregateRequest(
                      new FlowMultipart.FlowStatsRequest(
                          1, PortNo.of(3), Bucket.NO_GROUP, 0, 0, MessageVectors.TCP)))),
          of13(
              "04120060 0000007b 00020000 00000000 01000000 00000003 0000002c 00000000 00000000 00000011 00000000 000000ff 00010029 80000004 00000003 80000a02 08008000 19080a00 0000ffff ff008000 14010680 001c0201 bb000000 00000000",
              new OfMessage.MultipartRequest(
                  false,
                  new FlowMultipart.AggregateRequest(
                      new FlowMultipart.FlowStatsRequest(
                          1, PortNo.of(3), 44, 0x11, 0xff, MessageVectors.TCP)))),
          of10(
              "01110024 0000007b 00020000 00000000 00000001 00000000 00000002 00000003 00000000",
              new OfMessage.MultipartReply(false, new FlowMultipart.Aggregate(1, 2, 3))),
          of13(
              "04130028 0000007b 00020000 00000000 00000000 00000001 00000000 00000002 00000003 00000000",
              new OfMessage.MultipartReply(false, new FlowMultipart.Aggregate(1, 2, 3))),
          of10(
              "01100014 0000007b 00040000 ffff0000 00000000",
              new OfMessage.MultipartRequest(
                  false, new PortMultipart.PortStatsRequest(PortNo.ANY))),
          of13(
              "04120018 0000007b 00040000 00000000 00000003 00000000",
              new OfMessage.MultipartRequest(
                  false, new PortMultipart.PortStatsRequest(PortNo.of(3)))),
          of10(
              "01110074 0000007b 00040000 fffe0000 00000000 00000000 00000001 00000000 00000002 00000000 00000003 00000000 00000004 00000000 00000005 00000000 00000006 00000000 00000007 00000000 00000008 00000000 00000009 00000000 0000000a 00000000 0000000b 00000000 0000000c",
              new OfMessage.MultipartReply(
                  false,
                  new PortMultipart.PortStats(
                      List.of(
                          new PortMultipart.PortCounters(
                              PortNo.LOCAL,
                              1,
                              2,
                              3,
                              4,
                              5,
                              6,
                              7,
                              8,
                              9,
                              10,
                              11,
                              12,
                              Elapsed.NONE))))),
          of13(
              "04130080 0000007b 00040000 00000000 00000003 00000000 00000000 00000001 00000000 00000002 00000000 00000003 00000000 00000004 00000000 00000005 00000000 00000006 00000000 00000007 00000000 00000008 00000000 00000009 00000000 0000000a 00000000 0000000b ffffffff ffffffff 00000064 00000007",
              new OfMessage.MultipartReply(
                  false,
                  new PortMultipart.PortStats(
                      List.of(
                          new PortMultipart.PortCounters(
                              PortNo.of(3), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -1, LIFETIME))))),
          of13(
              "04120018 0000007b 00060000 00000000 fffffffc 00000000",
              new OfMessage.MultipartRequest(
                  false, new GroupMultipart.GroupStatsRequest(GroupMod.ALL_GROUPS))),
          of13(
              "04130080 0000007b 00060000 00000000 00480000 00000007 00000002 00000000 00000000 0000001e 00000000 00000bb8 00000064 00000007 00000000 0000000a 00000000 000003e8 00000000 00000014 00000000 000007d0 00280000 00000008 00*24 00000064 00000007",
              new OfMessage.MultipartReply(
                  false,
                  new GroupMultipart.GroupStats(
                      List.of(
                          new GroupMultipart.GroupCounters(
                              7,
                              2,
                              30,
                              3000,
                              LIFETIME,
                              List.of(
                                  new GroupMultipart.BucketCounters(10, 1000),
                                  new GroupMultipart.BucketCounters(20, 2000))),
                          new GroupMultipart.GroupCounters(8, 0, 0, 0, LIFETIME, List.of()))))),
          of13(
              "04120010 0000007b 00070000 00000000",
              new OfMessage.MultipartRequest(false, new GroupMultipart.GroupDescRequest())),
          of13(
              "04130040 0000007b 00070000 00000000 00280200 00000007 00200000 ffffffff ffffffff 00000000 00000010 00000002 00000000 00000000 00080000 00000008",
              new OfMessage.MultipartReply(
                  false,
                  new GroupMultipart.GroupDesc(
                      List.of(
                          new GroupMultipart.GroupEntry(
                              7,
                              GroupType.INDIRECT,
                              List.of(Bucket.of(Action.output(PortNo.of(2))))),
                          new GroupMultipart.GroupEntry(8, GroupType.ALL, List.of()))))),
          of13(
              "04120010 0000007b 000d0000 00000000",
              new OfMessage.MultipartRequest(false, new PortMultipart.PortDescRequest())),
          of13(
              "04130090 0000007b 000d0000 00000000 00000007 00000000 0a1b2c3d 4e5f0000 73312d65 74683700 00000000 00000000 00000001 00000001 00000840 00002820 00001010 00008820 00000000 00000000 fffffffe 00000000 0a1b2c3d 4e5f0000 73310000 00000000 00000000 00000000 00000020 00000004 00000840 00002820 00001010 00008820 00989680 05f5e100",
              new OfMessage.MultipartReply(
                  false,
                  new PortMultipart.PortDescs(
                      List.of(MessageVectors.PORT, MessageVectors.PORT_WITH_SPEED)))),
          of13(
              "04120018 0000007b ffff0000 00000000 00002320 00000001",
              new OfMessage.MultipartRequest(
                  false,
                  new MultipartBody.UnknownRequest(0xffff, Bytes.parse("0000232000000001")))),
          of10(
              "01110014 0000007b ffff0000 005c16c7 00010203",
              new OfMessage.MultipartReply(
                  false, new MultipartBody.UnknownReply(0xffff, Bytes.parse("005c16c700010203")))));
}
