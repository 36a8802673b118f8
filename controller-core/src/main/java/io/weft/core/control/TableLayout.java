package io.weft.core.control;

import com.google.common.collect.ImmutableMap;
import io.weft.core.desired.Owner;
import io.weft.core.network.SwitchNode;
import io.weft.net.DatapathId;
import io.weft.openflow.OfVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Which tables of a switch belong to which app: one app behind the other, in their order.
 *
 * @param slots of all apps that have tables, or want none
 * @param conflicts what some app wants and cannot have, each naming who has it
 */
record TableLayout(ImmutableMap<Owner, TableSlot> slots, ImmutableMap<Owner, String> conflicts) {
  /** Tables are numbered 0 to 254. */
  private static final int MAX_TABLES = 255;

  /** What an app wants of a switch. */
  record Need(Owner owner, int tables) {}

  static TableLayout of(SwitchNode node, List<Need> needs) {
    int tables =
        node.version() == OfVersion.OF10 ? 1 : Math.min(Math.max(node.tables(), 1), MAX_TABLES);
    List<Need> served = new ArrayList<>();
    ImmutableMap.Builder<Owner, String> conflicts = ImmutableMap.builder();
    int used = 0;
    for (Need need : needs) {
      if (used + need.tables() <= tables) {
        served.add(need);
        used += need.tables();
      } else {
        conflicts.put(need.owner(), conflict(node.dpid(), tables, served, need));
      }
    }
    return new TableLayout(slots(node.dpid(), served), conflicts.build());
  }

  Optional<String> conflictOf(Owner owner) {
    return Optional.ofNullable(conflicts.get(owner));
  }

  private static String conflict(DatapathId dpid, int tables, List<Need> served, Need need) {
    String others =
        served.stream()
            .filter(other -> other.tables() > 0)
            .map(other -> other.owner() + " has " + other.tables())
            .collect(Collectors.joining(", "));
    return String.format(
        "%s: has %d table%s, %s%s%s needs %d and installs nothing there",
        dpid,
        tables,
        tables == 1 ? "" : "s",
        others,
        others.isEmpty() ? "" : "; ",
        need.owner(),
        need.tables());
  }

  private static ImmutableMap<Owner, TableSlot> slots(DatapathId dpid, List<Need> served) {
    ImmutableMap.Builder<Owner, TableSlot> slots = ImmutableMap.builder();
    int first = 0;
    for (int i = 0; i < served.size(); i++) {
      Need need = served.get(i);
      int next = first + need.tables();
      boolean isLast = served.stream().skip(i + 1L).noneMatch(after -> after.tables() > 0);
      slots.put(
          need.owner(),
          new TableSlot(
              need.owner(),
              dpid,
              first,
              need.tables(),
              isLast ? OptionalInt.empty() : OptionalInt.of(next)));
      first = next;
    }
    return slots.build();
  }
}
