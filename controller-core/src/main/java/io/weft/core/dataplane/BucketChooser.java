package io.weft.core.dataplane;

import io.weft.openflow.match.Field;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import java.util.List;

/** How a SELECT group picks a bucket for a packet; OpenFlow leaves it to the switch. */
@FunctionalInterface
public interface BucketChooser {
  /**
   * Picks one.
   *
   * @param group with all its buckets and properties
   * @param packet what the group got; it is not changed but by what the chooser remembers in it
   * @param live the indices of the live buckets of weight above 0, at least one, in order
   * @return one of them
   */
  int choose(GroupEntry group, Packet packet, List<Integer> live);

  /** By a hash of addresses, protocol and ports, in proportion to the weights. */
  static BucketChooser byFlow() {
    return (group, packet, live) -> {
      long hash = group.groupId();
      for (Field<?> field : FLOW) {
        hash = (hash ^ packet.high(field) * 31 ^ packet.low(field)) * 0x9e37_79b9_7f4a_7c15L;
        hash ^= hash >>> 32;
      }
      long total = live.stream().mapToLong(i -> group.buckets().get(i).weight()).sum();
      long point = Long.remainderUnsigned(hash, total);
      int at = 0;
      while (point >= group.buckets().get(live.get(at)).weight()) {
        point -= group.buckets().get(live.get(at)).weight();
        at++;
      }
      return live.get(at);
    };
  }

  /**
   * As Open vSwitch does, bucket for bucket: by the selection method of the group if it has one,
   * else by a hash of the datapath. Use one chooser for one pipeline and its copies.
   */
  static BucketChooser ofOpenVswitch() {
    return new OvsBucketChooser();
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
