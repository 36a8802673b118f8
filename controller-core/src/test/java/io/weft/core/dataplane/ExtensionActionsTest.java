package io.weft.core.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Actions of Open vSwitch, as far as a comparison with it does not show more. */
class ExtensionActionsTest {
  private final Bench bench = Bench.of(OfVersion.OF13);

  private void flows(String... lines) {
    for (String line : lines) {
      bench.apply(FlowMod.parse(line));
    }
  }

  private Explanation explain() {
    return bench.pipeline().explain(Bench.UDP, PortNo.of(1), bench.now());
  }

  @Test
  void resubmitReturnsAndGotoDoesNot() {
    flows(
        "table=0,priority=1 actions=resubmit(2,1),output:3",
        "table=1,in_port=2 actions=output:2",
        "table=1,in_port=1 actions=output:4");
    assertThat(bench.way()).isEqualTo("2 3");
  }

  @Test
  void endlessResubmitDropsThePacket() {
    flows("priority=1 actions=output:2,resubmit(,0)");
    assertThat(bench.way()).isEqualTo("drop");
    assertThat(explain().toString()).contains("more than 64 nested resubmits, dropped");
  }

  @Test
  void learnsForLaterPackets() {
    flows(
        "table=0 actions=learn(table=1,priority=7,idle_timeout=10,"
            + "NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],output:NXM_OF_IN_PORT[]),resubmit(,1)");
    assertThat(explain().learned()).hasSize(1);
    assertThat(bench.flows()).hasSize(1);
    assertThat(bench.way()).isEqualTo("drop");
    FlowEntry learned = bench.flows().getLast();
    assertThat(learned.tableId()).isEqualTo(1);
    assertThat(learned.priority()).isEqualTo(7);
    byte[] back = Bench.UDP.toArray();
    System.arraycopy(Bench.UDP.toArray(), 6, back, 0, 6);
    assertThat(bench.way(Bytes.wrap(back), 3)).isEqualTo("1");
    bench.pass(10);
    assertThat(bench.flows()).hasSize(1);
  }

  @Test
  void learnsUpToLimitAndForgetsWithItsTeacher() {
    flows(
        "table=0 actions=learn(table=1,limit=1,cookie=0x5,delete_learned,"
            + "NXM_OF_IN_PORT[],result_dst=NXM_NX_REG0[0]),output:NXM_NX_REG0[]");
    assertThat(bench.way(Bench.UDP, 2)).isEqualTo("1");
    assertThat(bench.way(Bench.UDP, 3)).isEqualTo("drop");
    assertThat(bench.flows()).hasSize(2);
    bench.apply(Rules.delete(0, "", PortNo.ANY, io.weft.openflow.action.Bucket.NO_GROUP));
    assertThat(bench.flows()).isEmpty();
  }

  @Test
  void conjunctionMatchesWhereAllClausesDo() {
    flows(
        "priority=9,in_port=1 actions=conjunction(7,1/2)",
        "priority=9,in_port=2 actions=conjunction(7,1/2)",
        "priority=9,udp,tp_dst=53 actions=conjunction(7,2/2)",
        "priority=9,udp,tp_dst=54 actions=conjunction(7,2/2)",
        "priority=8,conj_id=7 actions=output:4",
        "priority=1 actions=output:3");
    assertThat(bench.way(Bench.UDP, 1)).isEqualTo("4");
    assertThat(bench.way(Bench.UDP, 2)).isEqualTo("4");
    assertThat(bench.way(Bench.UDP, 4)).isEqualTo("3");
    assertThat(bench.way(Bench.ARP, 1)).isEqualTo("3");
  }

  @Test
  void packetLengthDecidesBit() {
    int size = Bench.UDP.size();
    flows("priority=1 actions=check_pkt_larger(" + size + ")->NXM_NX_REG0[0],output:NXM_NX_REG0[]");
    assertThat(bench.way(Bench.UDP, 2)).isEqualTo("drop");
    byte[] longer = java.util.Arrays.copyOf(Bench.UDP.toArray(), size + 1);
    assertThat(bench.way(Bytes.wrap(longer), 2)).isEqualTo("1");
  }

  @Test
  void stackHoldsBitsWithinOnePacket() {
    flows(
        "priority=1 actions=load:0x3->NXM_NX_REG0[],push:NXM_NX_REG0[],load:0x2->NXM_NX_REG0[],"
            + "output:NXM_NX_REG0[],pop:NXM_NX_REG0[],output:NXM_NX_REG0[],pop:NXM_NX_REG0[]");
    assertThat(bench.way()).isEqualTo("2 3");
    assertThat(explain().toString()).contains("the stack is empty");
  }

  @Test
  void endOfConnectionShortensTimeouts() {
    flows("priority=1,tcp,idle_timeout=60 actions=fin_timeout(idle_timeout=5),output:2");
    Bytes segment = Objects.requireNonNull(PacketTest.FRAMES.get("tcp4"));
    assertThat(bench.way(segment, 1)).isEqualTo("2");
    byte[] fin = segment.toArray();
    fin[47] = 0x11;
    bench.pass(6);
    assertThat(bench.way(Bytes.wrap(fin), 1)).isEqualTo("2");
    bench.pass(5);
    assertThat(bench.flows()).isEmpty();
  }

  @Test
  void explanationSaysTheWay() {
    flows(
        "table=0,cookie=0x1,priority=5,udp actions=set_field:192.0.2.1->ip_dst,goto_table:1",
        "table=1,cookie=0x2,priority=1 actions=output:1,output:2");
    assertThat(explain().toString())
        .isEqualTo(
            """
            in on port 1, %d octets
            table 0: priority=5,udp cookie=0x1
              set_field:192.0.2.1->ip_dst
              goto_table:1
              table 1: priority=1 cookie=0x2
                output:1
                >> not sent out of the port that it came in on
                output:2
            result: out of port 2 with ipv4_dst=192.0.2.1\
            """
                .formatted(Bench.UDP.size()));
  }

  @Test
  void copyAndOriginalCountAndChangeApart() {
    flows("table=0,priority=1 actions=output:2");
    assertThat(bench.way()).isEqualTo("2");
    Bench copy = bench.copy();
    assertThat(copy.way()).isEqualTo("2");
    assertThat(bench.flows().getFirst().packets()).isEqualTo(1);
    assertThat(copy.flows().getFirst().packets()).isEqualTo(2);
    copy.apply(FlowMod.parse("table=0,priority=2 actions=output:3"));
    assertThat(copy.way()).isEqualTo("3");
    assertThat(bench.way()).isEqualTo("2");
    assertThat(bench.flows()).hasSize(1);
    assertThat(bench.flows().getFirst().packets()).isEqualTo(2);
    assertThat(copy.flows().getLast().packets()).isEqualTo(2);
  }
}
