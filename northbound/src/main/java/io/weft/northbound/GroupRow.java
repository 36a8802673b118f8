package io.weft.northbound;

import io.weft.api.v1.Group;
import io.weft.api.v1.RuleState;
import io.weft.core.desired.Entry;
import io.weft.core.desired.EntryKey;
import io.weft.core.reconcile.SwitchInventory;
import io.weft.net.DatapathId;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A group that should be in a switch, or is.
 *
 * @param owner empty if it is foreign
 * @param refused empty if it was not
 */
record GroupRow(DatapathId dpid, GroupEntry entry, RuleState state, String owner, String refused) {
  /** What two rows of a list never have in common: id and state. */
  String key() {
    return HexFormat.of().toHexDigits(entry.groupId()) + state.getNumber();
  }

  /**
   * All of one switch, in no order.
   *
   * @param owners the names of those that there are, by number
   */
  static List<GroupRow> of(SwitchInventory state, Map<Integer, String> owners) {
    Map<EntryKey, Entry> installed = new HashMap<>(state.installed());
    Map<EntryKey, String> failed = new HashMap<>();
    state.failed().forEach(entry -> failed.put(entry.entry().key(), entry.reason()));
    List<GroupRow> rows = new ArrayList<>();
    state
        .desired()
        .forEach((owner, wanted) -> {
          for (io.weft.core.desired.Group group : wanted.groups().values()) {
            boolean isThere = installed.remove(group.key(), group);
            rows.add(
                new GroupRow(
                    state.dpid(),
                    entry(group),
                    isThere ? RuleState.INSTALLED : RuleState.PENDING,
                    owner.name(),
                    isThere ? "" : failed.getOrDefault(group.key(), "")));
          }
        });
    for (Entry each : installed.values()) {
      if (each instanceof io.weft.core.desired.Group group) {
        int owner = group.ownerId();
        rows.add(
            new GroupRow(
                state.dpid(),
                entry(group),
                RuleRow.hasSpoken(state, owner, owners) ? RuleState.EXTRA : RuleState.INSTALLED,
                RuleRow.nameOf(owner, owners),
                failed.getOrDefault(group.key(), "")));
      }
    }
    for (GroupEntry entry : state.foreignGroups()) {
      rows.add(new GroupRow(state.dpid(), entry, RuleState.FOREIGN, "", ""));
    }
    return rows;
  }

  static GroupEntry entry(io.weft.core.desired.Group group) {
    return new GroupEntry(group.id(), group.type(), group.buckets());
  }

  Group toProto() {
    return Group.newBuilder()
        .setSwitch(dpid.toString())
        .setId(entry.groupId())
        .setType(
            switch (entry.type()) {
              case ALL -> "all";
              case SELECT -> "select";
              case INDIRECT -> "indirect";
              case FAST_FAILOVER -> "ff";
            })
        .setBuckets(entry.buckets().size())
        .setOwner(owner)
        .setState(state)
        .setRefused(refused)
        .setText(entry.toString())
        .build();
  }
}
