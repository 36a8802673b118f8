package io.weft.core.dataplane;

import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart.BucketCounters;
import io.weft.openflow.message.GroupMultipart.GroupCounters;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.GroupType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One group entry and its counters. */
final class InstalledGroup {
  private final GroupEntry entry;
  private final int groupId;
  private final Instant installedAt;
  private final GroupType type;
  private final List<Bucket> buckets;
  private final long[] bucketPackets;
  private final long[] bucketBytes;
  private long packets;
  private long bytes;

  InstalledGroup(GroupMod mod, Instant installedAt) {
    this(new GroupEntry(mod.groupId(), mod.type(), mod.buckets(), mod.properties()), installedAt);
  }

  InstalledGroup(GroupEntry entry, Instant installedAt) {
    this.entry = entry;
    this.groupId = entry.groupId();
    this.type = entry.type();
    this.buckets = entry.buckets();
    this.installedAt = installedAt;
    bucketPackets = new long[buckets.size()];
    bucketBytes = new long[buckets.size()];
  }

  InstalledGroup copy() {
    InstalledGroup copy = new InstalledGroup(entry, installedAt);
    System.arraycopy(bucketPackets, 0, copy.bucketPackets, 0, bucketPackets.length);
    System.arraycopy(bucketBytes, 0, copy.bucketBytes, 0, bucketBytes.length);
    copy.packets = packets;
    copy.bytes = bytes;
    return copy;
  }

  int groupId() {
    return groupId;
  }

  GroupType type() {
    return type;
  }

  List<Bucket> buckets() {
    return buckets;
  }

  Instant installedAt() {
    return installedAt;
  }

  /** The groups that its buckets hand packets to. */
  List<Integer> chained() {
    return chained(buckets);
  }

  static List<Integer> chained(List<Bucket> buckets) {
    List<Integer> ids = new ArrayList<>();
    for (Bucket bucket : buckets) {
      for (Action action : bucket.actions()) {
        if (action instanceof Action.Group group) {
          ids.add(group.groupId());
        }
      }
    }
    return ids;
  }

  void count(int octets) {
    packets++;
    bytes += octets;
  }

  void countBucket(int index, int octets) {
    bucketPackets[index]++;
    bucketBytes[index] += octets;
  }

  GroupEntry entry() {
    return entry;
  }

  GroupCounters counters(long references, Instant now) {
    List<BucketCounters> ofBuckets = new ArrayList<>();
    for (int i = 0; i < bucketPackets.length; i++) {
      ofBuckets.add(new BucketCounters(bucketPackets[i], bucketBytes[i]));
    }
    return new GroupCounters(
        groupId, references, packets, bytes, Elapsed.between(installedAt, now), ofBuckets);
  }
}
