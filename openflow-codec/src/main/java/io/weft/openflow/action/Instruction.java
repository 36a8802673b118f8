package io.weft.openflow.action;

import io.weft.net.Bytes;
import java.util.List;

/**
 * One instruction of a flow entry (OpenFlow 1.3.5, 7.2.4). OpenFlow 1.0 has none: there a flow
 * entry has at most one {@link ApplyActions}.
 */
public sealed interface Instruction {
  /** Goes on in a later table, 0 to 254. */
  record GotoTable(int tableId) implements Instruction {
    public GotoTable {
      Range.check("table", tableId, 0xfe);
    }
  }

  /** Sets the bits of the metadata where the mask has ones. */
  record WriteMetadata(long value, long mask) implements Instruction {}

  /** Adds to the action set, which is executed at the end of the pipeline. */
  record WriteActions(List<Action> actions) implements Instruction {
    public WriteActions {
      actions = List.copyOf(actions);
    }
  }

  /** Executes in order, now. */
  record ApplyActions(List<Action> actions) implements Instruction {
    public ApplyActions {
      actions = List.copyOf(actions);
    }
  }

  /** Empties the action set. */
  record ClearActions() implements Instruction {}

  /** Passes the packet through a meter, which may drop it. */
  record Meter(int meterId) implements Instruction {}

  /** An instruction that no row reads; written back as it came. */
  record Unknown(int type, Bytes body) implements Instruction {}

  static ApplyActions apply(Action... actions) {
    return new ApplyActions(List.of(actions));
  }

  static ApplyActions apply(List<Action> actions) {
    return new ApplyActions(actions);
  }

  /**
   * The instructions as {@code ovs-ofctl} prints them after {@code actions=}: applied actions bare,
   * the others by name, {@code drop} for none.
   */
  static String print(List<Instruction> instructions) {
    return ActionText.printInstructions(instructions);
  }

  /**
   * Parses what {@link #print} prints.
   *
   * @throws IllegalArgumentException naming the column and what was expected
   */
  static List<Instruction> parse(String text) {
    return ActionText.parseInstructions(text);
  }
}
