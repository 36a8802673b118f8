package io.weft.openflow.message;

/** One setting of unasked messages (OpenFlow 1.4.1, 7.3.10; 1.5.1, 7.3.10). */
public sealed interface AsyncProperty {
  /** What is wanted or not, in the order of the types; those from FLOW_STATS on are of 1.5. */
  enum Kind {
    PACKET_IN,
    PORT_STATUS,
    FLOW_REMOVED,
    ROLE_STATUS,
    TABLE_STATUS,
    REQUESTFORWARD,
    FLOW_STATS,
    CONT_STATUS
  }

  /**
   * For which reasons a message is wanted.
   *
   * @param slave whether it is about the role SLAVE, not EQUAL and MASTER
   * @param mask bit n stands for reason n
   */
  record Reasons(Kind kind, boolean slave, int mask) implements AsyncProperty {}

  /** A property that is none of these; an experimenter's has type 0xfffe for SLAVE, else 0xffff. */
  record Unknown(UnknownProperty property) implements AsyncProperty, UnknownProperty.Kept {}
}
