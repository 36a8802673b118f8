package io.weft.openflow.action;

import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Actions of Open vSwitch's connection tracker (ovs-actions(7); nicira-ext.h, NXAST_CT). */
public sealed interface ConntrackAction extends Action {
  /**
   * Passes the packet to the connection tracker.
   *
   * @param flags {@link #COMMIT}, {@link #FORCE}; other bits mean nothing yet
   * @param zoneSource the 16 bits that the zone comes from, which then count instead of the number
   * @param zone the zone, 0 to 65535
   * @param table where the packet goes on, or {@link NxAction#NO_TABLE}
   * @param alg port of the protocol whose helper looks at it, 0 for none
   * @param actions executed on the connection: {@link Nat}, and what sets its mark and label
   */
  record Ct(
      int flags, Optional<Subfield> zoneSource, int zone, int table, int alg, List<Action> actions)
      implements ConntrackAction {
    /** Bit 0: remember the connection. */
    public static final int COMMIT = 1;

    /** Bit 1: even if it is known in the other direction. */
    public static final int FORCE = 1 << 1;

    public Ct {
      Range.check("flags", flags, 0xffff);
      Range.check("zone", zone, 0xffff);
      Range.check("table", table, 0xff);
      Range.check("alg", alg, 0xffff);
      if (zoneSource.isPresent() && (zone != 0 || zoneSource.get().bits() != 16)) {
        throw new IllegalArgumentException(
            zoneSource.get() + " must have 16 bits and no zone beside it");
      }
      actions = Nesting.copy(actions);
    }

    public boolean commits() {
      return (flags & COMMIT) != 0;
    }

    public boolean forces() {
      return (flags & FORCE) != 0;
    }

    @Override
    public String toString() {
      return ConntrackText.print(this);
    }
  }

  /** Forgets what the tracker found out about the packet. */
  record CtClear() implements ConntrackAction {
    @Override
    public String toString() {
      return "ct_clear";
    }
  }

  /** What {@link Nat} changes, and how it chooses, by bit. */
  enum NatFlag {
    SRC,
    DST,
    PERSISTENT,
    HASH,
    RANDOM
  }

  /** The addresses and ports to choose from. */
  sealed interface NatRange {
    /** The lowest port, 0 for none. */
    int firstPort();

    /** The highest port, 0 for none. */
    int lastPort();

    /**
     * IPv4 addresses.
     *
     * @param last empty if there is only one
     */
    record V4(Ipv4Address first, Optional<Ipv4Address> last, int firstPort, int lastPort)
        implements NatRange {
      public V4 {
        checkPorts(firstPort, lastPort);
        boolean falls =
            last.isPresent() && Integer.compareUnsigned(last.get().bits(), first.bits()) < 0;
        if (first.bits() == 0 || falls) {
          throw new IllegalArgumentException(
              "addresses from " + first + last.map(address -> " to " + address).orElse(""));
        }
      }
    }

    /**
     * IPv6 addresses.
     *
     * @param last empty if there is only one
     */
    record V6(Ipv6Address first, Optional<Ipv6Address> last, int firstPort, int lastPort)
        implements NatRange {
      public V6 {
        checkPorts(firstPort, lastPort);
        boolean falls = last.isPresent() && compare(last.get(), first) < 0;
        if (first.high() == 0 && first.low() == 0 || falls) {
          throw new IllegalArgumentException(
              "addresses from " + first + last.map(address -> " to " + address).orElse(""));
        }
      }

      private static int compare(Ipv6Address a, Ipv6Address b) {
        int high = Long.compareUnsigned(a.high(), b.high());
        return high != 0 ? high : Long.compareUnsigned(a.low(), b.low());
      }
    }

    private static void checkPorts(int first, int last) {
      Range.check("port", first, 0xffff);
      Range.check("port", last, 0xffff);
      if (last != 0 && (first == 0 || last < first)) {
        throw new IllegalArgumentException("ports from " + first + " to " + last);
      }
    }
  }

  /** Translates addresses, within {@link Ct} only. */
  record Nat(Set<NatFlag> flags, Optional<NatRange> range) implements ConntrackAction {
    public Nat {
      flags = Set.copyOf(flags);
      boolean contradicts =
          flags.contains(NatFlag.SRC) && flags.contains(NatFlag.DST)
              || flags.contains(NatFlag.HASH) && flags.contains(NatFlag.RANDOM);
      if (contradicts) {
        throw new IllegalArgumentException("nat with " + flags + ", which exclude each other");
      }
    }

    @Override
    public String toString() {
      return ConntrackText.print(this);
    }
  }
}
