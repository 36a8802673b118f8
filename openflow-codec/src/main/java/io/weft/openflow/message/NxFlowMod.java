package io.weft.openflow.message;

/**
 * A flow mod as Nicira's extension writes it (NXT_FLOW_MOD of Open vSwitch, nicira-ext.h): the match
 * is of NXM fields, also where the version has a struct for it.
 *
 * @param mod its table is the upper octet of the command on the wire, which a switch reads as one
 *     where NXT_FLOW_MOD_TABLE_ID has been enabled; else it is 0. A cookie that restricts a modify
 *     or delete is a field of the match; out_group and importance do not exist.
 */
public record NxFlowMod(FlowMod mod) implements OfMessage {}
