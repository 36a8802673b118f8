package io.weft.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketOut;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Echo in both directions, and what silence means. */
@Timeout(60)
class KeepAliveTest {
  /** A switch that says nothing is taken for dead after half a second. */
  static final SessionConfig SHORT = withTimes(Duration.ofMillis(300), Duration.ofMillis(200));

  /** Nothing happens by itself while a test runs. */
  static final SessionConfig PATIENT = withTimes(Duration.ofSeconds(60), Duration.ofSeconds(60));

  private static SessionConfig withTimes(Duration handshake, Duration echo) {
    SessionConfig config = Server.CONFIG;
    return new SessionConfig(
        config.versions(),
        handshake,
        config.readBackTimeout(),
        config.barrierTimeout(),
        echo,
        config.maxUnhandled(),
        config.maxConnections());
  }

  @Test
  void echoReplyCarriesPayloadAndXidBack() {
    try (Server server = new Server(PATIENT);
        Peer peer = server.ready(5)) {
      Bytes payload = Bytes.parse("00112233445566778899");
      peer.send(0xabcdef01, new OfMessage.EchoRequest(payload));
      Awaitility.await()
          .until(() ->
              peer.received().stream()
                  .anyMatch(e ->
                      e.xid() == 0xabcdef01
                          && e.message().equals(new OfMessage.EchoReply(payload))));
    }
  }

  @Test
  void echoIsAnsweredBeforeTheHandshakeIsDone() {
    try (Server server = new Server(PATIENT);
        Peer peer = server.connect()) {
      peer.sendHello();
      peer.await(OfMessage.FeaturesRequest.class);
      peer.echo();
    }
  }

  @Test
  void silentSwitchIsAskedAndStaysWhileItAnswers() {
    try (Server server = new Server(SHORT);
        Peer peer = server.ready(5)) {
      for (int asked = 1; asked <= 4; asked++) {
        int times = asked;
        server.passUntil(() -> peer.received(OfMessage.EchoRequest.class).size() >= times);
        peer.echo(); // so its answer to the request has been read too
      }
      assertThat(server.log("0000000000000005: disconnected")).isEmpty();
    }
  }

  @Test
  void switchThatDoesNotAnswerIsClosed() {
    try (Server server = new Server(SHORT);
        Peer peer = server.ready(5)) {
      peer.answering(envelope -> {});
      server.pass(SHORT.echoInterval().multipliedBy(3));
      peer.awaitEnd();
      assertThat(peer.received(OfMessage.EchoRequest.class)).isNotEmpty();
      assertThat(server.log("0000000000000005: disconnected"))
          .singleElement()
          .asString()
          .endsWith("no answer to echo for 200 ms");
    }
  }

  @Test
  void talkingSwitchIsNotAsked() {
    try (Server server = new Server(SHORT);
        Peer peer = server.ready(5)) {
      for (int i = 0; i < 10; i++) {
        peer.echo();
        server.pass(SHORT.echoInterval().dividedBy(2));
      }
      assertThat(peer.hasEnded()).isFalse();
      assertThat(peer.received(OfMessage.EchoRequest.class)).isEmpty();
    }
  }

  @Test
  void switchThatDoesNotReadIsClosed() {
    try (Server server = new Server(withTimes(Duration.ofSeconds(60), Duration.ofSeconds(1)));
        Peer peer = server.readyAndDeaf(5)) {
      SwitchChannel channel = server.channel(5);
      PacketOut packet = PacketOut.to(new PortNo(1), Bytes.wrap(new byte[1400]));
      // On and on: what the system takes and keeps is no sign that the switch reads.
      Awaitility.await()
          .until(() -> {
            for (int i = 0; i < 1000; i++) {
              var _ = channel.offer(packet);
            }
            server.pass(Duration.ofMillis(500));
            return !server.log("0000000000000005: disconnected").isEmpty();
          });
      assertThat(server.log("0000000000000005: disconnected"))
          .singleElement()
          .asString()
          .endsWith("does not read what it is sent");
      assertThat(peer.received()).isEmpty();
      assertThat(server.log("0000000000000005: reads too slowly, ")).isNotEmpty();
    }
  }

  @Test
  void switchThatWeDoNotReadIsNotTakenForDead() {
    try (Server server = new Server(SHORT);
        Peer peer = server.ready(5)) {
      server.core.busy();
      Bytes packetIn = BackPressureTest.packetIn(0);
      for (int i = 0; i < 3 * SHORT.maxUnhandled(); i++) {
        peer.send(packetIn);
      }
      Awaitility.await().until(() -> server.core.waiting() >= SHORT.maxUnhandled());
      peer.answering(envelope -> {});
      server.pass(SHORT.echoInterval().multipliedBy(4));
      assertThat(server.log("0000000000000005: disconnected")).isEmpty();
      peer.behaving(OfVersion.OF13, 5);
      server.core.idle();
      peer.echo();
    }
  }
}
