package io.weft.openflow.codec;

import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldHeader;
import io.weft.openflow.match.FieldNumber;
import io.weft.openflow.match.FieldTable;
import io.weft.openflow.match.Match;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/**
 * Match fields as OXM elements (OpenFlow 1.3.5, 7.2.3.2): 16 bits class, 7 bits number, 1 bit
 * HASMASK, 8 bits length of what follows.
 */
final class Oxm {
  private static final int MATCH_TYPE_OXM = 1;
  private static final int HEADER = 4;
  private static final int HAS_MASK = 0x100;

  /** Where an element stands, which decides what its mistakes are called. */
  enum Place {
    MATCH(OfError.OFPBMC_BAD_LEN, OfError.OFPBMC_BAD_VALUE, OfError.OFPBMC_BAD_MASK),
    SET_FIELD(
        OfError.OFPBAC_BAD_SET_LEN, OfError.OFPBAC_BAD_SET_ARGUMENT, OfError.OFPBAC_BAD_SET_MASK);

    private final OfError badLength;
    private final OfError badValue;
    private final OfError badMask;

    Place(OfError badLength, OfError badValue, OfError badMask) {
      this.badLength = badLength;
      this.badValue = badValue;
      this.badMask = badMask;
    }

    /** Setting a part of a field came with OpenFlow 1.5. */
    private boolean takesMasks(OfVersion version) {
      return this == MATCH || !version.isBefore(OfVersion.OF15);
    }
  }

  private Oxm() {}

  /** Reads a match: type, length, elements, zeroes up to a multiple of eight octets. */
  static Match readMatch(WireReader in) {
    int type = in.u16();
    int length = in.u16();
    if (type != MATCH_TYPE_OXM) {
      throw new DecodeException(OfError.OFPBMC_BAD_TYPE, "match of type " + type);
    }
    int padding = -length & 7;
    if (length < 4 || length - 4 + padding > in.remaining()) {
      throw new DecodeException(
          OfError.OFPBMC_BAD_LEN,
          "match of length " + length + ", " + in.remaining() + " octets are left");
    }
    WireReader elements = in.slice(length - 4, OfError.OFPBMC_BAD_LEN);
    in.skip(padding);
    if (!elements.hasMore()) {
      return Match.ANY;
    }
    Match.Builder match = Match.builder();
    while (elements.hasMore()) {
      readOne(elements, match, Place.MATCH);
    }
    return match.build();
  }

  /** Reads one element into a builder; one that no row of the table reads is kept as it is. */
  static void readOne(WireReader in, Match.Builder into, Place place) {
    int oxmClass = in.peekU16(0);
    int numberMaskLength = in.peekU16(2);
    int length = numberMaskLength & 0xff;
    boolean hasMask = (numberMaskLength & 0x100) != 0;
    var known = FieldTable.find(oxmClass, numberMaskLength >>> 9, 0);
    if (known.isEmpty()) {
      into.unknown(in.bytes(HEADER + length));
      return;
    }
    Field<?> field = known.get();
    int expected = hasMask ? 2 * field.octets() : field.octets();
    if (length != expected) {
      throw new DecodeException(
          place.badLength, field + " has length " + length + ", expected " + expected);
    }
    if (into.has(field)) {
      throw new DecodeException(OfError.OFPBMC_DUP_FIELD, field + " comes twice");
    }
    if (hasMask && !place.takesMasks(in.version())) {
      throw new DecodeException(place.badMask, field + " with a mask");
    }
    in.skip(HEADER);
    readBits(in, into, field, hasMask, place);
  }

