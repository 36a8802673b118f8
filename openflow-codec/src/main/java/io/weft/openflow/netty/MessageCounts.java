package io.weft.openflow.netty;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * How many messages of each type went one way. One thread counts, any may read: what it reads may
 * be a moment old, and counting costs no more than an addition.
 */
public final class MessageCounts {
  /** Types are below this; what is not is counted at {@code TYPES - 1}, which is none. */
  public static final int TYPES = 37;

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] counts = new long[TYPES];

  void count(int type) {
    count(type, 1);
  }

  void count(int type, int messages) {
    int at = Math.min(type & 0xff, TYPES - 1);
    CELL.setOpaque(counts, at, counts[at] + messages);
  }

  /** Counts messages that lie one behind the other. */
  void countAll(byte[] octets, int size) {
    for (int at = 0; at < size; ) {
      count(octets[at + 1]);
      at += Math.max(8, (octets[at + 2] & 0xff) << 8 | octets[at + 3] & 0xff);
    }
  }

  /** Adds the counts to an array of {@link #TYPES} sums. */
  public void addTo(long[] sums) {
    Arrays.setAll(sums, type -> sums[type] + (long) CELL.getOpaque(counts, type));
  }
}
