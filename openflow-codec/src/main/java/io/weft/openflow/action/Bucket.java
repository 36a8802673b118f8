package io.weft.openflow.action;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import java.util.List;

/**
 * One bucket of a group (OpenFlow 1.3.5, 7.3.4.2; 1.5.1, 7.3.4.3).
 *
 * @param weight share of the packets if the group is SELECT, else 0
 * @param watchPort the bucket is live while this port is; ANY: not asked
 * @param watchGroup the bucket is live while this group is; {@link #NO_GROUP}: not asked
 * @param actions the action set of the bucket
 * @param bucketId at most 0xffffff00, or {@link #NO_ID}; since OpenFlow 1.5, and in 1.0, where one
 *     is chosen on the way to the switch if there is none
 * @param experimenters properties of experimenters, as they came, beginning with the id; since
 *     OpenFlow 1.5, and in 1.0
 */
public record Bucket(
    int weight,
    PortNo watchPort,
    int watchGroup,
    List<Action> actions,
    int bucketId,
    List<Bytes> experimenters) {
  /** OFPG_ANY. */
  public static final int NO_GROUP = 0xffff_ffff;

  /** The id of a bucket that has none. */
  public static final int NO_ID = 0xffff_ffff;

  /** OFPG_BUCKET_MAX. */
  public static final int MAX_ID = 0xffff_ff00;

  public Bucket {
    Range.check("weight", weight, 0xffff);
    actions = List.copyOf(actions);
    experimenters = List.copyOf(experimenters);
    if (bucketId != NO_ID && Integer.compareUnsigned(bucketId, MAX_ID) > 0) {
      throw new IllegalArgumentException(
          "bucket id is "
              + Integer.toUnsignedString(bucketId)
              + ", must be 0 to "
              + Integer.toUnsignedString(MAX_ID));
    }
    for (Bytes experimenter : experimenters) {
      if (experimenter.size() < 8) {
        throw new IllegalArgumentException(
            "property of an experimenter is " + experimenter + ", must begin with id and type");
      }
    }
  }

  /** A bucket without id. */
  public Bucket(int weight, PortNo watchPort, int watchGroup, List<Action> actions) {
    this(weight, watchPort, watchGroup, actions, NO_ID, List.of());
  }

  /** A bucket that watches nothing. */
  public static Bucket of(Action... actions) {
    return new Bucket(0, PortNo.ANY, NO_GROUP, List.of(actions));
  }
}
