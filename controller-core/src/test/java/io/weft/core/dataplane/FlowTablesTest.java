package io.weft.core.dataplane;

import static io.weft.core.dataplane.Rules.add;
import static io.weft.core.dataplane.Rules.as;
import static io.weft.core.dataplane.Rules.delete;
import static io.weft.core.dataplane.Rules.group;
import static io.weft.core.dataplane.Rules.masked;
import static io.weft.core.dataplane.Rules.output;
import static io.weft.core.dataplane.Rules.with;
import static io.weft.core.dataplane.Rules.withCookie;
import static io.weft.core.dataplane.Rules.withTimeouts;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.FlowMultipart.Aggregate;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupType;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowTablesTest {
  private static final String UDP = "eth_type=0x800,ip_proto=17";
  private final Bench bench = Bench.of(OfVersion.OF13);

  @Test
  void highestPriorityWinsAndOlderAmongEqualOnes() {
    bench.apply(add(1, "", output(2)), add(9, "eth_type=0x800", output(3)), add(5, UDP, output(4)));
    assertThat(bench.way()).isEqualTo("3");
    assertThat(bench.way(Bench.ARP, 1)).isEqualTo("2");
    bench.apply(add(9, UDP, output(4)));
    assertThat(bench.way()).isEqualTo("3");
  }

  @Test
  void addReplacesSameMatchAndKeepsCountsUnlessReset() {
    bench.apply(add(1, UDP, output(2)));
    bench.way();
    bench.pass(5);
    bench.apply(add(1, UDP, output(3)));
    assertThat(bench.flows())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.packets()).isEqualTo(1);
          assertThat(entry.lifetime()).isEqualTo(Elapsed.NONE);
        });
    bench.apply(with(add(1, UDP, output(3)), FlowFlag.RESET_COUNTS));
    assertThat(bench.flows().getFirst().packets()).isZero();

    Bench old = Bench.of(OfVersion.OF10);
    old.apply(add(1, UDP, output(2)));
    old.way();
    old.apply(add(1, UDP, output(3)));
    assertThat(old.flows().getFirst().packets()).isZero();
  }

  @Test
  void checkOverlapRefusesWhatOnePacketMayMatchBoth() {
    bench.apply(add(5, "eth_type=0x800,ipv4_dst=10.0.0.0/255.0.0.0", output(2)));
    assertThat(bench.refusal(checked(add(5, UDP)))).contains(OfError.OFPFMFC_OVERLAP);
    assertThat(bench.refusal(checked(add(6, UDP)))).isEmpty();
    assertThat(bench.refusal(checked(add(5, "eth_type=0x806")))).isEmpty();
    assertThat(bench.refusal(checked(add(5, "eth_type=0x800,ipv4_dst=11.0.0.0/255.0.0.0"))))
        .isEmpty();
    assertThat(bench.refusal(add(5, UDP))).isEmpty();
  }

  private static FlowMod checked(FlowMod mod) {
    return with(mod, FlowFlag.CHECK_OVERLAP);
  }

  @Test
  void fullTableRefusesMoreButReplaces() {
    Bench small = new Bench(new PipelineSettings(OfVersion.OF13, 2, 1), BucketChooser.byFlow());
    small.apply(add(1, UDP, output(2)));
    assertThat(small.refusal(add(2, UDP))).contains(OfError.OFPFMFC_TABLE_FULL);
    assertThat(small.refusal(add(1, UDP, output(3)))).isEmpty();
    assertThat(small.refusal(add(1, 2, UDP))).isEmpty();
  }

  @Test
  void modifyChangesWhatTheMatchCovers() {
    bench.apply(
        withCookie(add(1, UDP, output(2)), 7), add(2, "eth_type=0x806", output(2)), add(3, ""));
    bench.way();
    bench.apply(as(add(99, "eth_type=0x800", output(4)), FlowModCommand.MODIFY));
    bench.apply(as(add(99, UDP, output(4)), FlowModCommand.MODIFY_STRICT));
    bench.apply(masked(add(0, "", output(3)), FlowModCommand.MODIFY, 8, -1));

    assertThat(bench.priorities()).containsExactly(3, 2, 1);
    FlowEntry entry = bench.flows().getLast();
    assertThat(entry.instructions()).containsExactly(Instruction.apply(output(4)));
    assertThat(entry.cookie()).isEqualTo(7);
    assertThat(bench.flows().get(1).instructions()).containsExactly(Instruction.apply(output(2)));
  }

  @Test
  void modifyOfNothingAddsInOf10Only() {
    FlowMod modify = as(add(1, UDP, output(2)), FlowModCommand.MODIFY);
    bench.apply(modify);
    assertThat(bench.flows()).isEmpty();
    Bench old = Bench.of(OfVersion.OF10);
    old.apply(modify);
    old.apply(as(withCookie(add(1, UDP, output(3)), 5), FlowModCommand.MODIFY_STRICT));
    assertThat(old.way()).isEqualTo("3");
    assertThat(old.flows().getFirst().cookie()).isEqualTo(5);
  }

  @Test
  void deleteIsRestrictedByMatchPortGroupAndCookie() {
    bench.apply(group(7, GroupType.INDIRECT, Bucket.of(output(2))));
    bench.apply(
        withCookie(add(1, "", output(2)), 0x10),
        withCookie(add(2, UDP, output(3)), 0x11),
        add(3, UDP, new Action.Group(7)),
        add(4, "in_port=1,eth_type=0x800", output(3), output(2)));

    bench.apply(delete(0, UDP, PortNo.of(2), Bucket.NO_GROUP));
    assertThat(bench.priorities()).containsExactly(4, 3, 2, 1);
    bench.apply(delete(0, UDP, PortNo.ANY, 7));
    assertThat(bench.priorities()).containsExactly(4, 2, 1);
    bench.apply(delete(FlowMod.ALL_TABLES, "eth_type=0x800", PortNo.of(2), Bucket.NO_GROUP));
    assertThat(bench.priorities()).containsExactly(2, 1);
    bench.apply(masked(add(0, ""), FlowModCommand.DELETE, 0x11, 0x0f));
    assertThat(bench.priorities()).containsExactly(1);
    bench.apply(as(add(2, ""), FlowModCommand.DELETE_STRICT));
    assertThat(bench.priorities()).containsExactly(1);
    bench.apply(as(add(1, ""), FlowModCommand.DELETE_STRICT));
    assertThat(bench.flows()).isEmpty();
  }

  @Test
  void deleteOfAllTablesTellsWhoAskedForIt() {
    bench.apply(
        with(add(3, 1, UDP, Instruction.apply(output(2))), FlowFlag.SEND_FLOW_REM), add(2, UDP));
    List<FlowRemoved> told =
        bench.apply(delete(FlowMod.ALL_TABLES, "", PortNo.ANY, Bucket.NO_GROUP));
    assertThat(told)
        .singleElement()
        .satisfies(removed -> {
          assertThat(removed.tableId()).isEqualTo(3);
          assertThat(removed.reason()).isEqualTo(FlowRemoved.Reason.DELETE);
          assertThat(removed.match()).isEqualTo(Rules.match(UDP));
        });
    assertThat(bench.flows()).isEmpty();
  }

  @Test
  void idleTimeoutRestartsWithEachPacketAndHardTimeoutDoesNot() {
    bench.apply(
        withTimeouts(add(1, "eth_type=0x806", output(2)), 10, 0),
        withTimeouts(add(2, UDP, output(2)), 10, 25));
    assertThat(bench.pass(9)).isEmpty();
    bench.way();
    assertThat(bench.pass(1)).extracting(FlowRemoved::priority).containsExactly(1);
    bench.pass(8);
    bench.way();
    assertThat(bench.pass(6)).isEmpty();
    assertThat(bench.pass(1))
        .singleElement()
        .satisfies(removed -> {
          assertThat(removed.reason()).isEqualTo(FlowRemoved.Reason.HARD_TIMEOUT);
          assertThat(removed.packets()).isEqualTo(2);
          assertThat(removed.lifetime()).isEqualTo(Elapsed.ofSeconds(25));
        });
  }

  @Test
  void deletingGroupTakesItsFlows() {
    GroupMod group = group(7, GroupType.INDIRECT, Bucket.of(output(2)));
    bench.apply(group);
    bench.apply(
        with(add(1, UDP, new Action.Group(7)), FlowFlag.SEND_FLOW_REM), add(2, "in_port=3"));
    assertThat(bench.apply(as(group, GroupMod.Command.DELETE)))
        .extracting(FlowRemoved::reason)
        .containsExactly(FlowRemoved.Reason.GROUP_DELETE);
    assertThat(bench.priorities()).containsExactly(2);
  }

  @Test
  void statisticsSelectAndSum() {
    bench.apply(add(1, "", output(2)), add(2, UDP, output(3)), add(1, 1, UDP));
    bench.way();
    bench.way(Bench.ARP, 1);
    var request = new FlowStatsRequest(0, PortNo.of(2), Bucket.NO_GROUP, 0, 0, Match.ANY);
    assertThat(bench.pipeline().flows(request, bench.now()))
        .extracting(FlowEntry::priority)
        .containsExactly(1);
    assertThat(bench.pipeline().aggregate(FlowStatsRequest.all(), bench.now()))
        .isEqualTo(new Aggregate(2, Bench.UDP.size() + Bench.ARP.size(), 3));
  }

  @Test
  void countsAsTheFlagsSay() {
    bench.apply(with(add(1, UDP, output(2)), FlowFlag.NO_BYTE_COUNTS, FlowFlag.NO_PACKET_COUNTS));
    bench.way();
    assertThat(bench.flows().getFirst().packets()).isZero();
    assertThat(bench.flows().getFirst().bytes()).isZero();
  }

  @Test
  void copyLivesItsOwnLife() {
    bench.apply(add(1, "", output(2)));
    Bench copy = bench.copy();
    copy.apply(add(2, "", output(3)));
    copy.setPort(2, 0, false);
    assertThat(copy.way()).isEqualTo("3");
    assertThat(bench.way()).isEqualTo("2");
    assertThat(bench.flows()).hasSize(1);
    assertThat(copy.flows().getLast().packets()).isZero();
  }
}
