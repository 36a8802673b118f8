package io.weft.core.control;

import static io.weft.core.network.Sample.dpid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.core.desired.Cookie;
import io.weft.core.desired.Group;
import io.weft.core.desired.Meter;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.GroupType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An app's rules in its own numbers, and as they are on the switch. */
class TableSlotTest {
  private static final Owner OWNER = new Owner(200, "app");

  /** Tables 4 to 6 of the switch; the next app begins at 7. */
  private static final TableSlot SLOT = new TableSlot(OWNER, dpid(1), 4, 3, OptionalInt.of(7));

  private static final TableSlot LAST = new TableSlot(OWNER, dpid(1), 4, 3, OptionalInt.empty());
  private static final TableSlot ALONE = new TableSlot(OWNER, dpid(1), 0, 3, OptionalInt.empty());

  private static Rule rule(int table, String actions) {
    return new Rule(
        new Rule.Key(table, 100, Match.parse("tcp")),
        new Cookie(OWNER.id(), 1, 0),
        Instruction.parse(actions),
        0);
  }

  private static SwitchRules only(Rule rule) {
    return SwitchRules.builder().add(rule).build();
  }

  private static SwitchRules toSwitch(TableSlot slot, SwitchRules rules) {
    return slot.toSwitch(rules, _ -> Optional.of(slot));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "output:1                                  | output:1",
        "drop                                      | drop",
        "goto_table:2                              | goto_table:6",
        "goto_table:254                            | goto_table:7",
        "output:2,goto_table:254                   | output:2,goto_table:7",
        "resubmit(,1)                              | resubmit(,5)",
        "resubmit(3,254)                           | resubmit(3,7)",
        "resubmit:3                                | resubmit:3",
        "clone(resubmit(,2),output:1)              | clone(resubmit(,6),output:1)",
        "ct(commit,table=1)                        | ct(commit,table=5)",
        "ct(commit,zone=3)                         | ct(commit,zone=3)",
        "learn(table=1,priority=5,output:NXM_OF_IN_PORT[]) | learn(table=5,priority=5,output:NXM_OF_IN_PORT[])",
        "write_actions(resubmit(,2)),goto_table:1  | write_actions(resubmit(,6)),goto_table:5",
        "write_metadata:0x1,goto_table:1           | write_metadata:0x1,goto_table:5"
      })
  void rulesGoToTheSwitchAndBack(String own, String there) {
    SwitchRules rules = only(rule(1, own));
    SwitchRules moved = toSwitch(SLOT, rules);
    assertThat(moved).isEqualTo(only(rule(5, there)));
    assertThat(SLOT.toApp(moved)).isEqualTo(rules);
  }

  @Test
  void groupsAndMetersGoToTheSwitchAndBack() {
    Group group =
        new Group(
            OWNER.groupId(1),
            GroupType.ALL,
            List.of(Bucket.of(Action.parse("resubmit(,2)").getFirst())));
    SwitchRules rules =
        SwitchRules.builder().add(group).add(Meter.dropAbove(OWNER.meterId(1), 1000)).build();
    SwitchRules moved = toSwitch(SLOT, rules);
    assertThat(moved.groups().values())
        .flatExtracting(Group::buckets)
        .containsExactly(Bucket.of(Action.parse("resubmit(,6)").getFirst()));
    assertThat(moved.meters()).isEqualTo(rules.meters());
    assertThat(SLOT.toApp(moved)).isEqualTo(rules);
  }

  @Test
  void packetsOfTheLastAppEndThere() {
    assertThat(toSwitch(LAST, only(rule(0, "output:1,goto_table:254"))))
        .isEqualTo(only(rule(4, "output:1")));
    assertThat(toSwitch(LAST, only(rule(0, "clone(resubmit(,254),output:1)"))))
        .isEqualTo(only(rule(4, "clone(output:1)")));
  }

  @Test
  void whatStaysAsItIsIsTheSameObject() {
    SwitchRules rules = only(rule(0, "output:1,goto_table:1"));
    assertThat(toSwitch(ALONE, rules)).isSameAs(rules);
  }

  @Test
  void ruleOfTheNextSwitchIsMovedToo() {
    TableSlot elsewhere = new TableSlot(OWNER, dpid(2), 9, 3, OptionalInt.empty());
    Rule rule = rule(0, "output:1");
    SwitchRules rules =
        SwitchRules.builder()
            .add(rule, new SwitchRules.Place(dpid(2), rule(1, "drop").key()))
            .build();
    SwitchRules moved = SLOT.toSwitch(rules, _ -> Optional.of(elsewhere));
    assertThat(moved.after().values())
        .containsExactly(new SwitchRules.Place(dpid(2), rule(10, "drop").key()));
    assertThat(SLOT.toSwitch(rules, _ -> Optional.empty()).after()).isEmpty();
  }

  @Test
  void whatAnAppMayNotSayIsRefusedByName() {
    assertThatThrownBy(() -> toSwitch(SLOT, only(rule(3, "drop"))))
        .hasMessage("app has a rule in table 3 of 0000000000000001, where it has 3 tables");
    assertThatThrownBy(() -> toSwitch(SLOT, only(rule(0, "goto_table:3"))))
        .hasMessage("app sends packets to table 3 of 0000000000000001, where it has 3 tables");
    Rule foreign =
        new Rule(rule(0, "drop").key(), new Cookie(201, 1, 0), Instruction.parse("drop"), 0);
    assertThatThrownBy(() -> toSwitch(SLOT, only(foreign)))
        .hasMessageContaining("app has the number 200, but the cookie of a rule")
        .hasMessageContaining("says 201");
  }

  @Test
  void rulesOutsideOfItsTablesAreNotToldToTheApp() {
    SwitchRules installed = SwitchRules.builder().add(rule(3, "drop")).add(rule(7, "drop")).build();
    assertThat(SLOT.toApp(installed)).isEqualTo(SwitchRules.NONE);
  }
}
