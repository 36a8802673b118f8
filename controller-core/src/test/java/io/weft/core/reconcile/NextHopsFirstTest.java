package io.weft.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.NetworkView;
import io.weft.core.network.Sample;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowRemoved;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * At no time does a rule point to a place of another switch where there is none: not while mods are
 * under way, and not where a switch is away or refuses its rule.
 */
class NextHopsFirstTest {
  private static final Owner APP = new Owner(50, "app");

  /** The way of the packets of one host: switch one, two, three. */
  private final HandSwitch one = new HandSwitch(1);

  private final HandSwitch two = new HandSwitch(2);
  private final HandSwitch three = new HandSwitch(3);

  private final Rule end = rule("in_port=3", 1);
  private final Rule middle = rule("in_port=2", 1);
  private final Rule begin = rule("in_port=1", 1);
  private final Rule beginElsewhere = rule("in_port=1", 9);
  private final SwitchRules atThree = SwitchRules.builder().add(end).build();
  private final SwitchRules atTwo =
      SwitchRules.builder().add(middle, new SwitchRules.Place(three.dpid(), end.key())).build();
  private final SwitchRules atOne =
      SwitchRules.builder().add(begin, new SwitchRules.Place(two.dpid(), middle.key())).build();
  private final SwitchRules atOneElsewhere = SwitchRules.builder().add(beginElsewhere).build();

  private NetworkView view = NetworkView.EMPTY;
  private final Reconciler reconciler =
      new Reconciler(
          Set.of(APP),
          () -> view,
          Runnable::run,
          () -> {},
          this::nextHopOfFound,
          Duration.ZERO,
          Instant.EPOCH);

  private Optional<SwitchRules.Place> nextHopOfFound(DatapathId dpid, Rule found) {
    return Stream.of(atOne, atTwo, atThree)
        .flatMap(rules -> Optional.ofNullable(rules.after().get(found.key())).stream())
        .findFirst();
  }

  private static Rule rule(String match, int port) {
    return new Rule(
        new Rule.Key(0, 100, Match.parse(match)),
        new Cookie(APP.id(), 1, 0),
        List.of(Instruction.apply(Action.output(PortNo.of(port)))),
        300);
  }

  private static ReadBack readBack(Rule rule) {
    FlowEntry entry =
        new FlowEntry(
            rule.tableId(),
            Elapsed.NONE,
            rule.priority(),
            rule.idleTimeout(),
            0,
            Set.of(),
            rule.cookie().bits(),
            0,
            0,
            rule.match(),
            rule.instructions());
    return new ReadBack(true, List.of(entry), List.of());
  }

  private static FlowRemoved expired(Rule rule) {
    return new FlowRemoved(
        rule.cookie().bits(),
        rule.priority(),
        FlowRemoved.Reason.IDLE_TIMEOUT,
        rule.tableId(),
        Elapsed.NONE,
        rule.idleTimeout(),
        0,
        0,
        0,
        rule.match());
  }

  private void connected(HandSwitch hand, ReadBack installed) {
    view = view.with(Sample.node(hand.dpid().bits(), 2));
    reconciler.connected(hand, installed);
  }

  private void lost(HandSwitch hand) {
    hand.disconnect();
    reconciler.disconnected(hand.dpid());
  }

  private void want(SwitchRules one, SwitchRules two, SwitchRules three) {
    reconciler.want(
        APP,
        Plan.of(
            ImmutableMap.of(this.one.dpid(), one, this.two.dpid(), two, this.three.dpid(), three)));
  }

  private void wholeWay() {
    List.of(one, two, three).forEach(hand -> connected(hand, HandSwitch.EMPTY));
    want(atOne, atTwo, atThree);
    three.confirm();
    two.confirm();
    one.confirm();
    List.of(one, two, three).forEach(HandSwitch::sent);
  }

  @Test
  void ruleThatIsBeingRemovedIsNotPointedTo() {
    wholeWay();
    want(SwitchRules.NONE, atTwo, atThree);
    one.confirm();
    want(SwitchRules.NONE, SwitchRules.NONE, atThree);
    assertThat(two.sent()).hasSize(1).first().asString().startsWith("DEL_STRICT");
    one.sent();

    want(atOne, atTwo, atThree);
    assertThat(one.sent()).as("sent while its next hop is being removed").isEmpty();

    two.confirm();
    assertThat(two.sent()).as("the next hop comes back").hasSize(1);
    assertThat(one.sent()).isEmpty();
    two.confirm();
    assertThat(one.sent()).hasSize(1);
  }

