package io.weft.openflow.message;

import io.weft.net.PortNo;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.notation.Token;
import java.util.List;
import java.util.Set;

/**
 * A change to the flow tables (OpenFlow 1.3.5, 7.3.4.1).
 *
 * @param cookieMask which cookie bits restrict a modify or delete; 0 restricts nothing
 * @param tableId 0 to 254, or {@link #ALL_TABLES} when deleting. In OpenFlow 1.0 a switch puts
 *     entries where it likes unless NXT_FLOW_MOD_TABLE_ID has been enabled
 * @param idleTimeout seconds without a packet until the entry goes, 0 never
 * @param hardTimeout seconds until the entry goes, 0 never
 * @param priority 0 to 65535, the highest that matches wins
 * @param outPort restricts a delete to entries that output there; ANY restricts nothing
 * @param outGroup restricts a delete to entries that use the group; ANY (all ones) restricts
 *     nothing
 * @param importance 0 to 65535, the least goes first when the table is full; since OpenFlow 1.4,
 *     else 0
 */
public record FlowMod(
    FlowModCommand command,
    long cookie,
    long cookieMask,
    int tableId,
    int idleTimeout,
    int hardTimeout,
    int priority,
    BufferId bufferId,
    PortNo outPort,
    int outGroup,
    Set<FlowFlag> flags,
    int importance,
    Match match,
    List<Instruction> instructions)
    implements OfMessage {
  /** OFPTT_ALL. */
  public static final int ALL_TABLES = 0xff;

  public FlowMod {
    flags = Set.copyOf(flags);
    instructions = List.copyOf(instructions);
    checkRange("table", tableId, 0xff);
    checkRange("idle_timeout", idleTimeout, 0xffff);
    checkRange("hard_timeout", hardTimeout, 0xffff);
    checkRange("priority", priority, 0xffff);
    checkRange("importance", importance, 0xffff);
  }

  /** A change without importance. */
  public FlowMod(
      FlowModCommand command,
      long cookie,
      long cookieMask,
      int tableId,
      int idleTimeout,
      int hardTimeout,
      int priority,
      BufferId bufferId,
      PortNo outPort,
      int outGroup,
      Set<FlowFlag> flags,
      Match match,
      List<Instruction> instructions) {
    this(
        command,
        cookie,
        cookieMask,
        tableId,
        idleTimeout,
        hardTimeout,
        priority,
        bufferId,
        outPort,
        outGroup,
        flags,
        0,
        match,
        instructions);
  }

  static void checkRange(String what, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(what + " is " + value + ", must be 0 to " + max);
    }
  }

  /** Adds an entry without timeouts and flags, or replaces the one of same priority and match. */
  public static FlowMod add(
      int tableId, int priority, Match match, List<Instruction> instructions) {
    return new FlowMod(
        FlowModCommand.ADD,
        0,
        0,
        tableId,
        0,
        0,
        priority,
        BufferId.NONE,
        PortNo.ANY,
        Bucket.NO_GROUP,
        Set.of(),
        match,
        instructions);
  }

  /** Deletes the entry of exactly this table, priority and match. */
  public static FlowMod deleteStrict(int tableId, int priority, Match match) {
    return new FlowMod(
        FlowModCommand.DELETE_STRICT,
        0,
        0,
        tableId,
        0,
        0,
        priority,
        BufferId.NONE,
        PortNo.ANY,
        Bucket.NO_GROUP,
        Set.of(),
        match,
        List.of());
  }

  /** The notation of {@code ovs-ofctl}, with the command in front unless it adds. */
  @Override
  public String toString() {
    return FlowText.print(this);
  }

  /**
   * Parses what {@link #toString} prints; the command may also be add, modify, delete, ....
   *
   * @throws io.weft.openflow.notation.NotationException naming the column and what was expected
   */
  public static FlowMod parse(String text) {
    return FlowParser.mod(new Token(text, 1));
  }
}
