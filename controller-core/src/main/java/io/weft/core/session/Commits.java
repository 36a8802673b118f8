package io.weft.core.session;

import io.weft.net.DatapathId;
import io.weft.openflow.EncodeException;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.ErrorMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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
      int firstXid,
      int size,
      SortedMap<Integer, RefusedMod> refused,
      CompletableFuture<List<RefusedMod>> done) {
    boolean has(int xid) {
      return Integer.compareUnsigned(xid - firstXid, size) < 0;
    }

    int barrierXid() {
      return firstXid + size;
    }
  }

  private final Deque<Batch> waiting = new ArrayDeque<>();
  private @Nullable Batch oldestAtCheck;

  /**
   * Sends mods and a barrier.
   *
   * @param done completed when the barrier is answered, or the session ends
   */
  void send(List<OfMessage> mods, Outgoing outgoing, CompletableFuture<List<RefusedMod>> done) {
    int first = outgoing.reserveXids(mods.size() + 1);
    Batch batch = new Batch(first, mods.size(), new TreeMap<>(), done);
    // Before anything is sent: whatever happens from here on, the end of the session ends it.
    waiting.add(batch);
    for (int i = 0; i < mods.size(); i++) {
      try {
        outgoing.send(first + i, mods.get(i));
      } catch (EncodeException e) {
        String reason = String.valueOf(e.getMessage());
        batch.refused.put(i, new RefusedMod(i, Optional.empty(), reason));
      }
    }
    outgoing.send(batch.barrierXid(), new OfMessage.BarrierRequest());
  }

  /** Ties an error to its mod, the first one if there are several; false if it is of no mod. */
  boolean refused(int xid, ErrorMessage error) {
    for (Batch batch : waiting) {
      if (batch.has(xid)) {
        int index = xid - batch.firstXid;
        batch.refused.putIfAbsent(
            index, new RefusedMod(index, Optional.of(error.error()), error.error().toString()));
        return true;
      }
    }
    return false;
  }

  /** Whether this is the xid of a barrier that was not answered yet. */
  boolean isBarrier(int xid) {
    return waiting.stream().anyMatch(batch -> batch.barrierXid() == xid);
  }

  /** Whether the batch that waits longest is the same as when this was last asked. */
  @SuppressWarnings("ReferenceEquality") // two batches may look alike
  boolean isStuck() {
    Batch oldest = waiting.peek();
    boolean same = oldest != null && oldest == oldestAtCheck;
    oldestAtCheck = oldest;
    return same;
  }

  /** The barrier with this xid was answered; false if none of ours was asked. */
  boolean confirmed(int xid) {
    for (Iterator<Batch> batches = waiting.iterator(); batches.hasNext(); ) {
      Batch batch = batches.next();
      if (batch.barrierXid() == xid) {
        batches.remove();
        batch.done.complete(List.copyOf(batch.refused.values()));
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
