package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.ExperimenterId;
import io.weft.openflow.OfError;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.ConntrackAction;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.HeaderAction;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.List;

/** What may stand where and beside what, as Open vSwitch has it (ofp-actions, ofpacts_verify). */
final class ActionOrder {
  /** What a list of actions is part of. */
  enum Place {
    /** A packet out or a bucket. */
    LIST,
    /** A flow entry, whose list may end with what is an instruction elsewhere. */
    FLOW,
    CLONE,
    CT
  }

  private ActionOrder() {}

  static void check(List<Action> actions, Place place) {
    boolean afterMetadata = false;
    for (int i = 0; i < actions.size(); i++) {
      Action action = actions.get(i);
      if (action instanceof Action.Output && place != Place.CT) {
        if (afterMetadata) {
          throw disordered(action);
        }
        continue;
      }
      if (action instanceof NxAction.Conjunction) {
        checkConjunction(actions);
        return;
      }
      checkNesting(action, place);
      if (afterMetadata) {
        throw disordered(action);
      }
      if (action instanceof NxAction.WriteMetadata) {
        if (place != Place.FLOW) {
          throw new DecodeException(OfError.OFPBIC_UNSUP_INST, action + " is an instruction");
        }
        afterMetadata = true;
      }
    }
  }

  private static DecodeException disordered(Object after) {
    return new DecodeException(OfError.OFPBAC_UNSUPPORTED_ORDER, after + " after write_metadata");
  }

  private static void checkConjunction(List<Action> actions) {
    for (Action action : actions) {
      if (!(action instanceof NxAction.Conjunction) && !(action instanceof NxAction.Note)) {
        throw new DecodeException(OfError.NXBAC_BAD_CONJUNCTION, action + " beside a conjunction");
      }
    }
  }

  private static void checkNesting(Action action, Place place) {
    if (action instanceof Action.Unknown unknown && place == Place.CT) {
      boolean ofNicira = unknown.body().i32(0) == ExperimenterId.NICIRA;
      throw new DecodeException(
          ofNicira ? OfError.OFPBAC_BAD_VENDOR_TYPE : OfError.OFPBAC_BAD_VENDOR,
          action + " within ct");
    }
    if (action instanceof ConntrackAction.Nat) {
      if (place != Place.CT) {
        throw new DecodeException(OfError.OFPBAC_BAD_SET_ARGUMENT, action + " outside of ct");
      }
      return;
    }
    boolean isOfConnection = setsConnection(action);
    if (isOfConnection && place != Place.CT) {
      throw new DecodeException(OfError.OFPBAC_BAD_SET_ARGUMENT, action + " outside of ct");
    }
    if (!isOfConnection && place == Place.CT) {
      throw new DecodeException(OfError.OFPBAC_BAD_ARGUMENT, action + " within ct");
    }
  }

  private static boolean setsConnection(Action action) {
    return switch (action) {
      case Action.SetField a -> isOfConnection(a.value());
      case FieldAction.RegLoad2 a -> isOfConnection(a.value());
      case FieldAction.RegLoad a -> isOfConnection(a.target().field());
      case FieldAction.CopyField a -> isOfConnection(a.target().field());
      case FieldAction.OnfCopyField a -> isOfConnection(a.target().field());
      default -> false;
    };
  }

  private static boolean isOfConnection(Match value) {
    return value.size() != 0 && isOfConnection(value.fieldAt(0));
  }

  private static boolean isOfConnection(Field<?> field) {
    return field == Field.CT_MARK || field == Field.CT_LABEL;
  }

  /** Which actions a set may contain (OpenFlow 1.3.5, 5.10). */
  static void checkSet(List<Action> actions) {
    for (Action action : actions) {
      if (!mayBeInSet(action)) {
        throw new DecodeException(OfError.OFPBAC_BAD_TYPE, action + " in an action set");
      }
    }
  }

  private static boolean mayBeInSet(Action action) {
    return switch (action) {
      case FieldAction a ->
          a instanceof FieldAction.CopyField
              || a instanceof FieldAction.OnfCopyField
              || a instanceof FieldAction.RegLoad
              || a instanceof FieldAction.RegLoad2;
      case NxAction a ->
          a instanceof NxAction.ResubmitPort
              || a instanceof NxAction.Resubmit
              || a instanceof NxAction.ResubmitCt
              || a instanceof NxAction.SetTunnel
              || a instanceof NxAction.SetTunnel64
              || a instanceof NxAction.DecTtlCntIds
              || a instanceof NxAction.DecNshTtl;
      case ConntrackAction a -> !(a instanceof ConntrackAction.Nat);
      case HeaderAction a -> true;
      case Learn a -> false;
      case Learn.Limited a -> false;
      case Action.Enqueue a -> false;
      case Action.Meter a -> false;
      default -> true;
    };
  }

  /** What the instructions of a flow entry make of the actions among them. */
  static void checkInstructions(List<Instruction> instructions) {
    if (instructions.size() < 2) {
      return;
    }
    boolean isConjunction = false;
    boolean endsWithMetadata = false;
    for (Instruction instruction : instructions) {
      if (instruction instanceof Instruction.ApplyActions apply && !apply.actions().isEmpty()) {
        isConjunction |= apply.actions().getFirst() instanceof NxAction.Conjunction;
        endsWithMetadata |= apply.actions().getLast() instanceof NxAction.WriteMetadata;
      }
    }
    for (Instruction instruction : instructions) {
      if (isConjunction && !(instruction instanceof Instruction.ApplyActions)) {
        throw new DecodeException(
            OfError.NXBAC_BAD_CONJUNCTION, instruction + " beside a conjunction");
      }
      boolean comesLater =
          instruction instanceof Instruction.ClearActions
              || instruction instanceof Instruction.WriteActions
              || instruction instanceof Instruction.WriteMetadata;
      if (endsWithMetadata && comesLater) {
        throw disordered(instruction);
      }
    }
  }
}
