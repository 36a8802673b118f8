package io.weft.openflow.message;

import io.weft.net.PortNo;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.notation.Token;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Flow entries and sums over them, asked for and listed (OpenFlow 1.3.5, 7.3.5.2 and 7.3.5.3). */
public interface FlowMultipart {
  /** A question. */
  sealed interface Request extends MultipartBody.Request {}

  /** One part of an answer; lists of several parts are joined by the session. */
  sealed interface Reply extends MultipartBody.Reply {}

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
}
