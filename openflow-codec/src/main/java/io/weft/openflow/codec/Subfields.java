package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.action.SettableFields;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldHeader;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/**
 * Bits of fields in the extension actions (nicira-ext.h). Older actions have the header of a field
 * in 32 bits, and offset and width in 16 (offset in the high ten, width less one in the low six);
 * newer ones have headers of 32 or 64 bits.
 */
final class Subfields {
  private static final int WIDTH_BITS = 6;
  private static final int MAX_PACKED_OFFSET = 0x3ff;
  private static final int MAX_PACKED_WIDTH = 1 << WIDTH_BITS;

  private Subfields() {}

  /** Refuses octets up to the end that are not zero. */
  static void expectZeroes(WireReader in, OfError otherwise) {
    expectZeroes(in, in.remaining(), otherwise);
  }

  static void expectZeroes(WireReader in, int octets, OfError otherwise) {
    for (int left = octets; left > 0; left -= 8) {
      if (in.number(Math.min(left, 8)) != 0) {
        throw new DecodeException(otherwise, "octets that must be zero are not");
      }
    }
  }

  /** A field by a header of 32 or 64 bits. */
  static Field<?> readField(WireReader in) {
    FieldHeader header = Oxm.readHeader(in, OfError.OFPBMC_BAD_FIELD);
    if (header.hasMask()) {
      throw new DecodeException(OfError.OFPBMC_BAD_MASK, header + " with a mask");
    }
    return header.field();
  }

  /** A field by a header of 32 bits. */
  static Field<?> readShortField(WireReader in) {
    WireReader header = in.slice(4, OfError.OFPBAC_BAD_SET_TYPE);
    return Oxm.readHeader(header, OfError.OFPBAC_BAD_SET_TYPE).field();
  }

  /** As NXM names the field, or as OXM does if NXM has no number for it. */
  static void writeField(Field<?> field, WireWriter out) {
    if (field.numbers().isEmpty()) {
      throw EncodeException.unsayable("field " + field + " in an action", out.version());
    }
    Oxm.writeHeader(FieldHeader.nxm(field), out);
  }

  static void writeShortField(Field<?> field, WireWriter out) {
    int start = out.position();
    writeField(field, out);
    if (out.position() - start != 4) {
      throw EncodeException.unsayable("field " + field + " in this action", out.version());
    }
  }

  /** As the OXM of the version names the field, or as another does if the version has no number. */
  static void writeOxmField(Field<?> field, WireWriter out) {
    if (field.numberIn(out.version()).isPresent()) {
      Oxm.writeHeader(FieldHeader.oxm(field, out.version()), out);
    } else {
      writeField(field, out);
    }
  }

  static int offset(int packed) {
    return packed >>> WIDTH_BITS;
  }

  static int width(int packed) {
    return (packed & (MAX_PACKED_WIDTH - 1)) + 1;
  }

  static int pack(Subfield subfield, WireWriter out) {
    if (subfield.offset() > MAX_PACKED_OFFSET || subfield.bits() > MAX_PACKED_WIDTH) {
      throw EncodeException.unsayable(
          subfield + " in an action that knows at most 64 bits", out.version());
    }
    return subfield.offset() << WIDTH_BITS | (subfield.bits() - 1);
  }

  /** Bits that are read. */
  static Subfield source(Field<?> field, int offset, int bits) {
    if (!Subfield.fits(field, offset, bits)) {
      throw new DecodeException(
          OfError.OFPBAC_BAD_SET_LEN,
          "%d bits from bit %d of %s, which has %d bits"
              .formatted(bits, offset, field, Subfield.width(field)));
    }
    return new Subfield(field, offset, bits);
  }

  /** Bits that are written. */
  static Subfield target(Field<?> field, int offset, int bits) {
    Subfield subfield = source(field, offset, bits);
    refuseReadOnly(field);
    return subfield;
  }

  static void refuseReadOnly(Field<?> field) {
    if (!SettableFields.contains(field)) {
      throw new DecodeException(OfError.OFPBAC_BAD_SET_ARGUMENT, field + " cannot be set");
    }
  }
}
