package io.weft.core.dataplane;

import io.weft.openflow.action.NxAction;
import io.weft.openflow.match.Match;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One flow table: its entries by priority, highest first. Among entries of one priority that match
 * the same packet the older wins; OpenFlow leaves that open (1.3.5, 5.3).
 *
 * <p>A copy shares the entries until one of the two is changed; only then are they copied. What is
 * counted meanwhile is kept beside them, in each table its own.
 */
final class FlowTable {
  private TreeMap<Integer, Map<Match, InstalledFlow>> byPriority =
      new TreeMap<>(Comparator.reverseOrder());
  private int size;
  private boolean mayBeConjunctive;
  private boolean shared;

  /** Since the entries are shared. */
  private Map<InstalledFlow, FlowCounters> counted = new HashMap<>();

  private long lookups;
  private long matches;

  FlowTable copy() {
    FlowTable copy = new FlowTable();
    copy.byPriority = byPriority;
    copy.size = size;
    copy.mayBeConjunctive = mayBeConjunctive;
    copy.lookups = lookups;
    copy.matches = matches;
    copy.shared = true;
    shared = true;
    counted.forEach((flow, counters) -> copy.counted.put(flow, counters.copy()));
    return copy;
  }

  /** Ends sharing: afterwards the entries may be changed. */
  void own() {
    if (!shared) {
      return;
    }
    TreeMap<Integer, Map<Match, InstalledFlow>> own = new TreeMap<>(Comparator.reverseOrder());
    byPriority.forEach((priority, flows) -> {
      Map<Match, InstalledFlow> copies = LinkedHashMap.newLinkedHashMap(flows.size());
      flows.forEach((match, flow) -> copies.put(match, flow.with(countersOf(flow).copy())));
      own.put(priority, copies);
    });
    byPriority = own;
    counted = new HashMap<>();
    shared = false;
  }

  int size() {
    return size;
  }

  long lookups() {
    return lookups;
  }

  long matches() {
    return matches;
  }

  void countLookup(boolean matched) {
    lookups++;
    matches += matched ? 1 : 0;
  }

  FlowCounters countersOf(InstalledFlow flow) {
    return counted.getOrDefault(flow, flow.counters());
  }

  void count(InstalledFlow flow, int octets, Instant now) {
    FlowCounters counters =
        shared ? counted.computeIfAbsent(flow, f -> f.counters().copy()) : flow.counters();
    flow.count(counters, octets, now);
  }

  /** The entry that a packet meets. */
  Optional<InstalledFlow> lookup(Packet packet) {
    if (!mayBeConjunctive) {
      return lookup(packet, flow -> true);
    }
    Optional<InstalledFlow> plain = lookup(packet, flow -> !flow.isConjunctive());
    for (int id : fulfilled(packet, plain.map(InstalledFlow::priority).orElse(-1))) {
      packet.setConjunction(id);
      Optional<InstalledFlow> found = lookup(packet, flow -> !flow.isConjunctive());
      packet.setConjunction(0);
      if (found.isPresent()) {
        return found;
      }
    }
    return plain;
  }

  private Optional<InstalledFlow> lookup(Packet packet, Predicate<InstalledFlow> among) {
    for (Map<Match, InstalledFlow> flows : byPriority.values()) {
      for (InstalledFlow flow : flows.values()) {
        if (flow.matches(packet) && among.test(flow)) {
          return Optional.of(flow);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The conjunctions whose clauses are all met by entries of one priority above another, that of
   * highest priority first (ovs-actions(7), conjunction).
   */
  private List<Integer> fulfilled(Packet packet, int above) {
    List<Integer> ids = new ArrayList<>();
    byPriority.forEach((priority, flows) -> {
      Map<Integer, Long> met = new HashMap<>();
      for (InstalledFlow flow : flows.values()) {
        if (priority > above && flow.isConjunctive() && flow.matches(packet)) {
          for (NxAction.Conjunction part : flow.conjunctions()) {
            long all = part.clauses() == 64 ? -1L : (1L << part.clauses()) - 1;
            long bits = met.getOrDefault(part.id(), ~all) | 1L << part.clause() - 1;
            met.put(part.id(), bits);
          }
        }
      }
      met.forEach((id, bits) -> {
        if (bits == -1L) {
          ids.add(id);
        }
      });
    });
    return ids;
  }

  /** The entry of exactly this priority and match. */
  Optional<InstalledFlow> find(int priority, Match match) {
    return Optional.ofNullable(byPriority.getOrDefault(priority, Map.of()).get(match));
  }

  /** Adds an entry in the place of the one of same priority and match, if there is one. */
  void put(InstalledFlow flow) {
    own();
    Map<Match, InstalledFlow> flows =
        byPriority.computeIfAbsent(flow.priority(), priority -> new LinkedHashMap<>());
    InstalledFlow old = flows.put(flow.match(), flow);
    size += old == null ? 1 : 0;
    mayBeConjunctive |= flow.isConjunctive();
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

  /** Removes the entry of the same priority and match, if there is one. */
  void remove(InstalledFlow flow) {
    own();
    Map<Match, InstalledFlow> flows = byPriority.get(flow.priority());
    InstalledFlow old = flows == null ? null : flows.remove(flow.match());
    if (flows == null || old == null) {
      return;
    }
    size--;
    if (flows.isEmpty()) {
      byPriority.remove(flow.priority());
    }
  }

  /** Changes an entry that a lookup found. */
  void reduceTimeouts(InstalledFlow flow, int idle, int hard) {
    own();
    find(flow.priority(), flow.match()).ifPresent(own -> own.reduceTimeouts(idle, hard));
  }
}
