package io.weft.openflow.message;

/** OFPFC_* in the order of their codes (OpenFlow 1.3.5, 7.3.4.1). */
public enum FlowModCommand {
  ADD,
  MODIFY,
  MODIFY_STRICT,
  DELETE,
  DELETE_STRICT
}
