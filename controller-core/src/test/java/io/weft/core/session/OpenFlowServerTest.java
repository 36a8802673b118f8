package io.weft.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.openflow.message.OfMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listening, stopping, and bugs of those who listen. */
@Timeout(60)
class OpenFlowServerTest {
  @Test
  void portInUseIsNamed() {
    try (Server server = new Server()) {
      assertThatThrownBy(
              () -> OpenFlowServer.listen(server.address(), 1, Server.CONFIG, new Core()))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "cannot listen on 127.0.0.1:" + server.address().getPort() + ": the port is in use");
    }
  }

  @Test
  void addressOfAnotherMachineIsNamed() {
    // TEST-NET-1, RFC 5737: nobody has it.
    InetSocketAddress elsewhere = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 6653);
    assertThatThrownBy(() -> OpenFlowServer.listen(elsewhere, 1, Server.CONFIG, new Core()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot listen on 192.0.2.1:6653: ")
        .hasMessageEndingWith("Cannot assign requested address");
  }

  @Test
  void closeEndsAllConnectionsWhateverTheirState() throws IOException {
    Core core = new Core();
    OpenFlowServer server =
        OpenFlowServer.listen(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            2,
            KeepAliveTest.PATIENT,
            core);
    try (Peer silent = Peer.connect(server.address());
        Peer half = Peer.connect(server.address());
        Peer deaf = Peer.connectDeaf(server.address());
        Peer ready = Peer.ready(server.address(), 5)) {
      half.sendHello();
      half.await(OfMessage.FeaturesRequest.class);
      silent.await(OfMessage.Hello.class);
      SwitchChannel channel = core.awaitConnected(5).channel();
      ready.answering(envelope -> {});
      var unconfirmed = channel.commit(List.of()).toCompletableFuture();
      long begin = System.nanoTime();
      server.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
      silent.awaitEnd();
      half.awaitEnd();
      ready.awaitEnd();
      deaf.listen();
      deaf.awaitEnd();
      assertThat(unconfirmed).failsWithin(Duration.ofSeconds(1));
      assertThat(core.disconnected).containsExactly("0000000000000005: the controller stops");
      assertThatThrownBy(() -> Peer.connect(server.address()).close())
          .hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void bugOfTheListenerClosesThatConnectionOnlyAndIsTold() {
    try (Server server = new Server();
        Peer peer = server.ready(5)) {
      server.core.onSaid(() -> {
        throw new IllegalStateException("a bug made by a test");
      });
      peer.send(BackPressureTest.packetIn(1));
      peer.awaitEnd();
      assertThat(server.log("0000000000000005: disconnected"))
          .singleElement()
          .asString()
          .endsWith("internal error");
      assertThat(server.bugs())
          .singleElement()
          .satisfies(bug ->
              assertThat(bug.getThrowableProxy().getMessage()).isEqualTo("a bug made by a test"));
      Awaitility.await().until(() -> server.core.disconnected.size() == 1);
    }
  }

  @Test
  void datapathIdIsFreeThoughTheListenerFailsAtTheEnd() {
    try (Server server = new Server()) {
      server.core.onDisconnected(() -> {
        throw new IllegalStateException("a bug made by a test");
      });
      try (Peer peer = server.ready(5)) {
        peer.echo();
      }
      server.awaitLog("0000000000000005: disconnected");
      server.core.onDisconnected(() -> {});
      try (Peer peer = Peer.ready(server.address(), 5)) {
        server.core.awaitConnected(5, 2);
        peer.echo();
      }
      assertThat(server.bugs()).hasSize(1);
    }
  }

  @Test
  void closedByTheCoreWithItsReason() {
    try (Server server = new Server();
        Peer peer = server.ready(5)) {
      server.channel(5).close("for a reason");
      peer.awaitEnd();
      assertThat(server.awaitLog("0000000000000005: disconnected")).endsWith("for a reason");
      assertThat(server.core.disconnected).containsExactly("0000000000000005: for a reason");
    }
  }

  @Test
  void halfClosedConnectionEnds() throws IOException {
    try (Server server = new Server();
        Peer peer = server.ready(5)) {
      peer.shutdownOutput();
      peer.awaitEnd();
      assertThat(server.awaitLog("0000000000000005: disconnected"))
          .endsWith("closed by the switch");
    }
  }
}
