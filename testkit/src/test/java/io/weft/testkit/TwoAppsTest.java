package io.weft.testkit;

import static io.weft.testkit.HostPacket.tcp;
import static io.weft.testkit.HostPacket.udp;
import static io.weft.testkit.NetworkAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.weft.core.app.App;
import io.weft.core.control.AppStatus;
import io.weft.core.control.PlanChange;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.NetworkView;
import io.weft.core.network.SwitchNode;
import io.weft.net.DatapathId;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two apps on one switch: who has which tables, in whose hands packets go on, and what stays. */
@Timeout(60)
class TwoAppsTest {
  private static final DatapathId ONE = new DatapathId(1);

  /**
   * An app whose rules are texts: table, match and actions.
   *
   * @param fails whether it throws when it sees a host
   */
  private record Texts(Owner owner, int tables, boolean fails, List<String> rules) implements App {
    @Override
    public int tables(SwitchNode node) {
      return tables;
    }

    @Override
    public Plan plan(NetworkView view) {
      if (fails && !view.hosts().isEmpty()) {
        throw new IllegalStateException("as it was told to");
      }
      SwitchRules.Builder wanted = SwitchRules.builder();
      for (String text : rules) {
        List<String> parts = List.of(text.split(" ", 3));
        wanted.add(
            new Rule(
                new Rule.Key(
                    Integer.parseInt(parts.get(0)),
                    parts.get(1).equals("any") ? 1 : 100,
                    parts.get(1).equals("any") ? Match.ANY : Match.parse(parts.get(1))),
                new Cookie(owner.id(), 1, 0),
                Instruction.parse(parts.get(2)),
                0));
      }
      SwitchRules everywhere = wanted.build();
      ImmutableMap.Builder<DatapathId, SwitchRules> plan = ImmutableMap.builder();
      view.switches().keySet().forEach(dpid -> plan.put(dpid, everywhere));
      return Plan.of(plan.build());
    }
  }

  private static final Owner WALL = new Owner(200, "wall");
  private static final Owner PANEL = new Owner(201, "panel");
  private static final App ONE_TABLE =
      new Texts(WALL, 1, false, List.of("0 udp drop", "0 any goto_table:254"));
  private static final App TWO_TABLES =
      new Texts(
          WALL,
          2,
          false,
          List.of("0 any goto_table:1", "1 tcp,tp_dst=23 drop", "1 any goto_table:254"));
  private static final App JOINED =
      new Texts(PANEL, 1, false, List.of("0 in_port=1 output:2", "0 in_port=2 output:1"));

  /** The rules of an owner, such as "1 output:2", tables in the switch's own numbers. */
  private static List<String> rulesOf(FakeSwitch node, Owner owner) {
    List<String> rules = new ArrayList<>();
    node.flows()
        .forEach(flow -> {
          if (Cookie.of(flow.cookie()).map(Cookie::ownerId).orElse(0) == owner.id()) {
            rules.add(flow.tableId() + " " + flow.match() + " " + flow.instructions());
          }
        });
    return rules.stream().sorted().toList();
  }

  private static AppStatus status(RunningController controller, Owner owner) {
    return controller.apps().stream()
        .filter(app -> app.owner().equals(owner))
        .findFirst()
        .orElseThrow();
  }

  private static FakeNetwork network(RunningController controller) {
    FakeNetwork network = FakeNetwork.builder().host(1).host(1).build();
    network.connect(controller);
    network.awaitSettled();
    return network;
  }

  @Test
  void packetsPassOneAppAfterTheOther() {
    try (RunningController controller = RunningController.with(ONE_TABLE, JOINED);
        FakeNetwork network = network(controller)) {
      assertThat(network).delivers(tcp(80)).from("h1").to("h2");
      assertThat(network).drops(udp(53)).from("h1").to("h2");
      assertThat(rulesOf(network.at(1), PANEL)).hasSize(2).allMatch(rule -> rule.startsWith("1 "));
    }
  }

