package io.weft.core.desired;

import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart.GroupFeatures;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.OfMessage;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of an owner's wishes a switch cannot hold, found before anything is sent: what its version
 * cannot say, tables that it does not have, groups that lead round in a circle, to nothing or
 * nowhere, and rules that use what is not there.
 *
 * <p>What is objected to is left out, and so is what cannot be without it; the rest is installed.
 */
public final class Admission {
  private final SwitchLimits limits;
  private final Owner owner;

  public Admission(SwitchLimits limits, Owner owner) {
    this.limits = limits;
    this.owner = owner;
  }

  /** The objections to all that the owner wants, by key. */
  public Map<EntryKey, Objection> objections(SwitchRules wanted) {
    return objections(wanted, SwitchRules.NONE, Map.of(), wanted.keys());
  }

  /**
   * The same after a change, looking only at what may have become different.
   *
   * @param before what was wanted last
   * @param objections those to that
   * @param changed where they may differ, see {@link SwitchRules#changedSince}
   */
  public Map<EntryKey, Objection> objections(
      SwitchRules wanted,
      SwitchRules before,
      Map<EntryKey, Objection> objections,
      Collection<EntryKey> changed) {
    Map<EntryKey, Objection> found = new LinkedHashMap<>(objections);
    Set<EntryKey> toCheck = new LinkedHashSet<>();
    boolean baseMoved = false;
    for (EntryKey key : changed) {
      found.remove(key);
      if (!(key instanceof Rule.Key)) {
        baseMoved = true;
      } else if (wanted.rules().containsKey(key)) {
        toCheck.add(key);
      }
    }
    if (baseMoved) {
      checkMeters(wanted, found);
      checkGroups(wanted, found);
      // A group that came, went or was objected to: who uses it may have become possible or not.
      if (!before.groups().keySet().equals(wanted.groups().keySet())
          || !before.meters().keySet().equals(wanted.meters().keySet())
          || !bases(found).equals(bases(objections))) {
        for (Rule rule : wanted.rules().values()) {
          if (!Uses.of(rule).groups().isEmpty() || !Uses.of(rule).meters().isEmpty()) {
            found.remove(rule.key());
            toCheck.add(rule.key());
          }
        }
      }
    }
    for (EntryKey key : toCheck) {
      wanted
          .at(key)
          .ifPresent(entry ->
              objectionTo((Rule) entry, wanted, found)
                  .ifPresent(reason -> found.put(key, new Objection(entry, reason))));
    }
    return found;
  }

  private static Set<EntryKey> bases(Map<EntryKey, Objection> objections) {
    Set<EntryKey> bases = new LinkedHashSet<>(objections.keySet());
    bases.removeIf(Rule.Key.class::isInstance);
    return bases;
  }

  // ---- rules

  private Optional<String> objectionTo(
      Rule rule, SwitchRules wanted, Map<EntryKey, Objection> found) {
    if (rule.cookie().ownerId() != owner.id()) {
      return Optional.of("its cookie is of owner " + rule.cookie().ownerId() + ", not of " + owner);
    }
    if (rule.tableId() >= limits.tables()) {
      return Optional.of(beyond(rule.tableId()));
    }
    for (Instruction instruction : rule.instructions()) {
      if (instruction instanceof Instruction.GotoTable go) {
        if (go.tableId() >= limits.tables()) {
          return Optional.of("goes on to " + beyond(go.tableId()));
        }
        if (go.tableId() <= rule.tableId()) {
          return Optional.of(
              "goes from table " + rule.tableId() + " back to table " + go.tableId());
        }
      }
    }
    Optional<String> prerequisite =
        rule.match()
            .missingPrerequisite()
            .map(field -> "matches " + field + " without what it needs to be there");
    if (prerequisite.isPresent()) {
      return prerequisite;
    }
    Uses uses = Uses.of(rule);
    for (int group : uses.groups()) {
      Optional<String> missing =
          missing(new Group.Key(group), wanted.groups().containsKey(group), found);
      if (missing.isPresent()) {
        return missing;
      }
    }
    for (int meter : uses.meters()) {
      Optional<String> missing =
          missing(new Meter.Key(meter), wanted.meters().containsKey(meter), found);
      if (missing.isPresent()) {
        return missing;
      }
    }
    return unsayable(rule.toAdd());
  }

  private String beyond(int table) {
    return "table " + table + ", the switch has " + limits.tables();
  }

  private Optional<String> missing(EntryKey key, boolean isWanted, Map<EntryKey, Objection> found) {
    if (!isWanted) {
      return Optional.of("uses " + key + ", which " + owner + " does not have here");
    }
    return Optional.ofNullable(found.get(key))
        .map(objection -> "uses " + key + ", which was refused: " + objection.reason());
  }

