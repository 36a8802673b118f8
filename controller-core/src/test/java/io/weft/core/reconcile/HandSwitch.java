package io.weft.core.reconcile;

import io.weft.core.session.DisconnectedException;
import io.weft.core.session.RefusedMod;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.net.DatapathId;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.OfMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The core's end of a switch whose barriers are answered by the test. */
final class HandSwitch implements SwitchChannel {
  static final ReadBack EMPTY = new ReadBack(true, List.of(), List.of());

  private final DatapathId dpid;
  private final Deque<CompletableFuture<List<RefusedMod>>> unanswered = new ArrayDeque<>();
  private final List<String> sent = new ArrayList<>();

  HandSwitch(long dpid) {
    this.dpid = new DatapathId(dpid);
  }

  @Override
  public DatapathId dpid() {
    return dpid;
  }

  @Override
  public OfVersion version() {
    return OfVersion.OF13;
  }

  @Override
  public boolean offer(OfMessage message) {
    throw new AssertionError("the reconciler sends no packets");
  }

  @Override
  public CompletionStage<List<RefusedMod>> commit(List<? extends OfMessage> mods) {
    mods.forEach(mod -> sent.add(mod.toString()));
    CompletableFuture<List<RefusedMod>> answer = new CompletableFuture<>();
    unanswered.add(answer);
    return answer;
  }

  @Override
  public void close(String reason) {
    throw new AssertionError("the reconciler closes nothing");
  }

  /** What was sent since this was last asked, in the notation of ovs-ofctl. */
  List<String> sent() {
    List<String> since = List.copyOf(sent);
    sent.clear();
    return since;
  }

  /** Answers the oldest barrier. */
  void confirm() {
    unanswered.remove().complete(List.of());
  }

  /** Answers the oldest barrier after refusing one of its mods. */
  void refuse(int index) {
    refuse(index, OfError.OFPFMFC_TABLE_FULL);
  }

  void refuse(int index, OfError error) {
    unanswered
        .remove()
        .complete(List.of(new RefusedMod(index, Optional.of(error), error.toString())));
  }

  /** Ends the connection with what is unanswered. */
  void disconnect() {
    unanswered.forEach(answer -> answer.completeExceptionally(new DisconnectedException(dpid)));
    unanswered.clear();
  }
}
