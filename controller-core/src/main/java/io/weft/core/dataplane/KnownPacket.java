package io.weft.core.dataplane;

import io.weft.openflow.OfError;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.LearnSpec;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.Prerequisite;
import java.util.List;

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
      case Action.PushVlan a -> {
        if (pushed + (Prerequisite.VLAN.holds(below) ? 1 : 0) >= FrameLayout.MOST_TAGS) {
          throw new RefusedException(OfError.OFPBAC_BAD_TAG, action + " as the third tag");
        }
        pushed++;
      }
      case Action.PopVlan a -> {
        require(Prerequisite.VLAN, action);
        pop();
      }
      case Action.PushMpls a -> becomes(a.etherType());
      case Action.PopMpls a -> {
        require(Prerequisite.MPLS, action);
        becomes(a.etherType());
      }
      case Action.DecMplsTtl a -> require(Prerequisite.MPLS, action);
      case Action.SetMplsTtl a -> require(Prerequisite.MPLS, action);
      case Action.DecNwTtl a -> require(Prerequisite.IP_ANY, action);
      case NxAction.DecTtlCntIds a -> require(Prerequisite.IP_ANY, action);
      case Action.SetNwTtl a -> require(Prerequisite.IP_ANY, action);
      case Action.SetField a -> {
        Field<?> field = a.value().fields().getFirst();
        require(field == Field.VLAN_VID ? Prerequisite.VLAN : field.prerequisite(), action);
      }
      case FieldAction.CopyField a -> {
        require(a.source().field().prerequisite(), action);
        require(a.target().field().prerequisite(), action);
      }
      case FieldAction.OnfCopyField a -> {
        require(a.source().field().prerequisite(), action);
        require(a.target().field().prerequisite(), action);
      }
      case FieldAction.RegLoad a -> require(a.target().field().prerequisite(), action);
      case FieldAction.StackPush a -> require(a.source().field().prerequisite(), action);
      case FieldAction.StackPop a -> require(a.target().field().prerequisite(), action);
      case FieldAction.OutputReg a -> require(a.source().field().prerequisite(), action);
      case FieldAction.OutputReg2 a -> require(a.source().field().prerequisite(), action);
      case FieldAction.Multipath a -> require(a.target().field().prerequisite(), action);
      case FieldAction.BundleLoad a -> require(a.target().field().prerequisite(), action);
      case Learn a -> learn(a, action);
      case Learn.Limited a -> learn(a.learn(), action);
      case NxAction.Clone a -> {
        KnownPacket clone = new KnownPacket(now());
        a.actions().forEach(clone::pass);
      }
      default -> {} // outputs, and what is refused elsewhere
    }
  }

  /** Sources are of this packet; what is matched or set must go together in the entry to be. */
  private void learn(Learn learn, Action action) {
    Match.Builder learned = Match.builder();
    for (LearnSpec spec : learn.specs()) {
      switch (spec) {
        case LearnSpec.MatchField s -> {
          require(s.source().field().prerequisite(), action);
          requireLearned(s.target(), learned, action);
          note(s.target(), now().low(s.source().field()) >>> s.source().offset(), learned);
        }
        case LearnSpec.MatchValue s -> {
          requireLearned(s.target(), learned, action);
          note(s.target(), Bits.of(s.value()).low(), learned);
        }
        case LearnSpec.LoadField s -> {
          require(s.source().field().prerequisite(), action);
          requireLearned(s.target(), learned, action);
        }
        case LearnSpec.LoadValue s -> requireLearned(s.target(), learned, action);
        case LearnSpec.Output s -> require(s.source().field().prerequisite(), action);
      }
    }
  }

  private static void requireLearned(Subfield target, Match.Builder learned, Action action) {
    if (!target.field().prerequisite().holds(learned.build())) {
      throw new RefusedException(
          OfError.OFPBAC_MATCH_INCONSISTENT,
          action + " needs " + target.field().prerequisite() + " in what is learned");
    }
  }

  /** Only whole fields presuppose others. */
  private static void note(Subfield target, long value, Match.Builder learned) {
    Field<?> field = target.field();
    if (target.isWhole() && field.width() <= 64 && field != Field.VLAN_VID) {
      learned.set(field, 0, value & field.fullLow(), 0, field.fullLow());
    }
  }

  /** Behind the tags there is now something else, of which only the type is known. */
  private void becomes(int etherType) {
    Match.Builder other = Match.builder();
    for (Field<?> field : List.of(Field.IN_PORT, Field.VLAN_VID, Field.VLAN_PCP)) {
      if (below.has(field)) {
        other.set(
            field,
            below.high(field),
            below.low(field),
            below.maskHigh(field),
            below.maskLow(field));
      }
    }
    below = other.set(Field.ETH_TYPE, etherType).build();
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
