package io.weft.core.session;

import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.net.DatapathId;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.netty.OpenFlowConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Hands over to the I/O thread of a session what others ask of its switch. Any thread. */
final class SessionChannel implements SwitchChannel {
  private final SwitchSession session;
  private final OpenFlowConnection connection;
  private final Outgoing outgoing;
  private final Probes probes;

  SessionChannel(
      SwitchSession session, OpenFlowConnection connection, Outgoing outgoing, Probes probes) {
    this.session = session;
    this.connection = connection;
    this.outgoing = outgoing;
    this.probes = probes;
  }

  @Override
  public DatapathId dpid() {
    return session.dpid();
  }

  @Override
  public OfVersion version() {
    return outgoing.version();
  }

  @Override
  public Abilities abilities() {
    return probes.abilities();
  }

  @Override
  public boolean offer(OfMessage message) {
    return outgoing.offer(message);
  }

  @Override
  public CompletionStage<List<RefusedMod>> commit(List<? extends OfMessage> mods) {
    List<OfMessage> batch = List.copyOf(mods);
    CompletableFuture<List<RefusedMod>> done = new CompletableFuture<>();
    run(() -> session.commit(batch, done), done);
    return done;
  }

  @Override
  public CompletionStage<ReadBack> readBack() {
    CompletableFuture<ReadBack> done = new CompletableFuture<>();
    run(() -> session.readBack(done), done);
    return done;
  }

  /** At once on the I/O thread, so that what it offers next does not overtake the mods. */
  private void run(Runnable task, CompletableFuture<?> done) {
    Runnable guarded = session.guarded(task);
    if (connection.inEventLoop()) {
      guarded.run();
    } else if (!connection.execute(guarded)) {
      done.completeExceptionally(new DisconnectedException(dpid()));
    }
  }

  @Override
  public void close(String reason) {
    session.close(reason);
  }

  @Override
  public String toString() {
    return session.toString();
  }
}
