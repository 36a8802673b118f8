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
    long outer = in.enter(in.remaining(), badLength);
    T first = readOne(in, badLength, read);
    List<T> elements = in.hasMore() ? readMore(first, in, badLength, read) : List.of(first);
    in.leave(outer);
    return elements;
  }

  /** Most lists have one or two elements, for which the JDK has lists without an array. */
  private static <T> List<T> readMore(
      T first, WireReader in, OfError badLength, BiFunction<Integer, WireReader, T> read) {
    T second = readOne(in, badLength, read);
    if (!in.hasMore()) {
      return List.of(first, second);
    }
    List<T> elements = new ArrayList<>();
    elements.add(first);
    elements.add(second);
    while (in.hasMore()) {
      elements.add(readOne(in, badLength, read));
    }
    return List.copyOf(elements);
  }

  private static <T> T readOne(
      WireReader in, OfError badLength, BiFunction<Integer, WireReader, T> read) {
    int type = in.u16();
    int length = in.u16();
    if (length < 8 || length % 8 != 0) {
      throw new DecodeException(
          badLength, "element of type " + type + " has length " + length + ", no multiple of 8");
    }
    long outer = in.enter(length - HEADER, badLength);
    T element = read.apply(type, in);
    in.leave(outer);
    return element;
  }

  /** Writes type, length, body and zeroes up to a multiple of eight octets. */
  static void write(int type, Runnable body, WireWriter out, String what) {
    int start = begin(type, out);
    body.run();
    end(start, out, what);
  }

  /** Writes the header, whose length {@link #end} fills in; where the element begins. */
  static int begin(int type, WireWriter out) {
    int start = out.position();
    out.u16(type);
    out.u16(0);
    return start;
  }

  static void end(int start, WireWriter out, String what) {
    out.padTo8(start);
    out.patchLength(start, start + 2, what);
  }
}
