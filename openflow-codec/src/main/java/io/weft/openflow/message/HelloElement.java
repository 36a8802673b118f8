package io.weft.openflow.message;

import io.weft.net.Bytes;
import java.util.List;

/** What a hello may carry (OpenFlow 1.3.5, 7.5.1). */
public sealed interface HelloElement {
  /**
   * OFPHET_VERSIONBITMAP: which versions the sender speaks.
   *
   * @param words 32 versions each, the lowest first: bit n of the first is wire version n; at least
   *     one
   */
  record VersionBitmap(List<Integer> words) implements HelloElement {
    public VersionBitmap {
      words = List.copyOf(words);
      if (words.isEmpty()) {
        throw new IllegalArgumentException("a version bitmap without words");
      }
    }
  }

  /**
   * An element that is no version bitmap; written back as it came.
   *
   * @param type 0 to 65535
   * @param body what follows type and length, without the padding
   */
  record Unknown(int type, Bytes body) implements HelloElement {}
}
