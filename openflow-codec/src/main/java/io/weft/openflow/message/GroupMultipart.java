package io.weft.openflow.message;

import io.weft.openflow.action.Bucket;
import io.weft.openflow.notation.Token;
import java.time.Duration;
import java.util.List;

/** Groups and their counters, asked for and listed (OpenFlow 1.3.5, 7.3.5.9 to 7.3.5.11). */
public interface GroupMultipart {
  /** A question. */
  sealed interface Request extends MultipartBody.Request {}

  /** One part of an answer; lists of several parts are joined by the session. */
  sealed interface Reply extends MultipartBody.Reply {}

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
}
