package io.weft.core.dataplane;

import io.weft.openflow.action.Action;
import io.weft.openflow.action.ConntrackAction;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.HeaderAction;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.NxAction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The action set of a packet or bucket: one action of a kind, executed in the order of the
 * specification, whatever the order of writing (OpenFlow 1.3.5, 5.10).
 */
final class ActionSet {
  private static final int SET = 8;
  private static final int GROUP = 10;
  private static final int OUTPUT = 11;

  /** By kind: the field for set_field, else the class. */
  private final Map<Object, Action> actions = new LinkedHashMap<>();

  static List<Action> ordered(List<Action> written) {
    ActionSet set = new ActionSet();
    set.write(written);
    return set.ordered();
  }

  void write(List<Action> others) {
    for (Action action : others) {
      Object kind =
          action instanceof Action.SetField set
              ? set.value().fields().getFirst()
              : action.getClass();
      actions.put(kind, action);
    }
  }

  void clear() {
    actions.clear();
  }

  /** The actions to execute; an output is not there if there is a group. */
  List<Action> ordered() {
    boolean group = actions.containsKey(Action.Group.class);
    return actions.values().stream()
        .filter(action -> !(group && rank(action) == OUTPUT))
        .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
        .toList();
  }

  private static int rank(Action action) {
    return switch (action) {
      case Action.CopyTtlIn a -> 1;
      case Action.PopVlan a -> 2;
      case Action.StripVlan a -> 2;
      case Action.PopMpls a -> 2;
      case Action.PopPbb a -> 2;
      case Action.PushMpls a -> 3;
      case Action.PushPbb a -> 4;
      case Action.PushVlan a -> 5;
      case Action.CopyTtlOut a -> 6;
      case Action.DecMplsTtl a -> 7;
      case Action.DecNwTtl a -> 7;
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
      case NxAction a -> SET;
      case ConntrackAction a -> SET;
      case HeaderAction a -> SET;
      case Learn a -> SET;
      case Learn.Limited a -> SET;
      case Action.Unknown a -> SET;
      case Action.SetQueue a -> 9;
      case Action.Group a -> GROUP;
      case Action.Enqueue a -> OUTPUT;
      case Action.Output a -> OUTPUT;
    };
  }
}
