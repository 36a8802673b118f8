package io.weft.openflow.message;

import io.weft.net.Bytes;
import java.util.List;

/**
 * Statistics of a flow entry as OpenFlow 1.5 says them (1.5.1, 7.2.4): fields in the order in which
 * they stand, each of which may be missing.
 */
public record Oxs(List<Stat> stats) {
  /** What a counter says that is not known: all ones. */
  public static final long UNKNOWN = -1;

  private static final int HEADER = 4;
  private static final long MAX_FLOWS = 0xffff_ffffL;

  /** One field. */
  public sealed interface Stat {
    /** OFPXST_OFB_DURATION: how long the entry has been installed. */
    record Lifetime(Elapsed value) implements Stat {}

    /** OFPXST_OFB_IDLE_TIME: how long no packet has come. */
    record IdleTime(Elapsed value) implements Stat {}

    /** OFPXST_OFB_FLOW_COUNT: entries that were summed up, 0 to 2^32 - 1. */
    record FlowCount(long value) implements Stat {
      public FlowCount {
        if (value < 0 || value > MAX_FLOWS) {
          throw new IllegalArgumentException(
              "flow count is " + value + ", must be 0 to " + MAX_FLOWS);
        }
      }
    }

    /** OFPXST_OFB_PACKET_COUNT, 64 bits without sign. */
    record PacketCount(long value) implements Stat {}

    /** OFPXST_OFB_BYTE_COUNT, 64 bits without sign. */
    record ByteCount(long value) implements Stat {}

    /** A field that no row reads, header included; written back as it came. */
    record Unknown(Bytes element) implements Stat {
      public Unknown {
        if (element.size() < HEADER || element.u8(HEADER - 1) != element.size() - HEADER) {
          throw new IllegalArgumentException(
              "statistic " + element + " must be a header with its length, and so many octets");
        }
      }
    }
  }

  public Oxs {
    stats = List.copyOf(stats);
  }

  /** What an entry says that is neither summed up nor asked for its idle time. */
  static Oxs ofEntry(Elapsed lifetime, long packets, long bytes) {
    return new Oxs(
        List.of(
            new Stat.Lifetime(lifetime), new Stat.PacketCount(packets), new Stat.ByteCount(bytes)));
  }

  /** What a sum over entries says. */
  static Oxs ofSum(long packets, long bytes, long flows) {
    return new Oxs(
        List.of(
            new Stat.FlowCount(flows), new Stat.PacketCount(packets), new Stat.ByteCount(bytes)));
  }

  /** The last lifetime given, or {@link Elapsed#UNKNOWN}. */
  public Elapsed lifetime() {
    Elapsed found = Elapsed.UNKNOWN;
    for (Stat stat : stats) {
      found = stat instanceof Stat.Lifetime lifetime ? lifetime.value() : found;
    }
    return found;
  }

  /** The last idle time given, or {@link Elapsed#UNKNOWN}. */
  public Elapsed idleTime() {
    Elapsed found = Elapsed.UNKNOWN;
    for (Stat stat : stats) {
      found = stat instanceof Stat.IdleTime time ? time.value() : found;
    }
    return found;
  }

  /** The last packet count given, or {@link #UNKNOWN}. */
  public long packets() {
    long found = UNKNOWN;
    for (Stat stat : stats) {
      found = stat instanceof Stat.PacketCount count ? count.value() : found;
    }
    return found;
  }

  /** The last byte count given, or {@link #UNKNOWN}. */
  public long bytes() {
    long found = UNKNOWN;
    for (Stat stat : stats) {
      found = stat instanceof Stat.ByteCount count ? count.value() : found;
    }
    return found;
  }

  /** The last flow count given, or 2^32 - 1 if there is none. */
  public long flows() {
    long found = MAX_FLOWS;
    for (Stat stat : stats) {
      found = stat instanceof Stat.FlowCount count ? count.value() : found;
    }
    return found;
  }
}
