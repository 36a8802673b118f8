package io.weft.core.dataplane;

import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.ConntrackAction;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.HeaderAction;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.LearnSpec;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.action.SettableFields;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
import java.util.List;

/** What a switch refuses of one action, whatever the match that it stands with. */
final class ActionCheck {
  private static final int VLAN_PRESENT = 0x1000;
  private static final int PBB = 0x88e7;

  private final SwitchState state;

  ActionCheck(SwitchState state) {
    this.state = state;
  }

  static RefusedException refused(OfError error, Object what) {
    return new RefusedException(error, String.valueOf(what));
  }

  /** Actions of an entry or bucket. */
  void checkAll(List<Action> actions) {
    for (Action action : actions) {
      check(action);
      if (action instanceof Action.Output output && output.port().equals(PortNo.TABLE)) {
        throw refused(OfError.OFPBAC_BAD_OUT_PORT, "output to TABLE but in a packet-out");
      }
    }
  }

  /** One action, of a PACKET_OUT too. */
  void check(Action action) {
    switch (action) {
      case Action.Output a -> checkOutput(a.port());
      case Action.Enqueue a -> checkOutput(a.port());
      case Action.Group a -> {
        if (!state.groups().has(a.groupId())) {
          throw refused(OfError.OFPBAC_BAD_OUT_GROUP, a);
        }
      }
      case Action.Meter a -> checkMeter(a.meterId());
      case Action.SetField a -> checkSetField(a);
      case Action.PushVlan a -> checkType(FrameLayout.isVlanTag(a.etherType()), a);
      case Action.PushMpls a -> checkType(isMpls(a.etherType()), a);
      case Action.PushPbb a -> checkType(a.etherType() == PBB, a);
      case Action.PopMpls a -> {}
      case Action.PopPbb a -> {}
      case Action.PopVlan a -> {}
      case Action.StripVlan a -> {}
      case Action.SetNwTtl a -> {}
      case Action.DecNwTtl a -> {}
      case Action.SetMplsTtl a -> {}
      case Action.DecMplsTtl a -> {}
      case Action.CopyTtlOut a -> {}
      case Action.CopyTtlIn a -> {}
      case Action.SetVlanVid a -> {}
      case Action.SetVlanPcp a -> {}
      case Action.SetTagVid a -> {}
      case Action.SetTagPcp a -> {}
      case Action.SetNwTos a -> {}
      case Action.SetNwEcn a -> {}
      case Action.SetDlSrc a -> {}
      case Action.SetDlDst a -> {}
      case Action.SetNwSrc a -> {}
      case Action.SetNwDst a -> {}
      case Action.SetTpSrc a -> {}
      case Action.SetTpDst a -> {}
      case Action.SetMplsLabel a -> {}
      case Action.SetMplsTc a -> {}
      case Action.SetQueue a -> {}
      case FieldAction a -> check(a);
      case NxAction a -> check(a);
      case Learn a -> check(a);
      case Learn.Limited a -> {
        check(a.learn());
        a.result().ifPresent(bit -> checkTarget(bit, a));
      }
      case ConntrackAction a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case HeaderAction a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.Unknown a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
    }
  }

  private static boolean isMpls(int etherType) {
    return etherType == 0x8847 || etherType == 0x8848;
  }

  private static void checkType(boolean fits, Action action) {
    if (!fits) {
      throw refused(OfError.OFPBAC_BAD_ARGUMENT, action);
    }
  }

  void checkMeter(int meterId) {
    if (!state.meters().has(meterId)) {
      throw refused(OfError.OFPMMFC_INVALID_METER, "meter " + Integer.toUnsignedString(meterId));
    }
  }

  private void check(FieldAction action) {
    switch (action) {
      case FieldAction.CopyField a -> {
        checkSource(a.source(), a);
        checkTarget(a.target(), a);
      }
      case FieldAction.OnfCopyField a -> {
        checkSource(a.source(), a);
        checkTarget(a.target(), a);
      }
      case FieldAction.RegLoad a -> checkTarget(a.target(), a);
      case FieldAction.RegLoad2 a -> checkSetField(new Action.SetField(a.value()));
      case FieldAction.StackPush a -> checkSource(a.source(), a);
      case FieldAction.StackPop a -> checkTarget(a.target(), a);
      case FieldAction.OutputReg a -> checkSource(a.source(), a);
      case FieldAction.OutputReg2 a -> checkSource(a.source(), a);
      case FieldAction.Multipath a -> checkTarget(a.target(), a);
      case FieldAction.Bundle a -> a.members().forEach(ActionCheck::checkMember);
      case FieldAction.BundleLoad a -> {
        checkTarget(a.target(), a);
        a.members().forEach(ActionCheck::checkMember);
      }
      case FieldAction.CheckPktLarger a -> checkTarget(a.target(), a);
      case FieldAction.DeleteField a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
    }
  }

