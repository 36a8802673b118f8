package io.weft.core.session;

import io.weft.net.DatapathId;
import io.weft.openflow.message.BundleMessage;
import io.weft.openflow.message.BundleMessage.BundleControl;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.ErrorMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Batches of mods that wait to be confirmed: in a bundle where the switch has bundles, else by a
 * barrier behind them. I/O thread of the session only.
 */
final class Commits {
  private final Outgoing outgoing;
  private final Probes probes;
  private final Deque<Transaction> waiting = new ArrayDeque<>();
  private int bundles;
  private int oldestAtCheck;

  Commits(Outgoing outgoing, Probes probes) {
    this.outgoing = outgoing;
    this.probes = probes;
  }

  /**
   * Sends mods and what confirms them.
   *
   * @param done completed when the switch has confirmed, or the session ends
   */
  void send(List<OfMessage> mods, CompletableFuture<List<RefusedMod>> done) {
    Transaction transaction = new Transaction(outgoing, mods, done);
    // Before anything is sent: whatever happens from here on, the end of the session ends it.
    waiting.add(transaction);
    transaction.send(probes.abilities().bundles() ? Optional.of(nextBundle()) : Optional.empty());
  }

  private int nextBundle() {
    return ++bundles;
  }

  /** Ties an error to its batch; false if it is of none. */
  boolean refused(int xid, ErrorMessage error) {
    for (Transaction transaction : waiting) {
      if (transaction.isAbout(xid)) {
        transaction.refused(xid, error);
        return true;
      }
      if (transaction.isInBundle() && transaction.isConfirmedBy(xid)) {
        if (transaction.bundleFailed(nextBundle())) {
          probes.noBundles();
        }
        return true;
      }
    }
    return false;
  }

  /** Whether this is the xid of a barrier that was not answered yet. */
  boolean isBarrier(int xid) {
    return waiting.stream()
        .anyMatch(transaction -> !transaction.isInBundle() && transaction.isConfirmedBy(xid));
  }

  /** Whether the batch that waits longest is the same as when this was last asked. */
  boolean isStuck() {
    Transaction oldest = waiting.peek();
    int now = oldest == null ? 0 : oldest.attempt();
    boolean same = now != 0 && now == oldestAtCheck;
    oldestAtCheck = now;
    return same;
  }

  /** What the switch says about a bundle. */
  void take(int xid, BundleControl control) {
    if (control.step() == BundleMessage.Step.OPEN_REPLY) {
      waiting.forEach(transaction -> transaction.opened(xid));
    } else if (control.step() == BundleMessage.Step.COMMIT_REPLY) {
      confirmed(xid, true);
    }
  }

  /** The barrier with this xid was answered. */
  void barrier(int xid) {
    confirmed(xid, false);
  }

  private void confirmed(int xid, boolean bundle) {
    for (Iterator<Transaction> all = waiting.iterator(); all.hasNext(); ) {
      Transaction transaction = all.next();
      if (transaction.isConfirmedBy(xid) && transaction.isInBundle() == bundle) {
        if (transaction.confirmed()) {
          all.remove();
        }
        return;
      }
    }
  }

  /** No answer will come any more. */
  void abandon(DatapathId dpid) {
    for (Transaction transaction : waiting) {
      transaction.abandon(new DisconnectedException(dpid));
    }
    waiting.clear();
  }
}
