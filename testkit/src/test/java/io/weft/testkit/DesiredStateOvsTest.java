package io.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.core.desired.Cookie;
import io.weft.core.desired.Group;
import io.weft.core.desired.Meter;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.reconcile.SwitchInventory;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.GroupType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Desired state on a real Open vSwitch, with an operator at its other side. */
@Timeout(120)
class DesiredStateOvsTest {
  private static final long DPID = 0xabc;
  private static final Owner APP = new Owner(50, "app");
  private static final Owner OTHER = new Owner(51, "other");
  private static final int MANY = 2000;

  private OvsSandbox ovs;

  @BeforeEach
  void start() {
    assumeTrue(OvsSandbox.isPossible(), "Open vSwitch is not installed");
    ovs = OvsSandbox.start(2);
  }

  @AfterEach
  void stop() throws Exception {
    if (OvsSandbox.isPossible()) {
      ovs.close();
    }
  }

  private ReconcilerDesk desk(OfVersion version) {
    ReconcilerDesk desk = new ReconcilerDesk(0, version, Duration.ZERO, APP, OTHER);
    ovs.connect(desk.port());
    desk.awaitSync(DPID);
    return desk;
  }

  static Rule rule(Owner owner, int table, int priority, String match, Instruction... then) {
    return new Rule(
        new Rule.Key(table, priority, Match.parse(match)),
        new Cookie(owner.id(), 1, 0),
        List.of(then),
        0);
  }

  static Rule toPort(Owner owner, int number, int port) {
    String match = "dl_dst=02:00:00:00:%02x:%02x".formatted(number >> 8, number & 0xff);
    return rule(owner, 0, 100, match, Instruction.apply(Action.output(PortNo.of(port))));
  }

  private static SwitchRules many(int port) {
    SwitchRules.Builder rules = SwitchRules.builder();
    for (int i = 0; i < MANY; i++) {
      rules.add(toPort(APP, i, port));
    }
    return rules.build();
  }

  private long installed(String cookie) {
    return ovs.ofctl("dump-flows", "cookie=" + cookie + "/-1")
        .lines()
        .filter(line -> line.contains("cookie="))
        .count();
  }

  private long installedOfApp() {
    return installed("0x5746320100000000");
  }

  @ParameterizedTest
  @EnumSource(
      value = OfVersion.class,
      names = {"OF10", "OF13"})
  void deletedFlowsAreBackWithinMilliseconds(OfVersion version) {
    try (ReconcilerDesk desk = desk(version)) {
      assertThat(desk.abilities(DPID).bundles()).isEqualTo(version == OfVersion.OF13);
      assertThat(desk.abilities(DPID).flowMonitor()).isTrue();
      desk.want(APP, DPID, many(1));
      desk.awaitSync(DPID);
      assertThat(installedOfApp()).isEqualTo(MANY);
      int before = desk.mods();

      ovs.ofctl("del-flows", "dl_dst=02:00:00:00:00:07");
      long deleted = System.nanoTime();
      desk.await(DPID, "sent again", i -> desk.mods() > before && i.inSync());
      long millis = (System.nanoTime() - deleted) / 1_000_000;
      assertThat(installedOfApp()).isEqualTo(MANY);
      System.out.printf("%s: one deleted flow was back %d ms after del-flows%n", version, millis);

      ovs.ofctl("del-flows");
      desk.await(DPID, "all sent again", i -> desk.mods() >= before + 1 + MANY && i.inSync());
      assertThat(installedOfApp()).isEqualTo(MANY);
      ovs.ofctl("mod-flows", "dl_dst=02:00:00:00:00:07,actions=drop");
      desk.await(DPID, "and this", i -> desk.mods() >= before + 2 + MANY && i.inSync());
      assertThat(ovs.ofctl("dump-flows", "dl_dst=02:00:00:00:00:07"))
          .containsAnyOf("actions=output:p1", "actions=output:1");
    }
  }

