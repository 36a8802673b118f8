package io.weft.core.reconcile;

import io.weft.core.desired.EntryKey;
import io.weft.core.session.RefusedMod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mods that a switch refused, each tried again later and later. Network thread only. */
final class Refusals {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(60);

  /**
   * A mod that was refused and waits.
   *
   * @param leavesSomething whether another entry stays in its place
   * @param due whether it is to be tried now
   */
  record Refusal(
      Change change,
      RefusedMod answer,
      boolean leavesSomething,
      Instant retryAt,
      Duration delay,
      boolean due) {
    private Refusal nowDue() {
      return new Refusal(change, answer, leavesSomething, retryAt, delay, true);
    }
  }

  private final Map<EntryKey, Refusal> byKey = new HashMap<>();
  private Instant nextRetry = Instant.MAX;

  /**
   * A mod was refused.
   *
   * @return whether this is news
   */
  boolean add(Change change, RefusedMod no, boolean leavesSomething, Instant now) {
    Refusal before = byKey.get(change.key());
    boolean again = before != null && before.change.equals(change);
    Duration delay = FIRST_RETRY;
    if (before != null && again) {
      Duration doubled = before.delay.multipliedBy(2);
      delay = doubled.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : doubled;
    }
    Instant retryAt = now.plus(delay);
    byKey.put(change.key(), new Refusal(change, no, leavesSomething, retryAt, delay, false));
    if (retryAt.isBefore(nextRetry)) {
      nextRetry = retryAt;
    }
    return !again;
  }

  void remove(EntryKey key) {
    byKey.remove(key);
  }

  boolean isRefused(EntryKey key) {
    return byKey.containsKey(key);
  }

  /** Whether a change must not be tried yet; a refusal of another one in its place is forgotten. */
  boolean mustWait(Change change) {
    Refusal refusal = byKey.get(change.key());
    if (refusal != null && !refusal.change.equals(change)) {
      byKey.remove(change.key());
      return false;
    }
    return refusal != null && !refusal.due;
  }

  /** Whether something stays in the switch that should be another or not be there. */
  boolean keepSomethingThere() {
    return !byKey.isEmpty() && byKey.values().stream().anyMatch(Refusal::leavesSomething);
  }

  /** When {@link #due} has to be asked next, at the latest. */
  Instant next() {
    return nextRetry;
  }

  /** What is to be tried now. */
  List<EntryKey> due(Instant now) {
    if (nextRetry.isAfter(now)) {
      return List.of();
    }
    nextRetry = Instant.MAX;
    List<EntryKey> due = new ArrayList<>();
    for (Map.Entry<EntryKey, Refusal> each : byKey.entrySet()) {
      Refusal refusal = each.getValue();
      if (!refusal.due && !refusal.retryAt.isAfter(now)) {
        each.setValue(refusal.nowDue());
        due.add(each.getKey());
      } else if (!refusal.due && refusal.retryAt.isBefore(nextRetry)) {
        nextRetry = refusal.retryAt;
      }
    }
    return due;
  }

  /** What need not wait any more, because what it uses has become possible. */
  List<EntryKey> users(EntryKey base) {
    List<EntryKey> users = new ArrayList<>();
    byKey.replaceAll((key, refusal) -> {
      boolean uses =
          refusal.change instanceof Change.Put put && Dependencies.of(put.entry()).contains(base);
      if (uses) {
        users.add(key);
      }
      return uses ? refusal.nowDue() : refusal;
    });
    return users;
  }

  Optional<Refusal> at(EntryKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  Map<EntryKey, Refusal> all() {
    return Collections.unmodifiableMap(byKey);
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }
}
