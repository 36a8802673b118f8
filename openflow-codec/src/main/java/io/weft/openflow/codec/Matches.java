package io.weft.openflow.codec;

import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.MatchForm;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/**
 * A match in the form of the version: OXM since 1.2, a struct in 1.0 and 1.1; and NXM, Nicira's
 * form, in the messages that are hers.
 */
final class Matches {
  private static final int NXM_COOKIE = 0x0001_3c08;
  private static final int NXM_COOKIE_MASKED = 0x0001_3d10;

  private Matches() {}

  /** A match with the fields in any order, as a switch reports them. */
  static Match read(WireReader in) {
    return read(in, Oxm.Place.MATCH);
  }

  /**
   * A match that a switch must check: each field after what it presupposes.
   *
   * @throws DecodeException OFPBMC_BAD_PREREQ if one is not
   */
  static Match readChecked(WireReader in) {
    return read(in, Oxm.Place.CHECKED_MATCH);
  }

  /** What a switch says of a packet in OXM, which may name fields that nobody knows. */
  static Match readOfPacket(WireReader in) {
    return Oxm.readMatch(in, Oxm.Place.PACKET);
  }

  static Match readNxmOfPacket(WireReader in, int length) {
    return readNxm(in, length, Oxm.Place.PACKET);
  }

  private static Match read(WireReader in, Oxm.Place place) {
    if (in.version() == OfVersion.OF10) {
      return Of10Match.readMatch(in);
    }
    return in.remaining() >= 2 && in.peekU16(0) == Of11Match.TYPE
        ? Of11Match.readMatch(in)
        : Oxm.readMatch(in, place);
  }

  static void write(Match match, WireWriter out) {
    MatchForm form = MatchForm.of(out.version());
    Bytes spelling = match.spelling(form);
    if (form == MatchForm.OF10) {
      if (spelling.isEmpty()) {
        Of10Match.of(match).write(out);
      } else {
        out.bytes(spelling);
      }
    } else if (spelling.isEmpty()) {
      if (form == MatchForm.OF11) {
        Of11Match.of(match).write(out);
      } else {
        Oxm.writeMatch(match, out);
      }
    } else if (Of11Match.isStruct(spelling)) {
      out.bytes(spelling);
    } else {
      Oxm.writeMatch(match, out);
    }
  }

  /**
   * A match in NXM with the cookie of which it may speak (Open vSwitch, nicira-ext.h,
   * NXM_NX_COOKIE).
   *
   * @param cookieMask 0 if it does not
   */
  record WithCookie(Match match, long cookie, long cookieMask) {}

  /**
   * Reads a match in NXM.
   *
   * @param length of the elements; zeroes follow up to a multiple of eight octets
   */
  static Match readNxm(WireReader in, int length) {
    return readNxm(in, length, Oxm.Place.CHECKED_MATCH);
  }

  static Match readNxm(WireReader in, int length, Oxm.Place place) {
    WireReader elements = nxmElements(in, length);
    return Oxm.readElements(elements, place, MatchForm.NXM);
  }

  /** Reads a match in NXM that may name a cookie. */
  static WithCookie readNxmWithCookie(WireReader in, int length) {
    WireReader elements = nxmElements(in, length);
    Match.Builder match = Match.builder();
    boolean regular = true;
    long cookie = 0;
    long cookieMask = 0;
    int other = 0; // octets before the cookie, which as a rule is last
    while (elements.hasMore()) {
      int header = elements.remaining() < 4 ? 0 : elements.peekU16(0) << 16 | elements.peekU16(2);
      if (header != NXM_COOKIE && header != NXM_COOKIE_MASKED) {
        regular &=
            OxmReader.readOne(elements, match, Oxm.Place.CHECKED_MATCH, MatchForm.NXM)
                && cookieMask == 0;
        other = cookieMask == 0 ? elements.consumed() : other;
        continue;
      }
      if (cookieMask != 0) {
        throw new DecodeException(OfError.OFPBMC_DUP_FIELD, "cookie comes twice");
      }
      elements.skip(4);
      cookie = elements.i64();
      cookieMask = header == NXM_COOKIE ? -1 : elements.i64();
      if ((cookie & ~cookieMask) != 0) {
        throw new DecodeException(OfError.OFPBMC_BAD_WILDCARDS, "cookie outside its mask");
      }
    }
    if (!regular) {
      match.spelled(elements.soFar().slice(0, other), MatchForm.NXM);
    }
    return new WithCookie(match.build(), cookie, cookieMask);
  }

  private static WireReader nxmElements(WireReader in, int length) {
    int padding = -length & 7;
    if (length < 0 || length + padding > in.remaining()) {
      throw new DecodeException(
          OfError.OFPBMC_BAD_LEN,
          "match of length " + length + ", " + in.remaining() + " octets are left");
    }
    WireReader elements = in.slice(length, OfError.OFPBMC_BAD_LEN);
    in.skip(padding);
    return elements;
  }

  /** Writes a match in NXM and zeroes up to a multiple of eight octets; the length without them. */
  static int writeNxm(Match match, WireWriter out) {
    return writeNxm(match, 0, 0, out);
  }

  static int writeNxm(Match match, long cookie, long cookieMask, WireWriter out) {
    int start = out.position();
    Oxm.writeElements(match, MatchForm.NXM, out);
    if (cookieMask != 0) {
      out.i32(cookieMask == -1 ? NXM_COOKIE : NXM_COOKIE_MASKED);
      out.i64(cookie & cookieMask);
      if (cookieMask != -1) {
        out.i64(cookieMask);
      }
    }
    int length = out.position() - start;
    out.padTo8(start);
    return length;
  }

  /** Sets a field of up to 64 bits exactly, cutting off bits that it does not have. */
  static void setIf(Match.Builder match, boolean given, Field<?> field, long value) {
    if (!given) {
      return;
    }
    long full = field.fullLow();
    if (match.isBehind(field)) {
      match.append(field, value & full);
    } else {
      match.set(field, 0, value & full, 0, full);
    }
  }

  /** What tp_src and tp_dst mean under an IP protocol. */
  record TransportFields(boolean exist, Field<Integer> src, Field<Integer> dst) {
    private static final TransportFields NONE =
        new TransportFields(false, Field.TCP_SRC, Field.TCP_DST);
    private static final TransportFields ICMP =
        new TransportFields(true, Field.ICMPV4_TYPE, Field.ICMPV4_CODE);
    private static final TransportFields TCP =
        new TransportFields(true, Field.TCP_SRC, Field.TCP_DST);
    private static final TransportFields UDP =
        new TransportFields(true, Field.UDP_SRC, Field.UDP_DST);
    private static final TransportFields SCTP =
        new TransportFields(true, Field.SCTP_SRC, Field.SCTP_DST);

    static TransportFields of(int protocol) {
      return switch (protocol) {
        case 1 -> ICMP;
        case 6 -> TCP;
        case 17 -> UDP;
        case 132 -> SCTP;
        default -> NONE;
      };
    }
  }
}
