package hello;

import static io.weft.testkit.HostPacket.icmpEcho;
import static io.weft.testkit.HostPacket.tcp;
import static io.weft.testkit.HostPacket.udp;
import static io.weft.testkit.NetworkAssert.assertThat;

import hello.FirewallConfig.Entry;
import hello.FirewallConfig.Verdict;
import io.weft.app.l2.L2Config;
import io.weft.app.l2.L2Learning;
import io.weft.testkit.FakeNetwork;
import io.weft.testkit.WeftExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FirewallTest {
  private static final FirewallConfig CONFIG =
      new FirewallConfig(
          List.of(
              Entry.parse("permit tcp,nw_src=10.0.0.1,nw_dst=10.0.0.3,tp_src=40000,tp_dst=23"),
              Entry.parse("deny tcp,tp_dst=23"),
              Entry.parse("deny udp")),
          Verdict.PERMIT);

  @RegisterExtension
  final WeftExtension weft =
      WeftExtension.with(new Firewall(CONFIG), new L2Learning(L2Config.DEFAULT))
          .on(FakeNetwork.builder().line(3));

  @Test
  void deniesWhatTheListDenies(FakeNetwork network) {
    network.awaitAllPings();
    assertThat(network).delivers(icmpEcho()).from("h2").to("h3");
    assertThat(network).delivers(tcp(80)).from("h2").to("h3");
    assertThat(network).delivers(tcp(23)).from("h1").to("h3");
    assertThat(network).drops(tcp(23)).from("h2").to("h3");
    assertThat(network).drops(udp(53)).from("h1").to("h2");
  }
}
