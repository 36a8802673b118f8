package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/** The layouts of actions that read or write bits of fields (nicira-ext.h; Open vSwitch). */
final class FieldActions {
  private static final OfError NOT_ZERO = OfError.NXBRC_MUST_BE_ZERO;

  private FieldActions() {}

  /** Source and target, whose bits are as many. */
  private record Move(Subfield source, Subfield target) {
    static Move read(int bits, int sourceOffset, int targetOffset, WireReader rest) {
      WireReader in = rest.rest(OfError.OFPBMC_BAD_LEN);
      Field<?> source = Subfields.readField(in);
      Field<?> target = Subfields.readField(in);
      Subfields.expectZeroes(in, NOT_ZERO);
      Subfield from = Subfields.source(source, sourceOffset, bits);
      return new Move(from, Subfields.target(target, targetOffset, bits));
    }
  }

  /** OpenFlow 1.5.1, 7.2.6.16. */
  static FieldAction.CopyField readCopyField(WireReader in) {
    int bits = in.u16();
    int sourceOffset = in.u16();
    int targetOffset = in.u16();
    in.skip(2);
    Move move = Move.read(bits, sourceOffset, targetOffset, in);
    return new FieldAction.CopyField(move.source, move.target);
  }

  static void writeCopyField(FieldAction.CopyField copy, WireWriter out) {
    writeCopy(copy.source(), copy.target(), out);
  }

  private static void writeCopy(Subfield source, Subfield target, WireWriter out) {
    out.u16(source.bits());
    out.u16(source.offset());
    out.u16(target.offset());
    out.zero(2);
    Subfields.writeOxmField(source.field(), out);
    Subfields.writeOxmField(target.field(), out);
  }

  static FieldAction.OnfCopyField readOnfCopyField(WireReader in) {
    in.skip(2);
    int bits = in.u16();
    int sourceOffset = in.u16();
    int targetOffset = in.u16();
    in.skip(2);
    Move move = Move.read(bits, sourceOffset, targetOffset, in);
    return new FieldAction.OnfCopyField(move.source, move.target);
  }

  static void writeOnfCopyField(FieldAction.OnfCopyField copy, WireWriter out) {
    out.zero(2);
    writeCopy(copy.source(), copy.target(), out);
  }

  static FieldAction.CopyField readRegMove(WireReader in) {
    int bits = in.u16();
    int sourceOffset = in.u16();
    int targetOffset = in.u16();
    Move move = Move.read(bits, sourceOffset, targetOffset, in);
    return new FieldAction.CopyField(move.source, move.target);
  }

  static void writeRegMove(FieldAction.CopyField copy, WireWriter out) {
    out.u16(copy.source().bits());
    out.u16(copy.source().offset());
    out.u16(copy.target().offset());
    Subfields.writeField(copy.source().field(), out);
    Subfields.writeField(copy.target().field(), out);
  }

  static FieldAction.RegLoad readRegLoad(WireReader in) {
    int packed = in.u16();
    Field<?> field = Subfields.readShortField(in);
    Subfield target = Subfields.target(field, Subfields.offset(packed), Subfields.width(packed));
    return new FieldAction.RegLoad(target, in.i64());
  }

  static void writeRegLoad(FieldAction.RegLoad load, WireWriter out) {
    out.u16(Subfields.pack(load.target(), out));
    Subfields.writeShortField(load.target().field(), out);
    out.i64(load.value());
  }

  static FieldAction.RegLoad2 readRegLoad2(WireReader in) {
    return new FieldAction.RegLoad2(Settings.readLoaded(in));
  }

  static void writeRegLoad2(FieldAction.RegLoad2 load, WireWriter out) {
    Settings.writeLoaded(load.value(), out);
  }

  static FieldAction.OutputReg readOutputReg(WireReader in) {
    int packed = in.u16();
    WireReader header = in.slice(4, OfError.OFPBAC_BAD_SET_TYPE);
    int maxLen = in.u16();
    Subfields.expectZeroes(in, 6, OfError.OFPBAC_BAD_ARGUMENT);
    Field<?> field = Subfields.readShortField(header);
    return new FieldAction.OutputReg(
        Subfields.source(field, Subfields.offset(packed), Subfields.width(packed)), maxLen);
  }

  static void writeOutputReg(FieldAction.OutputReg output, WireWriter out) {
    out.u16(Subfields.pack(output.source(), out));
    Subfields.writeShortField(output.source().field(), out);
    out.u16(output.maxLen());
    out.zero(6);
  }

