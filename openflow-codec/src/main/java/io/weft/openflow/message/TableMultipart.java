package io.weft.openflow.message;

import java.util.List;
import java.util.Optional;

/** Tables, asked for and listed (OpenFlow 1.5.1, 7.3.5.4, 7.3.5.18 and 7.3.5.17). */
public interface TableMultipart {
  /** A question. */
  sealed interface Request extends MultipartBody.Request {}

  /** One part of an answer; lists of several parts are joined by the session. */
  sealed interface Reply extends MultipartBody.Reply {}

  record TableStatsRequest() implements Request {}

  record TableStats(List<TableCounters> tables) implements Reply {
    public TableStats {
      tables = List.copyOf(tables);
    }
  }

  /**
   * The counters of a table.
   *
   * @param tableId 0 to 255
   * @param activeEntries how many entries it has now
   * @param lookups packets looked up
   * @param matches packets that matched an entry
   * @param summary what the table can do; the record of the version before OpenFlow 1.3, empty
   *     since
   */
  record TableCounters(
      int tableId, long activeEntries, long lookups, long matches, Optional<TableSummary> summary) {
    /** As OpenFlow 1.3 and later count. */
    public TableCounters(int tableId, long activeEntries, long lookups, long matches) {
      this(tableId, activeEntries, lookups, matches, Optional.empty());
    }
  }

  /**
   * Asks what the tables can do, or what they shall be able to do; since OpenFlow 1.3.
   *
   * @param tables empty to ask; else the tables to have
   */
  record TableFeaturesRequest(List<TableFeatures> tables) implements Request {
    public TableFeaturesRequest {
      tables = List.copyOf(tables);
    }
  }

  record TableFeaturesReply(List<TableFeatures> tables) implements Reply {
    public TableFeaturesReply {
      tables = List.copyOf(tables);
    }
  }

  /** Asks how the tables are configured; since OpenFlow 1.4. */
  record TableDescRequest() implements Request {}

  record TableDescs(List<TableDesc> tables) implements Reply {
    public TableDescs {
      tables = List.copyOf(tables);
    }
  }
}
