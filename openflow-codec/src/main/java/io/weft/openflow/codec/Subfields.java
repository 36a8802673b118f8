package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
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

  static int offset(int packed) {
    return packed >>> WIDTH_BITS;
  }

  static int width(int packed) {
    return (packed & (MAX_PACKED_WIDTH - 1)) + 1;
  }

  static int pack(Subfield subfield, WireWriter out) {
    if (subfield.offset() > MAX_PACKED_OFFSET || subfield.bits() > MAX_PACKED_WIDTH) {
      throw io.weft.openflow.EncodeException.unsayable(
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
              .formatted(bits, offset, field, field.width()));
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
    if (!field.isWritable()) {
      throw new DecodeException(OfError.OFPBAC_BAD_SET_ARGUMENT, field + " cannot be set");
    }
  }
}
