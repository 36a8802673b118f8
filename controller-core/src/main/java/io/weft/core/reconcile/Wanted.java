package io.weft.core.reconcile;

import io.weft.core.desired.Admission;
import io.weft.core.desired.Entry;
import io.weft.core.desired.EntryKey;
import io.weft.core.desired.Objection;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchLimits;
import io.weft.core.desired.SwitchRules;
import io.weft.net.DatapathId;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all owners together want of one switch. Two owners cannot have one place in a table: who
 * came first keeps it. What the switch cannot hold is left out. Network thread only.
 */
final class Wanted {
  private static final Logger log = LoggerFactory.getLogger(Wanted.class);
  private static final int LINES = 10;

  private final DatapathId dpid;
  private final Supplier<SwitchLimits> limits;
  private final Set<Integer> silent = new HashSet<>();
  private final Map<Owner, SwitchRules> byOwner = new TreeMap<>(Comparator.comparingInt(Owner::id));
  private final Map<Owner, Map<EntryKey, Objection>> objections = new HashMap<>();

  /** Places that several want, and whose they are. */
  private final Map<EntryKey, Owner> holders = new HashMap<>();

  /**
   * @param owners all that there are; those that have not spoken are silent, and what they have
   *     stays
   */
  Wanted(DatapathId dpid, Supplier<SwitchLimits> limits, Set<Owner> owners) {
    this.dpid = dpid;
    this.limits = limits;
    owners.forEach(owner -> silent.add(owner.id()));
  }

  boolean isSilent(int ownerId) {
    return silent.contains(ownerId);
  }

  /**
   * An owner says what it wants; returns the places where something else may be wanted now than
   * before.
   */
  Set<EntryKey> want(Owner owner, SwitchRules rules) {
    silent.remove(owner.id());
    SwitchRules before = byOwner.getOrDefault(owner, SwitchRules.NONE);
    byOwner.put(owner, rules);
    Set<EntryKey> changed = rules.changedSince(before);
    if (changed.isEmpty()) {
      return changed;
    }
    Map<EntryKey, Objection> old = objections.getOrDefault(owner, Map.of());
    Map<EntryKey, Objection> now =
        new Admission(limits.get(), owner).objections(rules, before, old, changed);
    if (!now.equals(old)) {
      changed = new LinkedHashSet<>(changed);
      changed.addAll(old.keySet());
      changed.addAll(now.keySet());
      objections.put(owner, now);
      report(owner, old, now);
    }
    changed.forEach(key -> holdOrLeave(owner, key));
    return changed;
  }

  private void report(Owner owner, Map<EntryKey, Objection> old, Map<EntryKey, Objection> now) {
    List<Objection> fresh =
        now.values().stream().filter(objection -> !old.containsValue(objection)).toList();
    fresh.stream()
        .limit(LINES)
        .forEach(objection -> log.warn("{}: not sent for {}: {}", dpid, owner, objection));
    if (fresh.size() > LINES) {
      log.warn("{}: and {} more of {}", dpid, fresh.size() - LINES, owner);
    }
  }

  private void holdOrLeave(Owner owner, EntryKey key) {
    Owner holder = holders.get(key);
    boolean wants = has(owner, key);
    if (holder != null && holder.equals(owner) && !wants) {
      holders.remove(key);
      List<Owner> others = whoWants(key);
      if (others.size() > 1) {
        holders.put(key, others.getFirst());
      }
    } else if (wants && holder == null && byOwner.size() > 1) {
      for (Owner other : byOwner.keySet()) {
        if (!other.equals(owner) && has(other, key)) {
          holders.put(key, other);
          log.error("{}: {} and {} both want {}; {} keeps it", dpid, other, owner, key, other);
          return;
        }
      }
    } else if (holder != null && whoWants(key).size() < 2) {
      holders.remove(key);
    }
  }

  private List<Owner> whoWants(EntryKey key) {
    return byOwner.keySet().stream().filter(owner -> has(owner, key)).toList();
  }

  private boolean has(Owner owner, EntryKey key) {
    return of(owner, key).isPresent();
  }

  private Optional<Entry> of(Owner owner, EntryKey key) {
    Optional<Entry> entry = byOwner.getOrDefault(owner, SwitchRules.NONE).at(key);
    return entry.isPresent() && isObjected(owner, key) ? Optional.empty() : entry;
  }

  private boolean isObjected(Owner owner, EntryKey key) {
    Map<EntryKey, Objection> of = objections.get(owner);
    return of != null && of.containsKey(key);
  }

  /** What is to be in a place. */
  Optional<Entry> at(EntryKey key) {
    Owner holder = holders.get(key);
    if (holder != null) {
      return of(holder, key);
    }
    for (Owner owner : byOwner.keySet()) {
      Optional<Entry> entry = of(owner, key);
      if (entry.isPresent()) {
        return entry;
      }
    }
    return Optional.empty();
  }

  /** The place that the rule wanted in a place sends its packets to. */
  Optional<SwitchRules.Place> nextHopOf(Rule.Key key) {
    for (SwitchRules wanted : byOwner.values()) {
      SwitchRules.Place next = wanted.after().get(key);
      if (next != null) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /** Whether the rule wanted in a place lets in what comes from other switches. */
  boolean isEntrance(Rule.Key key) {
    return byOwner.values().stream().anyMatch(wanted -> wanted.entrances().contains(key));
  }

  Map<Owner, SwitchRules> byOwner() {
    return Collections.unmodifiableMap(byOwner);
  }

  Map<Owner, Map<EntryKey, Objection>> objections() {
    return Collections.unmodifiableMap(objections);
  }

  /** Who does not get a place, and who has it. */
  Map<EntryKey, Owner> holders() {
    return Collections.unmodifiableMap(holders);
  }
}
