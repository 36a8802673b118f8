package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldId;
import io.weft.openflow.match.FieldNumber;
import io.weft.openflow.wire.ListPart;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.List;

/** Lists of OXM headers that name fields without values (OpenFlow 1.3.5, 7.3.5.5.2). */
final class FieldIds {
  private static final int HAS_MASK = 0x100;

  static final Part<List<FieldId>> LIST = ListPart.of(FieldIds::read, FieldIds::write);

  /** Fields that are there or not, so that a mask makes no sense. */
  static final Part<List<FieldId>> LIST_WITHOUT_MASKS =
      ListPart.of(FieldIds::readUnmasked, FieldIds::writeUnmasked);

  private FieldIds() {}

  private static FieldId read(WireReader in) {
    if (in.remaining() < 4) {
      throw new DecodeException(
          OfError.OFPBMC_BAD_LEN, in.remaining() + " octets for the header of a field");
    }
    int oxmClass = in.u16();
    int rest = in.u16();
    int length = rest & 0xff;
    boolean isExperimenter = oxmClass == FieldNumber.EXPERIMENTER;
    if (isExperimenter && (in.remaining() < 4 || length < 4)) {
      throw new DecodeException(
          OfError.OFPBMC_BAD_LEN, "experimenter's field of length " + length + " without its id");
    }
    int experimenter = isExperimenter ? in.i32() : 0;
    return new FieldId(oxmClass, rest >>> 9, (rest & HAS_MASK) != 0, length, experimenter);
  }

  private static FieldId readUnmasked(WireReader in) {
    FieldId id = read(in);
    if (id.hasMask() && isKnown(id)) {
      throw new DecodeException(OfError.OFPBMC_BAD_MASK, id + " with a mask");
    }
    return id;
  }

  private static void writeUnmasked(FieldId id, WireWriter out) {
    if (id.hasMask() && isKnown(id)) {
      throw EncodeException.unsayable(id + " with a mask", out.version());
    }
    write(id, out);
  }

  private static boolean isKnown(FieldId id) {
    if (id.field().isEmpty()) {
      return false;
    }
    Field<?> field = id.field().get();
    int length = id.length() - (id.oxmClass() == FieldNumber.EXPERIMENTER ? 4 : 0);
    return field.isVariable() || length == 2 * field.octets();
  }

  private static void write(FieldId id, WireWriter out) {
    out.u16(id.oxmClass());
    out.u16(id.number() << 9 | (id.hasMask() ? HAS_MASK : 0) | id.length());
    if (id.oxmClass() == FieldNumber.EXPERIMENTER) {
      out.i32(id.experimenter());
    }
  }
}
