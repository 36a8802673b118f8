package io.weft.openflow.codec;

import io.weft.openflow.wire.Codec;
import io.weft.openflow.wire.Part;
import java.util.ArrayList;
import java.util.List;

/** Lists that go on to the end of what they are in. */
final class Lists {
  private Lists() {}

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
