package io.weft.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.PortReason;
import io.weft.openflow.message.PortMultipart;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked of a switch before it is ready, and what it may leave out. */
@Timeout(60)
class ReadBackTest {
  private static boolean asks(Envelope envelope, Class<? extends MultipartBody.Request> what) {
    return envelope.message() instanceof OfMessage.MultipartRequest request
        && what.isInstance(request.body());
  }

  /** A switch that leaves some requests without an answer. */
  private static Peer mute(Server server, OfVersion version, Predicate<Envelope> requests) {
    Peer peer = server.connect().behaving(version, 5);
    peer.answering(envelope -> {
      if (!requests.test(envelope)) {
        peer.answerAsSwitch(envelope, 5);
      }
    });
    return peer.sendHello();
  }

  private static FlowEntry entry(long cookie) {
    return new FlowEntry(0, Elapsed.NONE, 1, 0, 0, Set.of(), cookie, 0, 0, Match.ANY, List.of());
  }

  private static OfMessage.MultipartReply flows(boolean more, FlowEntry... entries) {
    return new OfMessage.MultipartReply(more, new FlowMultipart.FlowStats(List.of(entries)));
  }

  @Test
  void tellsPortsDescriptionAndFlows() {
    try (Server server = new Server();
        Peer peer = server.connect().behaving(OfVersion.OF13, 5)) {
      peer.answering(envelope -> {
        if (asks(envelope, FlowMultipart.FlowStatsRequest.class)) {
          peer.send(envelope.xid(), flows(true, entry(1), entry(2)));
          peer.send(envelope.xid(), flows(true));
          peer.send(envelope.xid(), flows(false, entry(3)));
        } else {
          peer.answerAsSwitch(envelope, 5);
        }
      });
      peer.sendHello();
      Core.Connected connected = server.core.awaitConnected(5);
      assertThat(connected.node().ports().keySet()).containsExactly(new PortNo(1), new PortNo(2));
      assertThat(connected.node().desc().software()).isEqualTo("peer");
      assertThat(connected.node().version()).isEqualTo(OfVersion.OF13);
      assertThat(connected.readBack().known()).isTrue();
      assertThat(connected.readBack().flows()).containsExactly(entry(1), entry(2), entry(3));
      assertThat(server.awaitLog("0000000000000005: connected"))
          .contains("OpenFlow 1.3, 2 ports, peer");
    }
  }

  @Test
  void switchOfOneZeroMayLeaveEverythingUnanswered() {
    try (Server server = new Server();
        Peer peer =
            mute(
                server,
                OfVersion.OF10,
                envelope -> envelope.message() instanceof OfMessage.MultipartRequest)) {
      peer.await(OfMessage.MultipartRequest.class);
      server.passUntil(() -> server.core.connected.size() == 2);
      Core.Connected connected = server.core.awaitConnected(5);
      assertThat(connected.node().ports()).hasSize(2);
      assertThat(connected.readBack().known()).isFalse();
      assertThat(server.awaitLog("did not answer"))
          .contains("DescRequest, FlowStatsRequest; going on without");
      peer.echo();
    }
  }

  @Test
  void switchOfOneZeroMayRefuseEverything() {
    try (Server server = new Server();
        Peer peer = server.connect().behaving(OfVersion.OF10, 5)) {
      peer.answering(envelope -> {
        if (envelope.message() instanceof OfMessage.MultipartRequest) {
          var error = new OfMessage.ErrorMessage(OfError.OFPBRC_BAD_STAT, Bytes.EMPTY);
          peer.send(envelope.xid(), error);
        } else {
          peer.answerAsSwitch(envelope, 5);
        }
      });
      peer.sendHello();
      assertThat(server.core.awaitConnected(5).readBack().known()).isFalse();
    }
  }

  @Test
  void switchThatHidesItsPortsIsClosed() {
    try (Server server = new Server();
        Peer peer =
            mute(
                server,
                OfVersion.OF13,
                envelope -> asks(envelope, PortMultipart.PortDescRequest.class))) {
      peer.await(OfMessage.MultipartRequest.class);
      server.passUntil(peer::hasEnded);
      assertThat(server.log("0000000000000005"))
          .singleElement()
          .asString()
          .endsWith("does not describe its ports");
    }
  }

