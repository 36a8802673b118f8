package io.weft.core.dataplane;

import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.ConntrackAction;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.HeaderAction;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.NxAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The action set of a packet or bucket: one action of a kind, executed in the order of the
 * specification, whatever the order of writing (OpenFlow 1.3.5, 5.10). What sets or moves a field
 * is kept with all its kind and executed as written, as in Open vSwitch: of two that set one field
 * the later one has the last word anyway.
 *
 * <p>One action sends the packet on, else the set does nothing: a group before an output before a
 * resubmit.
 */
final class ActionSet {
  private static final int SET = 9;
  private static final int RESUBMIT = 11;
  private static final int OUTPUT = 12;
  private static final int GROUP = 13;

  /** By rank; the last written of a rank counts. */
  private final Map<Integer, Action> single = new LinkedHashMap<>();

  private final List<Action> setters = new ArrayList<>();

  static List<Action> ordered(List<Action> written) {
    ActionSet set = new ActionSet();
    set.write(written);
    return set.ordered();
  }

  ActionSet copy() {
    ActionSet copy = new ActionSet();
    copy.single.putAll(single);
    copy.setters.addAll(setters);
    return copy;
  }

  void write(List<Action> others) {
    for (Action action : others) {
      if (rank(action) == SET) {
        setters.add(action);
      } else {
        single.put(rank(action), action);
      }
    }
  }

  void clear() {
    single.clear();
    setters.clear();
  }

  /** The port that the set outputs to, UNSET for none or a group (OpenFlow 1.5.1, 7.2.3.9). */
  PortNo output() {
    return !single.containsKey(GROUP) && single.get(OUTPUT) instanceof Action.Output output
        ? output.port()
        : PortNo.UNSET;
  }

  /** The actions to execute: none if none of them sends the packet on. */
  List<Action> ordered() {
    List<Action> all = all();
    return all.isEmpty() || rank(all.getLast()) < RESUBMIT ? List.of() : all;
  }

  /** The actions in their order, whether or not one sends the packet on. */
  List<Action> all() {
    List<Action> ordered = new ArrayList<>();
    int last = 0;
    for (int rank = 0; rank <= GROUP; rank++) {
      Action action = single.get(rank);
      if (rank == SET) {
        ordered.addAll(setters);
      } else if (action != null && rank < RESUBMIT) {
        ordered.add(action);
      } else if (action != null) {
        last = rank;
      }
    }
    Action sending = single.get(last);
    if (last > 0 && sending != null) {
      ordered.add(sending);
    }
    return ordered;
  }

  /** In the order of Open vSwitch (ofp-actions.c, ACTION_SET_ORDER). */
  private static int rank(Action action) {
    return switch (action) {
      case Action.CopyTtlIn a -> 0;
      case Action.PopVlan a -> 1;
      case Action.StripVlan a -> 1;
      case Action.PopMpls a -> 2;
      case Action.PopPbb a -> 2;
      case Action.PushMpls a -> 3;
      case Action.PushPbb a -> 4;
      case Action.PushVlan a -> 5;
      case Action.CopyTtlOut a -> 6;
      case Action.DecNwTtl a -> 7;
      case Action.DecMplsTtl a -> 8;
      case Action.SetField a -> SET;
      case Action.SetMplsTtl a -> SET;
      case Action.SetNwTtl a -> SET;
      case Action.SetVlanVid a -> SET;
      case Action.SetVlanPcp a -> SET;
      case Action.SetDlSrc a -> SET;
      case Action.SetDlDst a -> SET;
      case Action.SetNwSrc a -> SET;
      case Action.SetNwDst a -> SET;
      case Action.SetNwTos a -> SET;
      case Action.SetTpSrc a -> SET;
      case Action.SetTpDst a -> SET;
      case Action.Meter a -> SET;
      case Action.SetTagVid a -> SET;
      case Action.SetTagPcp a -> SET;
      case Action.SetNwEcn a -> SET;
      case Action.SetMplsLabel a -> SET;
      case Action.SetMplsTc a -> SET;
      case FieldAction a -> SET;
      case NxAction.Resubmit a -> RESUBMIT;
      case NxAction.ResubmitPort a -> RESUBMIT;
      case NxAction.DecTtlCntIds a -> 7;
      case NxAction a -> SET;
      case ConntrackAction a -> SET;
      case HeaderAction a -> SET;
      case Learn a -> SET;
      case Learn.Limited a -> SET;
      case Action.Unknown a -> SET;
      case Action.SetQueue a -> 10;
      case Action.Group a -> GROUP;
      case Action.Enqueue a -> OUTPUT;
      case Action.Output a -> OUTPUT;
    };
  }
}
