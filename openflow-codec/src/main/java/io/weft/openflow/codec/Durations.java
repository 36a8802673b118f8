package io.weft.openflow.codec;

import io.weft.openflow.EncodeException;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.time.Duration;

/**
 * Lifetimes: 32 bits of seconds, then 32 bits of nanoseconds. Switches that do not know one say all
 * ones in both; that is read as the sum of the two and written back alike.
 */
final class Durations {
  private static final long MAX_SECONDS = 0xffff_ffffL;
  private static final long MAX_REST_SECONDS = 4;
  private static final long NANOS = 1_000_000_000;

  private Durations() {}

  static Duration read(WireReader in) {
    long seconds = in.u32();
    return Duration.ofSeconds(seconds, in.u32());
  }

  static void write(Duration duration, WireWriter out) {
    long seconds = Math.clamp(duration.getSeconds(), 0, MAX_SECONDS);
    long rest = duration.getSeconds() - seconds;
    if (rest < 0 || rest > MAX_REST_SECONDS) {
      throw EncodeException.unsayable("a lifetime of " + duration, out.version());
    }
    out.u32(seconds);
    out.u32(rest * NANOS + duration.getNano());
  }
}
