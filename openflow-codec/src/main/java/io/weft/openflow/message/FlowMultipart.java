package io.weft.openflow.message;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.notation.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Flow entries and sums over them, asked for and listed (OpenFlow 1.3.5, 7.3.5.2 and 7.3.5.3). */
public interface FlowMultipart {
  /** A question. */
  sealed interface Request extends MultipartBody.Request {}

  /** One part of an answer; lists of several parts are joined by the session. */
  sealed interface Reply extends MultipartBody.Reply {}

  /**
   * Asks for flow entries (OpenFlow 1.3.5, 7.3.5.2), called flow descriptions in 1.5.
   *
   * @param outGroup ANY (all ones) restricts nothing
   * @param cookieMask 0 restricts nothing
   */
  record FlowStatsRequest(
      int tableId, PortNo outPort, int outGroup, long cookie, long cookieMask, Match match)
      implements Request {
    public FlowStatsRequest {
      FlowMod.checkRange("table", tableId, 0xff);
    }

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
   * @param flags empty before OpenFlow 1.3, which does not say
   * @param importance 0 to 65535; since OpenFlow 1.4, else 0
   * @param packets 64 bits without sign, all ones if the switch does not count them
   * @param bytes 64 bits without sign, all ones if the switch does not count them
   * @param stats what OpenFlow 1.5 says instead of lifetime, packets and bytes, if it is more, less
   *     or in another order; those three are then what this says of them
   */
  record FlowEntry(
      int tableId,
      Elapsed lifetime,
      int priority,
      int idleTimeout,
      int hardTimeout,
      Set<FlowFlag> flags,
      int importance,
      long cookie,
      long packets,
      long bytes,
      Match match,
      List<Instruction> instructions,
      Optional<Oxs> stats) {
    public FlowEntry {
      flags = Set.copyOf(flags);
      instructions = List.copyOf(instructions);
      FlowMod.checkRange("table", tableId, 0xff);
      FlowMod.checkRange("priority", priority, 0xffff);
      FlowMod.checkRange("idle_timeout", idleTimeout, 0xffff);
      FlowMod.checkRange("hard_timeout", hardTimeout, 0xffff);
      FlowMod.checkRange("importance", importance, 0xffff);
      if (stats.isPresent()) {
        Oxs given = stats.get();
        lifetime = given.lifetime();
        packets = given.packets();
        bytes = given.bytes();
        if (given.equals(Oxs.ofEntry(lifetime, packets, bytes))) {
          stats = Optional.empty();
        }
      }
    }

    /** An entry without importance, whose statistics are lifetime, packets and bytes. */
    public FlowEntry(
        int tableId,
        Elapsed lifetime,
        int priority,
        int idleTimeout,
        int hardTimeout,
        Set<FlowFlag> flags,
        long cookie,
        long packets,
        long bytes,
        Match match,
        List<Instruction> instructions) {
      this(
          tableId,
          lifetime,
          priority,
          idleTimeout,
          hardTimeout,
          flags,
          0,
          cookie,
          packets,
          bytes,
          match,
          instructions,
          Optional.empty());
    }

    /** All statistics, in the order in which OpenFlow 1.5 says them. */
    public Oxs allStats() {
      return stats.isPresent() ? stats.get() : Oxs.ofEntry(lifetime, packets, bytes);
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

  /**
   * Asks for sums over flow entries; the fields are those of {@link FlowStatsRequest}.
   *
   * @param rest what follows, a multiple of eight octets, of which a switch takes no notice: some
   *     name the statistics there that they want in OpenFlow 1.5
   */
  record AggregateRequest(FlowStatsRequest of, Bytes rest) implements Request {
    public AggregateRequest(FlowStatsRequest of) {
      this(of, Bytes.EMPTY);
    }
  }

  /**
   * Sums over flow entries.
   *
   * @param flows 0 to 2^32 - 1
   * @param stats what OpenFlow 1.5 says, if it is more or less than flows, packets and bytes or in
   *     another order; those three are then what this says of them
   */
  record Aggregate(long packets, long bytes, long flows, Optional<Oxs> stats) implements Reply {
    public Aggregate {
      if (stats.isPresent()) {
        Oxs given = stats.get();
        packets = given.packets();
        bytes = given.bytes();
        flows = given.flows();
        if (given.equals(Oxs.ofSum(packets, bytes, flows))) {
          stats = Optional.empty();
        }
      }
    }

    public Aggregate(long packets, long bytes, long flows) {
      this(packets, bytes, flows, Optional.empty());
    }

    /** All sums, in the order in which OpenFlow 1.5 says them. */
    public Oxs allStats() {
      return stats.isPresent() ? stats.get() : Oxs.ofSum(packets, bytes, flows);
    }
  }

  /**
   * Asks for the statistics of flow entries alone (OFPMP_FLOW_STATS of OpenFlow 1.5.1, 7.3.5.3).
   */
  record FlowCountersRequest(FlowStatsRequest of) implements Request {}

  /** Statistics of flow entries without their instructions; OpenFlow 1.5. */
  record FlowCounters(List<EntryCounters> entries) implements Reply {
    public FlowCounters {
      entries = List.copyOf(entries);
    }
  }

  /**
   * Statistics of one flow entry.
   *
   * @param reason OFPFSR_*, 0 to 255: 0 as it was asked for, 1 as a statistics trigger fired
   */
  record EntryCounters(int tableId, int reason, int priority, Match match, Oxs stats) {
    public EntryCounters {
      FlowMod.checkRange("table", tableId, 0xff);
      FlowMod.checkRange("reason", reason, 0xff);
      FlowMod.checkRange("priority", priority, 0xffff);
    }
  }

  /** {@link FlowStatsRequest} with NXM fields (NXST_FLOW of Open vSwitch); OpenFlow 1.0. */
  record NxFlowStatsRequest(FlowStatsRequest of) implements Request {}

  /** The answer to {@link NxFlowStatsRequest}. */
  record NxFlowStats(List<NxFlowEntry> entries) implements Reply {
    public NxFlowStats {
      entries = List.copyOf(entries);
    }
  }

  /**
   * An entry with a match of NXM fields. The ages are said where NXT_FLOW_AGE has been enabled.
   *
   * @param idleAge seconds since the last packet and 1; 0 if not said, 65535 for that and more
   * @param hardAge seconds since the last change and 1; 0 if not said, 65535 for that and more
   */
  record NxFlowEntry(FlowEntry entry, int idleAge, int hardAge) {
    public NxFlowEntry {
      FlowMod.checkRange("idle age", idleAge, 0xffff);
      FlowMod.checkRange("hard age", hardAge, 0xffff);
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
    public static NxFlowEntry parse(String text) {
      return FlowParser.nxEntry(new Token(text, 1));
    }
  }

  /** {@link AggregateRequest} with NXM fields (NXST_AGGREGATE of Open vSwitch); OpenFlow 1.0. */
  record NxAggregateRequest(FlowStatsRequest of) implements Request {}

  /** The answer to {@link NxAggregateRequest}. */
  record NxAggregate(Aggregate of) implements Reply {}
}
