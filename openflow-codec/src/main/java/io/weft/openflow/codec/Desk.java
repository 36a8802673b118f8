package io.weft.openflow.codec;

import io.netty.buffer.ByteBuf;
import io.weft.openflow.OfVersion;
import io.weft.openflow.wire.WireWriter;

/**
 * What a thread uses again for each message: the octets of the one that it reads and of the one
 * that it writes. New arrays for each would be most of what coding a message costs in memory. A
 * message is read or written as a whole before the next one is begun, so nothing else is kept here.
 */
final class Desk {
  private static final ThreadLocal<Desk> DESKS = ThreadLocal.withInitial(Desk::new);
  private static final int TYPICAL = 2048;

  private final WireWriter writer = new WireWriter(OfVersion.OF13);
  private byte[] frame = new byte[TYPICAL];

  private Desk() {}

  static Desk ofThisThread() {
    return DESKS.get();
  }

  /** A copy of the octets at the beginning of an array, whose rest is anything. */
  byte[] frameOf(ByteBuf buffer, int start, int length) {
    if (frame.length < length) {
      frame = new byte[Integer.highestOneBit(length) << 1];
    }
    buffer.getBytes(start, frame, 0, length);
    return frame;
  }

  /** A writer of which nothing is written yet. */
  WireWriter writer(OfVersion version) {
    writer.restart(version);
    return writer;
  }
}