  @Test
  void switchWithoutFeaturesIsClosed() {
    try (Server server = new Server();
        Peer peer =
            mute(
                server,
                OfVersion.OF13,
                envelope -> envelope.message() instanceof OfMessage.FeaturesRequest)) {
      peer.await(OfMessage.FeaturesRequest.class);
      server.passUntil(peer::hasEnded);
      assertThat(server.log(peer.name()))
          .singleElement()
          .asString()
          .endsWith("no features in time");
    }
  }

  @Test
  void largeTableMayTakeLongerAsLongAsPartsCome() {
    try (Server server = new Server();
        Peer peer =
            mute(server, OfVersion.OF13, e -> asks(e, FlowMultipart.FlowStatsRequest.class))) {
      Awaitility.await()
          .until(() ->
              peer.received().stream()
                  .anyMatch(e -> asks(e, FlowMultipart.FlowStatsRequest.class)));
      int xid = peer.received().getLast().xid();
      for (int quarters = 0; quarters < 12; quarters++) {
        peer.send(xid, flows(true, entry(1)));
        peer.echo();
        server.pass(Server.CONFIG.readBackTimeout().dividedBy(4));
      }
      assertThat(server.core.connected).as("only the healthy one").hasSize(1);
      peer.send(xid, flows(false, entry(2)));
      Core.Connected connected = server.core.awaitConnected(5);
      assertThat(connected.readBack().known()).isTrue();
      assertThat(connected.readBack().flows()).hasSizeGreaterThan(8).endsWith(entry(2));
    }
  }

  @Test
  void whatChangesMeanwhileIsNotLost() {
    try (Server server = new Server();
        Peer peer = server.connect().behaving(OfVersion.OF13, 5)) {
      FlowRemoved removed =
          new FlowRemoved(
              7, 1, FlowRemoved.Reason.IDLE_TIMEOUT, 0, Elapsed.NONE, 0, 0, 0, 0, Match.ANY);
      peer.answering(envelope -> {
        if (asks(envelope, PortMultipart.PortDescRequest.class)) {
          peer.send(0, new OfMessage.PortStatus(PortReason.ADD, Peer.port(3)));
        }
        if (asks(envelope, FlowMultipart.FlowStatsRequest.class)) {
          peer.send(0, new OfMessage.PortStatus(PortReason.DELETE, Peer.port(1)));
          peer.send(envelope.xid(), flows(true, entry(7)));
          peer.send(0, removed);
          peer.send(envelope.xid(), flows(false));
        } else {
          peer.answerAsSwitch(envelope, 5);
        }
      });
      peer.sendHello();
      Core.Connected connected = server.core.awaitConnected(5);
      assertThat(connected.node().ports().keySet()).containsExactly(new PortNo(2), new PortNo(3));
      assertThat(connected.readBack().flows()).containsExactly(entry(7));
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(server.core.saidBy(5, FlowRemoved.class)).containsExactly(removed));
    }
  }

  @Test
  void changesMeanwhileAreLimited() {
    try (Server server = new Server();
        Peer peer =
            mute(server, OfVersion.OF13, e -> asks(e, FlowMultipart.FlowStatsRequest.class))) {
      peer.await(OfMessage.MultipartRequest.class);
      FlowRemoved removed =
          new FlowRemoved(7, 1, FlowRemoved.Reason.DELETE, 0, Elapsed.NONE, 0, 0, 0, 0, Match.ANY);
      byte[] one = Peer.encoded(OfVersion.OF13, 0, removed).toArray();
      byte[] many = new byte[one.length * 1000];
      for (int i = 0; i < 1000; i++) {
        System.arraycopy(one, 0, many, i * one.length, one.length);
      }
      for (int sent = 0; sent <= Handshake.MAX_MEANWHILE; sent += 1000) {
        peer.send(Bytes.wrap(many));
      }
      peer.awaitEnd();
      assertThat(server.log("0000000000000005"))
          .singleElement()
          .asString()
          .contains("more than " + Handshake.MAX_MEANWHILE + " changes of ports and flows");
    }
  }
}
