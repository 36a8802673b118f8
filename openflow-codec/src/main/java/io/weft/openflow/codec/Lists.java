package io.weft.openflow.codec;

import io.weft.openflow.EncodeException;
import io.weft.openflow.wire.Codec;
import io.weft.openflow.wire.Part;
import java.util.ArrayList;
import java.util.List;

/** Lists that go on to the end of what they are in. */
final class Lists {
  private Lists() {}

  /** A list of one at least, as Open vSwitch has some; an empty one is refused when encoding. */
  static <V> Part<List<V>> some(Codec<V> element) {
    Part<List<V>> list = of(element);
    return Part.of(
        list::read,
        (values, out) -> {
          if (values.isEmpty()) {
            throw EncodeException.unsayable("an empty list", out.version());
          }
          list.write(values, out);
        });
  }

  static <V> Part<List<V>> of(Codec<V> element) {
    return Part.of(
        in -> {
          List<V> values = new ArrayList<>();
          while (in.hasMore()) {
            values.add(element.read(in));
          }
          return values;
        },
        (values, out) -> {
          for (V value : values) {
            element.write(value, out);
          }
        });
  }
}
