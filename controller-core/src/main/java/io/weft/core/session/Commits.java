package io.weft.core.session;

import io.weft.net.DatapathId;
import io.weft.openflow.message.OfMessage.ErrorMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Batches of mods that wait for their barrier. A batch has consecutive xids, the barrier's last, so
 * an error's xid names the mod that it is about. I/O thread of the session only.
 */
final class Commits {
  /**
   * One batch.
   *
   * @param firstXid of the first mod
   * @param size mods in it; the barrier's xid is {@code firstXid + size}
   */
  private record Batch(
      int firstXid, int size, List<RefusedMod> refused, CompletableFuture<List<RefusedMod>> done) {
    boolean has(int xid) {
      return Integer.compareUnsigned(xid - firstXid, size) < 0;
    }

    int barrierXid() {
      return firstXid + size;
    }
  }

  private final Deque<Batch> waiting = new ArrayDeque<>();

  void add(
      int firstXid,
      int size,
      List<RefusedMod> refusedAtOnce,
      CompletableFuture<List<RefusedMod>> done) {
    waiting.add(new Batch(firstXid, size, new ArrayList<>(refusedAtOnce), done));
  }

  /** Ties an error to its mod; false if it is about something else. */
  boolean refused(int xid, ErrorMessage error) {
    for (Batch batch : waiting) {
      if (batch.has(xid)) {
        batch.refused.add(
            new RefusedMod(
                xid - batch.firstXid,
                java.util.Optional.of(error.error()),
                error.error().toString()));
        return true;
      }
    }
    return false;
  }

  /** The barrier with this xid was answered; false if none of ours was asked. */
  boolean confirmed(int xid) {
    for (Iterator<Batch> batches = waiting.iterator(); batches.hasNext(); ) {
      Batch batch = batches.next();
      if (batch.barrierXid() == xid) {
        batches.remove();
        batch.done.complete(List.copyOf(batch.refused));
        return true;
      }
    }
    return false;
  }

  /** No answer will come any more. */
  void abandon(DatapathId dpid) {
    for (Batch batch : waiting) {
      batch.done.completeExceptionally(new DisconnectedException(dpid));
    }
    waiting.clear();
  }
}
