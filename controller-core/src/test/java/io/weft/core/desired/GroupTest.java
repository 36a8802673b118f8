package io.weft.core.desired;

import static io.weft.core.network.Sample.port;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.GroupType;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupTest {
  private static Bucket bucket(int weight, int port, int maxLen) {
    return new Bucket(
        weight, PortNo.ANY, Bucket.NO_GROUP, List.of(new Action.Output(port(port), maxLen)));
  }

  private static Group group(GroupType type, Bucket... buckets) {
    return new Group(9, type, List.of(buckets));
  }

  @Test
  void weightsCountInSelectGroupsOnly() {
    assertThat(group(GroupType.ALL, bucket(1, 1, 0)))
        .isEqualTo(group(GroupType.ALL, bucket(0, 1, 0)));
    assertThat(group(GroupType.FAST_FAILOVER, bucket(1, 1, 0)))
        .isEqualTo(group(GroupType.FAST_FAILOVER, bucket(0, 1, 0)));
    assertThat(group(GroupType.SELECT, bucket(1, 1, 0)))
        .isNotEqualTo(group(GroupType.SELECT, bucket(2, 1, 0)));
  }

  @Test
  void lengthsOfOutputsToPortsDoNotCount() {
    assertThat(group(GroupType.ALL, bucket(0, 1, 0xffff)))
        .isEqualTo(group(GroupType.ALL, bucket(0, 1, 0)));
  }

  @Test
  void theOrderOfBucketsCounts() {
    assertThat(group(GroupType.ALL, bucket(0, 1, 0), bucket(0, 2, 0)))
        .isNotEqualTo(group(GroupType.ALL, bucket(0, 2, 0), bucket(0, 1, 0)));
  }

  @Test
  void anInstalledGroupIsEqualToTheOneThatWasWanted() {
    GroupEntry reported = new GroupEntry(9, GroupType.ALL, List.of(bucket(1, 1, 0xffff)));
    assertThat(Group.installed(reported)).isEqualTo(group(GroupType.ALL, bucket(0, 1, 0)));
  }

  @Test
  void isDeletedWithoutItsBuckets() {
    Group group = group(GroupType.ALL, bucket(0, 1, 0));
    assertThat(group.toMod(GroupMod.Command.DELETE).buckets()).isEmpty();
    assertThat(group.toMod(GroupMod.Command.MODIFY).buckets()).hasSize(1);
    assertThat(group.toMod(GroupMod.Command.ADD).groupId()).isEqualTo(9);
  }
}
