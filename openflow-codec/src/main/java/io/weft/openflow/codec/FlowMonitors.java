package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF13;

import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.MonitorMultipart.FlowEvent;
import io.weft.openflow.message.MonitorMultipart.FlowMonitor;
import io.weft.openflow.message.MonitorMultipart.FlowUpdate;
import io.weft.openflow.message.MonitorMultipart.MonitorCommand;
import io.weft.openflow.message.MonitorMultipart.MonitorFlag;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Flow monitors: asked for, and what they tell. Three forms: the standard one since OpenFlow 1.4
 * (1.4.1, 7.3.5.17), that of the ONF in 1.3, Nicira's with NXM matches before.
 */
final class FlowMonitors {
  private static final int MONITOR = 16;
  private static final int CHANGE = 24;
  private static final int SHORT = 8;
  private static final int NO_ABBREV = 1 << 5;
  private static final int ONLY_OWN = 1 << 6;
  private static final int ONLY_OWN_BEFORE_14 = 1 << 5;
  private static final int ALL_FLAGS = 0x7f;
  private static final int CHANGES = 0xe;
  private static final int OWN_CHANGE = 4;
  private static final int PAUSED = 5;
  private static final int RESUMED = 6;
  private static final MonitorFlag[] FLAGS = MonitorFlag.values();
  private static final FlowEvent[] EVENTS = FlowEvent.values();

  private FlowMonitors() {}

  private static boolean isStandard(OfVersion version) {
    return !version.isBefore(OfVersion.OF14);
  }

  static FlowMonitor read(WireReader list) {
    if (list.remaining() < MONITOR) {
      throw badLength(list.remaining() + " octets left for a flow monitor");
    }
    return isStandard(list.version())
        ? readOf14(list)
        : list.version() == OF13 ? readOf13(list) : readNx(list);
  }

  private static DecodeException badLength(String detail) {
    return new DecodeException(OfError.OFPBRC_BAD_LEN, detail);
  }

  private static FlowMonitor readOf14(WireReader in) {
    int id = in.i32();
    PortNo outPort = PortCodec.read(in);
    int outGroup = in.i32();
    int flags = in.u16();
    int tableId = in.u8();
    int command = in.u8();
    boolean deletes = command == MonitorCommand.DELETE.ordinal();
    // Of a monitor that ends nobody asks what it told.
    Set<MonitorFlag> known = flags(deletes ? flags & ALL_FLAGS : flags, !deletes);
    Match match = Matches.readChecked(in);
    MonitorCommand named =
        Enums.read(MonitorCommand.values(), command, OfError.OFPMOFC_BAD_COMMAND);
    return new FlowMonitor(id, named, known, outPort, outGroup, tableId, match);
  }

  private static FlowMonitor readOf13(WireReader in) {
    int id = in.i32();
    Set<MonitorFlag> flags = flags(ofEarlierFlags(in.u16()), true);
    in.skip(2); // the match's own length says the same
    PortNo outPort = PortCodec.read(in);
    int tableId = in.u8();
    expectZero(in, 3);
    return new FlowMonitor(
        id, MonitorCommand.ADD, flags, outPort, Bucket.NO_GROUP, tableId, Matches.readChecked(in));
  }

  private static FlowMonitor readNx(WireReader in) {
    int id = in.i32();
    Set<MonitorFlag> flags = flags(ofEarlierFlags(in.u16()), true);
    PortNo outPort = PortCodec.widen(in.u16());
    int matchLength = in.u16();
    int tableId = in.u8();
    expectZero(in, 5);
    return new FlowMonitor(
        id,
        MonitorCommand.ADD,
        flags,
        outPort,
        Bucket.NO_GROUP,
        tableId,
        Matches.readNxm(in, matchLength));
  }

  private static void expectZero(WireReader in, int octets) {
    if (in.number(octets) != 0) {
      throw new DecodeException(OfError.NXBRC_MUST_BE_ZERO, "padding of a flow monitor");
    }
  }

