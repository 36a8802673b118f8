package io.weft.core.reconcile;

import io.weft.core.desired.Group;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of ours is installed on one switch, as far as it told and confirmed. Network thread only.
 */
final class Installed {
  private final Map<Rule.Key, Rule> rules = new HashMap<>();
  private final Map<Integer, Group> groups = new HashMap<>();

  static Installed readBack(OfVersion version, List<FlowEntry> flows, List<GroupEntry> groups) {
    Installed installed = new Installed();
    for (FlowEntry flow : flows) {
      Rule.installed(version, flow).ifPresent(rule -> installed.rules.put(rule.key(), rule));
    }
    for (GroupEntry group : groups) {
      if (Owner.ownsGroup(group.groupId())) {
        installed.groups.put(group.groupId(), Group.installed(group));
      }
    }
    return installed;
  }

  Map<Rule.Key, Rule> rules() {
    return Collections.unmodifiableMap(rules);
  }

  Map<Integer, Group> groups() {
    return Collections.unmodifiableMap(groups);
  }

  void take(Change change) {
    switch (change) {
      case Change.PutRule put -> rules.put(put.rule().key(), put.rule());
      case Change.RemoveRule remove -> rules.remove(remove.rule().key());
      case Change.PutGroup put -> groups.put(put.group().id(), put.group());
      case Change.RemoveGroup remove -> groups.remove(remove.group().id());
    }
  }

  /** Takes out what the switch removed by itself; empty if it was none of ours. */
  Optional<Rule> take(OfVersion version, FlowRemoved removed) {
    int tableId = version == OfVersion.OF10 ? 0 : removed.tableId();
    Rule.Key key = new Rule.Key(tableId, removed.priority(), removed.match());
    Rule rule = rules.get(key);
    if (rule == null || rule.cookie().bits() != removed.cookie()) {
      return Optional.empty();
    }
    rules.remove(key);
    return Optional.of(rule);
  }
}
