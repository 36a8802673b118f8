package io.weft.core.dataplane;

import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.message.GroupMod;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The groups of a switch (OpenFlow 1.3.5, 5.6 and 6.5).
 *
 * <p>As strict as the specification allows, where switches differ: a bucket cannot name a group
 * that is not there, a chain cannot be a loop, and a group that another one uses cannot be deleted
 * before it. Open vSwitch accepts all of these; who passes here passes there.
 */
final class GroupTable {
  private final TreeMap<Integer, InstalledGroup> groups = new TreeMap<>(Integer::compareUnsigned);
  private final PortTable ports;

  GroupTable(PortTable ports) {
    this.ports = ports;
  }

  GroupTable copy(PortTable itsPorts) {
    GroupTable copy = new GroupTable(itsPorts);
    groups.forEach((id, group) -> copy.groups.put(id, group.copy()));
    return copy;
  }

  Optional<InstalledGroup> find(int groupId) {
    return Optional.ofNullable(groups.get(groupId));
  }

  Collection<InstalledGroup> all() {
    return groups.values();
  }

  boolean has(int groupId) {
    return groups.containsKey(groupId);
  }

  void add(GroupMod mod, Instant now) {
    if (has(mod.groupId())) {
      throw new RefusedException(OfError.OFPGMFC_GROUP_EXISTS, mod.toString());
    }
    refuseLoop(mod);
    groups.put(mod.groupId(), new InstalledGroup(mod, now));
  }

  /** Replaces type and buckets; the counters begin anew (OpenFlow 1.3.5, 6.5). */
  void modify(GroupMod mod) {
    InstalledGroup old = groups.get(mod.groupId());
    if (old == null) {
      throw new RefusedException(OfError.OFPGMFC_UNKNOWN_GROUP, mod.toString());
    }
    refuseLoop(mod);
    groups.put(mod.groupId(), new InstalledGroup(mod, old.installedAt()));
  }

  /** Says which groups went: none, one or all. */
  List<Integer> delete(int groupId) {
    if (groupId == GroupMod.ALL_GROUPS) {
      List<Integer> ids = List.copyOf(groups.keySet());
      groups.clear();
      return ids;
    }
    for (InstalledGroup other : groups.values()) {
      if (other.groupId() != groupId && other.chained().contains(groupId)) {
        throw new RefusedException(
            OfError.OFPGMFC_CHAINED_GROUP,
            "group " + groupId + " is used by group " + other.groupId());
      }
    }
    return groups.remove(groupId) == null ? List.of() : List.of(groupId);
  }

  private void refuseLoop(GroupMod mod) {
    Set<Integer> reached = new HashSet<>();
    reach(InstalledGroup.chained(mod.buckets()), reached);
    if (reached.contains(mod.groupId())) {
      throw new RefusedException(OfError.OFPGMFC_LOOP, mod.toString());
    }
  }

  private void reach(List<Integer> ids, Set<Integer> reached) {
    for (int id : ids) {
      if (reached.add(id)) {
        find(id).ifPresent(group -> reach(group.chained(), reached));
      }
    }
  }

  /** How many buckets of other groups use a group. */
  long usersOf(int groupId) {
    return groups.values().stream()
        .flatMap(group -> group.chained().stream())
        .filter(id -> id == groupId)
        .count();
  }

  /** Whether a bucket may be used: what it watches lives, or it watches nothing. */
  boolean isLive(Bucket bucket) {
    return isLive(bucket, new HashSet<>());
  }

  private boolean isLive(Bucket bucket, Set<Integer> asked) {
    boolean watchesPort = !bucket.watchPort().equals(PortNo.ANY);
    boolean watchesGroup = bucket.watchGroup() != Bucket.NO_GROUP;
    if (!watchesPort && !watchesGroup) {
      return true;
    }
    return watchesPort && ports.isLive(bucket.watchPort())
        || watchesGroup
            && asked.add(bucket.watchGroup())
            && find(bucket.watchGroup()).stream()
                .flatMap(group -> group.buckets().stream())
                .anyMatch(other -> isLive(other, asked));
  }
}
