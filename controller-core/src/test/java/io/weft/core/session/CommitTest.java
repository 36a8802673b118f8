package io.weft.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketOut;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mods and their confirmation. */
@Timeout(60)
class CommitTest {
  static FlowMod flow(int priority) {
    return FlowMod.add(
        0,
        priority,
        Match.ANY,
        List.of(new Instruction.ApplyActions(List.of(Action.output(new PortNo(1))))));
  }

  private static CompletableFuture<List<RefusedMod>> commit(
      SwitchChannel channel, OfMessage... mods) {
    return channel.commit(List.of(mods)).toCompletableFuture();
  }

  private static final Duration SOON = Duration.ofSeconds(5);

  /** The xids of what came of a kind, waiting for so many. */
  private static List<Integer> xids(Peer peer, Class<? extends OfMessage> kind, int count) {
    Awaitility.await().until(() -> peer.received(kind).size() >= count);
    return peer.received().stream()
        .filter(e -> kind.isInstance(e.message()))
        .map(e -> e.xid())
        .toList();
  }

  @Test
  void confirmedByBarrierAfterTheMods() {
    try (Server server = new Server();
        Peer peer = server.ready(5)) {
      assertThat(commit(server.channel(5), flow(1), flow(2)))
          .succeedsWithin(SOON)
          .isEqualTo(List.of());
      assertThat(peer.received(FlowMod.class)).containsExactly(flow(1), flow(2));
      assertThat(peer.received().stream().map(e -> e.message().getClass().getSimpleName()))
          .endsWith("FlowMod", "FlowMod", "BarrierRequest");
    }
  }

  @Test
  void notConfirmedBeforeTheBarrierIsAnswered() {
    try (Server server = new Server();
        Peer peer = server.ready(5)) {
      peer.answering(envelope -> {});
      var done = commit(server.channel(5), flow(1));
      int barrier = xids(peer, OfMessage.BarrierRequest.class, 1).getFirst();
      peer.send(barrier - 1, new OfMessage.BarrierReply());
      peer.echo();
      assertThat(done).isNotDone();
      peer.send(barrier, new OfMessage.BarrierReply());
      assertThat(done).succeedsWithin(SOON);
    }
  }

  @Test
  void errorsAreTiedToTheirModsInSeveralBatches() {
    try (Server server = new Server();
        Peer peer = server.ready(5)) {
      peer.answering(envelope -> {});
      SwitchChannel channel = server.channel(5);
      var first = commit(channel, flow(1), flow(2), flow(3));
      var second = commit(channel, flow(4), flow(5));
      List<Integer> barriers = xids(peer, OfMessage.BarrierRequest.class, 2);
      List<Integer> mods = xids(peer, FlowMod.class, 5);
      peer.send(mods.get(4), error(OfError.OFPFMFC_TABLE_FULL));
      peer.send(mods.get(1), error(OfError.OFPFMFC_OVERLAP));
      peer.send(mods.get(1), error(OfError.OFPFMFC_EPERM));
      peer.send(999_999, error(OfError.OFPFMFC_EPERM));
      peer.send(barriers.get(0), new OfMessage.BarrierReply());
      assertThat(first)
          .succeedsWithin(SOON)
          .isEqualTo(
              List.of(new RefusedMod(1, Optional.of(OfError.OFPFMFC_OVERLAP), "OFPFMFC_OVERLAP")));
      assertThat(second).isNotDone();
      peer.send(barriers.get(1), new OfMessage.BarrierReply());
      assertThat(second)
          .succeedsWithin(SOON)
          .isEqualTo(
              List.of(
                  new RefusedMod(
                      1, Optional.of(OfError.OFPFMFC_TABLE_FULL), "OFPFMFC_TABLE_FULL")));
    }
  }

  private static OfMessage error(OfError error) {
    return new OfMessage.ErrorMessage(error, Bytes.EMPTY);
  }

  @Test
  void modThatTheVersionCannotSayIsReportedAndNotSent() {
    try (Server server = new Server();
        Peer peer = server.ready(OfVersion.OF10, 5)) {
      FlowMod ofMetadata = FlowMod.add(0, 1, Match.parse("metadata=1"), List.of());
      var done = commit(server.channel(5), flow(1), ofMetadata, flow(2));
      assertThat(done)
          .succeedsWithin(SOON)
          .satisfies(refused -> {
            assertThat(refused).hasSize(1);
            assertThat(refused.getFirst().index()).isEqualTo(1);
            assertThat(refused.getFirst().error()).isEmpty();
            assertThat(refused.getFirst().reason()).contains("1.0");
          });
      assertThat(peer.received(FlowMod.class)).hasSize(2);
      // What follows is counted rightly.
      peer.answering(envelope -> {
        if (envelope.message() instanceof FlowMod) {
          peer.send(envelope.xid(), error(OfError.OFPFMFC_EPERM));
        } else {
          peer.answerAsSwitch(envelope, 5);
        }
      });
      assertThat(commit(server.channel(5), ofMetadata, flow(3)))
          .succeedsWithin(SOON)
          .satisfies(
              refused -> assertThat(refused).extracting(RefusedMod::index).containsExactly(0, 1));
    }
  }

