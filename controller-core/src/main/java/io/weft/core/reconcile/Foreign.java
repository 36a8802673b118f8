package io.weft.core.reconcile;

import io.weft.core.desired.EntryKey;
import io.weft.core.desired.Rule;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.MeterMultipart.MeterEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What others have installed on one switch: another controller, an operator. It is known, so that
 * it can be listed and nothing is put in its place. Network thread only.
 */
final class Foreign {
  private final Map<Rule.Key, FlowEntry> flows = new HashMap<>();
  private final Map<Integer, GroupEntry> groups = new LinkedHashMap<>();
  private final Map<Integer, MeterEntry> meters = new LinkedHashMap<>();

  void put(Rule.Key key, FlowEntry flow) {
    flows.put(key, flow);
  }

  void put(GroupEntry group) {
    groups.put(group.groupId(), group);
  }

  void put(MeterEntry meter) {
    meters.put(meter.meterId(), meter);
  }

  /** True if there was one. */
  boolean remove(Rule.Key key) {
    return flows.remove(key) != null;
  }

  /** What holds a place. */
  Optional<FlowEntry> at(EntryKey key) {
    return key instanceof Rule.Key rule ? Optional.ofNullable(flows.get(rule)) : Optional.empty();
  }

  /**
   * Replaces all of it, but for places of which something newer is known.
   *
   * @return the places that somebody took or left
   */
  Set<EntryKey> replaceBy(Foreign read, Set<EntryKey> newer) {
    Set<EntryKey> changed = new HashSet<>();
    flows
        .keySet()
        .removeIf(key -> {
          boolean gone = !read.flows.containsKey(key) && !newer.contains(key);
          if (gone) {
            changed.add(key);
          }
          return gone;
        });
    read.flows.forEach((key, flow) -> {
      if (!newer.contains(key) && flows.put(key, flow) == null) {
        changed.add(key);
      }
    });
    groups.clear();
    groups.putAll(read.groups);
    meters.clear();
    meters.putAll(read.meters);
    return changed;
  }

  Collection<FlowEntry> flows() {
    return flows.values();
  }

  Collection<GroupEntry> groups() {
    return groups.values();
  }

  Collection<MeterEntry> meters() {
    return meters.values();
  }
}
