package io.weft.core.dataplane;

import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowRemoved;
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
  private final Set<FlowFlag> flags;
  private final Instant installedAt;
  private final FlowCounters counters;
  private boolean conjunctive;
  private int idleTimeout;
  private int hardTimeout;
  private long cookie;
  private List<Instruction> instructions;

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
    conjunctive = !conjunctions().isEmpty();
    installedAt = now;
    counters = new FlowCounters(now);
  }

  private InstalledFlow(InstalledFlow other, FlowCounters counters) {
    tableId = other.tableId;
    priority = other.priority;
    match = other.match;
    criteria = other.criteria;
    idleTimeout = other.idleTimeout;
    hardTimeout = other.hardTimeout;
    flags = other.flags;
    cookie = other.cookie;
    instructions = other.instructions;
    conjunctive = other.conjunctive;
    installedAt = other.installedAt;
    this.counters = counters;
  }

  /** The same entry with counters of its own. */
  InstalledFlow with(FlowCounters other) {
    return new InstalledFlow(this, other);
  }

  /** Those at the time when the table was last copied, if it was; see {@link FlowTable}. */
  FlowCounters counters() {
    return counters;
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

  Instant installedAt() {
    return installedAt;
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

  void count(FlowCounters into, int octets, Instant now) {
    into.count(
        hasFlag(FlowFlag.NO_PACKET_COUNTS) ? 0 : 1,
        hasFlag(FlowFlag.NO_BYTE_COUNTS) ? 0 : octets,
        now);
  }

  /** Makes timeouts shorter, where they are not 0, as a TCP connection ends (NXAST_FIN_TIMEOUT). */
  void reduceTimeouts(int idle, int hard) {
    idleTimeout = reduced(idleTimeout, idle);
    hardTimeout = reduced(hardTimeout, hard);
  }

  private static int reduced(int old, int other) {
    return other != 0 && (old == 0 || other < old) ? other : old;
  }

  boolean isConjunctive() {
    return conjunctive;
  }

  /** The conjunctions that it is a clause of; such an entry is never the one that matches. */
  List<NxAction.Conjunction> conjunctions() {
    return actions()
        .filter(NxAction.Conjunction.class::isInstance)
        .map(NxAction.Conjunction.class::cast)
        .toList();
  }

  void replaceInstructions(List<Instruction> others) {
    instructions = inOrder(others);
    conjunctive = !conjunctions().isEmpty();
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

  boolean usesMeter(int meterId) {
    return instructions.stream()
            .anyMatch(i -> i instanceof Instruction.Meter meter && meter.meterId() == meterId)
        || actions().anyMatch(a -> a instanceof Action.Meter meter && meter.meterId() == meterId);
  }

  boolean canExpire() {
    return (idleTimeout | hardTimeout) != 0;
  }

  /** Which timeout has passed, if one has. */
  Optional<FlowRemoved.Reason> expiry(FlowCounters counted, Instant now) {
    if (hardTimeout != 0 && !now.isBefore(installedAt.plusSeconds(hardTimeout))) {
      return Optional.of(FlowRemoved.Reason.HARD_TIMEOUT);
    }
    if (idleTimeout != 0 && !now.isBefore(counted.usedAt().plusSeconds(idleTimeout))) {
      return Optional.of(FlowRemoved.Reason.IDLE_TIMEOUT);
    }
    return Optional.empty();
  }

  private Elapsed lifetime(Instant now) {
    return Elapsed.between(installedAt, now);
  }

  FlowRemoved removed(FlowRemoved.Reason reason, FlowCounters counted, Instant now) {
    return new FlowRemoved(
        cookie,
        priority,
        reason,
        tableId,
        lifetime(now),
        idleTimeout,
        hardTimeout,
        counted.packets(),
        counted.bytes(),
        match);
  }

  FlowEntry entry(FlowCounters counted, Instant now) {
    return new FlowEntry(
        tableId,
        lifetime(now),
        priority,
        idleTimeout,
        hardTimeout,
        flags,
        cookie,
        counted.packets(),
        counted.bytes(),
        match,
        instructions);
  }
}
