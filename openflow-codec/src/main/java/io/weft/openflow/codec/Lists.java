package io.weft.openflow.codec;

import io.weft.openflow.wire.Codec;
import io.weft.openflow.wire.ListPart;
import io.weft.openflow.wire.Part;
import java.util.List;

/** Lists that go on to the end of what they are in. */
final class Lists {
  private Lists() {}

  static <V> Part<List<V>> of(Codec<V> element) {
    return new ListPart<>(element);
  }
}