  private Optional<String> unsayable(OfMessage mod) {
    try {
      var _ = OpenFlowCodec.encode(new Envelope(limits.version(), 0, mod));
      return Optional.empty();
    } catch (EncodeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  // ---- meters

  private void checkMeters(SwitchRules wanted, Map<EntryKey, Objection> found) {
    for (Meter meter : wanted.meters().values()) {
      found.remove(meter.key());
      objectionTo(meter).ifPresent(reason -> found.put(meter.key(), new Objection(meter, reason)));
    }
  }

  private Optional<String> objectionTo(Meter meter) {
    if (!Owner.ownsMeter(meter.id()) || meter.ownerId() != owner.id()) {
      return Optional.of("its id is none of " + owner + "'s");
    }
    if (limits.version().isBefore(OfVersion.OF13)) {
      return Optional.of("OpenFlow " + limits.version() + " has no meters");
    }
    if (meter.bands().isEmpty()) {
      return Optional.of("it has no bands");
    }
    return limits
        .meters()
        .flatMap(can -> {
          if (can.maxMeters() == 0) {
            return Optional.of("the switch has no meters");
          }
          if (Integer.toUnsignedLong(meter.id()) > can.maxMeters()) {
            return Optional.of("the highest meter of the switch is " + can.maxMeters());
          }
          return meter.bands().size() > can.maxBands()
              ? Optional.of(meter.bands().size() + " bands, the switch can have " + can.maxBands())
              : Optional.<String>empty();
        })
        .or(() -> unsayable(meter.toMod(MeterMod.Command.ADD)));
  }

  // ---- groups

  private void checkGroups(SwitchRules wanted, Map<EntryKey, Objection> found) {
    wanted.groups().values().forEach(group -> found.remove(group.key()));
    Set<Integer> inCircles = inCircles(wanted.groups());
    Deque<Group> left = new ArrayDeque<>();
    for (Group group : wanted.groups().values()) {
      Optional<String> reason =
          inCircles.contains(group.id())
              ? Optional.of("its buckets lead back to itself")
              : objectionTo(group, wanted);
      if (reason.isPresent()) {
        found.put(group.key(), new Objection(group, reason.get()));
      } else {
        left.add(group);
      }
    }
    // What uses a refused group is refused, and so on until nothing more is.
    boolean more = true;
    while (more) {
      more = false;
      for (Group group : left) {
        if (!found.containsKey(group.key())) {
          for (int used : group.uses()) {
            Optional<String> missing =
                missing(new Group.Key(used), wanted.groups().containsKey(used), found);
            if (missing.isPresent()) {
              found.put(group.key(), new Objection(group, missing.get()));
              more = true;
              break;
            }
          }
        }
      }
    }
  }

  private Optional<String> objectionTo(Group group, SwitchRules wanted) {
    if (!Owner.ownsGroup(group.id()) || group.ownerId() != owner.id()) {
      return Optional.of("its id is none of " + owner + "'s");
    }
    int buckets = group.buckets().size();
    if (buckets == 0 && group.type() == GroupType.SELECT) {
      return Optional.of("a select group without buckets chooses nothing");
    }
    if (buckets != 1 && group.type() == GroupType.INDIRECT) {
      return Optional.of("an indirect group has one bucket, not " + buckets);
    }
    for (Bucket bucket : group.buckets()) {
      int watched = bucket.watchGroup();
      if (watched != Bucket.NO_GROUP && !wanted.groups().containsKey(watched)) {
        return missing(new Group.Key(watched), false, Map.of());
      }
    }
    Optional<String> limit = limits.groups().flatMap(can -> beyond(can, group));
    return limit.isPresent() ? limit : unsayable(group.toMod(GroupMod.Command.ADD));
  }

  private static Optional<String> beyond(GroupFeatures can, Group group) {
    return (can.types() >>> group.type().ordinal() & 1) == 0
        ? Optional.of("the switch has no groups of type " + group.type())
        : Optional.empty();
  }

  /** The groups from which a way through buckets leads back to them. */
  private static Set<Integer> inCircles(Map<Integer, Group> groups) {
    Set<Integer> inCircles = new LinkedHashSet<>();
    Map<Integer, Set<Integer>> uses = new HashMap<>();
    groups.forEach((id, group) -> uses.put(id, group.uses()));
    for (int start : groups.keySet()) {
      Set<Integer> seen = new LinkedHashSet<>();
      Deque<Integer> next = new ArrayDeque<>(uses.getOrDefault(start, Set.of()));
      while (!next.isEmpty()) {
        int at = next.remove();
        if (at == start) {
          inCircles.add(start);
          break;
        }
        if (seen.add(at)) {
          next.addAll(uses.getOrDefault(at, Set.of()));
        }
      }
    }
    return inCircles;
  }
}
