package io.weft.openflow.codec;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldNumber;
import io.weft.openflow.match.FieldTable;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.MatchForm;
import io.weft.openflow.match.Prerequisite;
import io.weft.openflow.match.Registers;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import java.util.Optional;

/**
 * Reads an element of a match with the checks, and their order, of Open vSwitch (nx-match.c). Says
 * of each whether it is what {@link OxmWriter} would write: if all are, the match need not remember
 * them.
 */
final class OxmReader {
  private static final int HEADER = 4;
  private static final int EXPERIMENTER = 4;

  private static final int VLAN_PRESENT = 0x1000;
  private static final int VLAN_VID_BITS = 0x1fff;
  private static final int VLAN_PCP_SHIFT = 13;

  private OxmReader() {}

  /** The number of elements up to the end, as far as their headers say. */
  static int count(WireReader in) {
    int count = 0;
    int ahead = 0;
    while (ahead + HEADER <= in.remaining()) {
      ahead += HEADER + (in.peekU16(ahead + 2) & Oxm.LENGTH);
      count++;
    }
    return count;
  }

  /** Reads one element into a builder; whether it is as it would be written. */
  static boolean readOne(WireReader in, Match.Builder into, Oxm.Place place, MatchForm form) {
    return readPlain(in, into, place, form) || readAny(in, into, place, form);
  }

  /**
   * Reads an element as most are: {@linkplain Field#plainHeader plain} and after the others. If it
   * is not, nothing is read.
   */
  private static boolean readPlain(
      WireReader in, Match.Builder into, Oxm.Place place, MatchForm form) {
    int available = in.remaining();
    if (available < HEADER) {
      return false;
    }
    Field<?> field = FieldTable.plain(in.peekI32(), form);
    if (field == null || available < HEADER + field.octets() || !into.isBehind(field)) {
      return false;
    }
    int octets = field.octets();
    in.skip(HEADER);
    long value = number(in, octets);
    if ((value & ~field.fullLow()) != 0) {
      throw badValue(field, value, place);
    }
    Prerequisite prerequisite = field.prerequisite();
    if (place == Oxm.Place.CHECKED_MATCH
        && prerequisite != Prerequisite.NONE
        && !prerequisite.holds(into)) {
      throw badPrerequisite(field);
    }
    into.append(field, value);
    return true;
  }

  private static boolean readAny(
      WireReader in, Match.Builder into, Oxm.Place place, MatchForm form) {
    int available = in.remaining();
    if (available < HEADER) {
      throw new DecodeException(OfError.OFPBMC_BAD_LEN, "element of " + available + " octets");
    }
    int oxmClass = in.peekU16(0);
    int numberMaskLength = in.peekU16(2);
    int length = numberMaskLength & Oxm.LENGTH;
    boolean hasMask = (numberMaskLength & Oxm.HAS_MASK) != 0;
    int experimenter = 0;
    int payload = length;
    if (oxmClass == FieldNumber.EXPERIMENTER) {
      payload = length - EXPERIMENTER;
      if (payload < 0 || available < HEADER + EXPERIMENTER) {
        throw new DecodeException(OfError.OFPBMC_BAD_LEN, "element cut in its experimenter's id");
      }
      experimenter = in.peekU16(4) << 16 | in.peekU16(6);
    }
    Optional<Field<?>> found = FieldTable.find(oxmClass, numberMaskLength >>> 9, experimenter);
    int octets = hasMask ? payload >>> 1 : payload;
    if (place.isSetting()) {
      refuseUnsettable(found, oxmClass, octets, HEADER + length > available);
    }
    if (HEADER + length > available) {
      throw new DecodeException(
          OfError.OFPBMC_BAD_LEN,
          "element of " + (HEADER + length) + " octets, " + available + " are left");
    }
    boolean fits =
        found.isPresent() && (found.get().isVariable() || found.get().octets() == octets);
    if (!fits) {
      boolean isForeign = found.isEmpty() && !isStandard(oxmClass);
      readUnknown(in, length, octets, hasMask, isForeign, into, place);
      return true;
    }
    Field<?> field = found.get();
    in.skip(HEADER + length - payload);
    boolean usual =
        field.header(form)
                == ((long) oxmClass << 48
                    | (long) (numberMaskLength >>> 9) << 41
                    | Integer.toUnsignedLong(experimenter))
            && into.isBehind(field)
            && !(form == MatchForm.OF15 && Registers.isNarrow(field));
    if (field.isVariable()) {
      return readVariable(in, octets, payload, hasMask, field, into, place) && usual;
    }
    return readBits(in, hasMask, payload, field, into, place, form) && usual;
  }

