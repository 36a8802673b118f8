package io.weft.core.session;

import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.MultipartReply;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Reads what is installed in a switch that has been connected for a while. I/O thread of the
 * session only.
 */
final class Reading {
  private final CompletableFuture<ReadBack> done;
  private final Set<Integer> open = new HashSet<>();
  private final Multiparts answers = new Multiparts();
  private boolean flowsKnown;

  Reading(CompletableFuture<ReadBack> done) {
    this.done = done;
  }

  /** Sends the questions. */
  void ask(Outgoing outgoing) {
    for (MultipartBody.Request question : Handshake.questionsAbout(outgoing.version())) {
      open.add(outgoing.send(new OfMessage.MultipartRequest(false, question)));
    }
  }

  /**
   * Takes a part of an answer; false if it is to none of these questions.
   *
   * @throws IllegalStateException if it is one too many
   */
  boolean answer(int xid, MultipartReply reply) {
    if (!open.contains(xid)) {
      return false;
    }
    answers.take(reply);
    if (!reply.more()) {
      flowsKnown |= reply.body() instanceof FlowMultipart.FlowStats;
      close(xid);
    }
    return true;
  }

  /** The switch does not answer one of the questions; false if it is none of these. */
  boolean refused(int xid) {
    boolean ours = open.contains(xid);
    close(xid);
    return ours;
  }

  private void close(int xid) {
    if (open.remove(xid) && open.isEmpty()) {
      done.complete(new ReadBack(flowsKnown, answers.flows(), answers.groups(), answers.meters()));
    }
  }

  boolean isDone() {
    return done.isDone();
  }

  /** Parts of answers that have come, to see whether more do. */
  int parts() {
    return answers.parts();
  }

  /** The switch has stopped answering. */
  void giveUp() {
    done.complete(ReadBack.UNKNOWN);
  }

  void abandon(DisconnectedException cause) {
    done.completeExceptionally(cause);
  }
}
