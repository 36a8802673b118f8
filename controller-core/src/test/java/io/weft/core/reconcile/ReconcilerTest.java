package io.weft.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Group;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.GroupType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
  private static final Owner APP = new Owner(50, "app");
  private static final Owner OTHER = new Owner(51, "other");
  private static final Instant START = Instant.EPOCH;

  private final Reconciler reconciler =
      new Reconciler(Set.of(APP, OTHER), Runnable::run, () -> {}, START);
  private final HandSwitch one = new HandSwitch(1);
  private final HandSwitch two = new HandSwitch(2);

  private static Rule rule(Owner owner, String match, int port) {
    return new Rule(
        new Rule.Key(0, 100, Match.parse(match)),
        new Cookie(owner.id(), 1, 0),
        List.of(Instruction.apply(Action.output(PortNo.of(port)))),
        0);
  }

  private static SwitchRules rules(Rule... rules) {
    SwitchRules.Builder builder = SwitchRules.builder();
    for (Rule rule : rules) {
      builder.add(rule);
    }
    return builder.build();
  }

  private static ImmutableMap<DatapathId, SwitchRules> on(HandSwitch place, SwitchRules rules) {
    return ImmutableMap.of(place.dpid(), rules);
  }

  private static FlowEntry installed(Rule rule, long cookie) {
    return new FlowEntry(
        rule.tableId(),
        Duration.ZERO,
        rule.priority(),
        0,
        0,
        Set.of(),
        cookie,
        0,
        0,
        rule.match(),
        rule.instructions());
  }

  @Test
  void sendsNothingWhereAllIsInstalled() {
    Rule rule = rule(APP, "in_port=1", 2);
    ReadBack readBack =
        new ReadBack(true, List.of(installed(rule, rule.cookie().bits())), List.of());

    reconciler.connected(one, readBack);
    reconciler.want(APP, Plan.of(on(one, rules(rule))));

    assertThat(one.sent()).isEmpty();
    assertThat(reconciler.isInSync(one.dpid())).isTrue();
  }

  @Test
  void leavesRulesOfOthersAndRemovesLeftoversOfItsOwn() {
    Rule foreign = rule(APP, "in_port=7", 2);
    Rule leftover = rule(APP, "in_port=8", 2);
    Rule ofSilentOwner = rule(OTHER, "in_port=9", 2);
    ReadBack readBack =
        new ReadBack(
            true,
            List.of(
                installed(foreign, 0x1234),
                installed(leftover, leftover.cookie().bits()),
                installed(ofSilentOwner, ofSilentOwner.cookie().bits())),
            List.of(new GroupEntry(7, GroupType.ALL, List.of())));

    reconciler.connected(one, readBack);
    reconciler.want(APP, Plan.NOTHING);

    assertThat(one.sent()).containsExactly("DEL_STRICT table=0,priority=100,in_port=8");
  }

  @Test
  void groupsComeBeforeTheRulesThatUseThem() {
    int id = APP.groupId(1);
    Group group = new Group(id, GroupType.ALL, List.of(Bucket.of(Action.output(PortNo.of(3)))));
    Rule uses =
        new Rule(
            new Rule.Key(0, 1, Match.ANY),
            new Cookie(APP.id(), 1, 0),
            List.of(Instruction.apply(new Action.Group(id))),
            0);

    reconciler.connected(one, HandSwitch.EMPTY);
    reconciler.want(APP, Plan.of(on(one, SwitchRules.builder().add(uses).add(group).build())));

    assertThat(one.sent())
        .satisfiesExactly(
            first -> assertThat(first).contains("group_id=" + id),
            second -> assertThat(second).contains("actions=group:" + id));
  }

  @Test
  void nextStageBeginsWhenEverySwitchHasConfirmedTheOneBefore() {
    Rule before = rule(APP, "in_port=1", 2);
    Rule after = rule(APP, "in_port=1", 3);
    reconciler.connected(one, HandSwitch.EMPTY);
    reconciler.connected(two, HandSwitch.EMPTY);

    reconciler.want(
        APP,
        new Plan(
            List.of(
                ImmutableMap.of(one.dpid(), rules(before), two.dpid(), rules(before)),
                ImmutableMap.of(one.dpid(), rules(after), two.dpid(), rules(before)))));
    one.sent();
    one.confirm();
    assertThat(one.sent()).isEmpty();
    assertThat(reconciler.newlyConfirmed()).isEmpty();

    two.confirm();
    assertThat(one.sent()).hasSize(1).first().asString().contains("actions=output:3");
    one.confirm();
    assertThat(reconciler.newlyConfirmed()).containsExactly(APP);
  }

  @Test
  void ruleWaitsForTheRuleOfItsNextHop() {
    Rule far = rule(APP, "in_port=1", 2);
    Rule near = rule(APP, "in_port=5", 6);
    SwitchRules nearRules =
        SwitchRules.builder().add(near, new SwitchRules.Place(two.dpid(), far.key())).build();
    reconciler.connected(one, HandSwitch.EMPTY);
    reconciler.connected(two, HandSwitch.EMPTY);

    reconciler.want(APP, Plan.of(ImmutableMap.of(one.dpid(), nearRules, two.dpid(), rules(far))));
    assertThat(one.sent()).isEmpty();
    assertThat(two.sent()).hasSize(1);

    two.confirm();
    assertThat(one.sent()).hasSize(1);
  }

  @Test
  void ruleWaitsForTheWholeWayThoughItsNextHopStaysAsItIs() {
    HandSwitch three = new HandSwitch(3);
    Rule end = rule(APP, "in_port=1", 2);
    Rule middle = rule(APP, "in_port=3", 4);
    Rule near = rule(APP, "in_port=5", 6);
    SwitchRules.Place atEnd = new SwitchRules.Place(three.dpid(), end.key());
    SwitchRules.Place atMiddle = new SwitchRules.Place(two.dpid(), middle.key());
    SwitchRules middleRules = SwitchRules.builder().add(middle, atEnd).build();
    SwitchRules nearRules = SwitchRules.builder().add(near, atMiddle).build();
    reconciler.connected(
        two, new ReadBack(true, List.of(installed(middle, middle.cookie().bits())), List.of()));
    reconciler.connected(one, HandSwitch.EMPTY);
    reconciler.connected(three, HandSwitch.EMPTY);

    reconciler.want(
        APP,
        Plan.of(
            ImmutableMap.of(
                one.dpid(), nearRules, two.dpid(), middleRules, three.dpid(), rules(end))));
    assertThat(one.sent()).isEmpty();

    three.confirm();
    assertThat(one.sent()).hasSize(1);
  }

  @Test
  void ruleDoesNotWaitForASwitchThatRefusesOrIsAway() {
    Rule far = rule(APP, "in_port=1", 2);
    Rule near = rule(APP, "in_port=5", 6);
    SwitchRules nearRules =
        SwitchRules.builder().add(near, new SwitchRules.Place(two.dpid(), far.key())).build();
    Plan plan = Plan.of(ImmutableMap.of(one.dpid(), nearRules, two.dpid(), rules(far)));

    reconciler.connected(one, HandSwitch.EMPTY);
    reconciler.connected(two, HandSwitch.EMPTY);
    reconciler.want(APP, plan);
    two.refuse(0);
    assertThat(one.sent()).hasSize(1);

    reconciler.want(APP, Plan.NOTHING);
    one.confirm();
    one.confirm();
    one.sent();
    reconciler.disconnected(two.dpid());
    reconciler.want(APP, plan);
    assertThat(one.sent()).hasSize(1);
  }

  @Test
  void rulesThatWaitForEachOtherAreSentAllTheSame() {
    Rule rule = rule(APP, "in_port=1", 2);
    SwitchRules waitsForTwo =
        SwitchRules.builder().add(rule, new SwitchRules.Place(two.dpid(), rule.key())).build();
    SwitchRules waitsForOne =
        SwitchRules.builder().add(rule, new SwitchRules.Place(one.dpid(), rule.key())).build();
    reconciler.connected(one, HandSwitch.EMPTY);
    reconciler.connected(two, HandSwitch.EMPTY);

    reconciler.want(
        APP, Plan.of(ImmutableMap.of(one.dpid(), waitsForTwo, two.dpid(), waitsForOne)));

    assertThat(one.sent()).hasSize(1);
    assertThat(two.sent()).hasSize(1);
  }

  @Test
  void refusedModIsTriedAgainLaterAndLater() {
    reconciler.connected(one, HandSwitch.EMPTY);
    reconciler.want(APP, Plan.of(on(one, rules(rule(APP, "in_port=1", 2)))));
    one.sent();
    one.refuse(0);
    assertThat(one.sent()).isEmpty();

    reconciler.tick(START.plusMillis(999));
    assertThat(one.sent()).isEmpty();
    reconciler.tick(START.plusMillis(1000));
    assertThat(one.sent()).hasSize(1);

    one.refuse(0);
    reconciler.tick(START.plusMillis(2999));
    assertThat(one.sent()).isEmpty();
    reconciler.tick(START.plusMillis(3000));
    assertThat(one.sent()).hasSize(1);
  }

  @Test
  void ruleThatSomebodyDeletedComesBack() {
    Rule rule = rule(APP, "in_port=1", 2);
    reconciler.connected(one, HandSwitch.EMPTY);
    reconciler.want(APP, Plan.of(on(one, rules(rule))));
    one.confirm();
    one.sent();

    assertThat(
            reconciler.removed(
                one.dpid(),
                new FlowRemoved(
                    rule.cookie().bits(),
                    rule.priority(),
                    FlowRemoved.Reason.DELETE,
                    0,
                    Duration.ZERO,
                    0,
                    0,
                    0,
                    0,
                    rule.match())))
        .contains(rule);
    reconciler.advance();

    assertThat(one.sent()).hasSize(1);
  }

  @Test
  void whoCameFirstKeepsAPlaceThatTwoOwnersWant() {
    reconciler.connected(one, HandSwitch.EMPTY);
    reconciler.want(APP, Plan.of(on(one, rules(rule(APP, "in_port=1", 2)))));
    one.confirm();
    one.sent();

    reconciler.want(OTHER, Plan.of(on(one, rules(rule(OTHER, "in_port=1", 3)))));

    assertThat(one.sent()).isEmpty();
  }

  @Test
  void switchThatReturnsGetsTheCurrentPlan() {
    reconciler.connected(one, HandSwitch.EMPTY);
    reconciler.want(APP, Plan.of(on(one, rules(rule(APP, "in_port=1", 2)))));
    one.disconnect();
    reconciler.disconnected(one.dpid());
    one.sent();

    reconciler.connected(one, HandSwitch.EMPTY);

    assertThat(one.sent()).hasSize(1);
  }
}
