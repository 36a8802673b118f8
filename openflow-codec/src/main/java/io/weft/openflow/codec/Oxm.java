package io.weft.openflow.codec;

import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/**
 * Match fields as OXM elements (OpenFlow 1.3.5, 7.2.3.2): 16 bits class, 7 bits number, 1 bit
 * HASMASK, 8 bits length of what follows.
 */
final class Oxm {
  private static final int MATCH_TYPE_OXM = 1;

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
    private boolean takesMask(Field<?> field, OfVersion version) {
      return field.isMaskable() && (this == MATCH || !version.isBefore(OfVersion.OF15));
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

  /** Reads one element into a builder. */
  static void readOne(WireReader in, Match.Builder into, Place place) {
    int oxmClass = in.peekU16(0);
    int second = in.peekU16(2);
    int number = second >>> 9;
    boolean hasMask = (second >>> 8 & 1) == 1;
    int length = second & 0xff;
    var known = Field.ofOxm(in.version(), oxmClass, number);
    if (known.isEmpty()) {
      into.unknown(in.bytes(4 + length));
      return;
    }
    Field<?> field = known.get();
    int octets = field.octets();
    if (length != (hasMask ? 2 * octets : octets)) {
      throw new DecodeException(
          place.badLength,
          field + " has length " + length + ", expected " + (hasMask ? 2 * octets : octets));
    }
    if (into.has(field)) {
      throw new DecodeException(OfError.OFPBMC_DUP_FIELD, field + " comes twice");
    }
    if (hasMask && !place.takesMask(field, in.version())) {
      throw new DecodeException(place.badMask, field + " takes no mask");
    }
    in.skip(4);
    long valueHigh = octets > 8 ? in.i64() : 0;
    long valueLow = in.number(Math.min(octets, 8));
    long maskHigh = octets > 8 ? -1 : 0;
    long maskLow = octets >= 8 ? -1 : (1L << (8 * octets)) - 1;
    if (hasMask) {
      maskHigh = octets > 8 ? in.i64() : 0;
      maskLow = in.number(Math.min(octets, 8));
      if ((valueHigh & ~maskHigh) != 0 || (valueLow & ~maskLow) != 0) {
        throw new DecodeException(
            OfError.OFPBMC_BAD_WILDCARDS, field + " has a value outside its mask");
      }
    }
    // A mask may have ones beyond the field, as in ff:ff for 13 bits; a value may not.
    long fieldLow = field.width() >= 64 ? -1 : (1L << field.width()) - 1;
    if ((valueLow & ~fieldLow) != 0) {
      throw new DecodeException(
          place.badValue, field + " has " + field.width() + " bits, value has more");
    }
    into.set(field, valueHigh, valueLow, maskHigh, maskLow & fieldLow);
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
      if (out.version().isBefore(field.since())) {
        throw EncodeException.unsayable("match field " + field, out.version());
      }
      boolean exact = match.isExact(field);
      int octets = field.octets();
      out.i32(field.oxmId() | (exact ? octets : 0x100 | 2 * octets));
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
