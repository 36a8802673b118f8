package io.weft.core.desired;

import static io.weft.core.network.Sample.port;
import static io.weft.openflow.action.Instruction.apply;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleTest {
  private static final Cookie COOKIE = new Cookie(7, 1, 3);
  private static final Match MATCH = Match.parse("in_port=1,dl_dst=0a:00:00:00:00:01");
  private static final Rule.Key KEY = new Rule.Key(2, 100, MATCH);

  private static Rule rule(Instruction... instructions) {
    return new Rule(KEY, COOKIE, List.of(instructions), 0);
  }

  private static FlowEntry entry(int tableId, long cookie, List<Instruction> instructions) {
    return new FlowEntry(
        tableId, Elapsed.ofSeconds(9), 100, 0, 0, Set.of(), cookie, 5, 500, MATCH, instructions);
  }

  @Test
  void instructionsAreInTheOrderOfTheirExecution() {
    Instruction goOn = new Instruction.GotoTable(3);
    Instruction meter = new Instruction.Meter(1);
    Instruction clear = new Instruction.ClearActions();
    Instruction write = new Instruction.WriteActions(List.of(Action.output(port(2))));
    Instruction metadata = new Instruction.WriteMetadata(1, 1);
    Instruction apply = apply(Action.output(port(1)));

    Rule rule = rule(goOn, metadata, write, clear, apply, meter);

    assertThat(rule.instructions()).containsExactly(meter, apply, clear, write, metadata, goOn);
    assertThat(rule).isEqualTo(rule(meter, apply, clear, write, metadata, goOn));
  }

  @Test
  void whatSwitchesForgetMakesNoDifference() {
    assertThat(rule(apply(new Action.Output(port(1), 77))))
        .isEqualTo(rule(apply(Action.output(port(1)))));
    assertThat(rule(apply())).isEqualTo(rule());
    assertThat(rule(new Instruction.WriteActions(List.of(new Action.Output(port(1), 9)))))
        .isEqualTo(rule(new Instruction.WriteActions(List.of(Action.output(port(1))))));
  }

  @Test
  void whatSwitchesDoDifferentlyMakesADifference() {
    assertThat(rule(apply(Action.controller(128))))
        .isNotEqualTo(rule(apply(Action.controller(256))));
    assertThat(rule(apply(Action.output(port(1)), Action.output(port(2)))))
        .isNotEqualTo(rule(apply(Action.output(port(2)), Action.output(port(1)))));
    assertThat(rule()).isNotEqualTo(new Rule(KEY, COOKIE, List.of(), 1));
    assertThat(rule()).isNotEqualTo(new Rule(KEY, new Cookie(7, 2, 3), List.of(), 0));
  }

  @Test
  void anInstalledRuleIsEqualToTheOneThatWasWanted() {
    Rule wanted = rule(apply(Action.output(port(4))), new Instruction.GotoTable(5));
    List<Instruction> reported =
        List.of(new Instruction.GotoTable(5), apply(new Action.Output(port(4), 0xffff)));
    assertThat(Rule.installed(OfVersion.OF13, entry(2, COOKIE.bits(), reported))).contains(wanted);
  }

  @Test
  void aRuleOfOpenFlow10IsInTableZeroWhateverTheSwitchSays() {
    assertThat(Rule.installed(OfVersion.OF10, entry(2, COOKIE.bits(), List.of())))
        .contains(new Rule(new Rule.Key(0, 100, MATCH), COOKIE, List.of(), 0));
  }

  @Test
  void theRulesOfOthersAreNone() {
    assertThat(Rule.installed(OfVersion.OF13, entry(2, 0, List.of()))).isEmpty();
    assertThat(Rule.installed(OfVersion.OF13, entry(2, 0x1234_5678L, List.of()))).isEmpty();
  }

  @Test
  void isAddedWithItsCookieAndAsksToBeToldOnlyIfItCanGo() {
    Rule idle = new Rule(KEY, COOKIE, List.of(apply(Action.output(port(1)))), 30);
    FlowMod add = idle.toAdd();
    assertThat(add.command()).isEqualTo(FlowModCommand.ADD);
    assertThat(add.cookie()).isEqualTo(COOKIE.bits());
    assertThat(add.idleTimeout()).isEqualTo(30);
    assertThat(add.flags()).containsExactly(FlowFlag.SEND_FLOW_REM);
    assertThat(add.match()).isEqualTo(MATCH);
    assertThat(add.tableId()).isEqualTo(2);
    assertThat(add.priority()).isEqualTo(100);
    assertThat(rule().toAdd().flags()).isEmpty();
  }

  @Test
  void isDeletedByItsPlaceAlone() {
    assertThat(new Rule(KEY, COOKIE, List.of(), 30).toDelete())
        .isEqualTo(FlowMod.deleteStrict(2, 100, MATCH));
    assertThat(rule().toDelete().outPort()).isEqualTo(PortNo.ANY);
  }
}
