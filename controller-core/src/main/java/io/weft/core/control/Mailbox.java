package io.weft.core.control;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for one app, first in, first out. A plan that is asked for again before it
 * was made takes the place of the question that waits. Any thread.
 */
final class Mailbox {
  private final ArrayDeque<AppCall<?>> calls = new ArrayDeque<>();
  private @Nullable AppCall<?> plan;
  private @Nullable AppCall<?> planMark;
  private boolean closed;
  private long unfinished;

  /** False if already so many calls wait. */
  synchronized boolean offer(AppCall<?> call, int most) {
    if (calls.size() >= most) {
      return false;
    }
    put(call);
    return true;
  }

  /** For calls whose number something else limits. */
  synchronized void put(AppCall<?> call) {
    if (!closed) {
      calls.add(call);
      unfinished++;
      notifyAll();
    }
  }

  synchronized void putPlan(AppCall<?> call) {
    boolean waits = plan != null;
    plan = call;
    if (!waits) {
      planMark = call;
      put(call);
    }
  }

  /** Waits for a call; null if the mailbox was closed. */
  synchronized @Nullable AppCall<?> take() throws InterruptedException {
    while (calls.isEmpty() && !closed) {
      wait();
    }
    return poll();
  }

  /** The next call, or null if none waits. */
  @SuppressWarnings("ReferenceEquality") // the mark stands for the newest question
  synchronized @Nullable AppCall<?> poll() {
    AppCall<?> call = calls.poll();
    if (call != null && call == planMark) {
      call = plan;
      plan = null;
      planMark = null;
    }
    return call;
  }

  /** A call that was taken, and all that follows from it, is done. */
  synchronized void finished() {
    unfinished--;
  }

  /** Whether nothing waits and everything taken is finished. */
  synchronized boolean isIdle() {
    return unfinished == 0;
  }

  synchronized int size() {
    return calls.size();
  }

  /** Drops what waits; nothing is taken in any more. */
  synchronized void close() {
    closed = true;
    calls.clear();
    plan = null;
    planMark = null;
    notifyAll();
  }
}
