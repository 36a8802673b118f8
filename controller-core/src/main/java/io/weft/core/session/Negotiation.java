package io.weft.core.session;

import io.weft.openflow.OfVersion;
import io.weft.openflow.message.OfMessage.Hello;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which version two ends speak (OpenFlow 1.3.5, 6.3.1): the highest that both bitmaps have, or, if
 * the switch sent no bitmap, the lower of the two highest versions, which each end must speak.
 */
final class Negotiation {
  private Negotiation() {}

  /** The version to speak; empty if there is none. */
  static Optional<OfVersion> agree(List<OfVersion> ours, Hello theirs) {
    if (theirs.versionBitmap().isPresent()) {
      return ours.stream().filter(theirs::offers).max(Comparator.naturalOrder());
    }
    int lower = Math.min(theirs.version(), highest(ours).wire());
    return OfVersion.ofWire(lower).filter(ours::contains);
  }

  static OfVersion highest(List<OfVersion> versions) {
    return versions.stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  /** What a refusal is written in: the newest version that the other end may be able to read. */
  static OfVersion readableBy(int theirVersion, List<OfVersion> ours) {
    OfVersion highest = highest(ours);
    return OfVersion.ofWire(theirVersion).filter(v -> v.isBefore(highest)).orElse(highest);
  }

  /** The versions of a hello, for people. */
  static String offered(Hello hello) {
    return hello
        .versionBitmap()
        .map(bitmap -> "those of bitmap 0x" + Integer.toHexString(bitmap))
        .orElse("up to wire version 0x" + Integer.toHexString(hello.version()));
  }
}
