package io.weft.core.dataplane;

import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowRemoved;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One flow entry: what was asked for, and what became of it since. */
final class InstalledFlow {
  private final int tableId;
  private final int priority;
  private final Match match;
  private final Criteria criteria;
  private final int idleTimeout;
  private final int hardTimeout;
  private final Set<FlowFlag> flags;
  private final Instant installedAt;
  private long cookie;
  private List<Instruction> instructions;
  private Instant usedAt;
  private long packets;
  private long bytes;

  InstalledFlow(FlowMod mod, Instant now) {
    tableId = mod.tableId();
    priority = mod.priority();
    match = mod.match();
    criteria = Criteria.of(match);
    idleTimeout = mod.idleTimeout();
    hardTimeout = mod.hardTimeout();
    flags = mod.flags();
    cookie = mod.cookie();
    instructions = inOrder(mod.instructions());
    installedAt = now;
    usedAt = now;
  }

  private InstalledFlow(InstalledFlow other) {
    tableId = other.tableId;
    priority = other.priority;
    match = other.match;
    criteria = other.criteria;
    idleTimeout = other.idleTimeout;
    hardTimeout = other.hardTimeout;
    flags = other.flags;
    cookie = other.cookie;
    instructions = other.instructions;
    installedAt = other.installedAt;
    usedAt = other.usedAt;
    packets = other.packets;
    bytes = other.bytes;
  }

  InstalledFlow copy() {
    return new InstalledFlow(this);
  }

  /** The order of execution, whatever the order in the message (OpenFlow 1.3.5, 5.9). */
  static List<Instruction> inOrder(List<Instruction> instructions) {
    return instructions.stream().sorted(Comparator.comparingInt(InstalledFlow::rank)).toList();
  }

  private static int rank(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Meter i -> 0;
      case Instruction.ApplyActions i -> 1;
      case Instruction.ClearActions i -> 2;
      case Instruction.WriteActions i -> 3;
      case Instruction.WriteMetadata i -> 4;
      case Instruction.GotoTable i -> 5;
      case Instruction.StatTrigger i -> 6;
      case Instruction.Unknown i -> 7;
    };
  }

  int tableId() {
    return tableId;
  }

  int priority() {
    return priority;
  }

  Match match() {
    return match;
  }

  long cookie() {
    return cookie;
  }

  List<Instruction> instructions() {
    return instructions;
  }

  boolean matches(Packet packet) {
    return criteria.hold(packet);
  }

  /** The entry of priority 0 that matches everything (OpenFlow 1.3.5, 5.4). */
  boolean isTableMiss() {
    return priority == 0 && match.isEmpty();
  }

  boolean hasFlag(FlowFlag flag) {
    return flags.contains(flag);
  }

  void count(int octets, Instant now) {
    usedAt = now;
    packets += hasFlag(FlowFlag.NO_PACKET_COUNTS) ? 0 : 1;
    bytes += hasFlag(FlowFlag.NO_BYTE_COUNTS) ? 0 : octets;
  }

  void resetCounts() {
    packets = 0;
    bytes = 0;
  }

  /** Goes on counting where the entry that this one replaces stopped. */
  void takeCountsOf(InstalledFlow replaced) {
    packets = replaced.packets;
    bytes = replaced.bytes;
  }

  void replaceInstructions(List<Instruction> others) {
    instructions = inOrder(others);
  }

  void replaceCookie(long other) {
    cookie = other;
  }

  /** Every action that the entry holds, applied or written. */
  Stream<Action> actions() {
    return instructions.stream()
        .flatMap(instruction ->
            switch (instruction) {
              case Instruction.ApplyActions i -> i.actions().stream();
              case Instruction.WriteActions i -> i.actions().stream();
              case Instruction.Meter i -> Stream.empty();
              case Instruction.ClearActions i -> Stream.empty();
              case Instruction.WriteMetadata i -> Stream.empty();
              case Instruction.GotoTable i -> Stream.empty();
              case Instruction.StatTrigger i -> Stream.empty();
              case Instruction.Unknown i -> Stream.empty();
            });
  }

  boolean outputsTo(PortNo port) {
    return actions().anyMatch(a -> a instanceof Action.Output output && output.port().equals(port));
  }

  boolean usesGroup(int groupId) {
    return actions().anyMatch(a -> a instanceof Action.Group group && group.groupId() == groupId);
  }

  /** Which timeout has passed, if one has. */
  Optional<FlowRemoved.Reason> expiry(Instant now) {
    if (hardTimeout != 0 && !now.isBefore(installedAt.plusSeconds(hardTimeout))) {
      return Optional.of(FlowRemoved.Reason.HARD_TIMEOUT);
    }
    if (idleTimeout != 0 && !now.isBefore(usedAt.plusSeconds(idleTimeout))) {
      return Optional.of(FlowRemoved.Reason.IDLE_TIMEOUT);
    }
    return Optional.empty();
  }

  private Duration lifetime(Instant now) {
    return Duration.between(installedAt, now);
  }

  FlowRemoved removed(FlowRemoved.Reason reason, Instant now) {
    return new FlowRemoved(
        cookie,
        priority,
        reason,
        tableId,
        lifetime(now),
        idleTimeout,
        hardTimeout,
        packets,
        bytes,
        match);
  }

  FlowEntry entry(Instant now) {
    return new FlowEntry(
        tableId,
        lifetime(now),
        priority,
        idleTimeout,
        hardTimeout,
        flags,
        cookie,
        packets,
        bytes,
        match,
        instructions);
  }
}