  private static void readBits(
      WireReader in, Match.Builder into, Field<?> field, boolean hasMask, Place place) {
    boolean isLong = field.octets() > 8;
    int octetsLow = isLong ? 8 : field.octets();
    long fullHigh = isLong ? -1 : 0;
    long fullLow = field.width() >= 64 ? -1 : (1L << field.width()) - 1;

    long valueHigh = isLong ? in.i64() : 0;
    long valueLow = in.number(octetsLow);
    if ((valueLow & ~fullLow) != 0) {
      throw new DecodeException(
          place.badValue, field + " has " + field.width() + " bits, value has more");
    }
    long maskHigh = fullHigh;
    long maskLow = fullLow;
    if (hasMask) {
      maskHigh = isLong ? in.i64() : 0;
      maskLow = in.number(octetsLow) & fullLow; // ff:ff for 13 bits is all of them
    }
    if ((valueHigh & ~maskHigh | valueLow & ~maskLow) != 0) {
      throw new DecodeException(
          OfError.OFPBMC_BAD_WILDCARDS, field + " has a value outside its mask");
    }
    // All ones are no mask, all zeroes no field, whatever the field (OpenFlow 1.3.5, 7.2.3.5).
    boolean isPartial = (maskHigh != fullHigh || maskLow != fullLow) && (maskHigh | maskLow) != 0;
    if (isPartial && !field.isMaskable()) {
      throw new DecodeException(place.badMask, field + " takes no mask");
    }
    into.set(field, valueHigh, valueLow, maskHigh, maskLow);
  }

  /**
   * Reads a header alone, with the experimenter's id if it is of one.
   *
   * @param unknown what a field that there is not is called, such as OFPBAC_BAD_SET_TYPE
   * @throws DecodeException OFPBMC_BAD_LEN if the length does not even count the experimenter
   */
  static FieldHeader readHeader(WireReader in, OfError unknown) {
    int oxmClass = in.u16();
    int numberMaskLength = in.u16();
    boolean hasMask = (numberMaskLength & HAS_MASK) != 0;
    int length = numberMaskLength & 0xff;
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
      long header = headerOf(oxmClass, number, experimenter);
      for (FieldNumber candidate : field.get().numbers()) {
        if (candidate.header() == header) {
          return new FieldHeader(field.get(), candidate, hasMask, octets);
        }
      }
    }
    throw new DecodeException(
        unknown,
        "no field of class 0x%04x, number %d, length %d".formatted(oxmClass, number, length));
  }

  private static boolean fits(Field<?> field, int octets) {
    return octets == field.octets() || field.isVariable() && octets <= Field.LONGEST;
  }

  private static long headerOf(int oxmClass, int number, int experimenter) {
    return (long) oxmClass << 48 | (long) number << 41 | Integer.toUnsignedLong(experimenter);
  }

  /** Writes a header alone: four octets, eight with an experimenter's id. */
  static void writeHeader(FieldHeader header, WireWriter out) {
    FieldNumber number = header.number();
    boolean isExperimenter = number.oxmClass() == FieldNumber.EXPERIMENTER;
    int length = (header.hasMask() ? 2 : 1) * header.octets() + (isExperimenter ? 4 : 0);
    out.i32(
        number.oxmClass() << 16
            | number.number() << 9
            | (header.hasMask() ? HAS_MASK : 0)
            | length);
    if (isExperimenter) {
      out.i32(number.experimenter());
    }
  }

  static void writeMatch(Match match, WireWriter out) {
    int start = out.position();
    out.u16(MATCH_TYPE_OXM);
    out.u16(0);
    writeAll(match, out);
    out.patchLength(start, start + 2, "match");
    out.padTo8(start);
  }

  /** Writes the elements of a match, without header and padding. */
  static void writeAll(Match match, WireWriter out) {
    for (Field<?> field : match.fields()) {
      if (!field.isIn(out.version())) {
        throw EncodeException.unsayable("match field " + field, out.version());
      }
      boolean exact = match.isExact(field);
      int octets = field.octets();
      out.i32((int) (field.headerIn(out.version()) >>> 32) | (exact ? octets : 0x100 | 2 * octets));
      writeNumber(match.high(field), match.low(field), octets, out);
      if (!exact) {
        writeNumber(match.maskHigh(field), match.maskLow(field), octets, out);
      }
    }
    for (Bytes element : match.unknown()) {
      out.bytes(element);
    }
  }

  private static void writeNumber(long high, long low, int octets, WireWriter out) {
    if (octets > 8) {
      out.number(high, octets - 8);
    }
    out.number(low, Math.min(octets, 8));
  }
}