  private static Set<MonitorFlag> flags(int bits, boolean mustTell) {
    if (mustTell && (bits & CHANGES) == 0 || bits >>> FLAGS.length != 0) {
      throw new DecodeException(
          OfError.OFPMOFC_BAD_FLAGS, "flow monitor flags 0x" + Integer.toHexString(bits));
    }
    EnumSet<MonitorFlag> flags = EnumSet.noneOf(MonitorFlag.class);
    for (MonitorFlag flag : FLAGS) {
      if ((bits >>> flag.ordinal() & 1) != 0) {
        flags.add(flag);
      }
    }
    return flags;
  }

  /** Before OpenFlow 1.4 there is no NO_ABBREV, and ONLY_OWN has its bit. */
  private static int ofEarlierFlags(int bits) {
    boolean isUnknown = bits >>> 6 != 0;
    boolean own = (bits & ONLY_OWN_BEFORE_14) != 0;
    return isUnknown ? 0xffff : bits & ~ONLY_OWN_BEFORE_14 | (own ? ONLY_OWN : 0);
  }

  private static int toEarlierFlags(FlowMonitor monitor, OfVersion version) {
    int bits = Enums.toBits(monitor.flags());
    if ((bits & NO_ABBREV) != 0
        || monitor.command() != MonitorCommand.ADD
        || monitor.outGroup() != Bucket.NO_GROUP) {
      throw EncodeException.unsayable("flow monitor '" + monitor + "'", version);
    }
    return bits & ~ONLY_OWN | ((bits & ONLY_OWN) != 0 ? ONLY_OWN_BEFORE_14 : 0);
  }

  static void write(FlowMonitor monitor, WireWriter out) {
    out.i32(monitor.monitorId());
    if (isStandard(out.version())) {
      PortCodec.write(monitor.outPort(), out);
      out.i32(monitor.outGroup());
      out.u16(Enums.toBits(monitor.flags()));
      out.u8(monitor.tableId());
      out.u8(monitor.command().ordinal());
      Matches.write(monitor.match(), out);
    } else if (out.version() == OF13) {
      out.u16(toEarlierFlags(monitor, out.version()));
      int lengthAt = out.position();
      out.u16(0);
      PortCodec.write(monitor.outPort(), out);
      out.u8(monitor.tableId());
      out.zero(3);
      writeMeasured(monitor.match(), lengthAt, out);
    } else {
      out.u16(toEarlierFlags(monitor, out.version()));
      out.u16(PortCodec.narrow(monitor.outPort()));
      int lengthAt = out.position();
      out.u16(0);
      out.u8(monitor.tableId());
      out.zero(5);
      out.patch16(lengthAt, Matches.writeNxm(monitor.match(), out));
    }
  }

  /** Writes a match with its own header, whose length without the padding stands elsewhere too. */
  private static void writeMeasured(Match match, int lengthAt, WireWriter out) {
    int start = out.position();
    Matches.write(match, out);
    out.patch16(lengthAt, out.u16At(start + 2));
  }

  static FlowUpdate readUpdate(WireReader list) {
    if (list.remaining() < 4) {
      throw badLength(list.remaining() + " octets left for a flow update");
    }
    int length = list.peekU16(0);
    int event = list.peekU16(2);
    if (length > list.remaining() || length % 8 != 0) {
      throw badLength("flow update of length " + length);
    }
    // Before OpenFlow 1.4 there is no INITIAL, and nothing after ABBREV.
    int standard = isStandard(list.version()) ? event : event < OWN_CHANGE ? event + 1 : -1;
    boolean isShort = standard >= OWN_CHANGE;
    if (standard < 0 || standard > RESUMED) {
      throw new DecodeException(OfError.NXBRC_FM_BAD_EVENT, "flow update of event " + event);
    }
    if (isShort ? length != SHORT : length < CHANGE) {
      throw badLength("flow update of event " + event + " has length " + length);
    }
    WireReader in = list.slice(length, OfError.OFPBRC_BAD_LEN);
    in.skip(4);
    return switch (standard) {
      case OWN_CHANGE -> new FlowUpdate.OwnChange(in.i32());
      case PAUSED -> new FlowUpdate.Paused();
      case RESUMED -> new FlowUpdate.Resumed();
      default ->
          isStandard(in.version())
              ? readChangeOf14(EVENTS[standard], in)
              : readEarlierChange(EVENTS[standard], in);
    };
  }

