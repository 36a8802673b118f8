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

  /** What {@link #read} calls in the end, for a table that calls it for each message. */
  default Function<WireReader, T> reader() {
    return this::read;
  }

  /** What {@link #write} calls in the end. */
  default BiConsumer<T, WireWriter> writer() {
    return this::write;
  }

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

      @Override
      public Function<WireReader, T> reader() {
        return read;
      }

      @Override
      public BiConsumer<T, WireWriter> writer() {
        return write;
      }
    };
  }
}
