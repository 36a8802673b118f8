package io.weft.app.learning;

import java.util.Arrays;

/**
 * Which address is behind which port, and when it was last heard of: one long for each address, in
 * one array, so that a lookup costs one miss of the processor's caches and nothing is allocated.
 * Open addressing with linear probing; not thread-safe.
 *
 * <p>Time is counted in ticks, of which an address that is silent lives {@link #LIFETIME} to one
 * less.
 *
 * <pre>
 *   63                         16 15       6 5    0
 *   | address                    | slot of  | tick |      0: free
 *   |                            | the port | &63  |      slot 0: forgotten, the place may be used again
 * </pre>
 */
final class StationTable {
  /**
   * No address: {@link #portOf} an address that is not known. 0 is no port (OpenFlow 1.3.5, 7.2.1).
   */
  static final int UNKNOWN = 0;

  static final int LIFETIME = 32;

  private static final int ADDRESS_SHIFT = 16;
  private static final int SLOT_SHIFT = 6;
  private static final int TICKS = 1 << SLOT_SHIFT;
  private static final int SLOTS = 1 << (ADDRESS_SHIFT - SLOT_SHIFT);
  private static final int SMALLEST = 64;
  private static final int LARGE = 8192;

  /** How far an address is looked for: a table at most 13/16 full does not need so much. */
  private static final int MAX_PROBES = 1024;

  /** No entry looks so, which the compiler does not know: it must not leave the read out. */
  private static final long NEVER = 1;

  private final int maxAddresses;

  private final long seed;

  private long[] entries = new long[SMALLEST];
  private int shift = Long.SIZE - Integer.numberOfTrailingZeros(SMALLEST);
  private int used;
  private int live;
  private long lastTicks;
  private int tick;

  @SuppressWarnings("UnusedVariable") // being written is its use
  private int touched;

  /** The ports by slot; those below a half of the slots have the slot of their number. */
  private final int[] ports = new int[SLOTS];

  private int otherSlots = SLOTS / 2;

  /**
   * @param maxAddresses more are not learned
   * @param seed random: nobody can know which addresses meet in one place
   */
  StationTable(int maxAddresses, long seed) {
    this.maxAddresses = maxAddresses;
    this.seed = seed;
  }

  /** Addresses that are known. */
  int size() {
    return live;
  }

  /**
   * It is so late now.
   *
   * @param ticks since any time in the past
   */
  void time(long ticks) {
    if (ticks == lastTicks) {
      return;
    }
    boolean all = ticks - lastTicks >= LIFETIME;
    lastTicks = ticks;
    tick = (int) (ticks & (TICKS - 1));
    forgetSilent(all);
  }

  /**
   * Long before their age could be taken for a small one again.
   *
   * @param all whether so much time has passed since the last tick that nobody was heard of
   */
  private void forgetSilent(boolean all) {
    for (int i = 0; i < entries.length; i++) {
      long entry = entries[i];
      if (slot(entry) != 0 && (all || (tick - entry & (TICKS - 1)) >= LIFETIME)) {
        entries[i] = entry >>> ADDRESS_SHIFT << ADDRESS_SHIFT;
        live--;
      }
    }
  }

  /**
   * The address was heard of at a port.
   *
   * @return whether it had been at another one
   */
  boolean learn(long address, int port) {
    int slot = slotOf(port);
    if (slot == 0 || address == 0) {
      return false;
    }
    long entry = address << ADDRESS_SHIFT | (long) slot << SLOT_SHIFT | tick;
    long[] all = entries;
    int mask = all.length - 1;
    int at = place(address);
    for (int probes = 0; probes < MAX_PROBES; probes++) {
      long there = all[at];
      if (there == entry) {
        return false;
      }
      if (there >>> ADDRESS_SHIFT == address) {
        return renew(at, entry);
      }
      if (there == 0) {
        insert(at, entry);
        return false;
      }
      at = at + 1 & mask;
    }
    return false;
  }

  private boolean renew(int at, long entry) {
    int before = slot(entries[at]);
    if (before == 0) {
      if (live >= maxAddresses) {
        return false;
      }
      live++;
    }
    entries[at] = entry;
    return before != 0 && before != slot(entry);
  }

  private void insert(int free, long entry) {
    if (live >= maxAddresses) {
      return;
    }
    entries[free] = entry;
    used++;
    live++;
    if (used > entries.length / 16 * 13) {
      rebuild();
    }
  }

  /** Leaves out what was forgotten, and makes room for as many again as are left. */
  private void rebuild() {
    long[] before = entries;
    int size = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, live)) * 4);
    entries = new long[size];
    shift = Long.SIZE - Integer.numberOfTrailingZeros(size);
    used = live;
    for (long entry : before) {
      if (slot(entry) != 0) {
        int at = place(entry >>> ADDRESS_SHIFT);
        while (entries[at] != 0) {
          at = at + 1 & size - 1;
        }
        entries[at] = entry;
      }
    }
  }

  /** The port that an address was last heard of at, or {@link #UNKNOWN}. */
  int portOf(long address) {
    long[] all = entries;
    int mask = all.length - 1;
    int at = place(address);
    for (int probes = 0; probes < MAX_PROBES; probes++) {
      long there = all[at];
      if (there >>> ADDRESS_SHIFT == address) {
        return ports[slot(there)];
      }
      if (there == 0) {
        return UNKNOWN;
      }
      at = at + 1 & mask;
    }
    return UNKNOWN;
  }

  /** Whether it is rather not in a cache that other tables need too. */
  boolean isLarge() {
    return entries.length >= LARGE;
  }

  /** Has the processor fetch the place of an address, without waiting for it. */
  void touch(long address) {
    if (entries[place(address)] == NEVER) {
      touched++;
    }
  }

  /**
   * Addresses in a row, as makers and hypervisors give them, must not come to lie in a row: one
   * multiplication by a random number does that to some of them for one seed in a hundred.
   */
  private int place(long address) {
    long mixed = (address ^ seed) * 0x9e37_79b9_7f4a_7c15L;
    return (int) ((mixed ^ mixed >>> 32) * 0xd6e8_feb8_6659_fd93L >>> shift);
  }

  /** How far from its own place an address lies at most. */
  int furthest() {
    int furthest = 0;
    int mask = entries.length - 1;
    for (int at = 0; at <= mask; at++) {
      if (entries[at] != 0) {
        furthest = Math.max(furthest, at - place(entries[at] >>> ADDRESS_SHIFT) & mask);
      }
    }
    return furthest;
  }

  private static int slot(long entry) {
    return (int) (entry >>> SLOT_SHIFT) & (SLOTS - 1);
  }

  /** The slot of a port, 0 if there is none left: then what is behind it is not learned. */
  private int slotOf(int port) {
    if (port > 0 && port < SLOTS / 2) {
      ports[port] = port;
      return port;
    }
    for (int slot = SLOTS / 2; slot < otherSlots; slot++) {
      if (ports[slot] == port) {
        return slot;
      }
    }
    if (port == 0 || otherSlots == SLOTS) {
      return 0;
    }
    ports[otherSlots] = port;
    return otherSlots++;
  }

  @Override
  public String toString() {
    return live
        + " addresses in "
        + entries.length
        + " places, "
        + Arrays.stream(ports).filter(port -> port != 0).count()
        + " ports";
  }
}