  /** Keeps an element as it is, if it is of one whose fields are not in the table. */
  private static void readUnknown(
      WireReader in,
      int length,
      int octets,
      boolean hasMask,
      boolean isForeign,
      Match.Builder into,
      Oxm.Place place) {
    Bytes element = in.bytes(HEADER + length);
    int start = element.size() - 2 * octets;
    for (int i = 0; hasMask && !place.isSetting() && i < octets; i++) {
      if ((element.u8(start + i) & ~element.u8(start + octets + i)) != 0) {
        throw new DecodeException(
            OfError.OFPBMC_BAD_WILDCARDS, "value outside its mask in " + element);
      }
    }
    if (!isForeign && place != Oxm.Place.PACKET) {
      throw new DecodeException(place.badField, "no field is " + element);
    }
    into.unknown(element);
  }

  /** Of these classes there are no fields but those of the table. */
  private static boolean isStandard(int oxmClass) {
    return oxmClass != FieldNumber.EXPERIMENTER && oxmClass != FieldNumber.BIG_SWITCH;
  }

  /**
   * In an action the field is judged before the octets that it has. Open vSwitch compares lengths
   * first: what it does not know is of a bad type only if it has no length.
   */
  private static void refuseUnsettable(
      Optional<Field<?>> found, int oxmClass, int octets, boolean isCut) {
    boolean isRefused =
        found.isPresent() ? !Oxm.fits(found.get(), octets) : isStandard(oxmClass) || isCut;
    if (isRefused) {
      throw new DecodeException(
          octets == 0 ? OfError.OFPBAC_BAD_SET_TYPE : OfError.OFPBAC_BAD_SET_LEN,
          "no field of class 0x%04x has %d octets".formatted(oxmClass, octets));
    }
  }

  private static boolean readVariable(
      WireReader in,
      int octets,
      int payload,
      boolean hasMask,
      Field<?> field,
      Match.Builder into,
      Oxm.Place place) {
    Bytes value = in.bytes(octets);
    Bytes mask = hasMask ? in.bytes(octets) : Bytes.EMPTY;
    in.skip(payload - octets - mask.size());
    boolean isOnes = !mask.isEmpty();
    for (int i = 0; i < mask.size(); i++) {
      if ((value.u8(i) & ~mask.u8(i)) != 0) {
        throw outsideMask(field);
      }
      isOnes &= mask.u8(i) == 0xff;
    }
    refuseMask(hasMask, place, field, in);
    if (into.has(field)) {
      throw twice(field);
    }
    int kept = Math.min(octets, Field.LONGEST); // what is longer counts no further
    into.setWide(field, value.slice(0, kept), hasMask ? mask.slice(0, kept) : mask, hasMask);
    return !isOnes && kept == octets && payload == (hasMask ? 2 : 1) * octets;
  }

  private static boolean readBits(
      WireReader in,
      boolean hasMask,
      int payload,
      Field<?> field,
      Match.Builder into,
      Oxm.Place place,
      MatchForm form) {
    int octets = field.octets();
    boolean isLong = octets > 8;
    long valueHigh = isLong ? in.i64() : 0;
    long valueLow = number(in, isLong ? 8 : octets);
    long fullHigh = field.fullHigh();
    long fullLow = field.fullLow();
    long maskHigh = fullHigh;
    long maskLow = fullLow;
    boolean usual = true;
    if (hasMask) {
      maskHigh = isLong ? in.i64() : 0;
      maskLow = number(in, isLong ? 8 : octets);
      if (payload > 2 * octets) { // an odd length, which Open vSwitch halves
        in.skip(1);
        usual = false;
      }
      if ((valueHigh & ~maskHigh | valueLow & ~maskLow) != 0) {
        throw outsideMask(field);
      }
      refuseMask(true, place, field, in);
      long all = octets >= 8 ? -1 : (1L << 8 * octets) - 1;
      boolean isAll = maskLow == all && (!isLong || maskHigh == -1);
      boolean takesMask = field.isMaskable() || place.isSetting();
      if (!takesMask && !isAll && (maskHigh | maskLow) != 0) {
        throw new DecodeException(OfError.OFPBMC_BAD_MASK, field + " takes no mask");
      }
      usual &= (maskLow & ~fullLow) == 0;
      maskLow &= fullLow; // ff:ff for 13 bits is all of them
      boolean isFull = maskHigh == fullHigh && maskLow == fullLow;
      usual &= (!isFull || field.isWrittenMasked()) && (maskHigh | maskLow) != 0;
    } else if (field.isWrittenMasked() && place != Oxm.Place.SET_FIELD) {
      usual = false;
    }
    if ((valueLow & ~fullLow) != 0 || !isValid(field, valueLow)) {
      throw badValue(field, valueLow, place);
    }
    if (place.isSetting()) {
      set(into, field, valueHigh, valueLow, maskHigh, maskLow);
      return usual;
    }
    if (place == Oxm.Place.CHECKED_MATCH && !field.prerequisite().holds(into)) {
      throw badPrerequisite(field);
    }
    if (field.isAlias()) {
      return readAlias(into, field, valueHigh, valueLow, maskHigh, maskLow, form) && usual;
    }
    set(into, field, valueHigh, valueLow, maskHigh, maskLow);
    return usual;
  }

