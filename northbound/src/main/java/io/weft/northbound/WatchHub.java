package io.weft.northbound;

import com.google.common.collect.ImmutableSortedMap;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.weft.api.v1.Kind;
import io.weft.core.control.Core;
import io.weft.core.network.NetworkView;
import io.weft.core.reconcile.SwitchInventory;
import io.weft.net.DatapathId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what the core knows with what it knew, some fifty times a second while somebody watches,
 * and tells the watchers the difference. The network thread is not asked to tell: it has nothing to
 * do with who watches, but for copies of rules, which {@link SwitchStates} bounds.
 *
 * <p>All watchers are served on one thread, which never waits for any of them.
 */
final class WatchHub implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WatchHub.class);
  private static final long INTERVAL = Duration.ofMillis(20).toNanos();

  /** Comparing large networks takes its time; the processor is for others too. */
  private static final int REST = 10;

  private final Core core;
  private final SwitchStates states;
  private final int limit;
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private Optional<Thread> thread = Optional.empty();
  private boolean closed;

  /**
   * @param limit watchers at a time
   */
  WatchHub(Core core, SwitchStates states, int limit) {
    this.core = core;
    this.states = states;
    this.limit = limit;
  }

  /**
   * Takes in a watcher.
   *
   * @throws StatusRuntimeException if there are too many
   */
  synchronized void add(Watcher watcher) {
    if (closed) {
      throw Problem.unavailable("the server stops");
    }
    if (watchers.size() >= limit) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("expected at most " + limit + " watches at a time, this is one more")
          .asRuntimeException();
    }
    watchers.add(watcher);
    if (thread.isEmpty()) {
      thread = Optional.of(Thread.ofPlatform().name("weft-watch").daemon().start(this::run));
    }
  }

  /** Who watches now. */
  int watchers() {
    return watchers.size();
  }

  /** A watcher can take more, or has gone. Any thread. */
  void wake() {
    Optional<Thread> current;
    synchronized (this) {
      current = thread;
    }
    current.ifPresent(LockSupport::unpark);
  }

  private void run() {
    Knowledge known = Knowledge.NOTHING;
    long next = System.nanoTime();
    while (goesOn()) {
      long begin = System.nanoTime();
      try {
        if (begin - next >= 0) {
          known = compare(known);
          long now = System.nanoTime();
          next = now + Math.max(INTERVAL, (now - begin) * REST);
        }
        for (Watcher watcher : watchers) {
          watcher.pump(known);
        }
      } catch (StatusRuntimeException e) {
        log.warn("watch: {}", e.getStatus().getDescription());
        next = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      } catch (RuntimeException e) {
        log.error("a bug: all watches end", e);
        watchers.forEach(watcher -> watcher.end(Status.INTERNAL.withDescription("internal error")));
      }
      watchers.removeIf(Watcher::isGone);
      long left = next - System.nanoTime();
      if (left > 0 && watchers.stream().noneMatch(Watcher::hasMore)) {
        LockSupport.parkNanos(this, left);
      }
    }
  }

  private synchronized boolean goesOn() {
    if (closed || watchers.isEmpty()) {
      thread = Optional.empty();
      return false;
    }
    return true;
  }

  private Knowledge compare(Knowledge before) {
    List<Watcher> present = List.copyOf(watchers);
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    present.forEach(watcher -> kinds.addAll(watcher.kinds()));
    long generation = core.generation();
    NetworkView view = core.view();
    Knowledge now = new Knowledge(generation, view, core.apps(), states(view, present));
    for (Told told : now.since(before, kinds)) {
      for (Watcher watcher : present) {
        watcher.tell(told);
      }
    }
    present.forEach(Watcher::join);
    return now;
  }

  private ImmutableSortedMap<DatapathId, SwitchInventory> states(
      NetworkView view, List<Watcher> present) {
    ImmutableSortedMap.Builder<DatapathId, SwitchInventory> found =
        ImmutableSortedMap.naturalOrder();
    for (DatapathId dpid : view.switches().keySet()) {
      if (present.stream().anyMatch(watcher -> watcher.wantsTablesOf(dpid))) {
        states.of(dpid).ifPresent(state -> found.put(dpid, state));
      }
    }
    return found.build();
  }

  @Override
  public void close() {
    Optional<Thread> running;
    synchronized (this) {
      closed = true;
      running = thread;
    }
    running.ifPresent(LockSupport::unpark);
    watchers.forEach(
        watcher -> watcher.end(Status.UNAVAILABLE.withDescription("the server stops")));
  }
}
