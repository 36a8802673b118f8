package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF11;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;
import static io.weft.openflow.VersionRange.between;
import static io.weft.openflow.VersionRange.since;
import static io.weft.openflow.codec.ActionCodec.atLeast;
import static io.weft.openflow.codec.ActionCodec.fixed;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.Layout.zeroes;
import static io.weft.openflow.wire.Part.I32;
import static io.weft.openflow.wire.Part.I64;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of instructions (OpenFlow 1.3.5, 7.2.4; 1.5.1, 7.2.5). The numbers beside the records
 * are octets of the whole instruction.
 */
final class Instructions {
  private static final int EXPERIMENTER = 0xffff;

  /** Which most flows have: read and written by name, as the commonest of {@link Actions}. */
  private static final int GOTO_TABLE = 1;

  /** Type and length of a goto_table, in their places among its eight octets. */
  private static final long GOTO_TABLE_OF_8 = (long) GOTO_TABLE << 48 | 8L << 32;

  private static final int APPLY_ACTIONS = 4;
  private static final int HEADER = 4;

  // spotless:off
  static final WireTable<Instruction> TABLE = new WireTable<>("instruction",
      row(GOTO_TABLE, since(OF11), Instruction.GotoTable.class,     fixed( 8, Instructions::readGotoTable, Instructions::writeGotoTable)),
      row(2, since(OF11), Instruction.WriteMetadata.class, fixed(24, struct(I64.after(4), Instruction.WriteMetadata::value, I64, Instruction.WriteMetadata::mask, Instruction.WriteMetadata::new))),
      row(3, since(OF11), Instruction.WriteActions.class,  atLeast(8, Instructions::readWriteActions, Instructions::writeWriteActions)),
      row(APPLY_ACTIONS, since(OF11), Instruction.ApplyActions.class,  atLeast(8, Instructions::readApplyActions, Instructions::writeApplyActions)),
      row(5, since(OF11), Instruction.ClearActions.class,  fixed( 8, zeroes(4, Instruction.ClearActions::new))),
      // OpenFlow 1.5 made the meter an action. It came with 1.3, and Open vSwitch has it in 1.1 and 1.2 too.
      row(6, between(OF11, OF14), Instruction.Meter.class, fixed( 8, struct(I32, Instruction.Meter::meterId, Instruction.Meter::new))),
      row(7, since(OF15), Instruction.StatTrigger.class,   atLeast(8, Instructions::readStatTrigger, Instructions::writeStatTrigger)));
  // spotless:on

  private Instructions() {}

  private static Instruction.GotoTable readGotoTable(WireReader in) {
    int tableId = in.u8();
    if (tableId == 0xff) {
      throw new DecodeException(OfError.OFPBIC_BAD_TABLE_ID, "goto_table:" + tableId);
    }
    in.skip(3);
    return new Instruction.GotoTable(tableId);
  }

  private static void writeGotoTable(Instruction.GotoTable instruction, WireWriter out) {
    out.u8(instruction.tableId());
    out.zero(3);
  }

  private static Instruction.WriteActions readWriteActions(WireReader in) {
    in.skip(4);
    List<Action> actions = Actions.readAll(in);
    ActionOrder.checkSet(actions);
    return new Instruction.WriteActions(actions);
  }

  private static void writeWriteActions(Instruction.WriteActions instruction, WireWriter out) {
    out.zero(4);
    Actions.write(instruction.actions(), out);
  }

  private static Instruction.ApplyActions readApplyActions(WireReader in) {
    in.skip(4);
    List<Action> actions = Actions.readAll(in);
    ActionOrder.check(actions, ActionOrder.Place.FLOW);
    return new Instruction.ApplyActions(actions);
  }

  private static void writeApplyActions(Instruction.ApplyActions instruction, WireWriter out) {
    out.zero(4);
    Actions.write(instruction.actions(), out);
  }

  private static Instruction.StatTrigger readStatTrigger(WireReader in) {
    int flags = in.i32();
    return new Instruction.StatTrigger(
        Enums.readBits(Instruction.TriggerFlag.class, flags, OfError.OFPBIC_UNSUP_INST), in.rest());
  }

  private static void writeStatTrigger(Instruction.StatTrigger instruction, WireWriter out) {
    out.i32(Enums.toBits(instruction.flags()));
    out.bytes(instruction.thresholds());
  }

  /** Reads instructions, or the bare actions that OpenFlow 1.0 has in their place. */
  static List<Instruction> read(WireReader in) {
    if (in.version() == OfVersion.OF10) {
      List<Action> actions = Actions.readAll(in);
      ActionOrder.check(actions, ActionOrder.Place.FLOW);
      return actions.isEmpty() ? List.of() : List.of(new Instruction.ApplyActions(actions));
    }
    if (!in.hasMore()) {
      return List.of();
    }
    checkHeaders(in);
    Instruction first = readOne(in);
    if (!in.hasMore()) {
      return List.of(first);
    }
    List<Instruction> instructions = readMore(first, in);
    ActionOrder.checkInstructions(instructions);
    return instructions;
  }

