package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMultipart.Aggregate;
import io.weft.openflow.message.FlowMultipart.EntryCounters;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.Oxs;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Flow entries as a switch lists and counts them (OpenFlow 1.3.5, 7.3.5.2; 1.0.0, 5.3.5). */
final class FlowEntries {
  private static final int STRUCT_OF_10 = 88;
  private static final int STRUCT_OF_11 = 48;
  private static final int STRUCT_OF_15 = 24;
  private static final int COUNTERS = 8;

  private FlowEntries() {}

  /** One entry of a list; its length comes first. */
  static FlowEntry read(WireReader list) {
    OfVersion version = list.version();
    return version == OF10 ? readOf10(list) : version == OF15 ? readOf15(list) : readOf11(list);
  }

  static void write(FlowEntry entry, WireWriter out) {
    int start = out.position();
    switch (out.version()) {
      case OF10 -> writeOf10(entry, out);
      case OF11, OF12, OF13, OF14 -> writeOf11(entry, out);
      case OF15 -> {
        out.u16(0);
        writeOf15(entry, out);
      }
    }
    out.patchLength(start, start, "flow entry");
  }

  private static FlowEntry readOf10(WireReader list) {
    int end = list.consumed() + Lengths.ofElement(list, STRUCT_OF_10, "flow entry");
    list.skip(2);
    int tableId = list.u8();
    list.skip(1);
    Match match = Matches.read(list);
    Elapsed lifetime = Durations.read(list);
    int priority = list.u16();
    int idleTimeout = list.u16();
    int hardTimeout = list.u16();
    list.skip(6);
    long cookie = list.i64();
    long packets = list.i64();
    long bytes = list.i64();
    return new FlowEntry(
        tableId,
        lifetime,
        priority,
        idleTimeout,
        hardTimeout,
        Set.of(),
        0,
        cookie,
        packets,
        bytes,
        match,
        instructionsUpTo(end, list),
        Optional.empty());
  }

  private static FlowEntry readOf11(WireReader list) {
    OfVersion version = list.version();
    int end = list.consumed() + Lengths.ofElement(list, STRUCT_OF_11, "flow entry");
    list.skip(2);
    int tableId = list.u8();
    list.skip(1);
    Elapsed lifetime = Durations.read(list);
    int priority = list.u16();
    int idleTimeout = list.u16();
    int hardTimeout = list.u16();
    int flags = list.u16(); // padding before 1.3
    int importance = list.u16(); // padding before 1.4
    list.skip(2);
    long cookie = list.i64();
    long packets = list.i64();
    long bytes = list.i64();
    Match match = Matches.readChecked(list);
    Set<FlowFlag> known = version.isBefore(OF13) ? Set.of() : FlowFlags.of(flags, version);
    return new FlowEntry(
        tableId,
        lifetime,
        priority,
        idleTimeout,
        hardTimeout,
        known,
        version.isBefore(OF14) ? 0 : importance,
        cookie,
        packets,
        bytes,
        match,
        instructionsUpTo(end, list),
        Optional.empty());
  }

  private static FlowEntry readOf15(WireReader list) {
    int end = list.consumed() + Lengths.ofElement(list, STRUCT_OF_15, "flow entry");
    list.skip(4);
    int tableId = list.u8();
    list.skip(1);
    int priority = list.u16();
    int idleTimeout = list.u16();
    int hardTimeout = list.u16();
    int flags = list.u16();
    int importance = list.u16();
    long cookie = list.i64();
    Match match = Matches.readChecked(list);
    Set<FlowFlag> known = FlowFlags.of(flags, OF15);
    Oxs stats = OxsFields.read(list);
    return new FlowEntry(
        tableId,
        Elapsed.NONE,
        priority,
        idleTimeout,
        hardTimeout,
        known,
        importance,
        cookie,
        0,
        0,
        match,
        instructionsUpTo(end, list),
        Optional.of(stats));
  }

  /** What is left of an entry, which may say that it is longer than the message. */
  static List<Instruction> instructionsUpTo(int end, WireReader list) {
    int length = end - list.consumed();
    if (length < 0 || length % 8 != 0 || length > list.remaining()) {
      throw new DecodeException(
          list.version() == OF10 ? OfError.OFPBRC_BAD_LEN : OfError.OFPBIC_BAD_LEN,
          "instructions of "
              + length
              + " octets in a flow entry, "
              + list.remaining()
              + " are left");
    }
    long outer = list.enter(length, OfError.OFPBIC_BAD_LEN);
    List<Instruction> instructions = Instructions.read(list);
    list.leave(outer);
    return instructions;
  }

