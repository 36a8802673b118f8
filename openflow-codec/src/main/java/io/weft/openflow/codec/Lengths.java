package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.wire.WireReader;

/** Lengths of elements of lists that multipart messages are. */
final class Lengths {
  private Lengths() {}

  /** The octets of a list's next element, whose struct has so many at least. */
  static int ofElement(WireReader list, int struct, String what) {
    if (list.remaining() < struct) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_LEN, list.remaining() + " octets left for a " + what);
    }
    int length = list.peekU16(0);
    if (length < struct) {
      throw new DecodeException(OfError.OFPBRC_BAD_LEN, what + " of length " + length);
    }
    return length;
  }
}
