package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF11;
import static io.weft.openflow.OfVersion.OF12;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowMultipart.Aggregate;
import io.weft.openflow.message.FlowMultipart.AggregateRequest;
import io.weft.openflow.message.FlowMultipart.EntryCounters;
import io.weft.openflow.message.FlowMultipart.FlowCounters;
import io.weft.openflow.message.FlowMultipart.FlowCountersRequest;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStats;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import io.weft.openflow.message.FlowMultipart.NxAggregate;
import io.weft.openflow.message.FlowMultipart.NxAggregateRequest;
import io.weft.openflow.message.FlowMultipart.NxFlowEntry;
import io.weft.openflow.message.FlowMultipart.NxFlowStats;
import io.weft.openflow.message.FlowMultipart.NxFlowStatsRequest;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.NxFlowMod;
import io.weft.openflow.message.NxFlowRemoved;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.Oxs;
import java.util.List;
import java.util.Optional;

/** Flow entries in the forms that came after OpenFlow 1.3, and in Nicira's. */
final class FlowVectors {
  private static final Match IN_PORT_3 = Match.parse("in_port=3");
  private static final FlowStatsRequest OUT_2 =
      new FlowStatsRequest(1, PortNo.of(2), Bucket.NO_GROUP, 0, 0, IN_PORT_3);
  private static final FlowStatsRequest WITH_COOKIE =
      new FlowStatsRequest(1, PortNo.of(2), Bucket.NO_GROUP, 0x10, 0xff, IN_PORT_3);
  private static final Oxs ALL_STATS =
      new Oxs(
          List.of(
              new Oxs.Stat.Lifetime(new Elapsed(9, 5)),
              new Oxs.Stat.IdleTime(Elapsed.ofSeconds(3)),
              new Oxs.Stat.PacketCount(7),
              new Oxs.Stat.ByteCount(700),
              new Oxs.Stat.FlowCount(2),
              new Oxs.Stat.Unknown(Bytes.parse("ffff0205000023207f"))));

  private FlowVectors() {}

  private static Vector<OfMessage> v(OfVersion version, String hex, OfMessage value) {
    return new Vector<>(version, hex, value);
  }

  private static OfMessage ask(MultipartBody.Request body) {
    return new OfMessage.MultipartRequest(false, body);
  }

  private static OfMessage answer(MultipartBody.Reply body) {
    return new OfMessage.MultipartReply(false, body);
  }

  private static FlowRemoved removed(int hardTimeout, Optional<Oxs> stats) {
    return new FlowRemoved(
        0x1234,
        100,
        FlowRemoved.Reason.EVICTION,
        9,
        new Elapsed(5, 6),
        60,
        hardTimeout,
        7,
        700,
        IN_PORT_3,
        stats);
  }

