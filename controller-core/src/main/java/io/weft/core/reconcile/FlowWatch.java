package io.weft.core.reconcile;

import io.weft.core.desired.Cookie;
import io.weft.core.desired.Entry;
import io.weft.core.desired.EntryKey;
import io.weft.core.desired.Rule;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.MonitorMultipart.FlowEvent;
import io.weft.openflow.message.MonitorMultipart.FlowUpdate;
import io.weft.openflow.message.MonitorMultipart.FlowUpdate.FlowChange;
import io.weft.openflow.message.MonitorMultipart.FlowUpdates;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Takes what a flow monitor tells of changes by others into what is known to be installed. */
final class FlowWatch {
  private final OfVersion version;
  private final Installed installed;

  FlowWatch(OfVersion version, Installed installed) {
    this.version = version;
    this.installed = installed;
  }

  /** Returns the places that something of ours has lost, or got back. */
  Set<EntryKey> take(FlowUpdates updates) {
    Set<EntryKey> changed = new LinkedHashSet<>();
    for (FlowUpdate update : updates.updates()) {
      // OpenFlow 1.0 has one table, but a monitor tells of all that the switch has inside.
      if (update instanceof FlowChange change
          && (version != OfVersion.OF10 || change.tableId() == 0)) {
        take(change, changed);
      }
    }
    return changed;
  }

  private void take(FlowChange change, Set<EntryKey> changed) {
    FlowEntry flow = entryOf(change);
    Rule.Key key = installed.keyOf(flow);
    boolean removed = change.event() == FlowEvent.REMOVED;
    if (Cookie.of(change.cookie()).isEmpty()) {
      takeForeign(key, flow, removed, changed);
    } else if (!removed) {
      Optional<Entry> now = Rule.installed(version, flow).map(rule -> rule);
      if (!now.equals(installed.at(key))) {
        now.ifPresent(installed::put);
        changed.add(key);
      }
    } else if (!hasExpired(change)) {
      Optional<Entry> before = installed.at(key);
      installed.forget(key);
      changed.add(key);
      if (before.isPresent() && before.get() instanceof Rule rule && tookItsBase(change)) {
        installed.forgetUsedBy(rule, changed);
      }
    }
  }

  private void takeForeign(Rule.Key key, FlowEntry flow, boolean removed, Set<EntryKey> changed) {
    if (removed) {
      if (installed.foreign().remove(key)) {
        changed.add(key);
      }
      return;
    }
    installed.foreign().put(key, flow);
    if (installed.at(key).isPresent()) {
      installed.forget(key);
      changed.add(key);
    }
  }

  /** Then a FLOW_REMOVED tells it too, and its owner wants to know. */
  private static boolean hasExpired(FlowChange change) {
    return change.reason() == FlowRemoved.Reason.IDLE_TIMEOUT.code()
        || change.reason() == FlowRemoved.Reason.HARD_TIMEOUT.code();
  }

  private static boolean tookItsBase(FlowChange change) {
    return change.reason() == FlowRemoved.Reason.GROUP_DELETE.code()
        || change.reason() == FlowRemoved.Reason.METER_DELETE.code();
  }

  /** Whether a group or meter was deleted, and rules with it. */
  static boolean tellsOfAGroupOrMeter(FlowUpdate update) {
    return update instanceof FlowChange change
        && change.event() == FlowEvent.REMOVED
        && tookItsBase(change);
  }

  private static FlowEntry entryOf(FlowChange change) {
    return new FlowEntry(
        change.tableId(),
        Elapsed.NONE,
        change.priority(),
        change.idleTimeout(),
        change.hardTimeout(),
        Set.of(),
        change.cookie(),
        0,
        0,
        change.match(),
        change.instructions());
  }

  /** The table in which an update has made room. */
  static Optional<Integer> roomIn(FlowUpdate update) {
    return update instanceof FlowChange change && change.event() == FlowEvent.REMOVED
        ? Optional.of(change.tableId())
        : Optional.empty();
  }
}
