package io.weft.core.dataplane;

import io.weft.openflow.action.Bucket;
import io.weft.openflow.match.Field;
import java.util.List;

/** How a SELECT group picks a bucket for a packet; OpenFlow leaves it to the switch. */
@FunctionalInterface
public interface BucketChooser {
  /**
   * Picks one.
   *
   * @param groupId the group, so that tiers of groups may choose differently
   * @param live the live buckets of weight above 0, at least one, in the order of the group
   * @return an index into the list
   */
  int choose(int groupId, Packet packet, List<Bucket> live);

  /** By a hash of addresses, protocol and ports, in proportion to the weights. */
  static BucketChooser byFlow() {
    return (groupId, packet, live) -> {
      long hash = groupId;
      for (Field<?> field : FLOW) {
        hash = (hash ^ packet.high(field) * 31 ^ packet.low(field)) * 0x9e37_79b9_7f4a_7c15L;
        hash ^= hash >>> 32;
      }
      long total = live.stream().mapToLong(Bucket::weight).sum();
      long point = Long.remainderUnsigned(hash, total);
      int index = 0;
      while (point >= live.get(index).weight()) {
        point -= live.get(index).weight();
        index++;
      }
      return index;
    };
  }

  /** The fields that {@link #byFlow} looks at. */
  List<Field<?>> FLOW =
      List.of(
          Field.ETH_SRC,
          Field.ETH_DST,
          Field.IPV4_SRC,
          Field.IPV4_DST,
          Field.IPV6_SRC,
          Field.IPV6_DST,
          Field.IP_PROTO,
          Field.TCP_SRC,
          Field.TCP_DST,
          Field.UDP_SRC,
          Field.UDP_DST);
}
