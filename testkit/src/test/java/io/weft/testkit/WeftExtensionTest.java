package io.weft.testkit;

import static io.weft.testkit.HostPacket.broadcast;
import static io.weft.testkit.HostPacket.icmpEcho;
import static io.weft.testkit.HostPacket.tcp;
import static io.weft.testkit.NetworkAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.weft.core.app.App;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.NetworkView;
import io.weft.net.DatapathId;
import io.weft.net.Ipv4Address;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WeftExtensionTest {
  /** Floods what nobody may know better, and drops telnet. */
  private static final class Hub implements App {
    @Override
    public Owner owner() {
      return new Owner(150, "hub");
    }

    @Override
    public Plan plan(NetworkView view) {
      ImmutableMap.Builder<DatapathId, SwitchRules> rules = ImmutableMap.builder();
      for (DatapathId dpid : view.switches().keySet()) {
        rules.put(
            dpid,
            SwitchRules.builder()
                .add(rule(1, "", "FLOOD", 0))
                .add(rule(9, "tcp,tp_dst=23", "drop", 60))
                .build());
      }
      return Plan.of(rules.build());
    }

    private static Rule rule(int priority, String match, String actions, int idleTimeout) {
      return new Rule(
          new Rule.Key(0, priority, Match.parse(match)),
          new Cookie(150, 0, 0),
          Instruction.parse(actions),
          idleTimeout);
    }
  }

  @RegisterExtension
  final WeftExtension weft =
      WeftExtension.with(new Hub()).on(FakeNetwork.builder().line(3)).withManualClock();

  @Test
  void expectationsHold(FakeNetwork network) {
    assertThat(network).delivers(icmpEcho()).from("h1").to("h3");
    assertThat(network).delivers(tcp(80).from(Ipv4Address.parse("1.2.3.4"))).from("h2").to("h1");
    assertThat(network).drops(tcp(23)).from("h1").to("h3");
    assertThat(network).floods(broadcast().payload("hello")).from("h2");
  }

  @Test
  void failuresSayWhatArrived(FakeNetwork network) {
    assertThatThrownBy(() -> assertThat(network).delivers(tcp(23)).from("h1").to("h2"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected one copy of tcp to port 23 from h1")
        .hasMessageContaining("arrived: {h2=0, h3=0}");
    assertThatThrownBy(() -> assertThat(network).drops(tcp(80)).from("h1").to("h2"))
        .hasMessageContaining("arrived: {h2=1, h3=1}");
    assertThatThrownBy(() -> assertThat(network).floods(tcp(23)).from("h1"))
        .hasMessageContaining("at each other host, arrived: {h2=0, h3=0}");
  }

  @Test
  void timePassesByHand(FakeNetwork network, ManualClock clock) {
    assertThat(network).drops(tcp(23)).from("h1").to("h3");
    long before = network.at(1).mark();
    weft.advance(Duration.ofSeconds(59));
    org.assertj.core.api.Assertions.assertThat(
            network.at(1).since(before, io.weft.openflow.message.FlowMod.class))
        .isEmpty();
    weft.advance(Duration.ofSeconds(2));
    network.at(1).awaitMessage(before, io.weft.openflow.message.FlowMod.class);
    org.assertj.core.api.Assertions.assertThat(List.of(clock)).isNotEmpty();
  }
}
