package io.weft.core.reconcile;

import io.weft.core.desired.EntryKey;
import io.weft.core.desired.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables that had no room for a rule of an owner (OFPFMFC_TABLE_FULL). Further new rules of that
 * owner wait; now and then a few are tried, more if they fit, later and later if not. Other owners
 * are not held back: a switch may have room for theirs. Network thread only.
 */
final class FullTables {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(60);
  private static final int FIRST_TRIED = 16;

  private record Table(int ownerId, int tableId) {}

  private static final class Full {
    private final Set<EntryKey> waiting = new LinkedHashSet<>();
    private final Set<EntryKey> tried = new HashSet<>();
    private Duration delay = FIRST_RETRY;
    private int atOnce = FIRST_TRIED;
    private boolean refusedAgain;
    private Instant retryAt;

    Full(Instant now) {
      retryAt = now.plus(FIRST_RETRY);
    }
  }

  private final Map<Table, Full> tables = new HashMap<>();

  private static Table tableOf(Rule rule) {
    return new Table(rule.ownerId(), rule.tableId());
  }

  /** Whether a new rule must wait; it does from now on. */
  boolean holdsBack(Rule rule) {
    Full full = tables.get(tableOf(rule));
    if (full == null || full.tried.contains(rule.key())) {
      return false;
    }
    full.waiting.add(rule.key());
    return true;
  }

  /**
   * The switch had no room for a rule.
   *
   * @return whether this is news
   */
  boolean refused(Rule rule, Instant now) {
    Table table = tableOf(rule);
    boolean isNew = !tables.containsKey(table);
    Full full = tables.computeIfAbsent(table, t -> new Full(now));
    if (full.tried.remove(rule.key())) {
      full.refusedAgain = true;
      endOfTry(full, now);
    }
    full.waiting.add(rule.key());
    return isNew;
  }

  /** The switch has taken a rule, or it is not wanted any more. */
  void done(Rule.Key key, Instant now) {
    for (Iterator<Full> all = tables.values().iterator(); all.hasNext(); ) {
      Full full = all.next();
      full.waiting.remove(key);
      if (full.tried.remove(key)) {
        endOfTry(full, now);
      }
      if (full.waiting.isEmpty() && full.tried.isEmpty()) {
        all.remove();
      }
    }
  }

  private static void endOfTry(Full full, Instant now) {
    if (!full.tried.isEmpty()) {
      return;
    }
    if (full.refusedAgain) {
      Duration doubled = full.delay.multipliedBy(2);
      full.delay = doubled.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : doubled;
      full.atOnce = FIRST_TRIED;
      full.retryAt = now.plus(full.delay);
    } else {
      full.atOnce *= 2;
      full.retryAt = now;
    }
    full.refusedAgain = false;
  }

  /** Something was removed from a table: there may be room. */
  void room(int tableId, Instant now) {
    tables.forEach((table, full) -> {
      if (table.tableId == tableId) {
        full.retryAt = now;
      }
    });
  }

  /** When something is to be tried next; those that are being tried are waited for. */
  Instant next() {
    Instant next = Instant.MAX;
    for (Full full : tables.values()) {
      if (full.tried.isEmpty() && full.retryAt.isBefore(next)) {
        next = full.retryAt;
      }
    }
    return next;
  }

  /** The rules to be tried now. */
  List<EntryKey> due(Instant now) {
    List<EntryKey> due = new ArrayList<>();
    for (Full full : tables.values()) {
      if (full.tried.isEmpty() && !full.retryAt.isAfter(now)) {
        Iterator<EntryKey> waiting = full.waiting.iterator();
        while (waiting.hasNext() && full.tried.size() < full.atOnce) {
          full.tried.add(waiting.next());
          waiting.remove();
        }
        due.addAll(full.tried);
      }
    }
    return due;
  }

  boolean isWaiting(EntryKey key) {
    return tables.values().stream()
        .anyMatch(full -> full.waiting.contains(key) || full.tried.contains(key));
  }

  /** All that wait. */
  Map<EntryKey, Instant> waiting() {
    Map<EntryKey, Instant> all = new HashMap<>();
    for (Full full : tables.values()) {
      full.waiting.forEach(key -> all.put(key, full.retryAt));
      full.tried.forEach(key -> all.put(key, full.retryAt));
    }
    return all;
  }

  boolean isEmpty() {
    return tables.isEmpty();
  }
}
