package io.weft.core.reconcile;

import io.weft.core.desired.Group;
import io.weft.core.desired.Rule;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.OfMessage;

/** One mod, and what it does to what is installed if the switch accepts it. */
sealed interface Change {
  OfMessage message();

  record PutRule(Rule rule) implements Change {
    @Override
    public OfMessage message() {
      return rule.toAdd();
    }
  }

  record RemoveRule(Rule rule) implements Change {
    @Override
    public OfMessage message() {
      return rule.toDelete();
    }
  }

  /** {@code isNew}: whether the switch does not have the group yet. */
  record PutGroup(Group group, boolean isNew) implements Change {
    @Override
    public OfMessage message() {
      return group.toMod(isNew ? GroupMod.Command.ADD : GroupMod.Command.MODIFY);
    }
  }

  record RemoveGroup(Group group) implements Change {
    @Override
    public OfMessage message() {
      return group.toMod(GroupMod.Command.DELETE);
    }
  }
}
