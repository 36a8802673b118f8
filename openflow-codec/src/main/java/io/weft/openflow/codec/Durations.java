package io.weft.openflow.codec;

import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.time.Duration;

/** Lifetimes: 32 bits of seconds, then 32 bits of nanoseconds. */
final class Durations {
  private Durations() {}

  static Duration read(WireReader in) {
    long seconds = in.u32();
    return Duration.ofSeconds(seconds, in.u32());
  }

  static void write(Duration duration, WireWriter out) {
    out.u32(duration.getSeconds());
    out.u32(duration.getNano());
  }
}
