package io.weft.openflow.action;

import io.weft.net.PortNo;
import java.util.List;

/**
 * One bucket of a group (OpenFlow 1.3.5, 7.3.4.2).
 *
 * @param weight share of the packets if the group is SELECT, else 0
 * @param watchPort the bucket is live while this port is; ANY: not asked
 * @param watchGroup the bucket is live while this group is; {@link #NO_GROUP}: not asked
 * @param actions the action set of the bucket
 */
public record Bucket(int weight, PortNo watchPort, int watchGroup, List<Action> actions) {
  /** OFPG_ANY. */
  public static final int NO_GROUP = 0xffff_ffff;

  public Bucket {
    actions = List.copyOf(actions);
  }

  /** A bucket that watches nothing. */
  public static Bucket of(Action... actions) {
    return new Bucket(0, PortNo.ANY, NO_GROUP, List.of(actions));
  }
}
