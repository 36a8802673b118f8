package io.weft.openflow.message;

import io.weft.openflow.action.Bucket;
import io.weft.openflow.notation.Token;
import java.util.List;
import java.util.Optional;

/**
 * Groups and their counters, asked for and listed (OpenFlow 1.3.5, 7.3.5.9 to 7.3.5.11). OpenFlow
 * 1.0 has them as NXST_GROUP* of Open vSwitch.
 */
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

  /**
   * The counters of a group (OpenFlow 1.3.5, 7.3.5.9).
   *
   * @param referenceCount flow entries and groups that use it, 0 to 2^32 - 1
   * @param lifetime how long it has been there; OpenFlow 1.1 and 1.2 do not say
   */
  record GroupCounters(
      int groupId,
      long referenceCount,
      long packets,
      long bytes,
      Optional<Elapsed> lifetime,
      List<BucketCounters> buckets) {
    public GroupCounters {
      buckets = List.copyOf(buckets);
    }

    public GroupCounters(
        int groupId,
        long referenceCount,
        long packets,
        long bytes,
        Elapsed lifetime,
        List<BucketCounters> buckets) {
      this(groupId, referenceCount, packets, bytes, Optional.of(lifetime), buckets);
    }

    /** The notation of {@code ovs-ofctl dump-group-stats}. */
    @Override
    public String toString() {
      return GroupText.print(this);
    }

    /**
     * Parses what {@link #toString} prints.
     *
     * @throws io.weft.openflow.notation.NotationException naming the column and what was expected
     */
    public static GroupCounters parse(String text) {
      return GroupParser.counters(new Token(text, 1));
    }
  }

  /** Counters of a bucket; all ones in packets if the switch does not count. */
  record BucketCounters(long packets, long bytes) {}

  /**
   * Asks for groups.
   *
   * @param groupId {@link GroupMod#ALL_GROUPS} for all, which OpenFlow 1.1 to 1.4 always list
   */
  record GroupDescRequest(int groupId) implements Request {
    public GroupDescRequest() {
      this(GroupMod.ALL_GROUPS);
    }
  }

  record GroupDesc(List<GroupEntry> groups) implements Reply {
    public GroupDesc {
      groups = List.copyOf(groups);
    }
  }

  /**
   * An installed group.
   *
   * @param properties since OpenFlow 1.5, and in 1.0; else empty
   */
  record GroupEntry(
      int groupId, GroupType type, List<Bucket> buckets, List<GroupProperty> properties) {
    public GroupEntry {
      buckets = List.copyOf(buckets);
      properties = List.copyOf(properties);
    }

    public GroupEntry(int groupId, GroupType type, List<Bucket> buckets) {
      this(groupId, type, buckets, List.of());
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
      return GroupParser.entry(new Token(text, 1));
    }
  }

  /** Asks what groups the switch can have; since OpenFlow 1.2, as NXST_GROUP_FEATURES before. */
  record GroupFeaturesRequest() implements Request {}

  /**
   * What groups the switch can have (OpenFlow 1.3.5, 7.3.5.11).
   *
   * @param types bit n set for the type of code n, see {@link GroupType}
   * @param capabilities OFPGFC_* bits
   */
  record GroupFeatures(
      int types,
      int capabilities,
      GroupLimits all,
      GroupLimits select,
      GroupLimits indirect,
      GroupLimits fastFailover)
      implements Reply {}

  /**
   * Of one type of group.
   *
   * @param maxGroups 0 to 2^32 - 1
   * @param actions bit n set for the action of code n
   */
  record GroupLimits(long maxGroups, int actions) {}
}