  @Test
  void ruleStaysWhileOneThatPointsToItIsUnderWay() {
    List.of(one, two, three).forEach(hand -> connected(hand, HandSwitch.EMPTY));
    want(atOne, atTwo, atThree);
    three.confirm();
    two.confirm();
    assertThat(one.sent()).hasSize(1);
    two.sent();

    want(SwitchRules.NONE, SwitchRules.NONE, SwitchRules.NONE);
    assertThat(two.sent()).isEmpty();
    one.confirm();
    assertThat(one.sent()).hasSize(1).first().asString().startsWith("DEL_STRICT");
    assertThat(two.sent()).isEmpty();
    one.confirm();
    assertThat(two.sent()).hasSize(1).first().asString().startsWith("DEL_STRICT");
  }

  @Test
  void whatWasSentIsPointedFromAndNotWhatIsWantedByNow() {
    List.of(one, two, three).forEach(hand -> connected(hand, HandSwitch.EMPTY));
    want(atOne, atTwo, atThree);
    three.confirm();
    two.confirm();
    want(atOneElsewhere, SwitchRules.NONE, SwitchRules.NONE);
    two.sent();

    one.confirm();
    assertThat(two.sent()).as("removed while switch 1 has the first rule still").isEmpty();
    one.confirm();
    assertThat(two.sent()).hasSize(1);
  }

  @Test
  void ruleThatExpiredWhileItWasReplacedAndIsNotWantedAnyMoreIsRemoved() {
    wholeWay();
    want(atOneElsewhere, atTwo, atThree);
    assertThat(one.sent()).hasSize(1);
    // The old one went before the new one came; or the new one has gone at once.
    assertThat(reconciler.removed(one.dpid(), expired(begin))).contains(begin);
    want(SwitchRules.NONE, atTwo, atThree);

    one.confirm();
    assertThat(one.sent()).containsExactly("DEL_STRICT table=0,priority=100,in_port=1");
    one.confirm();
    assertThat(reconciler.isInSync(one.dpid())).isTrue();
  }

  @Test
  void ruleThatExpiredWhileItWasReplacedIsSentAgain() {
    wholeWay();
    want(atOneElsewhere, atTwo, atThree);
    String replacement = one.sent().getFirst();
    assertThat(reconciler.removed(one.dpid(), expired(begin))).contains(begin);

    one.confirm();
    assertThat(one.sent()).containsExactly(replacement);
    one.confirm();
    assertThat(one.sent()).isEmpty();
    assertThat(reconciler.isInSync(one.dpid())).isTrue();
  }

  @Test
  void ruleThatASwitchWithoutConnectionPointsToStaysUntilThatIsBack() {
    wholeWay();
    lost(one);
    want(SwitchRules.NONE, SwitchRules.NONE, atThree);
    assertThat(two.sent()).isEmpty();
    assertThat(reconciler.isInSync(two.dpid())).as("nothing is waited for").isTrue();

    connected(one, readBack(begin));
    assertThat(one.sent()).hasSize(1).first().asString().startsWith("DEL_STRICT");
    assertThat(two.sent()).isEmpty();
    one.confirm();
    assertThat(two.sent()).hasSize(1).first().asString().startsWith("DEL_STRICT");
  }

  @Test
  void whatARuleLeadsToThatASwitchWithoutConnectionPointsToStaysWithIt() {
    wholeWay();
    lost(one);
    want(SwitchRules.NONE, SwitchRules.NONE, SwitchRules.NONE);
    assertThat(two.sent()).isEmpty();
    assertThat(three.sent()).as("switch 2 cannot let go").isEmpty();
    assertThat(reconciler.isInSync(three.dpid())).as("nothing is waited for").isTrue();

    connected(one, HandSwitch.EMPTY);
    two.confirm();
    assertThat(three.sent()).hasSize(1).first().asString().startsWith("DEL_STRICT");
  }

  @Test
  void whatARuleLeadsToThatASwitchRefusesToRemoveStaysWithIt() {
    wholeWay();
    want(SwitchRules.NONE, SwitchRules.NONE, SwitchRules.NONE);
    one.refuse(0, OfError.OFPFMFC_EPERM);
    assertThat(two.sent()).isEmpty();
    assertThat(three.sent()).isEmpty();
    assertThat(reconciler.isInSync(three.dpid())).isTrue();

    reconciler.tick(Instant.EPOCH.plusSeconds(1));
    one.confirm();
    two.confirm();
    assertThat(three.sent()).hasSize(1).first().asString().startsWith("DEL_STRICT");
  }

