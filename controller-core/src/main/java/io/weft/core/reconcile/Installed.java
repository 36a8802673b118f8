package io.weft.core.reconcile;

import io.weft.core.desired.Cookie;
import io.weft.core.desired.Entry;
import io.weft.core.desired.EntryKey;
import io.weft.core.desired.Group;
import io.weft.core.desired.Meter;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.core.session.RefusedMod;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.openflow.ErrorCode;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.MeterMultipart.MeterEntry;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is installed on one switch, as far as it told and confirmed: of ours, and of others, which
 * is only known and never touched. Network thread only.
 */
final class Installed {
  private final OfVersion version;
  private final Map<EntryKey, Entry> ours = new HashMap<>();
  private final Foreign foreign = new Foreign();

  /** Groups and meters that are there, nobody knows how. */
  private final Set<EntryKey> unread = new HashSet<>();

  /** Those that were not as we thought; the next time it is the switch that is wrong. */
  private final Set<EntryKey> corrected = new HashSet<>();

  Installed(OfVersion version) {
    this.version = version;
  }

  static Installed readBack(OfVersion version, ReadBack read) {
    Installed installed = new Installed(version);
    read.flows().forEach(installed::take);
    read.groups().forEach(installed::take);
    read.meters().forEach(installed::take);
    return installed;
  }

  void take(FlowEntry flow) {
    Rule.installed(version, flow)
        .ifPresentOrElse(rule -> ours.put(rule.key(), rule), () -> foreign.put(keyOf(flow), flow));
  }

  /** The place of a flow entry. */
  Rule.Key keyOf(FlowEntry flow) {
    int tableId = version == OfVersion.OF10 ? 0 : flow.tableId();
    return new Rule.Key(tableId, flow.priority(), flow.match());
  }

  private void take(GroupEntry group) {
    if (Owner.ownsGroup(group.groupId())) {
      Group read = Group.installed(group);
      ours.put(read.key(), read);
    } else {
      foreign.put(group);
    }
  }

  private void take(MeterEntry meter) {
    if (Owner.ownsMeter(meter.meterId())) {
      Meter read = Meter.installed(meter);
      ours.put(read.key(), read);
    } else {
      foreign.put(meter);
    }
  }

  Foreign foreign() {
    return foreign;
  }

  /** What of ours is there. */
  Map<EntryKey, Entry> ours() {
    return Collections.unmodifiableMap(ours);
  }

  Optional<Entry> at(EntryKey key) {
    return Optional.ofNullable(ours.get(key));
  }

  /** Whether there is something in a place, known or not. */
  boolean has(EntryKey key) {
    return ours.containsKey(key) || unread.contains(key);
  }

  /** The switch has confirmed a change. */
  void take(Change change) {
    unread.remove(change.key());
    corrected.remove(change.key());
    switch (change) {
      case Change.Put put -> ours.put(put.key(), put.entry());
      case Change.Remove remove -> ours.remove(remove.key());
    }
  }

  /** It turned out that this is there. */
  void put(Entry entry) {
    ours.put(entry.key(), entry);
    unread.remove(entry.key());
    if (entry instanceof Rule rule) {
      foreign.remove(rule.key());
    }
  }

  /** It turned out that this is not there. */
  void forget(EntryKey key) {
    ours.remove(key);
    unread.remove(key);
  }

  /**
   * Learns from a refusal what else is in the switch than was thought: a group or meter that it did
   * not tell of, or one that somebody deleted, and with it the rules that used it (OpenFlow 1.3.5,
   * 6.5 and 6.4).
   *
   * @return the places to compare again; none if nothing was learned
   */
  Set<EntryKey> correct(Change change, RefusedMod refused) {
    if (!(change instanceof Change.Put put) || refused.error().isEmpty()) {
      return Set.of();
    }
    ErrorCode error = refused.error().get();
    boolean exists =
        error.equals(OfError.OFPGMFC_GROUP_EXISTS) || error.equals(OfError.OFPMMFC_METER_EXISTS);
    boolean unknown =
        error.equals(OfError.OFPGMFC_UNKNOWN_GROUP)
            || error.equals(OfError.OFPMMFC_UNKNOWN_METER)
            || error.equals(OfError.OFPMMFC_INVALID_METER)
            || error.equals(OfError.OFPBAC_BAD_OUT_GROUP);
    if (!(exists || unknown)
        || exists && put.entry() instanceof Rule
        || !corrected.add(put.key())) {
      return Set.of();
    }
    if (exists) {
      unread.add(put.key());
      return Set.of(put.key());
    }
    Set<EntryKey> learned = new LinkedHashSet<>();
    if (put.entry() instanceof Rule rule) {
      forgetUsedBy(rule, learned);
    } else if (has(put.key())) {
      forget(put.key());
      learned.add(put.key());
      forgetUsersOf(put.key(), learned);
    }
    if (!learned.isEmpty()) {
      learned.add(put.key());
    }
    return learned;
  }

  /** The groups and meters of a rule are gone, and what used them. */
  void forgetUsedBy(Rule rule, Set<EntryKey> learned) {
    for (EntryKey key : Dependencies.of(rule)) {
      if (has(key)) {
        forget(key);
        learned.add(key);
        forgetUsersOf(key, learned);
      }
    }
  }

  private void forgetUsersOf(EntryKey gone, Set<EntryKey> learned) {
    ours.values()
        .removeIf(entry -> {
          boolean uses = Dependencies.of(entry).contains(gone);
          if (uses) {
            learned.add(entry.key());
          }
          return uses;
        });
  }

  /** Whether something that is there uses a group or meter, apart from what is in some places. */
  boolean isUsed(EntryKey base, Set<EntryKey> apartFrom) {
    for (Entry entry : ours.values()) {
      if (Dependencies.of(entry).contains(base) && !apartFrom.contains(entry.key())) {
        return true;
      }
    }
    return false;
  }

  /** Takes out what the switch removed by itself; empty if it was none of ours. */
  Optional<Rule> take(FlowRemoved removed) {
    int tableId = version == OfVersion.OF10 ? 0 : removed.tableId();
    Rule.Key key = new Rule.Key(tableId, removed.priority(), removed.match());
    if (Cookie.of(removed.cookie()).isEmpty()) {
      foreign.remove(key);
      return Optional.empty();
    }
    if (ours.get(key) instanceof Rule rule && rule.cookie().bits() == removed.cookie()) {
      ours.remove(key);
      return Optional.of(rule);
    }
    return Optional.empty();
  }
}