  @Test
  void aRestartWithNothingChangedSendsNothing() {
    int port;
    try (ReconcilerDesk desk = desk(OfVersion.OF13)) {
      port = desk.port();
      desk.want(APP, DPID, everything());
      desk.awaitSync(DPID);
    }
    try (ReconcilerDesk desk = new ReconcilerDesk(port, OfVersion.OF13, Duration.ZERO, APP)) {
      desk.awaitSync(DPID);
      desk.want(APP, DPID, everything());
      SwitchInventory now = desk.awaitSync(DPID);
      assertThat(now.installed().values())
          .containsExactlyInAnyOrderElementsOf(
              everything().keys().stream().map(key -> everything().at(key).orElseThrow()).toList());
      assertThat(desk.mods()).isZero();
      assertThat(now.failed()).isEmpty();

      desk.want(APP, DPID, SwitchRules.NONE);
      desk.awaitSync(DPID);
      assertThat(installedOfApp()).isZero();
      assertThat(ovs.ofctl("dump-groups")).doesNotContain("group_id=");
      assertThat(ovs.ofctl("dump-meters")).doesNotContain("meter=");
    }
  }

  /** Groups that use groups, a meter, several tables. */
  private static SwitchRules everything() {
    Group inner =
        new Group(APP.groupId(1), GroupType.SELECT, List.of(weighing(5, 1), weighing(7, 2)));
    Group outer =
        new Group(
            APP.groupId(0), GroupType.ALL, List.of(Bucket.of(new Action.Group(APP.groupId(1)))));
    return SwitchRules.builder()
        .add(Meter.dropAbove(APP.meterId(3), 10_000))
        .add(outer)
        .add(inner)
        .add(
            rule(
                APP,
                0,
                10,
                "in_port=1",
                new Instruction.Meter(APP.meterId(3)),
                new Instruction.GotoTable(4)))
        .add(
            rule(APP, 4, 10, "tcp,tcp_dst=80", Instruction.apply(new Action.Group(APP.groupId(0)))))
        .add(rule(APP, 4, 0, ""))
        .build();
  }

  private static Bucket weighing(int weight, int port) {
    return new Bucket(weight, PortNo.ANY, Bucket.NO_GROUP, List.of(Action.output(PortNo.of(port))));
  }

  @Test
  void aDeletedGroupComesBackWithTheRulesThatUseIt() {
    try (ReconcilerDesk desk = desk(OfVersion.OF13)) {
      desk.want(APP, DPID, everything());
      desk.awaitSync(DPID);
      int before = desk.mods();
      ovs.ofctl("del-groups");
      desk.await(
          DPID, "sent again", i -> desk.mods() >= before + 3 && i.inSync() && i.failed().isEmpty());
      assertThat(ovs.ofctl("dump-groups").lines().filter(line -> line.contains("group_id=")))
          .hasSize(2);
      assertThat(installedOfApp()).isEqualTo(3);
    }
  }