  private void check(NxAction action) {
    switch (action) {
      case NxAction.Resubmit _,
          NxAction.ResubmitPort _,
          NxAction.SetTunnel _,
          NxAction.SetTunnel64 _,
          NxAction.PopQueue _,
          NxAction.Note _,
          NxAction.Exit _,
          NxAction.FinTimeout _,
          NxAction.Controller _,
          NxAction.DecTtlCntIds _,
          NxAction.WriteMetadata _,
          NxAction.Conjunction _,
          NxAction.DebugSlow _,
          NxAction.DebugRecirc _,
          NxAction.Sample _,
          NxAction.Sample2 _,
          NxAction.Sample3 _,
          NxAction.Sample4 _ -> {}
      case NxAction.Controller2 a -> {
        if (a.pause() || !a.userdata().isEmpty()) {
          throw refused(OfError.OFPBAC_BAD_TYPE, a);
        }
      }
      case NxAction.OutputTrunc a -> checkOutput(a.port());
      case NxAction.Clone a -> checkAll(a.actions());
      case NxAction.ResubmitCt a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case NxAction.DecNshTtl a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
    }
  }

  private void check(Learn learn) {
    if (learn.tableId() >= state.settings().tables()) {
      throw refused(OfError.OFPBAC_BAD_ARGUMENT, learn);
    }
    for (LearnSpec spec : learn.specs()) {
      switch (spec) {
        case LearnSpec.MatchField s -> {
          checkSource(s.source(), learn);
          checkSource(s.target(), learn);
        }
        case LearnSpec.MatchValue s -> checkSource(s.target(), learn);
        case LearnSpec.LoadField s -> {
          checkSource(s.source(), learn);
          checkTarget(s.target(), learn);
        }
        case LearnSpec.LoadValue s -> checkTarget(s.target(), learn);
        case LearnSpec.Output s -> checkSource(s.source(), learn);
      }
    }
  }

  private static void checkSource(Subfield part, Action action) {
    if (PacketField.of(part.field()).isEmpty()) {
      throw refused(OfError.OFPBAC_BAD_SET_TYPE, part.field() + " in " + action);
    }
  }

  private static void checkTarget(Subfield part, Action action) {
    checkSource(part, action);
    if (!isSettable(part.field())) {
      throw refused(OfError.OFPBAC_BAD_SET_ARGUMENT, part.field() + " in " + action);
    }
  }

  private static boolean isSettable(Field<?> field) {
    return SettableFields.contains(field)
        && PacketField.of(field).filter(PacketField::isWritable).isPresent();
  }

  /** A physical port need not exist yet: it may be plugged in later, as in Open vSwitch. */
  private static void checkOutput(PortNo port) {
    boolean known =
        !port.isReserved() && port.bits() != 0
            || port.equals(PortNo.IN_PORT)
            || port.equals(PortNo.TABLE)
            || port.equals(PortNo.FLOOD)
            || port.equals(PortNo.ALL)
            || port.equals(PortNo.CONTROLLER)
            || port.equals(PortNo.LOCAL);
    if (!known) {
      throw refused(OfError.OFPBAC_BAD_OUT_PORT, "output to " + port);
    }
  }

  private static void checkMember(PortNo port) {
    if (port.equals(PortNo.CONTROLLER)) {
      throw refused(OfError.OFPBAC_BAD_OUT_PORT, "a bundle with " + port);
    }
    if (!port.equals(PortNo.ANY)) {
      checkOutput(port);
    }
  }

  private static void checkSetField(Action.SetField action) {
    if (!action.value().unknown().isEmpty()) {
      throw refused(OfError.OFPBAC_BAD_SET_TYPE, action);
    }
    Field<?> field = action.value().fields().getFirst();
    if (PacketField.of(field).isEmpty()) {
      throw refused(OfError.OFPBAC_BAD_SET_TYPE, action);
    }
    if (!isSettable(field)) {
      throw refused(OfError.OFPBAC_BAD_SET_ARGUMENT, action);
    }
    boolean whole = action.value().isExact(field);
    if (field == Field.VLAN_VID && whole && (action.value().low(field) & VLAN_PRESENT) == 0) {
      throw refused(OfError.OFPBAC_BAD_SET_ARGUMENT, action);
    }
  }
}
