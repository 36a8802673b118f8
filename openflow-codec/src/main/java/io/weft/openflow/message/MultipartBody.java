package io.weft.openflow.message;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.notation.Token;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What is asked and answered in multipart messages, called statistics in OpenFlow 1.0. */
public sealed interface MultipartBody {
  /** A question. */
  sealed interface Request extends MultipartBody {}

  /** One part of an answer; lists of several parts are joined by the session. */
  sealed interface Reply extends MultipartBody {}

  record DescRequest() implements Request {}

  /** What the switch says of itself (OpenFlow 1.3.5, 7.3.5.1). */
  record Desc(
      String manufacturer, String hardware, String software, String serialNumber, String datapath)
      implements Reply {}

  /**
   * Asks for flow entries (OpenFlow 1.3.5, 7.3.5.2).
   *
   * @param outGroup ANY (all ones) restricts nothing
   * @param cookieMask 0 restricts nothing
   */
  record FlowStatsRequest(
      int tableId, PortNo outPort, int outGroup, long cookie, long cookieMask, Match match)
      implements Request {
    /** All entries of all tables. */
    public static FlowStatsRequest all() {
      return new FlowStatsRequest(FlowMod.ALL_TABLES, PortNo.ANY, Bucket.NO_GROUP, 0, 0, Match.ANY);
    }
  }

  record FlowStats(List<FlowEntry> entries) implements Reply {
    public FlowStats {
      entries = List.copyOf(entries);
    }
  }

  /**
   * An installed flow entry.
   *
   * @param lifetime how long it has been installed
   * @param idleTimeout seconds
   * @param hardTimeout seconds
   * @param flags empty in OpenFlow 1.0, which does not say
   */
  record FlowEntry(
      int tableId,
      Duration lifetime,
      int priority,
      int idleTimeout,
      int hardTimeout,
      Set<FlowFlag> flags,
      long cookie,
      long packets,
      long bytes,
      Match match,
      List<Instruction> instructions) {
    public FlowEntry {
      flags = Set.copyOf(flags);
      instructions = List.copyOf(instructions);
    }

    /** The notation of {@code ovs-ofctl dump-flows}. */
    @Override
    public String toString() {
      return FlowText.print(this);
    }

    /**
     * Parses what {@link #toString} prints.
     *
     * @throws io.weft.openflow.notation.NotationException naming the column and what was expected
     */
    public static FlowEntry parse(String text) {
      return FlowParser.entry(new Token(text, 1));
    }
  }

  /** Asks for sums over flow entries; the fields are those of {@link FlowStatsRequest}. */
  record AggregateRequest(FlowStatsRequest of) implements Request {}

  record Aggregate(long packets, long bytes, long flows) implements Reply {}

  /** Asks for a port's counters; ANY for all ports. */
  record PortStatsRequest(PortNo port) implements Request {}

  record PortStats(List<PortCounters> ports) implements Reply {
    public PortStats {
      ports = List.copyOf(ports);
    }
  }

  /**
   * The counters of a port (OpenFlow 1.3.5, 7.3.5.6), all ones where the switch does not count.
   *
   * @param lifetime how long the port has existed; zero in OpenFlow 1.0, which does not say
   */
  record PortCounters(
      PortNo port,
      long rxPackets,
      long txPackets,
      long rxBytes,
      long txBytes,
      long rxDropped,
      long txDropped,
      long rxErrors,
      long txErrors,
      long rxFrameErrors,
      long rxOverErrors,
      long rxCrcErrors,
      long collisions,
      Duration lifetime) {}

  /** Asks for a group's counters; {@link GroupMod#ALL_GROUPS} for all. */
  record GroupStatsRequest(int groupId) implements Request {}

  record GroupStats(List<GroupCounters> groups) implements Reply {
    public GroupStats {
      groups = List.copyOf(groups);
    }
  }

  /** The counters of a group (OpenFlow 1.3.5, 7.3.5.9). */
  record GroupCounters(
      int groupId,
      long referenceCount,
      long packets,
      long bytes,
      Duration lifetime,
      List<BucketCounters> buckets) {
    public GroupCounters {
      buckets = List.copyOf(buckets);
    }
  }

  record BucketCounters(long packets, long bytes) {}

  record GroupDescRequest() implements Request {}

  record GroupDesc(List<GroupEntry> groups) implements Reply {
    public GroupDesc {
      groups = List.copyOf(groups);
    }
  }

  /** An installed group. */
  record GroupEntry(int groupId, GroupType type, List<Bucket> buckets) {
    public GroupEntry {
      buckets = List.copyOf(buckets);
    }

    /** The notation of {@code ovs-ofctl dump-groups}. */
    @Override
    public String toString() {
      return GroupText.print(this);
    }

    /**
     * Parses what {@link #toString} prints.
     *
     * @throws io.weft.openflow.notation.NotationException naming the column and what was expected
     */
    public static GroupEntry parse(String text) {
      return GroupText.parseEntry(new Token(text, 1));
    }
  }

  record PortDescRequest() implements Request {}

  record PortDescs(List<PortDesc> ports) implements Reply {
    public PortDescs {
      ports = List.copyOf(ports);
    }
  }

  /** A question that no row reads; written back as it came. */
  record UnknownRequest(int type, Bytes body) implements Request {}

  /** An answer that no row reads; written back as it came. */
  record UnknownReply(int type, Bytes body) implements Reply {}
}
