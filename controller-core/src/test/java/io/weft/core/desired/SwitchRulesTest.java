package io.weft.core.desired;

import static io.weft.core.network.Sample.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.GroupType;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchRulesTest {
  private static Rule rule(int out) {
    return new Rule(
        new Rule.Key(0, 10, Match.parse("in_port=1")),
        new Cookie(7, 1, 0),
        List.of(Instruction.apply(Action.output(port(out)))),
        0);
  }

  private static Group group(int out) {
    return new Group(5, GroupType.ALL, List.of(Bucket.of(Action.output(port(out)))));
  }

  @Test
  void theSameTwiceIsOnce() {
    SwitchRules rules =
        SwitchRules.builder().add(rule(2)).add(rule(2)).add(group(2)).add(group(2)).build();
    assertThat(rules.rules().values()).containsExactly(rule(2));
    assertThat(rules.groups().values()).containsExactly(group(2));
  }

  @Test
  void twoRulesInOnePlaceAreAMistakeThatNamesBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SwitchRules.builder().add(rule(2)).add(rule(3)))
        .withMessageContaining("actions=output:2")
        .withMessageContaining("actions=output:3");
  }

  @Test
  void twoGroupsOfOneIdAreAMistakeThatNamesBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SwitchRules.builder().add(group(2)).add(group(3)))
        .withMessageContaining("output:2")
        .withMessageContaining("output:3");
  }

  @Test
  void aPlanHasAStage() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Plan(List.of()));
    assertThat(Plan.NOTHING.stages()).hasSize(1);
  }
}
