package io.weft.core.dataplane;

import static io.weft.core.dataplane.Rules.add;
import static io.weft.core.dataplane.Rules.as;
import static io.weft.core.dataplane.Rules.group;
import static io.weft.core.dataplane.Rules.output;
import static io.weft.core.dataplane.Rules.set;
import static io.weft.core.dataplane.Rules.watching;
import static io.weft.core.dataplane.Rules.weighing;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.core.dataplane.PipelineOutput.Forward;
import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.net.packet.Packets;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.match.Field;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart.BucketCounters;
import io.weft.openflow.message.GroupMultipart.GroupCounters;
import io.weft.openflow.message.GroupType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupTableTest {
  private static final Action GROUP_1 = new Action.Group(1);
  private static final Action GROUP_2 = new Action.Group(2);
  private final Bench bench = Bench.of(OfVersion.OF13);

  private void install(GroupMod... groups) {
    bench.apply(groups);
    bench.apply(add(1, "", GROUP_1));
  }

  @Test
  void allCopiesToEveryBucketButNotBack() {
    install(
        group(
            1,
            GroupType.ALL,
            Bucket.of(set("eth_dst=02:00:00:00:00:77"), output(2)),
            Bucket.of(output(1)),
            Bucket.of(output(3))));
    List<PipelineOutput> outputs = bench.outputs(Bench.UDP, 1);
    assertThat(Bench.way(outputs)).isEqualTo("2 3");
    assertThat(((Forward) outputs.getLast()).frame()).isEqualTo(Bench.UDP);
    assertThat(((Forward) outputs.getFirst()).frame()).isNotEqualTo(Bench.UDP);
  }

  @Test
  void packetIsUnchangedAfterGroup() {
    bench.apply(
        group(1, GroupType.INDIRECT, Bucket.of(set("eth_dst=02:00:00:00:00:77"), output(2))));
    bench.apply(add(1, "", GROUP_1, output(3)));
    assertThat(((Forward) bench.outputs(Bench.UDP, 1).getLast()).frame()).isEqualTo(Bench.UDP);
  }

  @Test
  void failoverTakesFirstLiveBucket() {
    install(group(1, GroupType.FAST_FAILOVER, watching(2, output(2)), watching(3, output(3))));
    assertThat(bench.way()).isEqualTo("2");
    bench.setPort(2, 0, false);
    assertThat(bench.way()).isEqualTo("3");
    bench.pipeline().removePort(PortNo.of(3));
    assertThat(bench.way()).isEqualTo("drop");
    bench.setPort(2, 0, true);
    assertThat(bench.way()).isEqualTo("2");
  }

  @Test
  void failoverWatchesGroups() {
    bench.apply(group(2, GroupType.FAST_FAILOVER, watching(2, output(2)), watching(3, output(3))));
    install(
        group(
            1,
            GroupType.FAST_FAILOVER,
            new Bucket(0, PortNo.ANY, 2, List.of(GROUP_2)),
            watching(4, output(4))));
    assertThat(bench.way()).isEqualTo("2");
    bench.setPort(2, 0, false);
    assertThat(bench.way()).isEqualTo("3");
    bench.setPort(3, 0, false);
    assertThat(bench.way()).isEqualTo("4");
  }

  @Test
  void selectAsksTheChooserAmongLiveBucketsWithWeight() {
    Bench choosing =
        new Bench(PipelineSettings.of(OfVersion.OF13), (group, packet, live) -> live.getLast());
    choosing.apply(
        group(
            1,
            GroupType.SELECT,
            weighing(1, output(2)),
            new Bucket(1, PortNo.of(3), Bucket.NO_GROUP, List.of(output(3))),
            weighing(0, output(4))));
    choosing.apply(add(1, "", GROUP_1));
    assertThat(choosing.way()).isEqualTo("3");
    choosing.setPort(3, 0, false);
    assertThat(choosing.way()).isEqualTo("2");
    choosing.apply(as(group(1, GroupType.SELECT), GroupMod.Command.MODIFY));
    assertThat(choosing.way()).isEqualTo("drop");
  }

  @Test
  void selectSpreadsFlowsByWeightAndKeepsEachOnItsWay() {
    install(group(1, GroupType.SELECT, weighing(1, output(2)), weighing(3, output(3))));
    Map<String, Integer> ways = new HashMap<>();
    Packets.Path path =
        Packets.from(new MacAddress(1), Ipv4Address.parse("10.0.0.1"))
            .to(new MacAddress(2), Ipv4Address.parse("10.0.0.2"));
    for (int port = 0; port < 4000; port++) {
      Bytes frame = path.udp(port, 53, Bytes.EMPTY).toBytes();
      String way = bench.way(frame, 1);
      assertThat(bench.way(frame, 1)).isEqualTo(way);
      ways.merge(way, 1, Integer::sum);
    }
    assertThat(ways.get("2")).isBetween(850, 1150);
    assertThat(ways.get("3")).isBetween(2850, 3150);
  }

  @Test
  void chainsAndCounts() {
    bench.apply(group(2, GroupType.INDIRECT, Bucket.of(output(2))));
    install(group(1, GroupType.ALL, Bucket.of(GROUP_2), Bucket.of(output(3))));
    assertThat(bench.way()).isEqualTo("2 3");
    List<GroupCounters> counters = bench.pipeline().groupCounters(GroupMod.ALL_GROUPS, bench.now());
    assertThat(counters).extracting(GroupCounters::referenceCount).containsExactly(1L, 1L);
    assertThat(counters.getFirst().packets()).isEqualTo(1);
    assertThat(counters.getFirst().buckets())
        .containsExactly(
            new BucketCounters(1, Bench.UDP.size()), new BucketCounters(1, Bench.UDP.size()));
  }

  @Test
  void bucketActionsRunAsSet() {
    install(
        group(
            1,
            GroupType.INDIRECT,
            Bucket.of(output(2), set("vlan_vid=0x1005"), new Action.PushVlan(0x8100))));
    Forward sent = (Forward) bench.outputs(Bench.UDP, 1).getFirst();
    assertThat(Packet.of(sent.frame(), PortNo.of(2)).low(Field.VLAN_VID)).isEqualTo(0x1005);
  }

  @Test
  void refusesWrongGroups() {
    bench.apply(group(1, GroupType.ALL, Bucket.of(output(2))));
    bench.apply(group(2, GroupType.ALL, Bucket.of(GROUP_1)));
    // spotless:off
    Map<GroupMod, OfError> refusals = Map.ofEntries(
        Map.entry(group(1, GroupType.ALL), OfError.OFPGMFC_GROUP_EXISTS),
        Map.entry(as(group(9, GroupType.ALL), GroupMod.Command.MODIFY), OfError.OFPGMFC_UNKNOWN_GROUP),
        Map.entry(group(9, GroupType.INDIRECT), OfError.OFPGMFC_INVALID_GROUP),
        Map.entry(group(9, GroupType.INDIRECT, Bucket.of(), Bucket.of()), OfError.OFPGMFC_INVALID_GROUP),
        Map.entry(group(GroupMod.ALL_GROUPS, GroupType.ALL), OfError.OFPGMFC_INVALID_GROUP),
        Map.entry(group(9, GroupType.ALL, weighing(1)), OfError.OFPGMFC_INVALID_GROUP),
        Map.entry(group(9, GroupType.ALL, watching(1)), OfError.OFPGMFC_WATCH_UNSUPPORTED),
        Map.entry(group(9, GroupType.FAST_FAILOVER, Bucket.of()), OfError.OFPGMFC_INVALID_GROUP),
        Map.entry(group(9, GroupType.ALL, Bucket.of(new Action.Group(8))), OfError.OFPBAC_BAD_OUT_GROUP),
        Map.entry(group(9, GroupType.ALL, Bucket.of(new Action.Group(9))), OfError.OFPGMFC_LOOP),
        Map.entry(as(group(1, GroupType.ALL, Bucket.of(GROUP_2)), GroupMod.Command.MODIFY), OfError.OFPGMFC_LOOP),
        Map.entry(as(group(1, GroupType.ALL), GroupMod.Command.DELETE), OfError.OFPGMFC_CHAINED_GROUP),
        Map.entry(group(9, GroupType.ALL, Bucket.of(Action.output(PortNo.TABLE))), OfError.OFPBAC_BAD_OUT_PORT));
    // spotless:on
    refusals.forEach(
        (mod, error) -> assertThat(bench.refusal(mod)).as(mod.toString()).contains(error));
    assertThat(bench.refusal(as(group(9, GroupType.ALL), GroupMod.Command.DELETE))).isEmpty();
    assertThat(bench.refusal(as(group(2, GroupType.ALL), GroupMod.Command.DELETE))).isEmpty();
    assertThat(bench.pipeline().groups()).hasSize(1);
    bench.apply(as(group(GroupMod.ALL_GROUPS, GroupType.ALL), GroupMod.Command.DELETE));
    assertThat(bench.pipeline().groups()).isEmpty();
  }
}
