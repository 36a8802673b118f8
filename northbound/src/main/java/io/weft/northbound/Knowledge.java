package io.weft.northbound;

import static com.google.common.collect.Iterables.concat;
import static com.google.common.collect.Iterables.filter;
import static com.google.common.collect.Iterables.transform;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.weft.api.v1.Change;
import io.weft.api.v1.Kind;
import io.weft.api.v1.RuleState;
import io.weft.core.control.AppStatus;
import io.weft.core.network.Host;
import io.weft.core.network.Link;
import io.weft.core.network.NetworkView;
import io.weft.core.network.Port;
import io.weft.core.network.SwitchNode;
import io.weft.core.reconcile.SwitchInventory;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * All that can be watched, at one moment, and how it differs from another. What comes out of {@link
 * #since} is made while it is iterated, so that a large network is not told in one piece.
 *
 * @param states of the switches whose rules or groups somebody watches
 */
record Knowledge(
    long generation,
    NetworkView view,
    List<AppStatus> apps,
    ImmutableSortedMap<DatapathId, SwitchInventory> states) {
  static final Knowledge NOTHING =
      new Knowledge(0, NetworkView.EMPTY, List.of(), ImmutableSortedMap.of());

  /** What must be told to who knows the other, of some kinds: first what goes, then what comes. */
  @SuppressWarnings("ReferenceEquality") // what has not changed is the same object
  Iterable<Told> since(Knowledge before, Set<Kind> kinds) {
    List<Iterable<Told>> parts = new ArrayList<>();
    if (view != before.view) {
      addView(before.view, kinds, parts);
    }
    if (kinds.contains(Kind.RULES) || kinds.contains(Kind.GROUPS)) {
      for (DatapathId dpid : Sets.union(before.states.keySet(), states.keySet())) {
        SwitchInventory old = before.states.get(dpid);
        SwitchInventory now = states.get(dpid);
        if (!Objects.equals(old, now)) {
          parts.add(() -> tables(dpid, before, kinds).iterator());
        }
      }
    }
    if (kinds.contains(Kind.APPS) && !apps.equals(before.apps)) {
      parts.add(apps(before));
    }
    return concat(parts);
  }

  @SuppressWarnings("ReferenceEquality") // what has not changed is the same object
  private void addView(NetworkView old, Set<Kind> kinds, List<Iterable<Told>> parts) {
    if (kinds.contains(Kind.LINKS)) {
      parts.add(
          transform(
              filter(old.links(), link -> !view.links().contains(link)),
              link -> told(Change.Type.REMOVED, link)));
    }
    if (kinds.contains(Kind.HOSTS)) {
      parts.add(
          transform(
              filter(old.hosts().values(), host -> !view.hosts().containsKey(host.mac())),
              host -> told(Change.Type.REMOVED, host)));
    }
    for (DatapathId dpid : Sets.union(old.switches().keySet(), view.switches().keySet())) {
      SwitchNode was = old.switches().get(dpid);
      SwitchNode is = view.switches().get(dpid);
      if (was != is) {
        parts.add(() -> node(old, dpid, kinds).iterator());
      }
    }
    if (kinds.contains(Kind.LINKS)) {
      parts.add(
          transform(
              filter(view.links(), link -> !old.links().contains(link)),
              link -> told(Change.Type.ADDED, link)));
    }
    if (kinds.contains(Kind.HOSTS)) {
      parts.add(
          transform(
              filter(view.hosts().values(), host -> !host.equals(old.hosts().get(host.mac()))),
              host ->
                  told(
                      old.hosts().containsKey(host.mac()) ? Change.Type.CHANGED : Change.Type.ADDED,
                      host)));
    }
  }

  private static Told told(Change.Type type, Link link) {
    return new Told(
        Kind.LINKS,
        link.a().dpid().equals(link.b().dpid())
            ? Set.of(link.a().dpid())
            : Set.of(link.a().dpid(), link.b().dpid()),
        Change.newBuilder().setType(type).setLink(Protos.of(link)).build());
  }

  private static Told told(Change.Type type, Host host) {
    return new Told(
        Kind.HOSTS,
        Set.of(host.location().dpid()),
        Change.newBuilder().setType(type).setHost(Protos.of(host)).build());
  }

  /** A switch and its ports. */
  private List<Told> node(NetworkView old, DatapathId dpid, Set<Kind> kinds) {
    SwitchNode was = old.switches().get(dpid);
    SwitchNode is = view.switches().get(dpid);
    List<Told> told = new ArrayList<>();
    if (kinds.contains(Kind.PORTS)) {
      SortedMap<PortNo, Port> before = was == null ? ImmutableSortedMap.of() : was.ports();
      SortedMap<PortNo, Port> after = is == null ? ImmutableSortedMap.of() : is.ports();
      difference(before, after)
          .forEach((port, type) -> {
            Port shown = type == Change.Type.REMOVED ? before.get(port) : after.get(port);
            if (shown != null) {
              Change change =
                  Change.newBuilder().setType(type).setPort(Protos.of(dpid, shown)).build();
              told.add(new Told(Kind.PORTS, Set.of(dpid), change));
            }
          });
    }
    if (kinds.contains(Kind.SWITCHES)) {
      var before = was == null ? null : Protos.of(was);
      var after = is == null ? null : Protos.of(is);
      if (before == null && after != null) {
        told.addFirst(told(dpid, Change.newBuilder().setType(Change.Type.ADDED).setSwitch(after)));
      } else if (before != null && after == null) {
        told.add(told(dpid, Change.newBuilder().setType(Change.Type.REMOVED).setSwitch(before)));
      } else if (before != null && after != null && !before.equals(after)) {
        told.add(told(dpid, Change.newBuilder().setType(Change.Type.CHANGED).setSwitch(after)));
      }
    }
    return told;
  }

  private static Told told(DatapathId dpid, Change.Builder change) {
    return new Told(Kind.SWITCHES, Set.of(dpid), change.build());
  }

  /** What happened to each key: what is gone first. */
  private static <K extends Comparable<K>, V> Map<K, Change.Type> difference(
      Map<K, V> before, Map<K, V> after) {
    Map<K, Change.Type> types = new LinkedHashMap<>();
    for (K key : before.keySet()) {
      if (!after.containsKey(key)) {
        types.put(key, Change.Type.REMOVED);
      }
    }
    after.forEach((key, value) -> {
      V old = before.get(key);
      if (old == null) {
        types.put(key, Change.Type.ADDED);
      } else if (!value.equals(old)) {
        types.put(key, Change.Type.CHANGED);
      }
    });
    return types;
  }

  /** The rules and groups of a switch. */
  private List<Told> tables(DatapathId dpid, Knowledge before, Set<Kind> kinds) {
    List<Told> told = new ArrayList<>();
    if (kinds.contains(Kind.RULES)) {
      Map<String, RuleRow> was = before.rules(dpid);
      Map<String, RuleRow> is = rules(dpid);
      difference(was, is)
          .forEach((key, type) -> {
            RuleRow row = type == Change.Type.REMOVED ? was.get(key) : is.get(key);
            if (row != null) {
              Change change = Change.newBuilder().setType(type).setRule(row.toProto()).build();
              told.add(new Told(Kind.RULES, Set.of(dpid), change));
            }
          });
    }
    if (kinds.contains(Kind.GROUPS)) {
      Map<String, GroupRow> was = before.groups(dpid);
      Map<String, GroupRow> is = groups(dpid);
      difference(was, is)
          .forEach((key, type) -> {
            GroupRow row = type == Change.Type.REMOVED ? was.get(key) : is.get(key);
            if (row != null) {
              Change change = Change.newBuilder().setType(type).setGroup(row.toProto()).build();
              told.add(new Told(Kind.GROUPS, Set.of(dpid), change));
            }
          });
    }
    return told;
  }

  private Map<Integer, String> owners() {
    return apps.stream()
        .collect(Collectors.toMap(app -> app.owner().id(), app -> app.owner().name()));
  }

  /**
   * That a rule is confirmed is a change of it: its state is no part of the key, but for extras.
   */
  private Map<String, RuleRow> rules(DatapathId dpid) {
    SwitchInventory state = states.get(dpid);
    Map<String, RuleRow> rules = new HashMap<>();
    if (state != null) {
      for (RuleRow row : RuleRow.of(state, owners())) {
        rules.put(row.dpid() + row.key().withoutConfirmation(), row);
      }
    }
    return rules;
  }

  private Map<String, GroupRow> groups(DatapathId dpid) {
    SwitchInventory state = states.get(dpid);
    Map<String, GroupRow> groups = new HashMap<>();
    if (state != null) {
      for (GroupRow row : GroupRow.of(state, owners())) {
        boolean extra = row.state() == RuleState.EXTRA || row.state() == RuleState.FOREIGN;
        groups.put(row.dpid() + (extra ? row.key() : row.key().substring(0, 8)), row);
      }
    }
    return groups;
  }

  private Iterable<Told> apps(Knowledge before) {
    Map<Integer, AppStatus> was = Maps.uniqueIndex(before.apps, app -> app.owner().id());
    Map<Integer, AppStatus> is = Maps.uniqueIndex(apps, app -> app.owner().id());
    return Iterables.transform(
        difference(was, is).entrySet(),
        change -> {
          Change.Type type = change.getValue();
          Map<Integer, AppStatus> there = type == Change.Type.REMOVED ? was : is;
          AppStatus app = Objects.requireNonNull(there.get(change.getKey()));
          return new Told(
              Kind.APPS,
              Set.of(),
              Change.newBuilder().setType(type).setApp(Protos.of(app)).build());
        });
  }
}
