package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Lists of elements that begin with a type and a length of 16 bits each, the length counting both:
 * actions and instructions (OpenFlow 1.3.5, 7.2.4 and 7.2.5).
 */
final class Elements {
  static final int HEADER = 4;

  private Elements() {}

  /**
   * Reads elements up to the end.
   *
   * @param badLength what a wrong length is called in this list
   * @param read makes an element of its type and body
   */
  static <T> List<T> readAll(
      WireReader in, OfError badLength, BiFunction<Integer, WireReader, T> read) {
    if (!in.hasMore()) {
      return List.of();
    }
    List<T> elements = new ArrayList<>(4);
    WireReader list = in.rest(badLength);
    while (list.hasMore()) {
      int type = list.u16();
      int length = list.u16();
      if (length < 8 || length % 8 != 0) {
        throw new DecodeException(
            badLength, "element of type " + type + " has length " + length + ", no multiple of 8");
      }
      elements.add(read.apply(type, list.slice(length - HEADER, badLength)));
    }
    return elements;
  }

  /** Writes type, length, body and zeroes up to a multiple of eight octets. */
  static void write(int type, Runnable body, WireWriter out, String what) {
    int start = out.position();
    out.u16(type);
    out.u16(0);
    body.run();
    out.padTo8(start);
    out.patchLength(start, start + 2, what);
  }
}