  @Test
  void theOtherWayRoundNothingComesToTheSecond() {
    try (RunningController controller = RunningController.with(JOINED, ONE_TABLE);
        FakeNetwork network = network(controller)) {
      assertThat(network).delivers(udp(53)).from("h1").to("h2");
      // Behind the last app packets end.
      assertThat(rulesOf(network.at(1), WALL))
          .hasSize(2)
          .allMatch(rule -> rule.startsWith("1 ") && rule.endsWith("[]"));
    }
  }

  @Test
  void switchWithOneTableServesTheFirstAndSaysSo() {
    try (RunningController controller = RunningController.with(ONE_TABLE, JOINED);
        FakeSwitch old = FakeSwitch.builder(1).ports(2).versions(OfVersion.OF10).build()) {
      old.connect(controller.address());
      old.awaitUntil("the first app's rules are there", s -> rulesOf(s, WALL).size() == 2);
      assertThat(status(controller, WALL).conflicts()).isEmpty();
      assertThat(status(controller, PANEL).conflicts())
          .containsExactly(
              "0000000000000001: has 1 table, wall has 1; panel needs 1 and installs nothing"
                  + " there");
      assertThat(rulesOf(old, PANEL)).isEmpty();
    }
  }

  @Test
  void anotherInstanceWithMoreTablesMovesTheAppBehindIt() throws Exception {
    try (RunningController controller = RunningController.with(ONE_TABLE, JOINED);
        FakeNetwork network = network(controller)) {
      List<String> before = rulesOf(network.at(1), PANEL);
      PlanChange tried =
          controller.core().consider(TWO_TABLES).toCompletableFuture().get(10, TimeUnit.SECONDS);
      assertThat(Objects.requireNonNull(tried.before().get(ONE)).rules()).hasSize(2);
      assertThat(Objects.requireNonNull(tried.after().get(ONE)).rules()).hasSize(3);
      network.awaitQuiet();
      assertThat(rulesOf(network.at(1), PANEL)).isEqualTo(before);
      assertThat(network).drops(udp(53)).from("h1").to("h2");

      var _ = controller.core().replace(TWO_TABLES).toCompletableFuture().get(10, TimeUnit.SECONDS);
      network.awaitUntil("the new rules are confirmed", controller::isAtRest);
      assertThat(rulesOf(network.at(1), WALL)).hasSize(3);
      assertThat(rulesOf(network.at(1), PANEL)).hasSize(2).allMatch(rule -> rule.startsWith("2 "));
      assertThat(network).delivers(udp(53)).from("h1").to("h2");
      assertThat(network).delivers(tcp(80)).from("h1").to("h2");
      assertThat(network).drops(tcp(23)).from("h1").to("h2");

      var _ = controller.core().replace(ONE_TABLE).toCompletableFuture().get(10, TimeUnit.SECONDS);
      network.awaitUntil("the old rules are confirmed", controller::isAtRest);
      assertThat(rulesOf(network.at(1), PANEL)).isEqualTo(before);
      assertThat(network).drops(udp(53)).from("h1").to("h2");
    }
  }

  @Test
  void rulesOfAStoppedAppStay() {
    App fragile =
        new Texts(
            WALL, 1, true, List.of("0 udp drop", "0 arp CONTROLLER:65535", "0 any goto_table:254"));
    try (RunningController controller = RunningController.with(fragile, JOINED);
        FakeNetwork network = network(controller)) {
      List<String> before = rulesOf(network.at(1), WALL);
      assertThat(before).hasSize(3);
      int _ = network.host("h1").sendPing(network.host("h2").ip());
      network.awaitUntil("the app is stopped", () -> !status(controller, WALL).isRunning());
      assertThat(status(controller, WALL).failure().orElseThrow())
          .contains("IllegalStateException: as it was told to", "asked for a plan");
      network.awaitUntil("all else is done", controller::isAtRest);
      assertThat(rulesOf(network.at(1), WALL)).isEqualTo(before);
      assertThat(network).drops(udp(53)).from("h1").to("h2");
      assertThat(network).delivers(tcp(80)).from("h1").to("h2");

      // Nor do they go when the switch comes again.
      network.at(1).disconnect();
      network.at(1).connect(controller.address());
      network.awaitUntil("it is there again", controller::isAtRest);
      assertThat(rulesOf(network.at(1), WALL)).isEqualTo(before);
    }
  }
}