  static FieldAction.OutputReg2 readOutputReg2(WireReader list) {
    WireReader in = list.slice(14, OfError.OFPBMC_BAD_LEN);
    int packed = in.u16();
    int maxLen = in.u16();
    Field<?> field = Subfields.readField(in);
    Subfields.expectZeroes(in, NOT_ZERO);
    return new FieldAction.OutputReg2(
        Subfields.source(field, Subfields.offset(packed), Subfields.width(packed)), maxLen);
  }

  static void writeOutputReg2(FieldAction.OutputReg2 output, WireWriter out) {
    int start = out.position();
    out.u16(Subfields.pack(output.source(), out));
    out.u16(output.maxLen());
    Subfields.writeField(output.source().field(), out);
    out.zero(14 - (out.position() - start));
  }

  static FieldAction.StackPush readPush(WireReader list) {
    WireReader in = list.slice(14, OfError.OFPBMC_BAD_LEN);
    int offset = in.u16();
    Field<?> field = Subfields.readField(in);
    return new FieldAction.StackPush(Subfields.source(field, offset, readStackBits(in)));
  }

  private static int readStackBits(WireReader in) {
    int bits = in.u16();
    Subfields.expectZeroes(in, NOT_ZERO);
    return bits;
  }

  static void writePush(FieldAction.StackPush push, WireWriter out) {
    writeStack(push.source(), out);
  }

  static FieldAction.StackPop readPop(WireReader list) {
    WireReader in = list.slice(14, OfError.OFPBMC_BAD_LEN);
    int offset = in.u16();
    Field<?> field = Subfields.readField(in);
    return new FieldAction.StackPop(Subfields.target(field, offset, readStackBits(in)));
  }

  static void writePop(FieldAction.StackPop pop, WireWriter out) {
    writeStack(pop.target(), out);
  }

  private static void writeStack(Subfield subfield, WireWriter out) {
    int start = out.position();
    out.u16(subfield.offset());
    Subfields.writeField(subfield.field(), out);
    out.u16(subfield.bits());
    out.zero(14 - (out.position() - start));
  }

  static FieldAction.Multipath readMultipath(WireReader in) {
    int fields = in.u16();
    int basis = in.u16();
    in.skip(2);
    int choice = in.u16();
    int links = in.u16() + 1;
    long argument = in.u32();
    in.skip(2);
    int packed = in.u16();
    Field<?> field = Subfields.readShortField(in);
    FieldAction.HashFields hashed = hashFields(fields);
    FieldAction.LinkChoice chosen =
        Enums.read(FieldAction.LinkChoice.values(), choice, OfError.OFPBAC_BAD_ARGUMENT);
    int bits = Subfields.width(packed);
    if (bits < 16 && links > 1 << bits) {
      throw new DecodeException(
          OfError.OFPBAC_BAD_ARGUMENT, "multipath with " + links + " links in " + bits + " bits");
    }
    Subfield target = Subfields.target(field, Subfields.offset(packed), bits);
    return new FieldAction.Multipath(hashed, basis, chosen, links, argument, target);
  }

  static FieldAction.HashFields hashFields(int number) {
    return Enums.read(FieldAction.HashFields.values(), number, OfError.OFPBAC_BAD_ARGUMENT);
  }

  static void writeMultipath(FieldAction.Multipath multipath, WireWriter out) {
    out.u16(multipath.fields().ordinal());
    out.u16(multipath.basis());
    out.zero(2);
    out.u16(multipath.choice().ordinal());
    out.u16(multipath.links() - 1);
    out.u32(multipath.argument());
    out.zero(2);
    out.u16(Subfields.pack(multipath.target(), out));
    Subfields.writeShortField(multipath.target().field(), out);
  }

  static FieldAction.CheckPktLarger readCheckPktLarger(WireReader in) {
    int octets = in.u16();
    int offset = in.u16();
    Field<?> field = Subfields.readField(in);
    Subfields.expectZeroes(in, NOT_ZERO);
    return new FieldAction.CheckPktLarger(octets, Subfields.target(field, offset, 1));
  }

  static void writeCheckPktLarger(FieldAction.CheckPktLarger check, WireWriter out) {
    int start = out.position();
    out.u16(check.octets());
    out.u16(check.target().offset());
    Subfields.writeField(check.target().field(), out);
    out.zero(14 - (out.position() - start));
  }

  static FieldAction.DeleteField readDeleteField(WireReader list) {
    WireReader in = list.slice(14, OfError.OFPBMC_BAD_LEN);
    return new FieldAction.DeleteField(Subfields.readField(in));
  }

  static void writeDeleteField(FieldAction.DeleteField delete, WireWriter out) {
    int start = out.position();
    if (delete.field().numbers().isEmpty()) {
      throw EncodeException.unsayable(delete, out.version());
    }
    Subfields.writeField(delete.field(), out);
    out.zero(14 - (out.position() - start));
  }
}
