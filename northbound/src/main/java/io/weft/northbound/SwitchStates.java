package io.weft.northbound;

import io.weft.core.control.Core;
import io.weft.core.reconcile.SwitchInventory;
import io.weft.net.DatapathId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What switches should have and have, as it was a moment ago. The network thread copies it when it
 * is asked; so that no number of clients can keep it busy, all who ask at a time share one copy,
 * and a copy serves for as long as is some twenty times what it took. Any thread but the network
 * thread.
 */
final class SwitchStates {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long FRESH_NANOS = 20_000_000;
  private static final long FRESH_NANOS_PER_RULE = 5_000;

  /** A copy that was asked for, at a time of {@link System#nanoTime}. */
  private record Asked(long at, CompletableFuture<Optional<SwitchInventory>> answer) {
    boolean serves(long now) {
      if (!answer.isDone()) {
        return true;
      }
      int rules =
          answer.isCompletedExceptionally()
              ? 0
              : answer.join().map(state -> state.installed().size()).orElse(0);
      return now - at < FRESH_NANOS + rules * FRESH_NANOS_PER_RULE;
    }
  }

  private final Core core;
  private final Map<DatapathId, Asked> asked = new ConcurrentHashMap<>();

  SwitchStates(Core core) {
    this.core = core;
  }

  /**
   * Waits for a copy.
   *
   * @return empty if the switch is not connected
   * @throws io.grpc.StatusRuntimeException if the core does not answer in five seconds
   */
  Optional<SwitchInventory> of(DatapathId dpid) {
    if (core.view().node(dpid).isEmpty()) {
      asked.remove(dpid);
      return Optional.empty();
    }
    long now = System.nanoTime();
    Asked current =
        asked.compute(
            dpid,
            (d, before) ->
                before != null && before.serves(now)
                    ? before
                    : new Asked(now, core.inventory(d).toCompletableFuture()));
    try {
      return current.answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw Problem.unavailable(
          "the network thread has not answered for " + PATIENCE.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("the server stops");
    }
  }
}
