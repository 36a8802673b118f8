package io.weft.openflow.codec;

import io.weft.openflow.wire.Codec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The form of one action, with the length that it must have before anything else of it is looked
 * at.
 *
 * @param length octets of the whole action, header included; the least if it varies
 * @param layout of what follows the header
 */
record ActionCodec<T>(int length, boolean varies, Codec<T> layout) implements Codec<T> {
  static <T> ActionCodec<T> fixed(int length, Codec<T> layout) {
    return new ActionCodec<>(length, false, layout);
  }

  static <T> ActionCodec<T> fixed(
      int length, Function<WireReader, T> read, BiConsumer<T, WireWriter> write) {
    return fixed(length, Codec.of(read, write));
  }

  static <T> ActionCodec<T> atLeast(
      int length, Function<WireReader, T> read, BiConsumer<T, WireWriter> write) {
    return new ActionCodec<>(length, true, Codec.of(read, write));
  }

  boolean allows(int given) {
    return varies ? given >= length : given == length;
  }

  @Override
  public T read(WireReader in) {
    return layout.read(in);
  }

  @Override
  public void write(T value, WireWriter out) {
    layout.write(value, out);
  }

  @Override
  public Function<WireReader, T> reader() {
    return layout.reader();
  }

  @Override
  public BiConsumer<T, WireWriter> writer() {
    return layout.writer();
  }
}
