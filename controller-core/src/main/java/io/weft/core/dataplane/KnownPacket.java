package io.weft.core.dataplane;

import io.weft.openflow.OfError;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.Prerequisite;

/**
 * What a match tells of the packets that an entry's actions will see, followed from action to
 * action: an action whose field may not be there is inconsistent with the match (OpenFlow 1.3.5,
 * 7.4.4, OFPBAC_MATCH_INCONSISTENT).
 */
final class KnownPacket {
  private static final int VLAN_PRESENT = 0x1000;

  /** The packet without the tags that were pushed. */
  private Match below;

  private int pushed;

  KnownPacket(Match match) {
    below = match;
  }

  /**
   * Goes on past an action.
   *
   * @throws RefusedException if the match does not make it possible
   */
  void pass(Action action) {
    switch (action) {
      case Action.PushVlan a -> pushed++;
      case Action.PopVlan a -> {
        require(Prerequisite.VLAN, action);
        pop();
      }
      case Action.DecNwTtl a -> require(Prerequisite.IP_ANY, action);
      case Action.SetNwTtl a -> require(Prerequisite.IP_ANY, action);
      case Action.SetField a -> {
        Field<?> field = a.value().fields().getFirst();
        require(field == Field.VLAN_VID ? Prerequisite.VLAN : field.prerequisite(), action);
      }
      default -> {} // outputs, and what is refused elsewhere
    }
  }

  private void pop() {
    if (pushed > 0) {
      pushed--;
    } else {
      below = below.toBuilder().remove(Field.VLAN_VID).remove(Field.VLAN_PCP).build();
    }
  }

  private void require(Prerequisite prerequisite, Action action) {
    if (!prerequisite.holds(now())) {
      throw new RefusedException(
          OfError.OFPBAC_MATCH_INCONSISTENT, action + " needs " + prerequisite + " in the match");
    }
  }

  private Match now() {
    return pushed == 0
        ? below
        : below.toBuilder().set(Field.VLAN_VID, VLAN_PRESENT, VLAN_PRESENT).build();
  }
}
