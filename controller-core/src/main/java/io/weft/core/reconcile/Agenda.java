package io.weft.core.reconcile;

import io.weft.core.desired.EntryKey;
import io.weft.core.desired.Group;
import io.weft.core.reconcile.Change.Phase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is to be done in one switch: places to compare, and the changes that comparing has shown, by
 * phase. Only what was touched is compared. Network thread only.
 */
final class Agenda {
  private final Set<EntryKey> toCompare = new LinkedHashSet<>();
  private final Map<Phase, Map<EntryKey, Change>> queues = new EnumMap<>(Phase.class);

  Agenda() {
    for (Phase phase : Phase.values()) {
      queues.put(phase, new LinkedHashMap<>());
    }
  }

  /** What is wanted or installed in a place may be another. */
  void touch(EntryKey key) {
    toCompare.add(key);
  }

  void touchAll(Collection<? extends EntryKey> keys) {
    toCompare.addAll(keys);
  }

  /** Compares what was touched. */
  void sort(Function<EntryKey, Optional<Change>> compare) {
    if (toCompare.isEmpty()) {
      return;
    }
    for (EntryKey key : toCompare) {
      remove(key);
      compare.apply(key).ifPresent(change -> queue(change.phase()).put(key, change));
    }
    toCompare.clear();
  }

  private Map<EntryKey, Change> queue(Phase phase) {
    return queues.getOrDefault(phase, Map.of());
  }

  void remove(EntryKey key) {
    for (Map<EntryKey, Change> queue : queues.values()) {
      if (!queue.isEmpty()) {
        queue.remove(key);
      }
    }
  }

  /** The changes of a phase; groups after those that they use, and removed before them. */
  List<Change> of(Phase phase) {
    List<Change> changes = new ArrayList<>(queue(phase).values());
    if (phase == Phase.PUT_GROUP || phase == Phase.REMOVE_GROUP) {
      List<Change> sorted = usedFirst(changes);
      return phase == Phase.PUT_GROUP ? sorted : sorted.reversed();
    }
    return changes;
  }

  private static List<Change> usedFirst(List<Change> changes) {
    Map<Integer, Change> left = new LinkedHashMap<>();
    changes.forEach(change -> left.put(((Group) change.entry()).id(), change));
    List<Change> sorted = new ArrayList<>();
    for (Change change : changes) {
      visit(change, left, sorted);
    }
    return sorted;
  }

  private static void visit(Change change, Map<Integer, Change> left, List<Change> sorted) {
    Group group = (Group) change.entry();
    if (left.remove(group.id()) != null) {
      for (int used : group.uses()) {
        Optional.ofNullable(left.get(used)).ifPresent(first -> visit(first, left, sorted));
      }
      sorted.add(change);
    }
  }

  /** Whether nothing waits to be compared. */
  boolean isSorted() {
    return toCompare.isEmpty();
  }

  boolean isEmpty() {
    return toCompare.isEmpty() && queues.values().stream().allMatch(Map::isEmpty);
  }
}
