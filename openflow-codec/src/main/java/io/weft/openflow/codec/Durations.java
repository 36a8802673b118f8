package io.weft.openflow.codec;

import io.weft.openflow.message.Elapsed;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/** 32 bits of seconds, then 32 bits of nanoseconds (OpenFlow 1.3.5, 7.3.5.2). */
final class Durations {
  private Durations() {}

  static Elapsed read(WireReader in) {
    long seconds = in.u32();
    return new Elapsed(seconds, in.u32());
  }

  static void write(Elapsed elapsed, WireWriter out) {
    out.u32(elapsed.seconds());
    out.u32(elapsed.nanoseconds());
  }
}
