package io.weft.core.reconcile;

import io.weft.core.desired.Entry;
import io.weft.core.desired.EntryKey;
import io.weft.core.desired.Group;
import io.weft.core.desired.Meter;
import io.weft.core.desired.Rule;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.OfMessage;

/** One mod, and what it does to what is installed if the switch accepts it. */
sealed interface Change {
  /** The order in which mods are sent: what is used before what uses it, removal in reverse. */
  enum Phase {
    PUT_METER,
    PUT_GROUP,
    PUT_RULE,
    REMOVE_RULE,
    REMOVE_GROUP,
    REMOVE_METER
  }

  Entry entry();

  Phase phase();

  /**
   * The mod.
   *
   * @param tellRemoval whether the switch is to tell when the rule is removed, by whomever
   */
  OfMessage message(boolean tellRemoval);

  default EntryKey key() {
    return entry().key();
  }

  /** {@code isNew}: whether nothing is in the place yet. */
  record Put(Entry entry, boolean isNew) implements Change {
    @Override
    public Phase phase() {
      return switch (entry) {
        case Meter _ -> Phase.PUT_METER;
        case Group _ -> Phase.PUT_GROUP;
        case Rule _ -> Phase.PUT_RULE;
      };
    }

    @Override
    public OfMessage message(boolean tellRemoval) {
      return switch (entry) {
        case Meter meter -> meter.toMod(isNew ? MeterMod.Command.ADD : MeterMod.Command.MODIFY);
        case Group group -> group.toMod(isNew ? GroupMod.Command.ADD : GroupMod.Command.MODIFY);
        case Rule rule -> rule.toAdd(tellRemoval);
      };
    }
  }

  record Remove(Entry entry) implements Change {
    @Override
    public Phase phase() {
      return switch (entry) {
        case Meter _ -> Phase.REMOVE_METER;
        case Group _ -> Phase.REMOVE_GROUP;
        case Rule _ -> Phase.REMOVE_RULE;
      };
    }

    @Override
    public OfMessage message(boolean tellRemoval) {
      return switch (entry) {
        case Meter meter -> meter.toMod(MeterMod.Command.DELETE);
        case Group group -> group.toMod(GroupMod.Command.DELETE);
        case Rule rule -> rule.toDelete();
      };
    }
  }
}
