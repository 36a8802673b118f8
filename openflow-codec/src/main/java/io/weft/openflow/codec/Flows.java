package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;

import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Flow entries: changed, gone, asked for and listed. */
final class Flows {
  private Flows() {}

  /** OpenFlow 1.3.5, 7.3.4.1; 1.0.0, 5.3.3. */
  static FlowMod readMod(WireReader in) {
    return in.version() == OF10 ? readModOf10(in) : readModOf13(in);
  }

  static void writeMod(FlowMod mod, WireWriter out) {
    if (out.version() == OF10) {
      writeModOf10(mod, out);
    } else {
      writeModOf13(mod, out);
    }
  }

  private static FlowMod readModOf13(WireReader in) {
    long cookie = in.i64();
    long cookieMask = in.i64();
    int tableId = in.u8();
    FlowModCommand command = readCommand(in.u8());
    int idleTimeout = in.u16();
    int hardTimeout = in.u16();
    int priority = in.u16();
    BufferId bufferId = new BufferId(in.i32());
    PortNo outPort = PortCodec.read(in);
    int outGroup = in.i32();
    Set<FlowFlag> flags = readFlags(in);
    in.skip(2);
    Match match = Matches.read(in);
    // A switch must refuse this; what a switch reports of itself is read as it is.
    Optional<Field<?>> unfounded = match.missingPrerequisite();
    if (unfounded.isPresent()) {
      throw new DecodeException(OfError.OFPBMC_BAD_PREREQ, unfounded.get() + " in '" + match + "'");
    }
    return new FlowMod(
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
        match,
        Instructions.read(in));
  }

  private static void writeModOf13(FlowMod mod, WireWriter out) {
    out.i64(mod.cookie());
    out.i64(mod.cookieMask());
    out.u8(mod.tableId());
    out.u8(mod.command().ordinal());
    out.u16(mod.idleTimeout());
    out.u16(mod.hardTimeout());
    out.u16(mod.priority());
    out.i32(mod.bufferId().bits());
    PortCodec.write(mod.outPort(), out);
    out.i32(mod.outGroup());
    out.u16(Enums.toBits(mod.flags()));
    out.zero(2);
    Matches.write(mod.match(), out);
    Instructions.write(mod.instructions(), out);
  }

  private static FlowMod readModOf10(WireReader in) {
    Match match = Matches.read(in);
    long cookie = in.i64();
    FlowModCommand command = readCommand(in.u16());
    int idleTimeout = in.u16();
    int hardTimeout = in.u16();
    int priority = in.u16();
    BufferId bufferId = new BufferId(in.i32());
    PortNo outPort = PortCodec.read(in);
    Set<FlowFlag> flags = readFlags(in);
    return new FlowMod(
        command,
        cookie,
        0,
        0,
        idleTimeout,
        hardTimeout,
        priority,
        bufferId,
        outPort,
        Bucket.NO_GROUP,
        flags,
        match,
        Instructions.read(in));
  }

  private static void writeModOf10(FlowMod mod, WireWriter out) {
    boolean unsayable =
        mod.cookieMask() != 0
            || mod.outGroup() != Bucket.NO_GROUP
            || mod.tableId() != 0 && mod.tableId() != FlowMod.ALL_TABLES;
    if (unsayable) {
      throw EncodeException.unsayable("flow mod '" + mod + "'", OF10);
    }
    Matches.write(mod.match(), out);
    out.i64(mod.cookie());
    out.u16(mod.command().ordinal());
    out.u16(mod.idleTimeout());
    out.u16(mod.hardTimeout());
    out.u16(mod.priority());
    out.i32(mod.bufferId().bits());
    PortCodec.write(mod.outPort(), out);
    writeFlagsOf10(mod.flags(), out);
    Instructions.write(mod.instructions(), out);
  }

  private static FlowModCommand readCommand(int code) {
    return Enums.read(FlowModCommand.values(), code, OfError.OFPFMFC_BAD_COMMAND);
  }

  private static Set<FlowFlag> readFlags(WireReader in) {
    int bits = in.u16();
    boolean of10 = in.version() == OF10;
    if (of10 && (bits & ~3) != 0) {
      // bit 2 is OFPFF_EMERG, which no switch is known to support
      throw new DecodeException(
          OfError.OFPFMFC_BAD_FLAGS, "flow mod flags 0x" + Integer.toHexString(bits));
    }
    return Enums.readBits(FlowFlag.class, bits, OfError.OFPFMFC_BAD_FLAGS);
  }

