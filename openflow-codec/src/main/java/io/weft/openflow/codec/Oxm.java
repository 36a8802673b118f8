package io.weft.openflow.codec;

import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldHeader;
import io.weft.openflow.match.FieldNumber;
import io.weft.openflow.match.FieldTable;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.MatchForm;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/**
 * Match fields as OXM elements (OpenFlow 1.3.5, 7.2.3.2): 16 bits class, 7 bits number, 1 bit
 * HASMASK, 8 bits length of what follows. {@link OxmReader} reads an element, {@link OxmWriter}
 * writes those of a match.
 */
final class Oxm {
  static final int HAS_MASK = 0x100;
  static final int LENGTH = 0xff;

  private static final int MATCH_TYPE_OXM = 1;

  /** Where an element stands, which decides what is a mistake there and what it is called. */
  enum Place {
    /** A match in which a field may come before what it presupposes, or without it. */
    MATCH(OfError.OFPBMC_BAD_FIELD, OfError.OFPBMC_BAD_VALUE),
    /** A match as a switch must check it: prerequisites first. */
    CHECKED_MATCH(OfError.OFPBMC_BAD_FIELD, OfError.OFPBMC_BAD_VALUE),
    /** What a switch says of a packet: fields that are not known are passed over, but kept. */
    PACKET(OfError.OFPBMC_BAD_FIELD, OfError.OFPBMC_BAD_VALUE),
    SET_FIELD(OfError.OFPBAC_BAD_SET_TYPE, OfError.OFPBAC_BAD_SET_ARGUMENT),
    /** What Nicira's reg_load2 sets. */
    LOAD(OfError.OFPBAC_BAD_SET_TYPE, OfError.OFPBAC_BAD_SET_ARGUMENT);

    final OfError badField;
    final OfError badValue;

    Place(OfError badField, OfError badValue) {
      this.badField = badField;
      this.badValue = badValue;
    }

    /** Whether it is a field that an action sets, by whichever of its names. */
    boolean isSetting() {
      return this == SET_FIELD || this == LOAD;
    }

    /** Setting a part of a field came with OpenFlow 1.5. */
    boolean takesMasks(OfVersion version) {
      return this != SET_FIELD || !version.isBefore(OfVersion.OF15);
    }
  }

  private Oxm() {}

  /** Reads a match: type, length, elements, zeroes up to a multiple of eight octets. */
  static Match readMatch(WireReader in) {
    return readMatch(in, Place.MATCH);
  }

  static Match readMatch(WireReader in, Place place) {
    if (in.remaining() < 4) {
      throw new DecodeException(OfError.OFPBMC_BAD_LEN, "match of " + in.remaining() + " octets");
    }
    int type = in.u16();
    int length = in.u16();
    // Open vSwitch looks at the length first where no other form than OXM may be.
    boolean isShort = place == Place.PACKET && length < 4;
    if (type != MATCH_TYPE_OXM && !isShort) {
      throw new DecodeException(OfError.OFPBMC_BAD_TYPE, "match of type " + type);
    }
    int padding = -length & 7;
    if (length < 4 || length - 4 + padding > in.remaining()) {
      throw new DecodeException(
          OfError.OFPBMC_BAD_LEN,
          "match of length " + length + ", " + in.remaining() + " octets are left");
    }
    long outer = in.enter(length - 4, OfError.OFPBMC_BAD_LEN);
    Match match = readElements(in, place, MatchForm.of(in.version()));
    in.leave(outer);
    in.skip(padding);
    return match;
  }

  /** Reads the elements that a reader holds. */
  static Match readElements(WireReader in, Place place, MatchForm form) {
    if (!in.hasMore()) {
      return Match.ANY;
    }
    Match.Builder match = Match.builder(OxmReader.count(in));
    boolean regular = true;
    while (in.hasMore()) {
      regular &= OxmReader.readOne(in, match, place, form);
    }
    if (!regular) {
      match.spelled(in.soFar(), form);
    }
    return match.buildLast();
  }

  /** Reads one element into a builder. */
  static void readOne(WireReader in, Match.Builder into, Place place) {
    OxmReader.readOne(in, into, place, MatchForm.of(in.version()));
  }

  /**
   * Reads a header alone, with the experimenter's id if it is of one.
   *
   * @param unknown what a field that there is not is called, such as OFPBMC_BAD_FIELD
   * @throws DecodeException OFPBMC_BAD_LEN if the length does not even count the experimenter
   */
  static FieldHeader readHeader(WireReader in, OfError unknown) {
    int oxmClass = in.u16();
    int numberMaskLength = in.u16();
    boolean hasMask = (numberMaskLength & HAS_MASK) != 0;
    int length = numberMaskLength & LENGTH;
    int experimenter = 0;
    if (oxmClass == FieldNumber.EXPERIMENTER) {
      experimenter = in.i32();
      length -= 4;
      if (length < 0) {
        throw new DecodeException(OfError.OFPBMC_BAD_LEN, "header shorter than an experimenter");
      }
    }
    int number = numberMaskLength >>> 9;
    int octets = hasMask ? length / 2 : length;
    var field = FieldTable.find(oxmClass, number, experimenter);
    if (field.isPresent() && fits(field.get(), octets)) {
      for (FieldNumber candidate : field.get().numbers()) {
        if (candidate.header() == headerOf(oxmClass, number, experimenter)) {
          return new FieldHeader(field.get(), candidate, hasMask, octets);
        }
      }
    }
    throw new DecodeException(
        unknown,
        "no field of class 0x%04x, number %d, length %d".formatted(oxmClass, number, length));
  }

  static boolean fits(Field<?> field, int octets) {
    return octets == field.octets() || field.isVariable() && octets <= Field.LONGEST;
  }

  static long headerOf(int oxmClass, int number, int experimenter) {
    return (long) oxmClass << 48 | (long) number << 41 | Integer.toUnsignedLong(experimenter);
  }

  /** Writes a header alone: four octets, eight with an experimenter's id. */
  static void writeHeader(FieldHeader header, WireWriter out) {
    int octets = header.hasMask() ? 2 * header.octets() : header.octets();
    OxmWriter.writeHeader(header.number().header(), header.hasMask(), octets, out);
  }

  static void writeMatch(Match match, WireWriter out) {
    int start = out.position();
    out.i32(MATCH_TYPE_OXM << 16);
    writeAll(match, out);
    out.patchLength(start, start + 2, "match");
    out.padTo8(start);
  }

  /** Writes the elements of a match, without header and padding. */
  static void writeAll(Match match, WireWriter out) {
    writeElements(match, MatchForm.of(out.version()), out);
  }

  static void writeElements(Match match, MatchForm form, WireWriter out) {
    Bytes spelling = match.spelling(form);
    if (spelling.isEmpty()) {
      OxmWriter.write(match, form, out);
    } else {
      out.bytes(spelling);
    }
  }
}
