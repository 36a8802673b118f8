package io.weft.openflow.message;

/** OFPFF_* flags of a flow entry, in the order of their bits (OpenFlow 1.3.5, 7.3.4.1). */
public enum FlowFlag {
  SEND_FLOW_REM,
  CHECK_OVERLAP,
  RESET_COUNTS,
  NO_PACKET_COUNTS,
  NO_BYTE_COUNTS
}
