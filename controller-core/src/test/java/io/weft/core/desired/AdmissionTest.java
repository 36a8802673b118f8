package io.weft.core.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.message.MeterMultipart.MeterFeatures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Owner APP = new Owner(50, "app");
  private static final SwitchLimits OF13 = SwitchLimits.of(OfVersion.OF13, 4);

  private static Rule rule(int table, String match, Instruction... then) {
    return new Rule(
        new Rule.Key(table, 1, Match.parse(match)), new Cookie(APP.id(), 1, 0), List.of(then), 0);
  }

  private static Instruction toGroup(int number) {
    return Instruction.apply(new Action.Group(APP.groupId(number)));
  }

  private static Group group(int number, GroupType type, Bucket... buckets) {
    return new Group(APP.groupId(number), type, List.of(buckets));
  }

  private static Bucket bucketTo(int group) {
    return Bucket.of(new Action.Group(APP.groupId(group)));
  }

  private static Bucket bucketOut() {
    return Bucket.of(Action.output(PortNo.of(1)));
  }

  private static Map<EntryKey, Objection> objections(SwitchLimits limits, SwitchRules wanted) {
    return new Admission(limits, APP).objections(wanted);
  }

  private static void refused(SwitchLimits limits, Rule rule, String reason) {
    assertThat(objections(limits, SwitchRules.builder().add(rule).build()).values())
        .singleElement()
        .satisfies(objection -> {
          assertThat(objection.what()).isEqualTo(rule);
          assertThat(objection.reason()).contains(reason);
        });
  }

  @Test
  void refusesWhatTheVersionHasNoFieldFor() {
    refused(SwitchLimits.of(OfVersion.OF10, 1), rule(0, "metadata=1"), "1.0");
  }

  @Test
  void refusesTablesThatThereAreNot() {
    refused(OF13, rule(4, ""), "table 4, the switch has 4");
    refused(OF13, rule(0, "", new Instruction.GotoTable(4)), "goes on to table 4");
    refused(OF13, rule(2, "", new Instruction.GotoTable(2)), "back to table 2");
  }

  @Test
  void refusesACookieOfSomebodyElse() {
    Rule theirs = new Rule(new Rule.Key(0, 1, Match.ANY), new Cookie(51, 1, 0), List.of(), 0);
    refused(OF13, theirs, "owner 51");
  }

  @Test
  void refusesDanglingGroupsAndMeters() {
    refused(OF13, rule(0, "", toGroup(7)), "which app does not have here");
    refused(OF13, rule(0, "", new Instruction.Meter(APP.meterId(7))), "does not have here");
  }

  @Test
  void refusesAnEmptySelectGroupAndTheRulesThatUseIt() {
    Rule uses = rule(0, "", toGroup(1));
    Group empty = group(1, GroupType.SELECT);
    Map<EntryKey, Objection> found =
        objections(OF13, SwitchRules.builder().add(empty).add(uses).build());
    assertThat(found).containsOnlyKeys(empty.key(), uses.key());
    assertThat(found.get(uses.key())).asString().contains("chooses nothing");
  }

  @Test
  void refusesACircleOfGroupsAndWhatLeadsIntoItButNotTheRest() {
    Group one = group(1, GroupType.ALL, bucketTo(2));
    Group two = group(2, GroupType.ALL, bucketTo(1));
    Group into = group(3, GroupType.ALL, bucketTo(1));
    Group apart = group(4, GroupType.ALL, bucketOut());
    Rule good = rule(0, "", toGroup(4));
    Map<EntryKey, Objection> found =
        objections(
            OF13, SwitchRules.builder().add(one).add(two).add(into).add(apart).add(good).build());
    assertThat(found).containsOnlyKeys(one.key(), two.key(), into.key());
    assertThat(found.get(one.key())).asString().contains("back to itself");
  }

  @Test
  void refusesMetersWhereThereAreNone() {
    Meter meter = Meter.dropAbove(APP.meterId(1), 100);
    SwitchRules wanted = SwitchRules.builder().add(meter).build();
    SwitchLimits without =
        new SwitchLimits(
            OfVersion.OF13,
            4,
            Optional.empty(),
            Optional.of(new MeterFeatures(0, 0, 0, 0, 0, Optional.empty())));
    assertThat(objections(without, wanted).values())
        .extracting(Objection::reason)
        .containsExactly("the switch has no meters");
    assertThat(objections(SwitchLimits.of(OfVersion.OF10, 1), wanted)).hasSize(1);
    assertThat(objections(OF13, wanted)).isEmpty();
  }

  @Test
  void whatAnEditMakesPossibleIsAdmittedAndWhatItBreaksIsNot() {
    Rule uses = rule(0, "", toGroup(1));
    Group group = group(1, GroupType.ALL, bucketOut());
    Admission admission = new Admission(OF13, APP);
    SwitchRules without = SwitchRules.builder().add(uses).build();
    Map<EntryKey, Objection> first = admission.objections(without);
    assertThat(first).containsOnlyKeys(uses.key());

    SwitchRules with = without.edit().put(group).build();
    Map<EntryKey, Objection> second =
        admission.objections(with, without, first, with.changedSince(without));
    assertThat(second).isEmpty();

    SwitchRules again = with.edit().remove(group.key()).build();
    assertThat(admission.objections(again, with, second, again.changedSince(with)))
        .containsOnlyKeys(uses.key());
  }
}
