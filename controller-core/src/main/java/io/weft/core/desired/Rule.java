package io.weft.core.desired;

import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A flow entry as somebody wants it, or as it is installed. Equal rules need no flow mod.
 *
 * @param key table, priority and match: two rules with the same key cannot be installed together
 * @param instructions in the order in which a switch executes them
 * @param idleTimeout seconds without a packet until the switch removes it, 0 never; the owner is
 *     told by {@code RuleExpired}
 */
public record Rule(Key key, Cookie cookie, List<Instruction> instructions, int idleTimeout)
    implements Entry {
  /** What identifies a flow entry in a switch. */
  public record Key(int tableId, int priority, Match match) implements EntryKey {
    @Override
    public String toString() {
      return "table=" + tableId + ",priority=" + priority + (match.isEmpty() ? "" : "," + match);
    }
  }

  public Rule {
    instructions = canonical(instructions);
  }

  /** The order of execution (OpenFlow 1.3.5, 5.9), which need not be that of the wire. */
  private static List<Instruction> canonical(List<Instruction> instructions) {
    List<Instruction> sorted = new ArrayList<>(instructions.size());
    for (Instruction instruction : instructions) {
      switch (instruction) {
        case Instruction.ApplyActions apply -> {
          if (!apply.actions().isEmpty()) {
            sorted.add(new Instruction.ApplyActions(withoutIdleLengths(apply.actions())));
          }
        }
        case Instruction.WriteActions write ->
            sorted.add(new Instruction.WriteActions(withoutIdleLengths(write.actions())));
        case Instruction.Meter _,
            Instruction.ClearActions _,
            Instruction.WriteMetadata _,
            Instruction.GotoTable _,
            Instruction.StatTrigger _,
            Instruction.Unknown _ ->
            sorted.add(instruction);
      }
    }
    sorted.sort(Comparator.comparingInt(Rule::executionOrder));
    return List.copyOf(sorted);
  }

  private static int executionOrder(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Meter _ -> 0;
      case Instruction.ApplyActions _ -> 1;
      case Instruction.ClearActions _ -> 2;
      case Instruction.WriteActions _ -> 3;
      case Instruction.WriteMetadata _ -> 4;
      case Instruction.GotoTable _ -> 5;
      case Instruction.StatTrigger _ -> 6;
      case Instruction.Unknown _ -> 7;
    };
  }

  /**
   * A switch need not remember max_len of outputs that do not go to the controller, and one of
   * OpenFlow 1.0 knows only its own way to remove a tag.
   */
  static List<Action> withoutIdleLengths(List<Action> actions) {
    List<Action> normal = new ArrayList<>(actions.size());
    for (Action action : actions) {
      normal.add(normal(action));
    }
    return normal;
  }

  private static Action normal(Action action) {
    if (action instanceof Action.Output output && !output.port().equals(PortNo.CONTROLLER)) {
      return Action.output(output.port());
    }
    return action instanceof Action.StripVlan ? new Action.PopVlan() : action;
  }

  @Override
  public int ownerId() {
    return cookie.ownerId();
  }

  public int tableId() {
    return key.tableId;
  }

  public int priority() {
    return key.priority;
  }

  public Match match() {
    return key.match;
  }

  /** The rule that a switch reports, if its cookie is ours. */
  public static Optional<Rule> installed(OfVersion version, FlowEntry entry) {
    int tableId = version == OfVersion.OF10 ? 0 : entry.tableId();
    return Cookie.of(entry.cookie())
        .map(cookie ->
            new Rule(
                new Key(tableId, entry.priority(), entry.match()),
                cookie,
                entry.instructions(),
                entry.idleTimeout()));
  }

  /**
   * Adds this rule, or puts it in the place of the one with the same key. The switch is to tell
   * when its idle timeout has removed it.
   */
  public FlowMod toAdd() {
    return toAdd(false);
  }

  /**
   * As {@link #toAdd()}.
   *
   * @param tellRemoval whether the switch is to tell of any removal, by whomever
   */
  public FlowMod toAdd(boolean tellRemoval) {
    boolean tells = tellRemoval || idleTimeout > 0;
    return mod(FlowModCommand.ADD, instructions, tells ? Set.of(FlowFlag.SEND_FLOW_REM) : Set.of());
  }

  public FlowMod toDelete() {
    return mod(FlowModCommand.DELETE_STRICT, List.of(), Set.of());
  }

  private FlowMod mod(
      FlowModCommand command, List<Instruction> withInstructions, Set<FlowFlag> flags) {
    boolean adds = command == FlowModCommand.ADD;
    return new FlowMod(
        command,
        adds ? cookie.bits() : 0,
        0,
        key.tableId,
        adds ? idleTimeout : 0,
        0,
        key.priority,
        BufferId.NONE,
        PortNo.ANY,
        Bucket.NO_GROUP,
        flags,
        key.match,
        withInstructions);
  }

  @Override
  public String toString() {
    return key + " actions=" + Instruction.print(instructions);
  }
}
