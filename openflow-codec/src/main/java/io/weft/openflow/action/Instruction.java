package io.weft.openflow.action;

import io.weft.net.Bytes;
import io.weft.openflow.notation.Token;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

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

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Sets the bits of the metadata where the mask has ones. */
  record WriteMetadata(long value, long mask) implements Instruction {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Adds to the action set, which is executed at the end of the pipeline. */
  record WriteActions(List<Action> actions) implements Instruction {
    public WriteActions {
      actions = List.copyOf(actions);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Executes in order, now. */
  record ApplyActions(List<Action> actions) implements Instruction {
    public ApplyActions {
      actions = List.copyOf(actions);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Empties the action set. */
  record ClearActions() implements Instruction {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Passes the packet through a meter, which may drop it; {@link Action.Meter} since 1.5. */
  record Meter(int meterId) implements Instruction {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /**
   * Reports the flow entry's counters when they pass thresholds; OpenFlow 1.5 (1.5.1, 7.2.5).
   *
   * @param thresholds a {@code struct ofp_stats}, as it is on the wire, with its padding
   */
  record StatTrigger(Set<TriggerFlag> flags, Bytes thresholds) implements Instruction {
    public StatTrigger {
      flags = Set.copyOf(flags);
      int octets = thresholds.size();
      if (octets % 8 != 0) {
        thresholds = Bytes.wrap(Arrays.copyOf(thresholds.toArray(), octets + 7 & -8));
      }
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** When {@link StatTrigger} reports, by bit. */
  enum TriggerFlag {
    /** At each multiple of the thresholds. */
    PERIODIC,
    /** At the first of the thresholds alone. */
    ONLY_FIRST
  }

  /** An experimenter's instruction that no row reads; written back as it came. */
  record Unknown(int type, Bytes body) implements Instruction {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  static ApplyActions apply(Action... actions) {
    return new ApplyActions(List.of(actions));
  }

  static ApplyActions apply(List<Action> actions) {
    return new ApplyActions(actions);
  }

  /**
   * The instructions as {@code ovs-ofctl} prints them after {@code actions=}: applied actions bare,
   * the others by name, {@code drop} for none. An empty list of applied actions does nothing, and
   * is printed as nothing.
   */
  static String print(List<Instruction> instructions) {
    return ActionText.printInstructions(instructions);
  }

  /**
   * Parses what {@link #print} prints.
   *
   * @throws io.weft.openflow.notation.NotationException naming the column and what was expected
   */
  static List<Instruction> parse(String text) {
    return parse(new Token(text, 1));
  }

  /** Parses a piece of a larger text. */
  static List<Instruction> parse(Token text) {
    return ActionParser.instructions(text);
  }
}
