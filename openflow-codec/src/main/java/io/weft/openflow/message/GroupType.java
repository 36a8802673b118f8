package io.weft.openflow.message;

/** OFPGT_* in the order of their codes (OpenFlow 1.3.5, 7.3.4.2). */
public enum GroupType {
  /** Every bucket: multicast and flooding. */
  ALL,
  /** One bucket, chosen by the switch, by weight. */
  SELECT,
  /** The one bucket that there is. */
  INDIRECT,
  /** The first live bucket. */
  FAST_FAILOVER
}