  /** Types and lengths of all, before anything in them; at most one of each type (1.3.5, 5.9). */
  private static void checkHeaders(WireReader in) {
    int octets = in.remaining();
    if (octets % 8 != 0) {
      throw new DecodeException(
          OfError.OFPBIC_BAD_LEN, "instructions of " + octets + " octets, no multiple of 8");
    }
    int seen = 0;
    for (int at = 0; at < octets; ) {
      int type = in.peekU16(at);
      int length = in.peekU16(at + 2);
      if (length < 8 || length % 8 != 0 || length > octets - at) {
        throw new DecodeException(
            OfError.OFPBIC_BAD_LEN, "instruction of type " + type + " has length " + length);
      }
      checkHeader(type, length, in.version());
      if (type != EXPERIMENTER) {
        if ((seen & 1 << type) != 0) {
          throw new DecodeException(OfError.OFPBIC_DUP_INST, "two instructions of type " + type);
        }
        seen |= 1 << type;
      }
      at += length;
    }
  }

  private static void checkHeader(int type, int length, OfVersion version) {
    if (type == APPLY_ACTIONS || type == GOTO_TABLE && length == 8) {
      return;
    }
    if (type == EXPERIMENTER) {
      if (length == 8) {
        throw new DecodeException(
            OfError.OFPBIC_BAD_EXPERIMENTER, "instruction that says nothing but an experimenter");
      }
      return;
    }
    var row = TABLE.find(version, type);
    if (row.isEmpty()) {
      throw new DecodeException(
          OfError.OFPBIC_UNKNOWN_INST, "no instruction of type " + type + " in " + version);
    }
    if (!((ActionCodec<?>) row.get().codec()).allows(length)) {
      throw new DecodeException(
          OfError.OFPBIC_BAD_LEN, "instruction of type " + type + " has length " + length);
    }
  }

  /** Most entries have one or two, for which the JDK has lists without an array. */
  private static List<Instruction> readMore(Instruction first, WireReader in) {
    Instruction second = readOne(in);
    if (!in.hasMore()) {
      return List.of(first, second);
    }
    List<Instruction> instructions = new ArrayList<>();
    instructions.add(first);
    instructions.add(second);
    while (in.hasMore()) {
      instructions.add(readOne(in));
    }
    return List.copyOf(instructions);
  }

  private static Instruction readOne(WireReader in) {
    int type = in.u16();
    int length = in.u16();
    long outer = in.enter(length - HEADER, OfError.OFPBIC_BAD_LEN);
    Instruction instruction =
        switch (type) {
          case EXPERIMENTER -> new Instruction.Unknown(type, in.rest());
          case GOTO_TABLE -> readGotoTable(in);
          case APPLY_ACTIONS -> readApplyActions(in);
          default -> TABLE.find(in.version(), type).orElseThrow().reader().apply(in);
        };
    in.leave(outer);
    return instruction;
  }

  static void write(List<Instruction> instructions, WireWriter out) {
    if (out.version() == OfVersion.OF10) {
      Actions.write(bareActions(instructions, out.version()), out);
      return;
    }
    List<Instruction> sayable = MeterForms.adapt(instructions, out.version());
    for (int i = 0; i < sayable.size(); i++) {
      writeOne(sayable.get(i), out);
    }
  }

  private static void writeOne(Instruction instruction, WireWriter out) {
    int start = out.position();
    if (instruction instanceof Instruction.ApplyActions apply) {
      out.u16Zeroes6(APPLY_ACTIONS);
      Actions.write(apply.actions(), out);
    } else if (instruction instanceof Instruction.GotoTable goTo) {
      out.i64(GOTO_TABLE_OF_8 | (long) goTo.tableId() << 24);
      return;
    } else if (instruction instanceof Instruction.Unknown unknown) {
      if (unknown.type() != EXPERIMENTER || unknown.body().size() < 5) {
        throw EncodeException.unsayable("instruction " + unknown, out.version());
      }
      out.u16(unknown.type());
      out.u16(0);
      out.bytes(unknown.body());
    } else {
      WireTable.Row<? extends Instruction> row = TABLE.rowOf(out.version(), instruction);
      out.u16((int) row.code());
      out.u16(0);
      row.writeBody(instruction, out);
    }
    out.padTo8(start);
    out.patchLength(start, start + 2, "instruction");
  }

  /**
   * The actions of a flow entry that has no instructions, as in OpenFlow 1.0; one of the extensions
   * writes the metadata, at their end.
   */
  static List<Action> bareActions(List<Instruction> instructions, OfVersion version) {
    List<Action> actions = List.of();
    for (int i = 0; i < instructions.size(); i++) {
      Instruction instruction = instructions.get(i);
      if (instruction instanceof Instruction.ApplyActions apply && i == 0) {
        actions = apply.actions();
      } else if (instruction instanceof Instruction.WriteMetadata write
          && i == instructions.size() - 1) {
        actions = new ArrayList<>(actions);
        actions.add(new NxAction.WriteMetadata(write.value(), write.mask()));
      } else {
        throw EncodeException.unsayable("instructions " + Instruction.print(instructions), version);
      }
    }
    return actions;
  }
}