  // spotless:off
  static final List<Vector<OfMessage>> ALL = List.of(
      v(OF10, "010e0050 0000007b 003820fe 00030000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 05000000 00008000 ffffffff ffff0000 00000008 00020000", FlowMod.parse("table=5,in_port=3 actions=output:2")),
      v(OF11, "020e00a8 0000007b 00000000 00000001 00000000 00000000 05000000 00008000 ffffffff ffffffff ffffffff 00020000 00000058 00000003 000003fe 00000000 0000ffff ffffffff 00000000 0000ffff ffffffff 00000000 00000000 00000000 ffffffff 00000000 ffffffff 00000000 00000000 00000000 00000000 00000000 ffffffff ffffffff 00040018 00000000 00000010 00000002 00000000 00000000 00010008 06000000", FlowMod.parse("table=5,cookie=1,check_overlap,in_port=3 actions=output:2,goto_table:6")),
      v(OF12, "030e0058 0000007b 00000000 00000001 00000000 00000003 00010000 00008000 ffffffff ffffffff ffffffff 00040000 0001000c 80000004 00000003 00000000 00040018 00000000 00000010 00000002 00000000 00000000", FlowMod.parse("modify cookie=1/3,reset_counts,in_port=3 actions=output:2")),
      v(OF14, "050e0058 0000007b 00000000 00000000 00000000 00000000 00000000 00008000 ffffffff ffffffff ffffffff 00100007 0001000c 80000004 00000003 00000000 00040018 00000000 00000010 00000002 00000000 00000000", FlowMod.parse("importance=7,no_byte_counts,in_port=3 actions=output:2")),
      v(OF15, "060e0038 0000007b 00000000 00000000 00000000 00000000 ff030000 00008000 ffffffff 00000004 00000005 00000000 00010004 00000000", FlowMod.parse("delete table=255,out_port=4,out_group=5")),
      v(OF10, "01040058 0000007b 00002320 0000000d 00000000 00000006 05010000 00008000 ffffffff ffff0000 001a0000 00000000 00000002 00030001 3d100000 00000000 00110000 00000000 00ff0000 00000000 00000008 00020000", new NxFlowMod(FlowMod.parse("modify table=5,cookie=6/0xff,in_port=3 actions=output:2"), 0x11)),
      v(OF13, "04040060 0000007b 00002320 0000000d 00000000 00000000 ff000000 00008000 ffffffff ffff0000 000e0000 00000000 00000002 00030001 00040000 00050000 00040018 00000000 00000010 00000002 00000000 00000000 00010008 06000000", new NxFlowMod(FlowMod.parse("table=255,in_port=3,reg0=5 actions=output:2,goto_table:6"))),
      v(OF15, "060b0050 0000007b 09050064 003c012c 00000000 00001234 0001000c 80000004 00000003 00000000 00000028 80020008 00000005 00000006 80020808 00000000 00000007 80020a08 00000000 000002bc", removed(300, Optional.empty())),
      v(OF15, "060b0070 0000007b 09050064 003c012c 00000000 00001234 0001000c 80000004 00000003 00000000 00000045 80020008 00000009 00000005 80020208 00000003 00000000 80020808 00000000 00000007 80020a08 00000000 000002bc 80020604 00000002 ffff0205 00002320 7f000000", removed(300, Optional.of(ALL_STATS))),
      v(OF10, "01040040 0000007b 00002320 0000000e 00000000 00001234 0064050a 00000005 00000006 003c0006 00000000 00000007 00000000 000002bc 00000002 00030000", new NxFlowRemoved(removed(0, Optional.empty()))),
      v(OF14, "05040040 0000007b 00002320 0000000e 00000000 00001234 0064050a 00000005 00000006 003c0006 00000000 00000007 00000000 000002bc 00000002 00030000", new NxFlowRemoved(removed(0, Optional.empty()))),

      v(OF15, "06120040 0000007b 00010000 00000000 01000000 00000002 ffffffff 00000000 00000000 00000010 00000000 000000ff 0001000c 80000004 00000003 00000000", ask(WITH_COOKIE)),
      v(OF15, "06120048 0000007b 00020000 00000000 01000000 00000002 ffffffff 00000000 00000000 00000010 00000000 000000ff 0001000c 80000004 00000003 00000000 00000004 80020600", ask(new AggregateRequest(WITH_COOKIE, Bytes.parse("0000000480020600")))),
      v(OF15, "06120040 0000007b 00110000 00000000 01000000 00000002 ffffffff 00000000 00000000 00000010 00000000 000000ff 0001000c 80000004 00000003 00000000", ask(new FlowCountersRequest(WITH_COOKIE))),
      v(OF10, "01100040 0000007b ffff0000 00002320 00000000 00000000 0002001a 01000000 00000002 00030001 3d100000 00000000 00100000 00000000 00ff0000 00000000", ask(new NxFlowStatsRequest(WITH_COOKIE))),
      v(OF10, "01100028 0000007b ffff0000 00002320 00000001 00000000 00020006 01000000 00000002 00030000", ask(new NxAggregateRequest(OUT_2))),

      v(OF12, "03130068 0000007b 00010000 00000000 00580300 00000002 1dcd6500 80000006 00000000 00000000 00000000 00000001 00000000 00000004 00000000 00000005 0001000c 80000004 00000003 00000000 00040018 00000000 00000010 00000002 00000000 00000000", answer(new FlowStats(List.of(FlowEntry.parse("cookie=1,duration=2.5s,table=3,n_packets=4,n_bytes=5,idle_timeout=6,in_port=3 actions=output:2"))))),
      v(OF14, "05130068 0000007b 00010000 00000000 00580300 00000002 1dcd6500 80000000 00000001 00060000 00000000 00000001 00000000 00000004 00000000 00000005 0001000c 80000004 00000003 00000000 00040018 00000000 00000010 00000002 00000000 00000000", answer(new FlowStats(List.of(FlowEntry.parse("cookie=1,duration=2.5s,table=3,n_packets=4,n_bytes=5,send_flow_rem importance=6,in_port=3 actions=output:2"))))),
      v(OF15, "061300d0 0000007b 00010000 00000000 00680000 03008000 00000000 00000006 00000000 00000001 0001000c 80000004 00000003 00000000 00000028 80020008 00000002 1dcd6500 80020808 00000000 00000004 80020a08 00000000 00000005 00040018 00000000 00000010 00000002 00000000 00000000 00580000 03000007 00000000 00000000 00000000 00000001 00010004 00000000 00000034 80020008 00000002 1dcd6500 80020208 00000006 00000000 80020808 00000000 00000004 80020a08 00000000 00000005 00000000", answer(new FlowStats(List.of(FlowEntry.parse("cookie=1,duration=2.5s,table=3,n_packets=4,n_bytes=5,importance=6,in_port=3 actions=output:2"), FlowEntry.parse("cookie=1,duration=2.5s,table=3,n_packets=4,n_bytes=5,idle_age=6,priority=7 actions=drop"))))),
      v(OF15, "06130038 0000007b 00020000 00000000 00000024 80020604 00000003 80020808 00000000 00000001 80020a08 00000000 00000002 00000000", answer(new Aggregate(1, 2, 3))),
      v(OF15, "06130020 0000007b 00020000 00000000 00000010 80020a08 00000000 00000002", answer(new Aggregate(0, 0, 0, Optional.of(new Oxs(List.of(new Oxs.Stat.ByteCount(2))))))),
      v(OF15, "06130088 0000007b 00110000 00000000 00600000 01000064 0001000c 80000004 00000003 00000000 00000045 80020008 00000009 00000005 80020208 00000003 00000000 80020808 00000000 00000007 80020a08 00000000 000002bc 80020604 00000002 ffff0205 00002320 7f000000 00180000 02010000 00010004 00000000 00000004 00000000", answer(new FlowCounters(List.of(new EntryCounters(1, 0, 100, IN_PORT_3, ALL_STATS), new EntryCounters(2, 1, 0, Match.ANY, new Oxs(List.of())))))),
      v(OF10, "01110090 0000007b ffff0000 00002320 00000000 00000000 00480300 00000002 1dcd6500 80000006 0000000e 00020000 00000000 00000001 00000000 00000004 00000000 00000005 00000002 00030001 00040000 00050000 00000008 00020000 00300000 00000000 00000000 80000000 00000000 00000007 00000000 00000000 00000000 00000000 00000000 00000000", answer(new NxFlowStats(List.of(new NxFlowEntry(FlowEntry.parse("cookie=1,duration=2.5s,table=3,n_packets=4,n_bytes=5,idle_timeout=6,in_port=3,reg0=5 actions=output:2"), 2, 0), new NxFlowEntry(FlowEntry.parse("actions=drop"), 0, 7))))),
      v(OF10, "01110030 0000007b ffff0000 00002320 00000001 00000000 00000000 00000001 00000000 00000002 00000003 00000000", answer(new NxAggregate(new Aggregate(1, 2, 3)))));
  // spotless:on
}
