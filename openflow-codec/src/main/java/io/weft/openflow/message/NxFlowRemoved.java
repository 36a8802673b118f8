package io.weft.openflow.message;

/**
 * A flow entry has gone, as Nicira's extension says it (NXT_FLOW_REMOVED of Open vSwitch,
 * nicira-ext.h): the match is of NXM fields.
 *
 * @param removed its table is 255 if the switch does not say; it has no hard timeout
 */
public record NxFlowRemoved(FlowRemoved removed) implements OfMessage {}
