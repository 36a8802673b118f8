package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF11;
import static io.weft.openflow.OfVersion.OF14;

import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.FlowMultipart.AggregateRequest;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.List;
import java.util.Set;

/** Flow entries: changed and asked for. */
final class Flows {
  private static final FlowModCommand[] COMMANDS = FlowModCommand.values();

  private Flows() {}

  /** OpenFlow 1.3.5, 7.3.4.1; 1.0.0, 5.3.3. */
  static FlowMod readMod(WireReader in) {
    return in.version() == OF10 ? readModOf10(in) : readModOf11(in);
  }

  static void writeMod(FlowMod mod, WireWriter out) {
    if (out.version() == OF10) {
      writeModOf10(mod, out);
    } else {
      writeModOf11(mod, out);
    }
  }

  private static FlowMod readModOf11(WireReader in) {
    long cookie = in.i64();
    long cookieMask = in.i64();
    int tableId = in.u8();
    int command = in.u8();
    int idleTimeout = in.u16();
    int hardTimeout = in.u16();
    int priority = in.u16();
    BufferId bufferId = BufferId.of(in.i32());
    PortNo outPort = PortCodec.read(in);
    int outGroup = in.i32();
    int flags = in.u16();
    int importance = in.u16(); // padding before 1.4
    Match match = Matches.readChecked(in);
    // In the order in which Open vSwitch finds mistakes.
    if (tableId == FlowMod.ALL_TABLES && !takesAllTables(command, in.version())) {
      throw new DecodeException(OfError.OFPFMFC_BAD_TABLE_ID, "flow mod of all tables");
    }
    FlowConsistency.checkConnection(match);
    FlowModCommand named = command(command);
    List<Instruction> instructions = Instructions.read(in);
    FlowMod mod =
        new FlowMod(
            named,
            cookie,
            cookieMask,
            tableId,
            idleTimeout,
            hardTimeout,
            priority,
            bufferId,
            outPort,
            outGroup,
            FlowFlags.of(flags, in.version()),
            in.version().isBefore(OF14) ? 0 : importance,
            match,
            instructions);
    return FlowConsistency.check(mod, in.version());
  }

  private static void writeModOf11(FlowMod mod, WireWriter out) {
    if (mod.importance() != 0 && out.version().isBefore(OF14)) {
      throw EncodeException.unsayable("importance of '" + mod + "'", out.version());
    }
    if (mod.tableId() == FlowMod.ALL_TABLES
        && !takesAllTables(mod.command().ordinal(), out.version())) {
      throw EncodeException.unsayable("'" + mod + "' of all tables", out.version());
    }
    out.i64(mod.cookie());
    out.i64(mod.cookieMask());
    out.u8u8u16u16u16(
        mod.tableId(),
        mod.command().ordinal(),
        mod.idleTimeout(),
        mod.hardTimeout(),
        mod.priority());
    out.i32i32(mod.bufferId().bits(), mod.outPort().bits());
    out.i32u16u16(mod.outGroup(), FlowFlags.bits(mod.flags(), out.version()), mod.importance());
    Matches.write(mod.match(), out);
    Instructions.write(mod.instructions(), out);
  }

  /** Only a delete may be about all tables, and in OpenFlow 1.1 not even that (1.1.0, A.3.4.1). */
  private static boolean takesAllTables(int command, OfVersion version) {
    boolean deletes =
        command == FlowModCommand.DELETE.ordinal()
            || command == FlowModCommand.DELETE_STRICT.ordinal();
    return version != OF11 && deletes;
  }

  private static FlowMod readModOf10(WireReader in) {
    Match match = Matches.read(in);
    long cookie = in.i64();
    int command = in.u16();
    int idleTimeout = in.u16();
    int hardTimeout = in.u16();
    int priority = in.u16();
    BufferId bufferId = BufferId.of(in.i32());
    PortNo outPort = PortCodec.read(in);
    int flags = in.u16();
    FlowModCommand named = command(command & 0xff);
    List<Instruction> instructions = Instructions.read(in);
    FlowMod mod =
        new FlowMod(
            named,
            cookie,
            0,
            command >>> 8,
            idleTimeout,
            hardTimeout,
            priority,
            bufferId,
            outPort,
            Bucket.NO_GROUP,
            flagsOf10(flags, idleTimeout != 0 || hardTimeout != 0),
            0,
            match,
            instructions);
    return FlowConsistency.check(mod, in.version());
  }