  private static void writeOf10(FlowEntry entry, WireWriter out) {
    refuseLaterParts(entry, out.version());
    out.u16(0);
    out.u8(entry.tableId());
    out.zero(1);
    Matches.write(entry.match(), out);
    Durations.write(entry.lifetime(), out);
    out.u16(entry.priority());
    out.u16(entry.idleTimeout());
    out.u16(entry.hardTimeout());
    out.zero(6);
    out.i64(entry.cookie());
    out.i64(entry.packets());
    out.i64(entry.bytes());
    Instructions.write(entry.instructions(), out);
  }

  private static void writeOf11(FlowEntry entry, WireWriter out) {
    refuseLaterParts(entry, out.version());
    out.u16u8u8(0, entry.tableId(), 0);
    Elapsed lifetime = entry.lifetime();
    out.u32(lifetime.seconds());
    out.u32u16u16(lifetime.nanoseconds(), entry.priority(), entry.idleTimeout());
    int flags = FlowFlags.bits(entry.flags(), out.version());
    out.u16u16u16Zeroes2(entry.hardTimeout(), flags, entry.importance());
    out.i64(entry.cookie());
    out.i64(entry.packets());
    out.i64(entry.bytes());
    Matches.write(entry.match(), out);
    Instructions.write(entry.instructions(), out);
  }

  private static void refuseLaterParts(FlowEntry entry, OfVersion version) {
    refuseStatsOf15(entry.stats(), entry, version);
    if (version.isBefore(OF13) && !entry.flags().isEmpty()) {
      throw EncodeException.unsayable("flags of " + entry, version);
    }
    if (version.isBefore(OF14) && entry.importance() != 0) {
      throw EncodeException.unsayable("importance of " + entry, version);
    }
  }

  private static void writeOf15(FlowEntry entry, WireWriter out) {
    out.zero(2);
    out.u8(entry.tableId());
    out.zero(1);
    out.u16(entry.priority());
    out.u16(entry.idleTimeout());
    out.u16(entry.hardTimeout());
    FlowFlags.write(entry.flags(), out);
    out.u16(entry.importance());
    out.i64(entry.cookie());
    Matches.write(entry.match(), out);
    OxsFields.write(entry.allStats(), out);
    Instructions.write(entry.instructions(), out);
  }

  /** Statistics that are missing or more than the struct of earlier versions has. */
  static void refuseStatsOf15(Optional<Oxs> stats, Object of, OfVersion version) {
    if (stats.isPresent()) {
      throw EncodeException.unsayable("statistics of " + of, version);
    }
  }

  /** OpenFlow 1.5.1, 7.3.5.3. */
  static EntryCounters readCounters(WireReader list) {
    int length = Lengths.ofElement(list, COUNTERS, "flow statistics");
    WireReader in = list.slice(length, OfError.OFPBRC_BAD_LEN);
    in.skip(4);
    int tableId = in.u8();
    int reason = in.u8();
    int priority = in.u16();
    Match match = Matches.readChecked(in);
    EntryCounters counters =
        new EntryCounters(tableId, reason, priority, match, OxsFields.read(in));
    in.expectEnd("flow statistics");
    return counters;
  }

  static void writeCounters(EntryCounters counters, WireWriter out) {
    int start = out.position();
    out.u16(0);
    out.zero(2);
    out.u8(counters.tableId());
    out.u8(counters.reason());
    out.u16(counters.priority());
    Matches.write(counters.match(), out);
    OxsFields.write(counters.stats(), out);
    out.patchLength(start, start, "flow statistics");
  }

  /** OpenFlow 1.3.5, 7.3.5.3; 1.5.1, 7.3.5.4. */
  static Aggregate readAggregate(WireReader in) {
    if (in.version() == OF15) {
      Oxs stats = OxsFields.read(in);
      in.skip(in.remaining()); // which Open vSwitch passes over
      return new Aggregate(0, 0, 0, Optional.of(stats));
    }
    Aggregate aggregate = new Aggregate(in.i64(), in.i64(), in.u32());
    in.skip(4);
    return aggregate;
  }

  static void writeAggregate(Aggregate aggregate, WireWriter out) {
    if (out.version() == OF15) {
      OxsFields.write(aggregate.allStats(), out);
      return;
    }
    refuseStatsOf15(aggregate.stats(), aggregate, out.version());
    out.i64(aggregate.packets());
    out.i64(aggregate.bytes());
    out.u32(aggregate.flows());
    out.zero(4);
  }
}
