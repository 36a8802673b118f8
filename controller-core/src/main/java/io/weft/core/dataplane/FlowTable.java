package io.weft.core.dataplane;

import io.weft.openflow.match.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One flow table: its entries by priority, highest first. Among entries of one priority that match
 * the same packet the older wins; OpenFlow leaves that open (1.3.5, 5.3).
 */
final class FlowTable {
  private final TreeMap<Integer, Map<Match, InstalledFlow>> byPriority =
      new TreeMap<>(Comparator.reverseOrder());
  private int size;

  FlowTable copy() {
    FlowTable copy = new FlowTable();
    byPriority.values().forEach(flows -> flows.values().forEach(flow -> copy.put(flow.copy())));
    return copy;
  }

  int size() {
    return size;
  }

  Optional<InstalledFlow> lookup(Packet packet) {
    for (Map<Match, InstalledFlow> flows : byPriority.values()) {
      for (InstalledFlow flow : flows.values()) {
        if (flow.matches(packet)) {
          return Optional.of(flow);
        }
      }
    }
    return Optional.empty();
  }

  /** The entry of exactly this priority and match. */
  Optional<InstalledFlow> find(int priority, Match match) {
    return Optional.ofNullable(byPriority.getOrDefault(priority, Map.of()).get(match));
  }

  /** Adds an entry in the place of the one of same priority and match, if there is one. */
  void put(InstalledFlow flow) {
    Map<Match, InstalledFlow> flows =
        byPriority.computeIfAbsent(flow.priority(), priority -> new LinkedHashMap<>());
    if (flows.put(flow.match(), flow) == null) {
      size++;
    }
  }

  boolean overlaps(int priority, Match match) {
    Collection<Match> others = byPriority.getOrDefault(priority, Map.of()).keySet();
    return others.stream().anyMatch(other -> Criteria.overlap(match, other));
  }

  List<InstalledFlow> select(Predicate<InstalledFlow> chosen) {
    List<InstalledFlow> selected = new ArrayList<>();
    for (Map<Match, InstalledFlow> flows : byPriority.values()) {
      for (InstalledFlow flow : flows.values()) {
        if (chosen.test(flow)) {
          selected.add(flow);
        }
      }
    }
    return selected;
  }

  void remove(InstalledFlow flow) {
    Map<Match, InstalledFlow> flows = byPriority.get(flow.priority());
    if (flows != null && flows.remove(flow.match(), flow)) {
      size--;
      if (flows.isEmpty()) {
        byPriority.remove(flow.priority());
      }
    }
  }
}
