package io.weft.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.OfVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two connections that claim to be the same switch. */
@Timeout(60)
class DuplicateDatapathTest {
  @Test
  void secondIsRefusedAndFirstUndisturbed() {
    try (Server server = new Server(KeepAliveTest.PATIENT);
        Peer first = server.ready(5);
        Peer second = server.connect().behaving(OfVersion.OF13, 5).sendHello()) {
      second.awaitEnd();
      assertThat(server.log(second.name()))
          .singleElement()
          .asString()
          .endsWith("duplicate datapath id 0000000000000005, in use by " + first.name());
      first.echo();
      assertThat(server.channel(5).commit(List.of()).toCompletableFuture())
          .succeedsWithin(Duration.ofSeconds(5));
      assertThat(server.core.disconnected).isEmpty();
      assertThat(server.core.connected).as("the healthy one, and the first").hasSize(2);
    }
  }

  @Test
  void firstThatIsDeadGivesWayToTheNextTry() {
    try (Server server = new Server(KeepAliveTest.PATIENT);
        Peer first = server.ready(5)) {
      first.answering(envelope -> {});
      List<Peer> tries = new ArrayList<>();
      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> {
            Peer next = server.connect().behaving(OfVersion.OF13, 5).sendHello();
            tries.add(next);
            Awaitility.await().until(() -> next.hasEnded() || server.core.connected.size() == 3);
            server.pass(Server.CONFIG.readBackTimeout());
            return !next.hasEnded();
          });
      first.awaitEnd();
      assertThat(server.log("0000000000000005: disconnected"))
          .singleElement()
          .asString()
          .endsWith("dead, and the switch has connected anew");
      tries.getLast().echo();
      assertThat(server.core.disconnected).hasSize(1);
      tries.forEach(Peer::close);
    }
  }

  @Test
  void manyClaimsDoNotEndAFirstThatAnswers() {
    try (Server server = new Server(KeepAliveTest.PATIENT);
        Peer first = server.ready(5)) {
      int tries = 30;
      for (int i = 0; i < tries; i++) {
        try (Peer next = server.connect().behaving(OfVersion.OF13, 5).sendHello()) {
          next.awaitEnd();
        }
        first.echo();
        server.pass(Server.CONFIG.readBackTimeout().dividedBy(2));
      }
      first.echo();
      assertThat(server.core.disconnected).isEmpty();
      assertThat(server.log("duplicate datapath id")).hasSize(tries);
    }
  }

  @Test
  void switchMayConnectAgainAtOnceAfterItHasClosed() {
    try (Server server = new Server(KeepAliveTest.PATIENT)) {
      for (int n = 1; n <= 20; n++) {
        try (Peer peer = Peer.ready(server.address(), 5)) {
          server.core.awaitConnected(5, n);
          peer.echo();
        }
        int times = n;
        Awaitility.await().until(() -> server.core.disconnected.size() == times);
      }
    }
  }
}