  @Test
  void emptyBatchIsConfirmedToo() {
    try (Server server = new Server();
        Peer peer = server.ready(5)) {
      assertThat(commit(server.channel(5))).succeedsWithin(SOON).isEqualTo(List.of());
      assertThat(peer.received(OfMessage.BarrierRequest.class)).hasSize(1);
    }
  }

  @Test
  void disconnectCompletesAllBatchesExceptionally() throws IOException {
    try (Server server = new Server();
        Peer peer = server.ready(5)) {
      peer.answering(envelope -> {});
      SwitchChannel channel = server.channel(5);
      List<CompletableFuture<List<RefusedMod>>> all =
          List.of(commit(channel, flow(1)), commit(channel), commit(channel, flow(2)));
      xids(peer, OfMessage.BarrierRequest.class, 3);
      peer.abort();
      assertThat(all)
          .allSatisfy(done ->
              assertThat(done)
                  .failsWithin(SOON)
                  .withThrowableOfType(ExecutionException.class)
                  .withCauseInstanceOf(DisconnectedException.class));
      assertThat(commit(channel, flow(3)))
          .failsWithin(SOON)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(DisconnectedException.class);
      Awaitility.await().until(() -> !channel.offer(flow(1)));
    }
  }

  @Test
  void commitAfterTheServerHasClosedFails() {
    SwitchChannel channel;
    try (Server server = new Server();
        Peer peer = server.ready(5)) {
      peer.echo();
      channel = server.channel(5);
    }
    assertThat(commit(channel, flow(3))).failsWithin(SOON);
    assertThat(channel.offer(flow(1))).isFalse();
    channel.close("again");
  }

  @Test
  void switchThatRefusesBarriersIsClosed() {
    try (Server server = new Server();
        Peer peer = server.ready(5)) {
      peer.answering(envelope -> {
        if (envelope.message() instanceof OfMessage.BarrierRequest) {
          peer.send(envelope.xid(), error(OfError.OFPBRC_BAD_TYPE));
        }
      });
      assertThat(commit(server.channel(5), flow(1))).failsWithin(SOON);
      assertThat(server.awaitLog("0000000000000005: disconnected"))
          .endsWith("refuses barriers with OFPBRC_BAD_TYPE");
    }
  }

  @Test
  void switchThatNeverAnswersABarrierIsClosed() {
    SessionConfig config = Server.CONFIG;
    SessionConfig quick =
        new SessionConfig(
            config.versions(),
            config.handshakeTimeout(),
            config.readBackTimeout(),
            Duration.ofMillis(300),
            config.echoInterval(),
            config.maxUnhandled(),
            config.maxConnections());
    try (Server server = new Server(quick);
        Peer peer = server.ready(5)) {
      peer.answering(envelope -> {});
      var unanswered = commit(server.channel(5), flow(1));
      peer.await(OfMessage.BarrierRequest.class);
      server.passUntil(unanswered::isDone);
      assertThat(unanswered).isCompletedExceptionally();
      assertThat(server.awaitLog("0000000000000005: disconnected"))
          .contains("no answer to barrier");
    }
  }

  @Test
  void whatIsOfferedAfterACommitIsSentAfterItOnAnyThread() {
    try (Server server = new Server();
        Peer peer = server.ready(5)) {
      SwitchChannel channel = server.channel(5);
      PacketOut packet = PacketOut.to(new PortNo(1), Bytes.EMPTY);
      Runnable both =
          () -> {
            var _ = channel.commit(List.of(flow(1)));
            channel.offer(packet);
          };
      both.run();
      Awaitility.await().until(() -> peer.received(PacketOut.class).size() == 1);
      // And on the I/O thread, where nothing needs to be handed over.
      server.core.onSaid(both);
      peer.send(BackPressureTest.packetIn(1));
      Awaitility.await().until(() -> peer.received(PacketOut.class).size() == 2);
      List<String> kinds =
          peer.received().stream().map(e -> e.message().getClass().getSimpleName()).toList();
      assertThat(kinds)
          .containsSubsequence(
              "FlowMod", "BarrierRequest", "PacketOut", "FlowMod", "BarrierRequest", "PacketOut");
    }
  }
}
