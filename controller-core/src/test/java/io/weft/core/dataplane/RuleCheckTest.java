package io.weft.core.dataplane;

import static io.weft.core.dataplane.Rules.add;
import static io.weft.core.dataplane.Rules.output;
import static io.weft.core.dataplane.Rules.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.FlowMod;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleCheckTest {
  private static final String IPV4 = "eth_type=0x800";
  private static final String TAGGED = "vlan_vid=0x1000/0x1000";

  // spotless:off
  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(OfError.OFPFMFC_BAD_TABLE_ID,      add(254, 1, "")),
        arguments(OfError.OFPFMFC_BAD_TABLE_ID,      add(FlowMod.ALL_TABLES, 1, "")),
        arguments(OfError.OFPBMC_BAD_PREREQ,         add(1, "ipv4_dst=10.0.0.1")),
        arguments(OfError.OFPBMC_BAD_PREREQ,         add(1, "eth_type=0x800,tcp_dst=80")),
        arguments(OfError.OFPBMC_BAD_FIELD,          FlowMod.add(0, 1, Match.builder().unknown(Bytes.parse("0001")).build(), List.of())),
        arguments(OfError.OFPBIC_BAD_TABLE_ID,       add(3, 1, "", new Instruction.GotoTable(3))),
        arguments(OfError.OFPBIC_BAD_TABLE_ID,       add(3, 1, "", new Instruction.GotoTable(254))),
        arguments(OfError.OFPMMFC_INVALID_METER,     add(0, 1, "", new Instruction.Meter(1))),
        arguments(OfError.OFPBIC_UNSUP_INST,         add(0, 1, "", Instruction.apply(), Instruction.apply())),
        arguments(OfError.OFPBIC_UNKNOWN_INST,       add(0, 1, "", new Instruction.Unknown(99, Bytes.EMPTY))),
        arguments(OfError.OFPBAC_BAD_OUT_GROUP,      add(1, "", new Action.Group(5))),
        arguments(OfError.OFPBAC_BAD_OUT_PORT,       add(1, "", output(0))),
        arguments(OfError.OFPBAC_BAD_OUT_PORT,       add(1, "", Action.output(PortNo.ANY))),
        arguments(OfError.OFPBAC_BAD_OUT_PORT,       add(1, "", Action.output(PortNo.NORMAL))),
        arguments(OfError.OFPBAC_BAD_OUT_PORT,       add(1, "", Action.output(PortNo.TABLE))),
        arguments(OfError.OFPBAC_MATCH_INCONSISTENT, add(1, "", set("ipv4_dst=10.0.0.1"))),
        arguments(OfError.OFPBAC_MATCH_INCONSISTENT, add(1, IPV4, set("vlan_vid=0x1001"))),
        arguments(OfError.OFPBAC_MATCH_INCONSISTENT, add(1, IPV4, new Action.PopVlan())),
        arguments(OfError.OFPBAC_MATCH_INCONSISTENT, add(1, TAGGED, new Action.PopVlan(), set("vlan_pcp=1"))),
        arguments(OfError.OFPBAC_MATCH_INCONSISTENT, add(1, "", new Action.DecNwTtl())),
        arguments(OfError.OFPBAC_BAD_SET_ARGUMENT,   add(1, TAGGED, set("vlan_vid=5"))),
        arguments(OfError.OFPBAC_BAD_SET_ARGUMENT,   add(1, "", set("actset_output=5"))),
        arguments(OfError.OFPBAC_BAD_SET_ARGUMENT,   add(1, "", parse("move:NXM_NX_REG0[0..15]->NXM_OF_ETH_TYPE[]"))),
        arguments(OfError.OFPBAC_MATCH_INCONSISTENT, add(1, "", parse("move:NXM_OF_IP_SRC[]->NXM_NX_REG0[]"))),
        arguments(OfError.OFPBAC_MATCH_INCONSISTENT, add(1, IPV4, new Action.PushMpls(0x8847), set("ip_dscp=1"))),
        arguments(OfError.OFPBAC_MATCH_INCONSISTENT, add(1, IPV4, new Action.PopMpls(0x800))),
        arguments(OfError.OFPBAC_BAD_TAG,            add(1, TAGGED, new Action.PushVlan(0x8100), new Action.PushVlan(0x8100))),
        arguments(OfError.OFPBAC_BAD_SET_ARGUMENT,   add(1, "", set("eth_type=0x800"))),
        arguments(OfError.OFPBAC_BAD_SET_ARGUMENT,   add(1, IPV4, set("ip_proto=6"))),
        arguments(OfError.OFPBAC_BAD_ARGUMENT,       add(1, "", new Action.PushVlan(0x0800))),
        arguments(OfError.OFPBAC_BAD_ARGUMENT,       add(1, "", new Action.PushMpls(0x0800))),
        arguments(OfError.OFPBAC_BAD_TYPE,           add(1, "", parse("ct(commit)"))),
        arguments(OfError.OFPBAC_BAD_TYPE,           add(1, "", new Action.Unknown(0xffff, Bytes.EMPTY))));
  }
  // spotless:on

  private static Action parse(String action) {
    return Action.parse(action).getFirst();
  }

  @ParameterizedTest
  @MethodSource
  void refused(OfError error, FlowMod mod) {
    Bench bench = Bench.of(OfVersion.OF13);
    assertThat(bench.refusal(mod)).contains(error);
    assertThat(bench.flows()).isEmpty();
  }

  @Test
  void acceptsWhatTheListItselfMakesPossible() {
    Bench bench = Bench.of(OfVersion.OF13);
    bench.apply(
        add(1, "", new Action.PushVlan(0x8100), set("vlan_vid=0x1005"), new Action.PopVlan()),
        add(
            0,
            2,
            "",
            new Instruction.WriteActions(
                List.of(new Action.PushVlan(0x8100), set("vlan_vid=0x1005")))),
        add(3, TAGGED, set("vlan_pcp=1"), output(99)),
        add(4, "eth_type=0x86dd,ip_proto=58,icmpv6_type=135", set("ipv6_nd_sll=02:00:00:00:00:01")),
        add(5, "tunnel_id=7", set("tunnel_id=8")));
    assertThat(bench.flows()).hasSize(5);
  }

  @Test
  void of10NeedsNoMatchForItsActions() {
    Bench old = Bench.of(OfVersion.OF10);
    old.apply(add(1, "", new Action.PopVlan(), new Action.SetTpDst(5)));
    assertThat(old.flows()).hasSize(1);
  }
}
