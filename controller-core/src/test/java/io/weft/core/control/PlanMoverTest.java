package io.weft.core.control;

import static io.weft.core.network.Sample.dpid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Group;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.net.DatapathId;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.GroupType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

class PlanMoverTest {
  private static final Owner OWNER = new Owner(200, "app");
  private static final int SWITCHES = 3;

  private static PMap<DatapathId, TableSlot> slots(int first, int switches) {
    PMap<DatapathId, TableSlot> slots = HashTreePMap.empty();
    for (int number = 1; number <= switches; number++) {
      slots =
          slots.plus(
              dpid(number),
              new TableSlot(OWNER, dpid(number), first, 3, OptionalInt.of(first + 3)));
    }
    return slots;
  }

  private static Rule rule(Random random) {
    List<String> actions =
        List.of("output:1", "drop", "goto_table:2", "output:1,goto_table:254", "resubmit(,1)");
    return new Rule(
        new Rule.Key(random.nextInt(3), random.nextInt(4), Match.parse("tcp")),
        new Cookie(OWNER.id(), 1, 0),
        Instruction.parse(actions.get(random.nextInt(actions.size()))),
        0);
  }

  /** The same with something added, changed or removed. */
  private static SwitchRules changed(SwitchRules rules, Random random) {
    SwitchRules.Edit edit = rules.edit();
    for (int i = random.nextInt(4); i > 0; i--) {
      Rule rule = rule(random);
      switch (random.nextInt(5)) {
        case 0 -> edit.remove(rule.key());
        case 1 ->
            edit.put(
                rule,
                new SwitchRules.Place(dpid(1 + random.nextInt(SWITCHES + 1)), rule(random).key()));
        case 2 ->
            edit.put(
                new Group(
                    OWNER.groupId(random.nextInt(3)),
                    GroupType.ALL,
                    List.of(
                        Bucket.of(
                            Action.parse("resubmit(," + random.nextInt(3) + ")").getFirst()))));
        default -> edit.put(rule);
      }
    }
    return edit.build();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatHasChangedAloneGivesTheSameAsAll(long seed) {
    Random random = new Random(seed);
    PlanMover mover = new PlanMover(1000);
    PMap<DatapathId, TableSlot> slots = slots(0, SWITCHES);
    List<SwitchRules> rules = new ArrayList<>();
    for (int i = 0; i < SWITCHES; i++) {
      rules.add(SwitchRules.NONE);
    }
    for (int round = 0; round < 200; round++) {
      if (random.nextInt(20) == 0) {
        slots = slots(random.nextInt(5), 1 + random.nextInt(SWITCHES));
      }
      List<ImmutableMap<DatapathId, SwitchRules>> stages = new ArrayList<>();
      for (int stage = random.nextInt(2); stage >= 0; stage--) {
        ImmutableMap.Builder<DatapathId, SwitchRules> wanted = ImmutableMap.builder();
        for (int i = 0; i < SWITCHES; i++) {
          rules.set(i, changed(rules.get(i), random));
          wanted.put(dpid(i + 1), rules.get(i));
        }
        stages.add(wanted.build());
      }
      Plan plan = new Plan(stages);
      assertThat(mover.move(plan, slots))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(new PlanMover(1000).move(plan, slots));
    }
  }

  @Test
  void whatHasNotChangedIsTheSameObject() {
    PlanMover mover = new PlanMover(10);
    PMap<DatapathId, TableSlot> slots = slots(4, 1);
    Plan plan =
        Plan.of(ImmutableMap.of(dpid(1), SwitchRules.builder().add(rule(new Random(1))).build()));
    SwitchRules first = mover.move(plan, slots).stages().getFirst().get(dpid(1));
    assertThat(mover.move(plan, slots).stages().getFirst().get(dpid(1))).isSameAs(first);
  }

  @Test
  void tooLargeAPlanIsRefused() {
    SwitchRules two =
        SwitchRules.builder()
            .add(
                new Rule(new Rule.Key(0, 1, Match.ANY), new Cookie(OWNER.id(), 1, 0), List.of(), 0))
            .add(
                new Rule(new Rule.Key(0, 2, Match.ANY), new Cookie(OWNER.id(), 1, 0), List.of(), 0))
            .build();
    assertThatThrownBy(
            () -> new PlanMover(1).move(Plan.of(ImmutableMap.of(dpid(1), two)), slots(0, 1)))
        .isInstanceOf(TooLargeException.class)
        .hasMessage("wants 2 rules and groups, 1 are the most");
  }
}
