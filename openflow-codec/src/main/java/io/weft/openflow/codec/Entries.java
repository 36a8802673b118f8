package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.wire.WireReader;

/** Entries of a list that say their own length. */
final class Entries {
  private Entries() {}

  /**
   * The rest of an entry, which the list has then passed.
   *
   * @param list at an octet of the entry
   * @param length of the whole entry, as it says itself
   * @param read how many octets of it the list has passed
   * @param least what an entry is long at least
   * @param badLength what a wrong length is called
   */
  static WireReader rest(
      WireReader list, int length, int read, int least, OfError badLength, String what) {
    if (length < least || length - read > list.remaining()) {
      throw new DecodeException(
          badLength,
          what
              + " has length "
              + length
              + ", expected at least "
              + least
              + ", "
              + (list.remaining() + read)
              + " octets are left");
    }
    return list.slice(length - read, badLength);
  }
}
