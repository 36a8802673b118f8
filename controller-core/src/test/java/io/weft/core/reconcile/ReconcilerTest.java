package io.weft.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Group;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Link;
import io.weft.core.network.NetworkView;
import io.weft.core.network.Sample;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.GroupType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
  private static final Owner APP = new Owner(50, "app");
  private static final Owner OTHER = new Owner(51, "other");
  private static final Instant START = Instant.EPOCH;

  private NetworkView view = NetworkView.EMPTY;
  private final Reconciler reconciler =
      new Reconciler(Set.of(APP, OTHER), () -> view, Runnable::run, () -> {}, START);
  private final HandSwitch one = new HandSwitch(1);
  private final HandSwitch two = new HandSwitch(2);

  /** Joins port 1 of switch 1 to port 2 of switch 2, and so on. */
  private void link(HandSwitch... line) {
    for (int i = 0; i < line.length - 1; i++) {
      view =
          view.with(
              Link.between(
                  new ConnectPoint(line[i].dpid(), PortNo.of(1)),
                  new ConnectPoint(line[i + 1].dpid(), PortNo.of(2))));
    }
  }

  private void connected(HandSwitch hand, ReadBack installed) {
    view = view.with(Sample.node(hand.dpid().bits(), 2));
    reconciler.connected(hand, installed);
  }

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
        Elapsed.NONE,
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

    connected(one, readBack);
    reconciler.want(APP, Plan.of(on(one, rules(rule))));

    assertThat(one.sent()).isEmpty();
    assertThat(reconciler.isInSync(one.dpid())).isTrue();
  }

  /** More than one batch: between two of them a switch has not what is wanted. */
  @Test
  void isNotInSyncBetweenTwoBatches() {
    List<Runnable> later = new ArrayList<>();
    Reconciler inTurns = new Reconciler(Set.of(APP), () -> view, later::add, () -> {}, START);
    view = view.with(Sample.node(one.dpid().bits(), 2));
    inTurns.connected(one, new ReadBack(true, List.of(), List.of()));
    SwitchRules.Builder many = SwitchRules.builder();
    for (int i = 0; i <= SwitchReconciler.MAX_BATCH; i++) {
      many.add(rule(APP, "dl_vlan=%d,dl_vlan_pcp=%d".formatted(i & 0xfff, i >> 12), 2));
    }
    inTurns.want(APP, Plan.of(on(one, many.build())));
    run(later);
    assertThat(one.sent()).hasSize(SwitchReconciler.MAX_BATCH);

    one.confirm();
    later.removeFirst().run(); // what the answer was; the next round is still to come
    assertThat(inTurns.isInSync(one.dpid())).isFalse();

    run(later);
    assertThat(one.sent()).hasSize(1);
    one.confirm();
    run(later);
    assertThat(inTurns.isInSync(one.dpid())).isTrue();
  }

  private static void run(List<Runnable> tasks) {
    while (!tasks.isEmpty()) {
      tasks.removeFirst().run();
    }
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

    connected(one, readBack);
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

    connected(one, HandSwitch.EMPTY);
    reconciler.want(APP, Plan.of(on(one, SwitchRules.builder().add(uses).add(group).build())));

    assertThat(one.sent())
        .satisfiesExactly(
            first -> assertThat(first).contains("group_id=" + id),
            second -> assertThat(second).contains("actions=group:" + id));
  }

  @Test
  void nextStageBeginsWhenEverySwitchHasConfirmedTheOneBefore() {
    link(one, two);
    Rule before = rule(APP, "in_port=1", 2);
    Rule after = rule(APP, "in_port=1", 3);
    connected(one, HandSwitch.EMPTY);
    connected(two, HandSwitch.EMPTY);

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
    connected(one, HandSwitch.EMPTY);
    connected(two, HandSwitch.EMPTY);

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
    connected(
        two, new ReadBack(true, List.of(installed(middle, middle.cookie().bits())), List.of()));
    connected(one, HandSwitch.EMPTY);
    connected(three, HandSwitch.EMPTY);

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
  void ruleIsLeftOutWhileItsNextHopIsRefused() {
    Rule far = rule(APP, "in_port=1", 2);
    Rule near = rule(APP, "in_port=5", 6);
    SwitchRules nearRules =
        SwitchRules.builder().add(near, new SwitchRules.Place(two.dpid(), far.key())).build();
    Plan plan = Plan.of(ImmutableMap.of(one.dpid(), nearRules, two.dpid(), rules(far)));

    connected(one, HandSwitch.EMPTY);
    connected(two, HandSwitch.EMPTY);
    reconciler.want(APP, plan);
    two.refuse(0, OfError.OFPFMFC_EPERM);
    assertThat(one.sent()).isEmpty();
    assertThat(reconciler.isInSync(one.dpid())).as("nothing is waited for").isTrue();
    reconciler.tick(START.plusSeconds(1));
    two.confirm();
    assertThat(one.sent()).hasSize(1);
  }

  @Test
  void rulesThatWaitForEachOtherAreSentAllTheSame() {
    Rule rule = rule(APP, "in_port=1", 2);
    SwitchRules waitsForTwo =
        SwitchRules.builder().add(rule, new SwitchRules.Place(two.dpid(), rule.key())).build();
    SwitchRules waitsForOne =
        SwitchRules.builder().add(rule, new SwitchRules.Place(one.dpid(), rule.key())).build();
    connected(one, HandSwitch.EMPTY);
    connected(two, HandSwitch.EMPTY);

    reconciler.want(
        APP, Plan.of(ImmutableMap.of(one.dpid(), waitsForTwo, two.dpid(), waitsForOne)));

    assertThat(one.sent()).hasSize(1);
    assertThat(two.sent()).hasSize(1);
  }

  @Test
  void partsThatNoLinkJoinsGoOnSeparately() {
    connected(one, HandSwitch.EMPTY);
    connected(two, HandSwitch.EMPTY);
    reconciler.want(APP, twoStages());
    one.sent();
    one.confirm();
    assertThat(one.sent()).as("two has confirmed nothing").hasSize(1);
  }

  private Plan twoStages() {
    Rule before = rule(APP, "in_port=1", 2);
    Rule after = rule(APP, "in_port=1", 3);
    return new Plan(
        List.of(
            ImmutableMap.of(one.dpid(), rules(before), two.dpid(), rules(before)),
            ImmutableMap.of(one.dpid(), rules(after), two.dpid(), rules(after))));
  }

  @Test
  void aSwitchThatIsLostBetweenStagesHoldsThePlanUntilItIsBack() {
    link(one, two);
    connected(one, HandSwitch.EMPTY);
    connected(two, HandSwitch.EMPTY);
    reconciler.want(APP, twoStages());
    one.sent();
    one.confirm();
    assertThat(reconciler.isBetweenStages(two.dpid())).isTrue();
    two.disconnect();
    reconciler.disconnected(two.dpid());
    assertThat(one.sent()).isEmpty();
    assertThat(reconciler.newlyConfirmed()).isEmpty();

    two.sent();
    connected(two, HandSwitch.EMPTY);
    assertThat(two.sent()).hasSize(1).first().asString().contains("actions=output:2");
    assertThat(one.sent()).isEmpty();
    two.confirm();
    assertThat(one.sent()).hasSize(1);
    assertThat(two.sent()).hasSize(1).first().asString().contains("actions=output:3");
    one.confirm();
    two.confirm();
    assertThat(reconciler.newlyConfirmed()).containsExactly(APP);
    assertThat(reconciler.newlyConfirmed()).isEmpty();
    assertThat(reconciler.isBetweenStages(two.dpid())).isFalse();
  }

  @Test
  void aPlanWithoutALostSwitchDoesNotWaitForIt() {
    link(one, two);
    connected(one, HandSwitch.EMPTY);
    connected(two, HandSwitch.EMPTY);
    reconciler.want(APP, twoStages());
    one.confirm();
    one.sent();
    two.disconnect();
    reconciler.disconnected(two.dpid());
    view = view.withoutSwitch(two.dpid());
    reconciler.want(APP, twoStages());
    assertThat(one.sent()).hasSize(1).first().asString().contains("actions=output:3");
  }

  @Test
  void aNewPlanReplacesAHalfMadeOne() {
    link(one, two);
    connected(one, HandSwitch.EMPTY);
    connected(two, HandSwitch.EMPTY);
    reconciler.want(APP, twoStages());
    one.confirm();
    one.sent();
    two.sent();
    reconciler.want(APP, Plan.of(on(one, rules(rule(APP, "in_port=1", 7)))));
    assertThat(one.sent()).hasSize(1).first().asString().contains("actions=output:7");
    two.confirm();
    assertThat(two.sent()).containsExactly("DEL_STRICT table=0,priority=100,in_port=1");
    one.confirm();
    two.confirm();
    assertThat(reconciler.newlyConfirmed()).containsExactly(APP);
  }

  @Test
  void aStageWaitsForWhatASwitchRefusesToRemoveButNotForWhatItRefusesToAdd() {
    connected(one, HandSwitch.EMPTY);
    reconciler.want(APP, twoStages());
    one.refuse(0, OfError.OFPFMFC_EPERM);
    assertThat(one.sent()).as("the first add was refused, the second stage begun").hasSize(2);
    one.confirm();
    one.sent();

    reconciler.want(
        APP,
        new Plan(List.of(on(one, SwitchRules.NONE), on(one, rules(rule(APP, "in_port=6", 6))))));
    one.sent();
    one.refuse(0);
    assertThat(one.sent()).isEmpty();
    reconciler.tick(START.plusSeconds(1));
    one.sent();
    one.confirm();
    assertThat(one.sent()).hasSize(1).first().asString().contains("in_port=6");
  }

  @Test
  void aBatchThatADisconnectionEndsIsComparedAnew() {
    connected(one, HandSwitch.EMPTY);
    Rule first = rule(APP, "in_port=1", 2);
    Rule second = rule(APP, "in_port=2", 2);
    reconciler.want(APP, Plan.of(on(one, rules(first, second))));
    one.disconnect();
    reconciler.disconnected(one.dpid());
    assertThat(reconciler.isInSync(one.dpid())).isFalse();
    one.sent();
    connected(one, new ReadBack(true, List.of(installed(first, first.cookie().bits())), List.of()));
    assertThat(one.sent()).hasSize(1).first().asString().contains("in_port=2");
  }

  @Test
  void aGroupThatTheSwitchDidNotTellOfIsModifiedAndOneThatWasDeletedMadeAgain() {
    int id = APP.groupId(1);
    Group group = new Group(id, GroupType.ALL, List.of(Bucket.of(Action.output(PortNo.of(3)))));
    Group other = new Group(id, GroupType.ALL, List.of());
    Rule uses =
        new Rule(
            new Rule.Key(0, 1, Match.ANY),
            new Cookie(APP.id(), 1, 0),
            List.of(Instruction.apply(new Action.Group(id))),
            0);
    connected(one, HandSwitch.EMPTY);
    reconciler.want(APP, Plan.of(on(one, SwitchRules.builder().add(group).add(uses).build())));
    one.sent();
    one.refuse(0, OfError.OFPGMFC_GROUP_EXISTS);
    assertThat(one.sent()).hasSize(1).first().asString().startsWith("MOD group_id");
    one.confirm();

    reconciler.want(APP, Plan.of(on(one, SwitchRules.builder().add(other).add(uses).build())));
    one.sent();
    one.refuse(0, OfError.OFPGMFC_UNKNOWN_GROUP);
    assertThat(one.sent())
        .satisfiesExactly(
            again -> assertThat(again).startsWith("group_id"),
            user -> assertThat(user).contains("actions=group"));
    one.refuse(0, OfError.OFPGMFC_GROUP_EXISTS);
    assertThat(one.sent()).as("a switch that contradicts itself waits").isEmpty();
  }

  @Test
  void aRefusalThatIsNotWantedAnyMoreIsForgotten() {
    connected(one, HandSwitch.EMPTY);
    reconciler.want(APP, Plan.of(on(one, rules(rule(APP, "in_port=1", 2)))));
    one.refuse(0);
    reconciler.want(APP, Plan.NOTHING);
    one.sent();
    reconciler.tick(START.plusSeconds(60));
    assertThat(one.sent()).isEmpty();
    assertThat(reconciler.newlyConfirmed()).containsExactly(APP);
  }

  @Test
  void refusedModIsTriedAgainLaterAndLater() {
    connected(one, HandSwitch.EMPTY);
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
    connected(one, HandSwitch.EMPTY);
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
                    Elapsed.NONE,
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
    connected(one, HandSwitch.EMPTY);
    reconciler.want(APP, Plan.of(on(one, rules(rule(APP, "in_port=1", 2)))));
    one.confirm();
    one.sent();

    reconciler.want(OTHER, Plan.of(on(one, rules(rule(OTHER, "in_port=1", 3)))));

    assertThat(one.sent()).isEmpty();
  }

  @Test
  void switchThatReturnsGetsTheCurrentPlan() {
    connected(one, HandSwitch.EMPTY);
    reconciler.want(APP, Plan.of(on(one, rules(rule(APP, "in_port=1", 2)))));
    one.disconnect();
    reconciler.disconnected(one.dpid());
    one.sent();

    connected(one, HandSwitch.EMPTY);

    assertThat(one.sent()).hasSize(1);
  }
}
