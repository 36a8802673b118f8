package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import io.weft.openflow.message.FlowMultipart.NxAggregate;
import io.weft.openflow.message.FlowMultipart.NxFlowEntry;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.NxFlowMod;
import io.weft.openflow.message.NxFlowRemoved;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Flow messages of Nicira's extension (Open vSwitch, nicira-ext.h): matches are NXM elements whose
 * length stands in the struct before them, ports have 16 bits in all versions.
 */
final class NxFlows {
  private static final int ENTRY = 48;

  private NxFlows() {}

  static NxFlowMod readMod(WireReader in) {
    long cookie = in.i64();
    int command = in.u16();
    int idleTimeout = in.u16();
    int hardTimeout = in.u16();
    int priority = in.u16();
    BufferId bufferId = BufferId.of(in.i32());
    int outPort = in.u16();
    int flags = in.u16();
    int matchLength = in.u16();
    in.skip(6);
    Matches.WithCookie match = Matches.readNxmWithCookie(in, matchLength);
    if ((command & 0xff) == FlowModCommand.ADD.ordinal() && match.cookieMask() != 0) {
      throw new DecodeException(OfError.NXBRC_NXM_INVALID, "an added entry has no cookie to match");
    }
    FlowConsistency.checkConnection(match.match());
    FlowModCommand named = Flows.command(command & 0xff);
    List<Instruction> instructions = Instructions.read(in);
    Set<FlowFlag> known =
        in.version() == OF10
            ? Flows.flagsOf10(flags, idleTimeout != 0 || hardTimeout != 0)
            : FlowFlags.of(flags, in.version());
    FlowMod mod =
        new FlowMod(
            named,
            cookie,
            match.cookieMask(),
            command >>> 8,
            idleTimeout,
            hardTimeout,
            priority,
            bufferId,
            PortCodec.widen(outPort),
            Bucket.NO_GROUP,
            known,
            0,
            match.match(),
            instructions);
    return new NxFlowMod(FlowConsistency.check(mod, in.version()), match.cookie());
  }

  static void writeMod(NxFlowMod message, WireWriter out) {
    FlowMod mod = message.mod();
    Flows.refuseLaterParts(mod, out.version());
    out.i64(mod.cookie());
    out.u16(mod.tableId() << 8 | mod.command().ordinal());
    out.u16(mod.idleTimeout());
    out.u16(mod.hardTimeout());
    out.u16(mod.priority());
    out.i32(mod.bufferId().bits());
    out.u16(PortCodec.narrow(mod.outPort()));
    FlowFlags.write(mod.flags(), out);
    int lengthAt = out.position();
    out.u16(0);
    out.zero(6);
    out.patch16(
        lengthAt, Matches.writeNxm(mod.match(), message.matchCookie(), mod.cookieMask(), out));
    Instructions.write(mod.instructions(), out);
  }

  static NxFlowRemoved readRemoved(WireReader in) {
    long cookie = in.i64();
    int priority = in.u16();
    FlowRemoved.Reason reason = FlowRemoved.Reason.of(in.u8());
    int tableAndOne = in.u8();
    Elapsed lifetime = Durations.read(in);
    int idleTimeout = in.u16();
    int matchLength = in.u16();
    long packets = in.i64();
    long bytes = in.i64();
    return new NxFlowRemoved(
        new FlowRemoved(
            cookie,
            priority,
            reason,
            tableAndOne - 1 & 0xff,
            lifetime,
            idleTimeout,
            0,
            packets,
            bytes,
            Matches.readNxm(in, matchLength)));
  }

  static void writeRemoved(NxFlowRemoved message, WireWriter out) {
    FlowRemoved removed = message.removed();
    if (removed.hardTimeout() != 0) {
      throw EncodeException.unsayable("hard timeout of " + message, out.version());
    }
    FlowEntries.refuseStatsOf15(removed.stats(), message, out.version());
    out.i64(removed.cookie());
    out.u16(removed.priority());
    out.u8(removed.reason().code());
    out.u8(removed.tableId() + 1 & 0xff);
    Durations.write(removed.lifetime(), out);
    out.u16(removed.idleTimeout());
    int lengthAt = out.position();
    out.u16(0);
    out.i64(removed.packets());
    out.i64(removed.bytes());
    out.patch16(lengthAt, Matches.writeNxm(removed.match(), out));
  }

  static FlowStatsRequest readRequest(WireReader in) {
    int outPort = in.u16();
    int matchLength = in.u16();
    int tableId = in.u8();
    in.skip(3);
    Matches.WithCookie match = Matches.readNxmWithCookie(in, matchLength);
    return new FlowStatsRequest(
        tableId,
        PortCodec.widen(outPort),
        Bucket.NO_GROUP,
        match.cookie(),
        match.cookieMask(),
        match.match());
  }

  static void writeRequest(FlowStatsRequest request, WireWriter out) {
    if (request.outGroup() != Bucket.NO_GROUP || (request.cookie() & ~request.cookieMask()) != 0) {
      throw EncodeException.unsayable(request, out.version());
    }
    out.u16(PortCodec.narrow(request.outPort()));
    int lengthAt = out.position();
    out.u16(0);
    out.u8(request.tableId());
    out.zero(3);
    out.patch16(
        lengthAt, Matches.writeNxm(request.match(), request.cookie(), request.cookieMask(), out));
  }

  static NxFlowEntry readEntry(WireReader list) {
    int length = Lengths.ofElement(list, ENTRY, "flow entry");
    int end = list.consumed() + length;
    list.skip(2);
    int tableId = list.u8();
    list.skip(1);
    Elapsed lifetime = Durations.read(list);
    int priority = list.u16();
    int idleTimeout = list.u16();
    int hardTimeout = list.u16();
    int matchLength = list.u16();
    int idleAge = list.u16();
    int hardAge = list.u16();
    long cookie = list.i64();
    long packets = list.i64();
    long bytes = list.i64();
    if (length < ENTRY + (matchLength + 7 & ~7)) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_LEN,
          "flow entry of length " + length + " with a match of length " + matchLength);
    }
    Match match = Matches.readNxm(list, matchLength);
    FlowEntry entry =
        new FlowEntry(
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
            FlowEntries.instructionsUpTo(end, list),
            Optional.empty());
    return new NxFlowEntry(entry, idleAge, hardAge);
  }

  static void writeEntry(NxFlowEntry value, WireWriter out) {
    FlowEntry entry = value.entry();
    if (!entry.flags().isEmpty() || entry.importance() != 0) {
      throw EncodeException.unsayable("flags or importance of " + value, out.version());
    }
    FlowEntries.refuseStatsOf15(entry.stats(), value, out.version());
    int start = out.position();
    out.u16(0);
    out.u8(entry.tableId());
    out.zero(1);
    Durations.write(entry.lifetime(), out);
    out.u16(entry.priority());
    out.u16(entry.idleTimeout());
    out.u16(entry.hardTimeout());
    int lengthAt = out.position();
    out.u16(0);
    out.u16(value.idleAge());
    out.u16(value.hardAge());
    out.i64(entry.cookie());
    out.i64(entry.packets());
    out.i64(entry.bytes());
    out.patch16(lengthAt, Matches.writeNxm(entry.match(), out));
    Instructions.write(entry.instructions(), out);
    out.patchLength(start, start, "flow entry");
  }

  static NxAggregate readAggregate(WireReader in) {
    return new NxAggregate(FlowEntries.readAggregate(in));
  }

  static void writeAggregate(NxAggregate aggregate, WireWriter out) {
    FlowEntries.writeAggregate(aggregate.of(), out);
  }
}
