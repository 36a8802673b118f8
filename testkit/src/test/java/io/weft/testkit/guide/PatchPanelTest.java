package io.weft.testkit.guide;

import static io.weft.testkit.HostPacket.broadcast;
import static io.weft.testkit.HostPacket.tcp;
import static io.weft.testkit.NetworkAssert.assertThat;

import io.weft.testkit.FakeNetwork;
import io.weft.testkit.WeftExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PatchPanelTest {
  @RegisterExtension
  final WeftExtension weft =
      WeftExtension.with(new PatchPanel()).on(FakeNetwork.builder().host(1).host(1).host(1));

  @Test
  void joinsTwoHosts(FakeNetwork network) {
    assertThat(network).delivers(tcp(80)).from("h1").to("h2");
    assertThat(network).drops(tcp(80)).from("h1").to("h3");
    assertThat(network).drops(broadcast()).from("h3").to("h1");
  }
}
