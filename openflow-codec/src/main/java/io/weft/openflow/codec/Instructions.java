package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF11;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.VersionRange.between;
import static io.weft.openflow.VersionRange.since;
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
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.List;

/** The table of instructions (OpenFlow 1.3.5, 7.2.4). */
final class Instructions {
  private static final int MAX_TABLE = 0xfe;
  private static final Part<Integer> TABLE_ID =
      Part.of(Instructions::readTableId, (tableId, out) -> out.u8(tableId));
  private static final Part<List<Action>> ACTIONS = Part.of(Actions::read, Actions::write);

  // spotless:off
  static final WireTable<Instruction> TABLE = new WireTable<>("instruction",
      row(1, since(OF11), Instruction.GotoTable.class,     struct(TABLE_ID.pad(3), Instruction.GotoTable::tableId, Instruction.GotoTable::new)),
      row(2, since(OF11), Instruction.WriteMetadata.class, struct(I64.after(4), Instruction.WriteMetadata::value, I64, Instruction.WriteMetadata::mask, Instruction.WriteMetadata::new)),
      row(3, since(OF11), Instruction.WriteActions.class,  struct(ACTIONS.after(4), Instruction.WriteActions::actions, Instruction.WriteActions::new)),
      row(4, since(OF11), Instruction.ApplyActions.class,  struct(ACTIONS.after(4), Instruction.ApplyActions::actions, Instruction.ApplyActions::new)),
      row(5, since(OF11), Instruction.ClearActions.class,  zeroes(4, Instruction.ClearActions::new)),
      // OpenFlow 1.5 made the meter an action.
      row(6, between(OF13, OfVersion.OF14), Instruction.Meter.class, struct(I32, Instruction.Meter::meterId, Instruction.Meter::new)));
  // spotless:on

  private Instructions() {}

  private static int readTableId(WireReader in) {
    int tableId = in.u8();
    if (tableId > MAX_TABLE) {
      throw new DecodeException(OfError.OFPBIC_BAD_TABLE_ID, "goto_table:" + tableId);
    }
    return tableId;
  }

  /** Reads instructions, or the bare actions that OpenFlow 1.0 has in their place. */
  static List<Instruction> read(WireReader in) {
    if (in.version() == OfVersion.OF10) {
      List<Action> actions = Actions.read(in);
      return actions.isEmpty() ? List.of() : List.of(new Instruction.ApplyActions(actions));
    }
    List<Instruction> instructions =
        Elements.readAll(in, OfError.OFPBIC_BAD_LEN, Instructions::readOne);
    refuseDuplicates(instructions);
    return instructions;
  }

  /** At most one of each type (OpenFlow 1.3.5, 5.9); those of experimenters may differ inside. */
  private static void refuseDuplicates(List<Instruction> instructions) {
    int seen = 0;
    for (Instruction instruction : instructions) {
      int bit =
          switch (instruction) {
            case Instruction.GotoTable i -> 1;
            case Instruction.WriteMetadata i -> 1 << 1;
            case Instruction.WriteActions i -> 1 << 2;
            case Instruction.ApplyActions i -> 1 << 3;
            case Instruction.ClearActions i -> 1 << 4;
            case Instruction.Meter i -> 1 << 5;
            case Instruction.Unknown i -> 0;
          };
      if ((seen & bit) != 0) {
        throw new DecodeException(
            OfError.OFPBIC_DUP_INST, "two of " + instruction.getClass().getSimpleName());
      }
      seen |= bit;
    }
  }

  private static Instruction readOne(int type, WireReader body) {
    return TABLE
        .find(body.version(), type)
        .<Instruction>map(row -> {
          Instruction instruction = row.codec().read(body);
          body.expectEnd("instruction " + type);
          return instruction;
        })
        .orElseGet(() -> new Instruction.Unknown(type, body.rest()));
  }

  static void write(List<Instruction> instructions, WireWriter out) {
    if (out.version() == OfVersion.OF10) {
      Actions.write(bareActions(instructions, out.version()), out);
      return;
    }
    for (Instruction instruction : instructions) {
      if (instruction instanceof Instruction.Unknown unknown) {
        if (TABLE.find(out.version(), unknown.type()).isPresent()) {
          throw EncodeException.unsayable("instruction " + unknown, out.version());
        }
        Elements.write(unknown.type(), () -> out.bytes(unknown.body()), out, "instruction");
      } else {
        var row = TABLE.rowOf(out.version(), instruction);
        Elements.write((int) row.code(), () -> row.writeBody(instruction, out), out, "instruction");
      }
    }
  }

  /** The actions of a flow entry that can have no other instructions. */
  static List<Action> bareActions(List<Instruction> instructions, OfVersion version) {
    if (instructions.isEmpty()) {
      return List.of();
    }
    if (instructions.size() == 1
        && instructions.getFirst() instanceof Instruction.ApplyActions apply) {
      return apply.actions();
    }
    throw EncodeException.unsayable("instructions " + Instruction.print(instructions), version);
  }
}
