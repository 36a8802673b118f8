package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.wire.WireReader;

/** Lengths of bodies, which Open vSwitch checks before anything that they say. */
final class Lengths {
  private Lengths() {}

  /** Refuses a body that is not a struct of so many octets and then a multiple of eight. */
  static void check(WireReader in, int struct) {
    int rest = in.remaining() - struct;
    if (rest < 0 || rest % 8 != 0) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_LEN,
          "body of "
              + in.remaining()
              + " octets, must be "
              + struct
              + " and then a multiple of eight");
    }
  }

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
