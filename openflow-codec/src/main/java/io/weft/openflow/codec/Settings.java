package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldNumber;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.MatchForm;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/**
 * One field with the value that an action gives it, and a mask that says which bits (OpenFlow
 * 1.5.1, 7.2.6.6; nicira-ext.h, NXAST_REG_LOAD2).
 */
final class Settings {
  private static final int VLAN_PRESENT = 0x1000;

  /** The field of a network service header has six bits. */
  private static final int MAX_NSH_TTL = 63;

  private Settings() {}

  static Action.SetField readSetField(WireReader in) {
    return new Action.SetField(read(in, Oxm.Place.SET_FIELD));
  }

  static Match readLoaded(WireReader in) {
    return read(in, Oxm.Place.LOAD);
  }

  private static Match read(WireReader in, Oxm.Place place) {
    Match.Builder builder = Match.setting();
    Oxm.readOne(in, builder, place);
    Match value = builder.buildLast();
    boolean isKnown = value.unknown().isEmpty();
    Subfields.expectZeroes(
        in, isKnown ? OfError.OFPBAC_BAD_SET_ARGUMENT : OfError.OFPBAC_BAD_SET_LEN);
    if (!isKnown) {
      return value;
    }
    if (value.size() == 0) {
      throw new DecodeException(OfError.OFPBAC_BAD_SET_MASK, "no bit of a field is to be set");
    }
    Field<?> field = value.fieldAt(0);
    Subfields.refuseReadOnly(field);
    if (place == Oxm.Place.SET_FIELD) {
      boolean isUntagged =
          field == Field.VLAN_VID && (value.lowAt(0) & value.maskLowAt(0) & VLAN_PRESENT) == 0;
      boolean isTooLong = field == Field.NSH_TTL && value.lowAt(0) > MAX_NSH_TTL;
      if (field == Field.IN_PORT || isUntagged || isTooLong) {
        throw new DecodeException(OfError.OFPBAC_BAD_SET_ARGUMENT, "set_field of " + field);
      }
    }
    return value;
  }

  static void writeSetField(Action.SetField action, WireWriter out) {
    Match value = action.value();
    if (!value.unknown().isEmpty()) {
      out.bytes(value.unknown().getFirst());
      return;
    }
    if (out.version().isBefore(OfVersion.OF15) && !value.isExactAt(0)) {
      throw EncodeException.unsayable("masked " + action, out.version());
    }
    write(value, MatchForm.of(out.version()), out);
  }

  static void writeLoaded(Match value, WireWriter out) {
    if (!value.unknown().isEmpty()) {
      out.bytes(value.unknown().getFirst());
      return;
    }
    write(value, MatchForm.NXM, out);
  }

  private static void write(Match value, MatchForm form, WireWriter out) {
    Field<?> field = value.fieldAt(0);
    int plain = field.plainHeader(form);
    if (plain != Field.NOT_PLAIN && value.isExactAt(0)) {
      out.headerAndNumber(plain, value.lowAt(0));
      return;
    }
    long header = field.header(form);
    if (header == FieldNumber.NO_HEADER) {
      throw EncodeException.unsayable("set_field of " + field, out.version());
    }
    OxmWriter.writeOne(value, 0, header, !value.isExactAt(0), out);
  }
}