  private static FlowUpdate readChangeOf14(FlowEvent event, WireReader in) {
    int tableId = in.u8();
    int reason = in.u8();
    int idleTimeout = in.u16();
    int hardTimeout = in.u16();
    int priority = in.u16();
    in.skip(4);
    long cookie = in.i64();
    Match match = Matches.readChecked(in);
    return new FlowUpdate.FlowChange(
        event,
        tableId,
        reason,
        idleTimeout,
        hardTimeout,
        priority,
        cookie,
        match,
        Instructions.read(in));
  }

  private static FlowUpdate readEarlierChange(FlowEvent event, WireReader in) {
    int reason = in.u16();
    int priority = in.u16();
    int idleTimeout = in.u16();
    int hardTimeout = in.u16();
    int matchLength = in.u16();
    int tableId = in.u8();
    in.skip(1);
    long cookie = in.i64();
    if (matchLength > in.remaining()) {
      throw badLength("match of length " + matchLength + " in a flow update");
    }
    boolean of13 = in.version() == OF13;
    Match match = of13 ? Matches.readChecked(in) : Matches.readNxm(in, matchLength);
    return new FlowUpdate.FlowChange(
        event,
        tableId,
        reason,
        idleTimeout,
        hardTimeout,
        priority,
        cookie,
        match,
        of13 ? Instructions.read(in) : readBareActions(in));
  }

  private static List<Instruction> readBareActions(WireReader in) {
    List<Action> actions = Actions.read(in);
    return actions.isEmpty() ? List.of() : List.of(new Instruction.ApplyActions(actions));
  }

  static void writeUpdate(FlowUpdate update, WireWriter out) {
    int start = out.position();
    out.u16(0);
    switch (update) {
      case FlowUpdate.FlowChange change -> writeChange(change, out);
      case FlowUpdate.OwnChange change -> {
        writeEvent(OWN_CHANGE, update, out);
        out.i32(change.xid());
      }
      case FlowUpdate.Paused paused -> {
        writeEvent(PAUSED, update, out);
        out.zero(4);
      }
      case FlowUpdate.Resumed resumed -> {
        writeEvent(RESUMED, update, out);
        out.zero(4);
      }
    }
    out.patchLength(start, start, "flow update");
  }

  private static void writeEvent(int standard, FlowUpdate update, WireWriter out) {
    boolean isLater = standard == 0 || standard > OWN_CHANGE;
    if (isLater && !isStandard(out.version())) {
      throw EncodeException.unsayable(update, out.version());
    }
    out.u16(isStandard(out.version()) ? standard : standard - 1);
  }

  private static void writeChange(FlowUpdate.FlowChange change, WireWriter out) {
    writeEvent(change.event().ordinal(), change, out);
    if (isStandard(out.version())) {
      out.u8(change.tableId());
      out.u8(change.reason());
      out.u16(change.idleTimeout());
      out.u16(change.hardTimeout());
      out.u16(change.priority());
      out.zero(4);
      out.i64(change.cookie());
      Matches.write(change.match(), out);
      Instructions.write(change.instructions(), out);
      return;
    }
    out.u16(change.reason());
    out.u16(change.priority());
    out.u16(change.idleTimeout());
    out.u16(change.hardTimeout());
    int lengthAt = out.position();
    out.u16(0);
    out.u8(change.tableId());
    out.zero(1);
    out.i64(change.cookie());
    if (out.version() == OF13) {
      writeMeasured(change.match(), lengthAt, out);
      Instructions.write(change.instructions(), out);
    } else {
      out.patch16(lengthAt, Matches.writeNxm(change.match(), out));
      Actions.write(Instructions.bareActions(change.instructions(), out.version()), out);
    }
  }
}
