package io.weft.openflow.wire;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One wire form: how it is read and how it is written, side by side. A body's type and length are
 * its table's business.
 */
public interface Codec<T> {
  T read(WireReader in);

  void write(T value, WireWriter out);

  /** A codec of two functions. */
  static <T> Codec<T> of(Function<WireReader, T> read, BiConsumer<T, WireWriter> write) {
    return new Codec<>() {
      @Override
      public T read(WireReader in) {
        return read.apply(in);
      }

      @Override
      public void write(T value, WireWriter out) {
        write.accept(value, out);
      }
    };
  }
}