  private static void writeModOf10(FlowMod mod, WireWriter out) {
    refuseLaterParts(mod, OF10);
    if (mod.cookieMask() != 0) {
      throw EncodeException.unsayable("flow mod '" + mod + "'", OF10);
    }
    Matches.write(mod.match(), out);
    out.i64(mod.cookie());
    // Of a delete "all tables" is what a switch understands that takes no table here.
    boolean deletesAll = mod.tableId() == FlowMod.ALL_TABLES && isDelete(mod.command());
    out.u16((deletesAll ? 0 : mod.tableId() << 8) | mod.command().ordinal());
    out.u16(mod.idleTimeout());
    out.u16(mod.hardTimeout());
    out.u16(mod.priority());
    out.i32(mod.bufferId().bits());
    PortCodec.write(mod.outPort(), out);
    FlowFlags.write(mod.flags(), out);
    Instructions.write(mod.instructions(), out);
  }

  /** Refuses what neither the struct of 1.0 nor NXT_FLOW_MOD has a place for. */
  static void refuseLaterParts(FlowMod mod, OfVersion version) {
    if (mod.outGroup() != Bucket.NO_GROUP || mod.importance() != 0) {
      throw EncodeException.unsayable("flow mod '" + mod + "'", version);
    }
  }

  private static boolean isDelete(FlowModCommand command) {
    return command == FlowModCommand.DELETE || command == FlowModCommand.DELETE_STRICT;
  }

  static FlowModCommand command(int code) {
    return Enums.read(COMMANDS, code, OfError.OFPFMFC_BAD_COMMAND);
  }

  /**
   * The flags of OpenFlow 1.0. Emergency entries, which OpenFlow 1.0.1 made optional and 1.1
   * removed, are refused as Open vSwitch does.
   */
  static Set<FlowFlag> flagsOf10(int bits, boolean hasTimeout) {
    Set<FlowFlag> flags = FlowFlags.of(bits & ~FlowFlags.EMERGENCY, OF10);
    if ((bits & FlowFlags.EMERGENCY) != 0) {
      throw new DecodeException(
          hasTimeout ? OfError.OFPFMFC_BAD_EMERG_TIMEOUT : OfError.OFPFMFC_TABLE_FULL,
          "emergency flow entry");
    }
    return flags;
  }

  /** OpenFlow 1.3.5, 7.3.5.2; 1.0.0, 5.3.5. */
  static FlowStatsRequest readStatsRequest(WireReader in) {
    FlowStatsRequest request = readRequest(in);
    in.skip(in.remaining()); // which Open vSwitch passes over
    return request;
  }

  private static FlowStatsRequest readRequest(WireReader in) {
    if (in.version() == OF10) {
      Match match = Matches.read(in);
      int tableId = in.u8();
      in.skip(1);
      return new FlowStatsRequest(tableId, PortCodec.read(in), Bucket.NO_GROUP, 0, 0, match);
    }
    int tableId = in.u8();
    in.skip(3);
    PortNo outPort = PortCodec.read(in);
    int outGroup = in.i32();
    in.skip(4);
    return new FlowStatsRequest(
        tableId, outPort, outGroup, in.i64(), in.i64(), Matches.readChecked(in));
  }

  static AggregateRequest readAggregateRequest(WireReader in) {
    return new AggregateRequest(readRequest(in), in.rest());
  }

  static void writeAggregateRequest(AggregateRequest request, WireWriter out) {
    writeStatsRequest(request.of(), out);
    if (out.version() == OF10 && !request.rest().isEmpty() || request.rest().size() % 8 != 0) {
      throw EncodeException.unsayable("the rest of " + request, out.version());
    }
    out.bytes(request.rest());
  }

  static void writeStatsRequest(FlowStatsRequest request, WireWriter out) {
    if (out.version() == OF10) {
      if (request.outGroup() != Bucket.NO_GROUP
          || request.cookie() != 0
          || request.cookieMask() != 0) {
        throw EncodeException.unsayable(request, OF10);
      }
      Matches.write(request.match(), out);
      out.u8(request.tableId());
      out.zero(1);
      PortCodec.write(request.outPort(), out);
      return;
    }
    out.u8(request.tableId());
    out.zero(3);
    PortCodec.write(request.outPort(), out);
    out.i32(request.outGroup());
    out.zero(4);
    out.i64(request.cookie());
    out.i64(request.cookieMask());
    Matches.write(request.match(), out);
  }
}
