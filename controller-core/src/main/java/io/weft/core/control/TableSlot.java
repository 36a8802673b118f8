package io.weft.core.control;

import io.weft.core.app.App;
import io.weft.core.desired.Entry;
import io.weft.core.desired.EntryKey;
import io.weft.core.desired.Group;
import io.weft.core.desired.Meter;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.net.DatapathId;
import io.weft.openflow.action.Instruction;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one app on one switch, and its rules as they stand there. An app numbers its tables
 * from 0; the switch has them from {@code first} on.
 *
 * @param count how many tables the app has; 0 if it may install no rule there
 * @param next the first table of the next app, if there is one behind it
 */
record TableSlot(Owner owner, DatapathId dpid, int first, int count, OptionalInt next) {
  private static final int NEXT_APP = ((Instruction.GotoTable) App.NEXT_APP).tableId();

  private int placeOnSwitch(int table) {
    if (table >= count) {
      throw new IllegalArgumentException(
          owner + " has a rule in table " + table + " of " + dpid + ", where it has " + has());
    }
    return first + table;
  }

  private int targetOnSwitch(int table) {
    if (table == NEXT_APP) {
      return next.orElse(Renumbering.NOWHERE);
    }
    if (table >= count) {
      throw new IllegalArgumentException(
          owner + " sends packets to table " + table + " of " + dpid + ", where it has " + has());
    }
    return first + table;
  }

  private String has() {
    return count == 1 ? "1 table" : count + " tables";
  }

  private boolean contains(int table) {
    return table >= first && table < first + count;
  }

  /** Whether a rule of the switch is in a table of this app. */
  boolean contains(Rule rule) {
    return contains(rule.tableId());
  }

  private Renumbering towardsSwitch() {
    return new Renumbering(this::placeOnSwitch, this::targetOnSwitch);
  }

  /** A rule of the switch, {@link #contains contained} here, as its app knows it. */
  Rule toApp(Rule rule) {
    return towardsApp().rule(rule);
  }

  private Renumbering towardsApp() {
    return new Renumbering(
        table -> table - first, table -> contains(table) ? table - first : NEXT_APP);
  }

  /** An entry as it is on the switch, and the rule of another switch that must be there before. */
  private record Moved(
      Entry entry, Optional<SwitchRules.Place> after, boolean isEntrance, boolean isSame) {}

  /**
   * What an app wants, as it is on the switch.
   *
   * @param elsewhere where the app's tables are on other switches
   * @throws IllegalArgumentException if a rule or group says what this app may not say
   */
  SwitchRules toSwitch(SwitchRules rules, Function<DatapathId, Optional<TableSlot>> elsewhere) {
    SwitchRules.Builder there = SwitchRules.builder();
    boolean isSame = true;
    for (EntryKey key : rules.keys()) {
      Moved moved = moved(rules, key, elsewhere);
      isSame &= moved.isSame;
      switch (moved.entry) {
        case Rule rule -> {
          moved.after.ifPresentOrElse(place -> there.add(rule, place), () -> there.add(rule));
          if (moved.isEntrance) {
            there.addEntrance(rule);
          }
        }
        case Group group -> there.add(group);
        case Meter meter -> there.add(meter);
      }
    }
    return isSame ? rules : there.build();
  }

  /**
   * As the other, looking only at what has changed.
   *
   * @param before what the app wanted last
   * @param beforeThere the same as it is on the switch
   */
  SwitchRules toSwitch(
      SwitchRules rules,
      SwitchRules before,
      SwitchRules beforeThere,
      Function<DatapathId, Optional<TableSlot>> elsewhere) {
    SwitchRules.Edit edit = beforeThere.edit();
    boolean isSame = isSame(before, beforeThere);
    for (EntryKey key : rules.changedSince(before)) {
      if (rules.at(key).isEmpty()) {
        edit.remove(key instanceof Rule.Key rule ? towardsSwitch().key(rule) : key);
        continue;
      }
      Moved moved = moved(rules, key, elsewhere);
      isSame &= moved.isSame;
      if (moved.entry instanceof Rule rule && moved.after.isPresent()) {
        edit.put(rule, moved.after.get());
      } else {
        edit.put(moved.entry);
      }
      if (moved.entry instanceof Rule rule && moved.isEntrance) {
        edit.putEntrance(rule);
      }
    }
    return isSame ? rules : edit.build();
  }

  private Moved moved(
      SwitchRules rules, EntryKey key, Function<DatapathId, Optional<TableSlot>> elsewhere) {
    Entry entry = rules.at(key).orElseThrow();
    switch (entry) {
      case Meter meter -> {
        return new Moved(meter, Optional.empty(), false, true);
      }
      case Group group -> {
        check(group);
        Group there = towardsSwitch().group(group);
        return new Moved(there, Optional.empty(), false, isSame(group, there));
      }
      case Rule rule -> {
        check(rule);
        Rule there = towardsSwitch().rule(rule);
        SwitchRules.Place next = rules.after().get(rule.key());
        Optional<SwitchRules.Place> nextThere =
            Optional.ofNullable(next)
                .flatMap(place -> elsewhere.apply(place.dpid()).map(slot -> slot.toSwitch(place)));
        return new Moved(
            there,
            nextThere,
            rules.entrances().contains(rule.key()),
            isSame(rule, there) && isSame(next, nextThere.orElse(null)));
      }
    }
  }

  /** A place in the app's tables, as it is on the switch. */
  SwitchRules.Place toSwitch(SwitchRules.Place place) {
    Rule.Key key = towardsSwitch().key(place.key());
    return isSame(key, place.key()) ? place : new SwitchRules.Place(place.dpid(), key);
  }

  @SuppressWarnings("ReferenceEquality") // what is not changed is the same object
  private static boolean isSame(@Nullable Object one, @Nullable Object other) {
    return one == other;
  }

  private void check(Rule rule) {
    if (rule.cookie().ownerId() != owner.id()) {
      throw new IllegalArgumentException(
          owner
              + " has the number "
              + owner.id()
              + ", but the cookie of a rule on "
              + dpid
              + " says "
              + rule.cookie().ownerId()
              + ": "
              + rule);
    }
  }

  private void check(Group group) {
    if (!Owner.ownsGroup(group.id()) || Owner.ofGroup(group.id()) != owner.id()) {
      throw new IllegalArgumentException(
          owner + " has a group on " + dpid + " whose id is not of its own: " + group);
    }
  }

  /** What of a switch's rules, groups and meters an app is told. */
  SwitchRules toApp(SwitchRules installed) {
    SwitchRules.Builder its = SwitchRules.builder();
    installed.meters().values().forEach(its::add);
    installed.groups().values().forEach(group -> its.add(towardsApp().group(group)));
    installed.rules().values().stream()
        .filter(this::contains)
        .forEach(rule -> its.add(toApp(rule)));
    return its.build();
  }
}
