package io.weft.core.desired;

import io.weft.openflow.action.Bucket;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.GroupType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A group as somebody wants it, or as it is installed.
 *
 * @param id from {@link Owner#groupId}
 */
public record Group(int id, GroupType type, List<Bucket> buckets) implements Entry {
  /** What identifies a group in a switch. */
  public record Key(int id) implements EntryKey {
    @Override
    public String toString() {
      return "group_id=" + Integer.toUnsignedString(id);
    }
  }

  public Group {
    buckets = buckets.stream().map(bucket -> normal(type, bucket)).toList();
  }

  /** Weights mean nothing outside SELECT, and switches report them as they like. */
  private static Bucket normal(GroupType type, Bucket bucket) {
    return new Bucket(
        type == GroupType.SELECT ? bucket.weight() : 0,
        bucket.watchPort(),
        bucket.watchGroup(),
        Rule.withoutIdleLengths(bucket.actions()));
  }

  @Override
  public Key key() {
    return new Key(id);
  }

  @Override
  public int ownerId() {
    return Owner.ofGroup(id);
  }

  /** The groups that its buckets send packets to. */
  public Set<Integer> uses() {
    Set<Integer> groups = new LinkedHashSet<>();
    buckets.forEach(bucket -> Uses.groups(bucket.actions(), groups));
    return groups;
  }

  public static Group installed(GroupEntry entry) {
    return new Group(entry.groupId(), entry.type(), entry.buckets());
  }

  public GroupMod toMod(GroupMod.Command command) {
    return new GroupMod(
        command, type, id, command == GroupMod.Command.DELETE ? List.of() : buckets);
  }

  @Override
  public String toString() {
    return toMod(GroupMod.Command.ADD).toString();
  }
}
