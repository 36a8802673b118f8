package io.weft.openflow.codec;

import io.weft.openflow.OfVersion;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/**
 * What a thread uses again for each message: a reader and a writer with their arrays, which would
 * be most of what a message costs in memory. A message is read or written as a whole before the
 * thread begins the next one, so that it never needs two of them.
 */
final class Desk {
  private static final ThreadLocal<Desk> DESKS = ThreadLocal.withInitial(Desk::new);
  private static final int TYPICAL = 2048;

  private final WireReader reader = new WireReader(new byte[TYPICAL], 0, 0, OfVersion.OF13);
  private final WireWriter writer = new WireWriter(OfVersion.OF13);

  private Desk() {}

  static Desk ofThisThread() {
    return DESKS.get();
  }

  WireReader reader() {
    return reader;
  }

  WireWriter writer() {
    return writer;
  }
}
