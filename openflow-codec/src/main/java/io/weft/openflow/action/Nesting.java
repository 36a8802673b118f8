package io.weft.openflow.action;

import java.util.List;

/** Actions within actions, whose depth is limited: what reads and prints them recurs. */
public final class Nesting {
  /** How many clones and the like may stand within one another, as in Open vSwitch's parser. */
  public static final int LIMIT = 100;

  private Nesting() {}

  /** A copy of what another action is to hold. */
  static List<Action> copy(List<Action> actions) {
    if (depth(actions) >= LIMIT) {
      throw new IllegalArgumentException("actions nested more than " + LIMIT + " deep");
    }
    return List.copyOf(actions);
  }

  private static int depth(List<Action> actions) {
    int deepest = 0;
    for (Action action : actions) {
      if (action instanceof NxAction.Clone clone) {
        deepest = Math.max(deepest, 1 + depth(clone.actions()));
      } else if (action instanceof ConntrackAction.Ct ct) {
        deepest = Math.max(deepest, 1 + depth(ct.actions()));
      }
    }
    return deepest;
  }
}
