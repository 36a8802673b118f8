package io.weft.core.desired;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.weft.net.DatapathId;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * All that one owner wants on one switch: rules by key, groups and meters by id. Immutable.
 *
 * <p>Made as a whole by {@link #builder}, or out of another one by {@link #edit}. What was edited
 * remembers how it differs from what it was made of, so that a change of one rule among 100,000 is
 * compared in microseconds.
 */
public final class SwitchRules {
  /** Edits after which comparing as a whole is no more work. */
  private static final int MAX_EDITS = 64;

  public static final SwitchRules NONE = builder().build();

  private final Map<Rule.Key, Rule> rules;
  private final Map<Integer, Group> groups;
  private final Map<Integer, Meter> meters;
  private final Map<Rule.Key, Place> after;
  private final Set<Rule.Key> entrances;
  private final WeakReference<SwitchRules> base;
  private final ImmutableSet<EntryKey> edited;

  /** Where a rule is, or is to be. */
  public record Place(DatapathId dpid, Rule.Key key) {}

  private SwitchRules(
      Map<Rule.Key, Rule> rules,
      Map<Integer, Group> groups,
      Map<Integer, Meter> meters,
      Map<Rule.Key, Place> after,
      Set<Rule.Key> entrances,
      @Nullable SwitchRules base,
      ImmutableSet<EntryKey> edited) {
    this.rules = rules;
    this.groups = groups;
    this.meters = meters;
    this.after = after;
    this.entrances = entrances;
    this.base = new WeakReference<>(base);
    this.edited = edited;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Rules by key. */
  public Map<Rule.Key, Rule> rules() {
    return Collections.unmodifiableMap(rules);
  }

  /** Groups by id. */
  public Map<Integer, Group> groups() {
    return Collections.unmodifiableMap(groups);
  }

  /** Meters by id. */
  public Map<Integer, Meter> meters() {
    return Collections.unmodifiableMap(meters);
  }

  /**
   * For a rule that sends packets to another switch: the rule there that must have been confirmed
   * before this one is sent, so that no packet comes where nobody expects it.
   */
  public Map<Rule.Key, Place> after() {
    return Collections.unmodifiableMap(after);
  }

  /** Rules that let in what comes from other switches: {@link Builder#addEntrance}. */
  public Set<Rule.Key> entrances() {
    return Collections.unmodifiableSet(entrances);
  }

  /** What is wanted in a place. */
  public Optional<Entry> at(EntryKey key) {
    return Optional.ofNullable(
        switch (key) {
          case Rule.Key rule -> rules.get(rule);
          case Group.Key group -> groups.get(group.id());
          case Meter.Key meter -> meters.get(meter.id());
        });
  }

  /** The keys of everything. */
  public Set<EntryKey> keys() {
    Set<EntryKey> keys = new LinkedHashSet<>();
    meters.keySet().forEach(id -> keys.add(new Meter.Key(id)));
    groups.keySet().forEach(id -> keys.add(new Group.Key(id)));
    keys.addAll(rules.keySet());
    return keys;
  }

  /** How many rules, groups and meters there are. */
  public int size() {
    return rules.size() + groups.size() + meters.size();
  }

  /** The places where this may differ from another one; others are the same for certain. */
  public Set<EntryKey> changedSince(SwitchRules older) {
    Set<EntryKey> changed = new HashSet<>();
    SwitchRules at = this;
    for (int i = 0; i < MAX_EDITS && at != null; i++) {
      if (at.isSame(older)) {
        return changed;
      }
      changed.addAll(at.edited);
      at = at.base.get();
    }
    return comparedWith(older);
  }

  @SuppressWarnings("ReferenceEquality") // what was edited is made of this one, not of its like
  private boolean isSame(SwitchRules other) {
    return this == other;
  }

  private Set<EntryKey> comparedWith(SwitchRules older) {
    Set<EntryKey> changed = new LinkedHashSet<>();
    for (EntryKey key : keys()) {
      if (!at(key).equals(older.at(key)) || isAfterAnother(key, older)) {
        changed.add(key);
      }
    }
    for (EntryKey key : older.keys()) {
      if (at(key).isEmpty()) {
        changed.add(key);
      }
    }
    return changed;
  }

  private boolean isAfterAnother(EntryKey key, SwitchRules older) {
    return key instanceof Rule.Key rule
        && !Optional.ofNullable(after.get(rule)).equals(Optional.ofNullable(older.after.get(rule)));
  }

  /** Begins another one that differs in some places; this one stays as it is. */
  public Edit edit() {
    return new Edit(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SwitchRules that
        && rules.equals(that.rules)
        && groups.equals(that.groups)
        && meters.equals(that.meters)
        && after.equals(that.after)
        && entrances.equals(that.entrances);
  }

  @Override
  public int hashCode() {
    return rules.hashCode() + 31 * groups.hashCode() + 37 * meters.hashCode();
  }

  @Override
  public String toString() {
    return rules.size() + " rules, " + groups.size() + " groups, " + meters.size() + " meters";
  }

  /** Collects what is wanted; two different things in the same place are a mistake of the app. */
  public static final class Builder {
    private final Map<Rule.Key, Rule> rules = new LinkedHashMap<>();
    private final Map<Integer, Group> groups = new LinkedHashMap<>();
    private final Map<Integer, Meter> meters = new LinkedHashMap<>();
    private final Map<Rule.Key, Place> after = new LinkedHashMap<>();
    private final Set<Rule.Key> entrances = new LinkedHashSet<>();

    private Builder() {}

    /**
     * Adds a rule.
     *
     * @throws IllegalArgumentException naming both, if another rule has the same key
     */
    public Builder add(Rule rule) {
      refuseTwo("rules in one place", rule, rules.putIfAbsent(rule.key(), rule));
      return this;
    }

    /**
     * Adds a rule that sends packets to a rule of another switch, which must be there first. If
     * that switch refuses its rule, or lost its connection before it had it, this one is left out
     * until that changes.
     *
     * @throws IllegalArgumentException naming both, if another rule has the same key
     */
    public Builder add(Rule rule, Place nextHop) {
      after.put(rule.key(), nextHop);
      return add(rule);
    }

    /**
     * Adds a rule that lets in what comes from other switches. It is held back while a rule of
     * another switch sends packets to a place here that is empty, because this switch has lost its
     * tables.
     *
     * @throws IllegalArgumentException naming both, if another rule has the same key
     */
    public Builder addEntrance(Rule rule) {
      entrances.add(rule.key());
      return add(rule);
    }

    /**
     * Adds a group.
     *
     * @throws IllegalArgumentException naming both, if another group has the same id
     */
    public Builder add(Group group) {
      refuseTwo("groups of one id", group, groups.putIfAbsent(group.id(), group));
      return this;
    }

    /**
     * Adds a meter.
     *
     * @throws IllegalArgumentException naming both, if another meter has the same id
     */
    public Builder add(Meter meter) {
      refuseTwo("meters of one id", meter, meters.putIfAbsent(meter.id(), meter));
      return this;
    }

    private static void refuseTwo(String what, Entry entry, @Nullable Entry other) {
      if (other != null && !other.equals(entry)) {
        throw new IllegalArgumentException("two " + what + ": " + other + " and " + entry);
      }
    }

    public SwitchRules build() {
      return new SwitchRules(
          ImmutableMap.copyOf(rules),
          ImmutableMap.copyOf(groups),
          ImmutableMap.copyOf(meters),
          ImmutableMap.copyOf(after),
          ImmutableSet.copyOf(entrances),
          null,
          ImmutableSet.of());
    }
  }

  /** Changes in some places. */
  public static final class Edit {
    private final SwitchRules base;
    private PMap<Rule.Key, Rule> rules;
    private PMap<Integer, Group> groups;
    private PMap<Integer, Meter> meters;
    private PMap<Rule.Key, Place> after;
    private Set<Rule.Key> entrances;
    private final ImmutableSet.Builder<EntryKey> edited = ImmutableSet.builder();

    private Edit(SwitchRules base) {
      this.base = base;
      rules = persistent(base.rules);
      groups = persistent(base.groups);
      meters = persistent(base.meters);
      after = persistent(base.after);
      entrances = base.entrances;
    }

    private static <K, V> PMap<K, V> persistent(Map<K, V> map) {
      return map instanceof PMap<K, V> already ? already : HashTreePMap.from(map);
    }

    /** Puts an entry in its place, whatever is there. */
    public Edit put(Entry entry) {
      edited.add(entry.key());
      switch (entry) {
        case Rule rule -> {
          rules = rules.plus(rule.key(), rule);
          forget(rule.key());
        }
        case Group group -> groups = groups.plus(group.id(), group);
        case Meter meter -> meters = meters.plus(meter.id(), meter);
      }
      return this;
    }

    /** What was said of the rule in a place need not be true of another one. */
    private void forget(Rule.Key key) {
      after = after.minus(key);
      if (entrances.contains(key)) {
        entrances = ImmutableSet.copyOf(Sets.difference(entrances, Set.of(key)));
      }
    }

    /** As {@link Builder#add(Rule, Place)}. */
    public Edit put(Rule rule, Place nextHop) {
      put(rule);
      after = after.plus(rule.key(), nextHop);
      return this;
    }

    /** Puts a rule as {@link Builder#addEntrance} adds one, beside what was said of it before. */
    public Edit putEntrance(Rule rule) {
      Place nextHop = after.get(rule.key());
      put(rule);
      if (nextHop != null) {
        after = after.plus(rule.key(), nextHop);
      }
      entrances = ImmutableSet.copyOf(Sets.union(entrances, Set.of(rule.key())));
      return this;
    }

    /** Takes out what is in a place. */
    public Edit remove(EntryKey key) {
      edited.add(key);
      switch (key) {
        case Rule.Key rule -> {
          rules = rules.minus(rule);
          forget(rule);
        }
        case Group.Key group -> groups = groups.minus(group.id());
        case Meter.Key meter -> meters = meters.minus(meter.id());
      }
      return this;
    }

    public SwitchRules build() {
      return new SwitchRules(rules, groups, meters, after, entrances, base, edited.build());
    }
  }
}
