package io.weft.openflow.wire;

import io.weft.openflow.EncodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A list of elements up to the end of a body.
 *
 * @param one how an element is read and written
 * @param mayBeEmpty false if there is always one at least, so that an empty list is refused
 */
public record ListPart<V>(Codec<V> one, boolean mayBeEmpty) implements Part<List<V>> {
  public static <V> ListPart<V> of(Function<WireReader, V> read, BiConsumer<V, WireWriter> write) {
    return new ListPart<>(Codec.of(read, write), true);
  }

  /** A list that is never empty. */
  public static <V> ListPart<V> some(
      Function<WireReader, V> read, BiConsumer<V, WireWriter> write) {
    return new ListPart<>(Codec.of(read, write), false);
  }

  @Override
  public List<V> read(WireReader in) {
    List<V> values = new ArrayList<>();
    while (in.hasMore()) {
      values.add(one.read(in));
    }
    return values;
  }

  @Override
  public void write(List<V> values, WireWriter out) {
    if (values.isEmpty() && !mayBeEmpty) {
      throw EncodeException.unsayable("an empty list", out.version());
    }
    for (V value : values) {
      one.write(value, out);
    }
  }
}
