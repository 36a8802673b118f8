package io.weft.core.dataplane;

import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import java.util.Optional;

/** One thing that happened to a packet on its way; what it led to is deeper and comes after it. */
public sealed interface Step {
  /** How deep it is, 0 for what the packet meets first. */
  int depth();

  /**
   * A look into a table.
   *
   * @param matched the entry that the packet met, with its counters before; empty if it missed
   */
  record Lookup(int depth, int tableId, Optional<FlowEntry> matched) implements Step {
    @Override
    public String toString() {
      return Explanation.indent(depth)
          + "table "
          + tableId
          + ": "
          + matched
              .map(entry ->
                  "priority=%d%s%s cookie=0x%x"
                      .formatted(
                          entry.priority(),
                          entry.match().isEmpty() ? "" : ",",
                          entry.match(),
                          entry.cookie()))
              .orElse("no match");
    }
  }

  /** An action that was executed, of an entry, of the action set or of a bucket. */
  record Acted(int depth, Action action) implements Step {
    @Override
    public String toString() {
      return Explanation.indent(depth) + action;
    }
  }

  /** An instruction beside apply_actions, whose actions are steps of their own. */
  record Instructed(int depth, Instruction instruction) implements Step {
    @Override
    public String toString() {
      return Explanation.indent(depth) + instruction;
    }
  }

  /**
   * A bucket that a group chose.
   *
   * @param index of the bucket in its group, from 0
   */
  record Chosen(int depth, int groupId, int index) implements Step {
    @Override
    public String toString() {
      return "%sgroup %s: bucket %d"
          .formatted(Explanation.indent(depth), Integer.toUnsignedString(groupId), index);
    }
  }

  /** The action set begins, at the end of the tables. */
  record ActionSetBegun(int depth) implements Step {
    @Override
    public String toString() {
      return Explanation.indent(depth) + "action set:";
    }
  }

  /** Why something did not happen, or ended. */
  record Remark(int depth, String text) implements Step {
    @Override
    public String toString() {
      return Explanation.indent(depth) + ">> " + text;
    }
  }
}