  private static void set(
      Match.Builder into, Field<?> field, long high, long low, long maskHigh, long maskLow) {
    if (!into.isBehind(field) && into.has(field)) {
      throw twice(field);
    }
    into.set(field, high, low, maskHigh, maskLow);
  }

  private static boolean isValid(Field<?> field, long value) {
    if (field == Field.NSH_MDTYPE) {
      return value == 1 || value == 2; // RFC 8300, 2.2: no others, and six bits of TTL
    }
    if (field == Field.NSH_TTL) {
      return value <= 0x3f;
    }
    return field != Field.NW_TOS || (value & 3) == 0;
  }

  private static long number(WireReader in, int octets) {
    return switch (octets) {
      case 1 -> in.u8();
      case 2 -> in.u16();
      case 4 -> in.u32();
      case 6 -> in.u48();
      case 8 -> in.i64();
      default -> in.number(octets);
    };
  }

  private static void refuseMask(boolean hasMask, Oxm.Place place, Field<?> field, WireReader in) {
    if (hasMask && !place.takesMasks(in.version())) {
      throw new DecodeException(OfError.OFPBAC_BAD_SET_MASK, field + " with a mask");
    }
  }

  private static DecodeException outsideMask(Field<?> field) {
    return new DecodeException(
        OfError.OFPBMC_BAD_WILDCARDS, field + " has a value outside its mask");
  }

  private static DecodeException badValue(Field<?> field, long value, Oxm.Place place) {
    return new DecodeException(
        place.badValue,
        field + " is of " + field.width() + " bits, not " + Long.toHexString(value));
  }

  private static DecodeException badPrerequisite(Field<?> field) {
    return new DecodeException(OfError.OFPBMC_BAD_PREREQ, field + " before what it needs");
  }

  private static DecodeException twice(Field<?> field) {
    return new DecodeException(OfError.OFPBMC_DUP_FIELD, field + " comes twice");
  }

  /** Says it by the fields that a match has for it. */
  private static boolean readAlias(
      Match.Builder into,
      Field<?> field,
      long high,
      long low,
      long maskHigh,
      long maskLow,
      MatchForm form) {
    if (field == Field.IN_PORT_16) {
      PortNo port = PortCodec.widen((int) low);
      long all = maskLow == 0 ? 0 : Field.IN_PORT.fullLow();
      set(into, Field.IN_PORT, 0, port.number() & all, 0, all);
      return form == MatchForm.NXM;
    }
    if (field == Field.NW_TOS) {
      set(into, Field.IP_DSCP, 0, low >>> 2, 0, maskLow >>> 2);
      return form == MatchForm.NXM;
    }
    if (field == Field.VLAN_TCI) {
      readVlanTci(into, (int) low, (int) maskLow);
      return form == MatchForm.NXM;
    }
    return readRegisters(into, field, high, low, maskHigh, maskLow, form);
  }

  /**
   * By id and priority if they say it all. They do not if the priority counts in part, or without
   * the bit that says there is a tag.
   */
  private static void readVlanTci(Match.Builder into, int tci, int mask) {
    if (into.has(Field.VLAN_VID) || into.has(Field.VLAN_PCP)) {
      throw twice(Field.VLAN_TCI);
    }
    int pcpMask = mask >>> VLAN_PCP_SHIFT;
    boolean isSplit = pcpMask == 0 || pcpMask == 7 && (tci & VLAN_PRESENT) != 0;
    if (!isSplit) {
      set(into, Field.VLAN_TCI, 0, tci, 0, mask);
      return;
    }
    set(into, Field.VLAN_VID, 0, tci & VLAN_VID_BITS, 0, mask & VLAN_VID_BITS);
    set(into, Field.VLAN_PCP, 0, tci >>> VLAN_PCP_SHIFT, 0, pcpMask);
  }

  /** A register of 64 or 128 bits; OpenFlow 1.5 has those of 64 itself. */
  private static boolean readRegisters(
      Match.Builder into,
      Field<?> field,
      long high,
      long low,
      long maskHigh,
      long maskLow,
      MatchForm form) {
    if (Registers.has(into, field)) {
      throw twice(field);
    }
    boolean usual =
        field.width() == 64
            && form == MatchForm.OF15
            && into.isBehind(Registers.ALL.get(Registers.first(field)));
    Registers.split(field, high, low, maskHigh, maskLow, into);
    return usual;
  }
}