  @Test
  void whatAnOperatorMadeIsListedAndLeftAlone() {
    // Open vSwitch empties its tables when it gets its first controller.
    int port;
    try (ReconcilerDesk first = desk(OfVersion.OF13)) {
      port = first.port();
      ovs.ofctl("add-flow", "cookie=0x99,priority=100,dl_dst=02:00:00:00:00:05,actions=drop");
      ovs.ofctl("add-group", "group_id=7,type=all,bucket=output:1");
      ovs.ofctl("add-meter", "meter=9 kbps band=type=drop rate=100");
    }
    try (ReconcilerDesk desk = new ReconcilerDesk(port, OfVersion.OF13, Duration.ZERO, APP)) {
      desk.awaitSync(DPID);
      desk.want(APP, DPID, many(1));
      SwitchInventory now = desk.await(DPID, "filled", i -> i.inSync() && !i.failed().isEmpty());
      assertThat(now.foreignFlows()).extracting(flow -> flow.cookie()).containsExactly(0x99L);
      assertThat(now.foreignGroups()).extracting(group -> group.groupId()).containsExactly(7);
      assertThat(now.foreignMeters()).extracting(meter -> meter.meterId()).containsExactly(9);
      assertThat(now.failed())
          .singleElement()
          .satisfies(failed -> {
            assertThat(failed.owner()).isEqualTo("app");
            assertThat(failed.entry()).isEqualTo(toPort(APP, 5, 1));
            assertThat(failed.reason()).contains("somebody else, cookie 0x99");
          });
      assertThat(installed("0x99")).isOne();
      assertThat(installedOfApp()).isEqualTo(MANY - 1);

      ovs.ofctl("add-flow", "cookie=0x98,priority=100,dl_dst=02:00:00:00:00:06,actions=drop");
      desk.await(DPID, "seen", i -> i.foreignFlows().size() == 2 && i.failed().size() == 2);
      ovs.ofctl("--strict del-flows", "priority=100,dl_dst=02:00:00:00:00:05");
      desk.await(DPID, "the place is free", i -> i.failed().size() == 1 && i.inSync());
      desk.want(APP, DPID, SwitchRules.NONE);
      desk.awaitSync(DPID);
      assertThat(installed("0x98")).isOne();
      assertThat(installedOfApp()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = OfVersion.class,
      names = {"OF10", "OF13"})
  void aFullTableHoldsBackItsOwnerAloneAndIsTriedAgain(OfVersion version) {
    ovs.configure(
        "--",
        "--id=@t",
        "create",
        "Flow_Table",
        "flow_limit=50",
        "overflow_policy=refuse",
        "--",
        "set",
        "Bridge",
        "br0",
        "flow_tables:0=@t");
    try (ReconcilerDesk desk = desk(version)) {
      desk.want(OTHER, DPID, SwitchRules.builder().add(toPort(OTHER, 5000, 1)).build());
      desk.awaitSync(DPID);
      SwitchRules.Builder sixty = SwitchRules.builder();
      for (int i = 0; i < 60; i++) {
        sixty.add(toPort(APP, i, 1));
      }
      desk.want(APP, DPID, sixty.build());
      SwitchInventory full = desk.await(DPID, "full", i -> i.inSync() && i.failed().size() == 11);
      assertThat(full.failed())
          .allSatisfy(failed -> {
            assertThat(failed.owner()).isEqualTo("app");
            assertThat(failed.error()).isEqualTo(Optional.of(OfError.OFPFMFC_TABLE_FULL));
            assertThat(failed.retryAt()).isPresent();
          });
      // What replaces a rule needs no room.
      desk.want(OTHER, DPID, SwitchRules.builder().add(toPort(OTHER, 5000, 2)).build());
      desk.await(
          DPID, "replaced", i -> i.inSync() && i.installed().containsValue(toPort(OTHER, 5000, 2)));
      desk.want(OTHER, DPID, SwitchRules.NONE);
      desk.await(DPID, "one more fits", i -> i.inSync() && i.failed().size() == 10);
      ovs.configure("clear", "Bridge", "br0", "flow_tables");
      desk.await(DPID, "all fit", i -> i.inSync() && i.failed().isEmpty());
      assertThat(installedOfApp()).isEqualTo(60);
    }
  }

  @Test
  void anErrorInABundleIsTiedToItsRuleAndTheOthersAreInstalled() {
    Rule wrong =
        rule(
            APP,
            0,
            100,
            "dl_dst=02:00:00:00:00:09",
            Instruction.apply(Action.output(PortNo.of(0xfffffa00))));
    try (ReconcilerDesk desk = desk(OfVersion.OF13)) {
      desk.want(
          APP,
          DPID,
          SwitchRules.builder().add(toPort(APP, 1, 1)).add(wrong).add(toPort(APP, 2, 1)).build());
      SwitchInventory now = desk.await(DPID, "settled", i -> i.inSync() && !i.failed().isEmpty());
      assertThat(now.failed())
          .singleElement()
          .satisfies(failed -> {
            assertThat(failed.entry()).isEqualTo(wrong);
            assertThat(failed.error()).isPresent();
          });
      assertThat(installedOfApp()).isEqualTo(2);
    }
  }
}