  @Test
  void switchThatLostItsTablesLetsNothingInWhereARuleIsMissingThatOthersPointTo() {
    wholeWay();
    lost(two);
    // Switch 3 takes its time, so the rule of switch 2 is held back.
    Rule endElsewhere = rule("in_port=3", 8);
    Rule entrance = rule("in_port=7", 7);
    SwitchRules atTwoWithEntrance =
        SwitchRules.builder()
            .add(middle, new SwitchRules.Place(three.dpid(), end.key()))
            .addEntrance(entrance)
            .build();
    want(atOne, atTwoWithEntrance, SwitchRules.builder().add(endElsewhere).build());
    connected(two, HandSwitch.EMPTY);
    assertThat(two.sent()).isEmpty();

    three.confirm();
    assertThat(two.sent()).hasSize(1).first().asString().contains("in_port=2");
    two.confirm();
    assertThat(two.sent()).hasSize(1).first().asString().contains("in_port=7");
  }

  @Test
  void switchThatLostItsTablesMissesWhatOneWithoutConnectionNeeds() {
    wholeWay();
    lost(one);
    lost(two);
    connected(two, readBack(middle));
    assertThat(reconciler.isMissingWhatThoseAwayNeed(two.dpid())).isFalse();
    lost(two);
    connected(two, HandSwitch.EMPTY);
    assertThat(reconciler.isMissingWhatThoseAwayNeed(two.dpid())).isTrue();
  }

  @Test
  void whatAnEarlierControllerLeftIsRemovedNextHopsLast() {
    connected(two, readBack(middle));
    connected(one, readBack(begin));
    connected(three, readBack(end));
    want(SwitchRules.NONE, SwitchRules.NONE, SwitchRules.NONE);
    assertThat(three.sent()).isEmpty();
    assertThat(two.sent()).isEmpty();
    assertThat(one.sent()).hasSize(1).first().asString().startsWith("DEL_STRICT");

    one.confirm();
    assertThat(two.sent()).hasSize(1).first().asString().startsWith("DEL_STRICT");
    assertThat(three.sent()).isEmpty();
    two.confirm();
    assertThat(three.sent()).hasSize(1).first().asString().startsWith("DEL_STRICT");
  }

  @Test
  void ruleThatOnlyASwitchThatLostItsTablesPointedToGoes() {
    wholeWay();
    lost(one);
    want(SwitchRules.NONE, SwitchRules.NONE, atThree);
    connected(one, HandSwitch.EMPTY);
    assertThat(two.sent()).hasSize(1).first().asString().startsWith("DEL_STRICT");
  }

  @Test
  void ruleThatWasUnderWayWhenTheConnectionEndedIsPointedFrom() {
    List.of(one, two, three).forEach(hand -> connected(hand, HandSwitch.EMPTY));
    want(atOne, atTwo, atThree);
    three.confirm();
    two.confirm();
    two.sent();
    lost(one);
    want(SwitchRules.NONE, SwitchRules.NONE, atThree);
    assertThat(two.sent()).isEmpty();
  }

  @Test
  void whereASwitchHasLeftIsKnownWhenAPlanWithoutItIsConfirmed() {
    wholeWay();
    lost(one);
    view = view.withoutSwitch(one.dpid());
    Rule other = rule("in_port=7", 7);
    reconciler.want(
        APP,
        Plan.of(
            ImmutableMap.of(
                two.dpid(), SwitchRules.NONE, three.dpid(), atThree.edit().put(other).build())));
    assertThat(two.sent()).as("others may still send to the switch that left").isEmpty();

    three.confirm();
    assertThat(two.sent()).hasSize(1).first().asString().startsWith("DEL_STRICT");
  }

  @Test
  void noRulePointsToOneThatASwitchWithoutConnectionHasNotGot() {
    List.of(one, two, three).forEach(hand -> connected(hand, HandSwitch.EMPTY));
    lost(two);
    want(atOne, atTwo, atThree);
    three.confirm();
    assertThat(one.sent()).isEmpty();
    assertThat(reconciler.isInSync(one.dpid())).as("nothing is waited for").isTrue();

    connected(two, HandSwitch.EMPTY);
    two.confirm();
    assertThat(one.sent()).hasSize(1);
  }

  @Test
  void ruleMayPointToOneThatASwitchWithoutConnectionHas() {
    wholeWay();
    want(SwitchRules.NONE, atTwo, atThree);
    one.confirm();
    one.sent();
    lost(two);
    want(atOne, atTwo, atThree);
    assertThat(one.sent()).hasSize(1);
  }

  @Test
  void ruleIsNotWaitingForAWayThatIsRefusedFurtherOn() {
    List.of(one, two, three).forEach(hand -> connected(hand, HandSwitch.EMPTY));
    want(atOne, atTwo, atThree);
    three.refuse(0, OfError.OFPFMFC_TABLE_FULL);
    assertThat(two.sent()).isEmpty();
    assertThat(one.sent()).as("sent as if it waited for itself").isEmpty();
    assertThat(reconciler.isInSync(one.dpid())).isTrue();
    assertThat(reconciler.isInSync(two.dpid())).isTrue();
  }
}