  private static void writeFlagsOf10(Set<FlowFlag> flags, WireWriter out) {
    int bits = Enums.toBits(flags);
    if ((bits & ~3) != 0) {
      throw EncodeException.unsayable("flags " + flags, OF10);
    }
    out.u16(bits);
  }

  /** OpenFlow 1.3.5, 7.4.2; 1.0.0, 5.4.2. */
  static FlowRemoved readRemoved(WireReader in) {
    boolean of10 = in.version() == OF10;
    Match match = of10 ? Matches.read(in) : Match.ANY;
    long cookie = in.i64();
    int priority = in.u16();
    FlowRemoved.Reason reason =
        Enums.read(FlowRemoved.Reason.values(), in.u8(), OfError.OFPBRC_BAD_TYPE);
    int tableId = in.u8(); // padding in 1.0
    Duration lifetime = Durations.read(in);
    int idleTimeout = in.u16();
    int hardTimeout = in.u16(); // padding in 1.0
    long packets = in.i64();
    long bytes = in.i64();
    return new FlowRemoved(
        cookie,
        priority,
        reason,
        of10 ? 0 : tableId,
        lifetime,
        idleTimeout,
        of10 ? 0 : hardTimeout,
        packets,
        bytes,
        of10 ? match : Matches.read(in));
  }

  static void writeRemoved(FlowRemoved removed, WireWriter out) {
    boolean of10 = out.version() == OF10;
    if (of10 && (removed.tableId() != 0 || removed.hardTimeout() != 0)) {
      throw EncodeException.unsayable("table or hard timeout of " + removed, OF10);
    }
    if (of10) {
      Matches.write(removed.match(), out);
    }
    out.i64(removed.cookie());
    out.u16(removed.priority());
    out.u8(removed.reason().ordinal());
    out.u8(of10 ? 0 : removed.tableId());
    Durations.write(removed.lifetime(), out);
    out.u16(removed.idleTimeout());
    out.u16(of10 ? 0 : removed.hardTimeout());
    out.i64(removed.packets());
    out.i64(removed.bytes());
    if (!of10) {
      Matches.write(removed.match(), out);
    }
  }

  /** OpenFlow 1.3.5, 7.3.5.2; 1.0.0, 5.3.5. */
  static FlowStatsRequest readStatsRequest(WireReader in) {
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
    return new FlowStatsRequest(tableId, outPort, outGroup, in.i64(), in.i64(), Matches.read(in));
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

  /** One entry of a list; its length comes first. */
  static FlowEntry readEntry(WireReader list) {
    int length = list.u16();
    if (length < 2) {
      throw new DecodeException(OfError.OFPBRC_BAD_LEN, "flow entry of length " + length);
    }
    WireReader in = list.slice(length - 2, OfError.OFPBRC_BAD_LEN);
    boolean of10 = in.version() == OF10;
    int tableId = in.u8();
    in.skip(1);
    Match match = of10 ? Matches.read(in) : Match.ANY;
    Duration lifetime = Durations.read(in);
    int priority = in.u16();
    int idleTimeout = in.u16();
    int hardTimeout = in.u16();
    // In 1.0 these are six octets of padding; 1.3 put flags into the first two.
    int flags = in.u16();
    in.skip(4);
    long cookie = in.i64();
    long packets = in.i64();
    long bytes = in.i64();
    return new FlowEntry(
        tableId,
        lifetime,
        priority,
        idleTimeout,
        hardTimeout,
        of10 ? Set.of() : Enums.readBits(FlowFlag.class, flags, OfError.OFPFMFC_BAD_FLAGS),
        cookie,
        packets,
        bytes,
        of10 ? match : Matches.read(in),
        Instructions.read(in));
  }

  static void writeEntry(FlowEntry entry, WireWriter out) {
    boolean of10 = out.version() == OF10;
    if (of10 && !entry.flags().isEmpty()) {
      throw EncodeException.unsayable("flags of " + entry, OF10);
    }
    int start = out.position();
    out.u16(0);
    out.u8(entry.tableId());
    out.zero(1);
    if (of10) {
      Matches.write(entry.match(), out);
    }
    Durations.write(entry.lifetime(), out);
    out.u16(entry.priority());
    out.u16(entry.idleTimeout());
    out.u16(entry.hardTimeout());
    out.u16(of10 ? 0 : Enums.toBits(entry.flags()));
    out.zero(4);
    out.i64(entry.cookie());
    out.i64(entry.packets());
    out.i64(entry.bytes());
    if (!of10) {
      Matches.write(entry.match(), out);
    }
    Instructions.write(entry.instructions(), out);
    out.patchLength(start, start, "flow entry");
  }
}
