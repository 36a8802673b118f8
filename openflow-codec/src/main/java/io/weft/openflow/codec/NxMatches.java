package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.match.Match;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/**
 * A match as NXM elements without a header: its length stands in the struct before it, zeroes up to
 * a multiple of eight octets follow.
 */
final class NxMatches {
  private NxMatches() {}

  static Match read(WireReader in, int length) {
    int padding = -length & 7;
    if (length + padding > in.remaining()) {
      throw new DecodeException(
          OfError.OFPBMC_BAD_LEN,
          "match of length " + length + ", " + in.remaining() + " octets are left");
    }
    WireReader elements = in.slice(length, OfError.OFPBMC_BAD_LEN);
    in.skip(padding);
    Match.Builder match = Match.builder();
    while (elements.hasMore()) {
      match.unknown(elements.bytes(4 + (elements.peekU16(2) & 0xff)));
    }
    return match.build();
  }

  /**
   * @param lengthAt where the length of the elements belongs
   */
  static void write(Match match, int lengthAt, WireWriter out) {
    int start = out.position();
    Oxm.writeAll(match, out);
    out.patchLength(start, lengthAt, "match");
    out.padTo8(start);
  }
}
