package io.weft.openflow.message;

/**
 * OFPT_REQUESTFORWARD: a change of a group or meter that another controller made (OpenFlow 1.4.1,
 * 7.4.7; for 1.3 ONF extension 235, for earlier versions Open vSwitch, NXT_REQUESTFORWARD).
 *
 * @param xid that of the other controller's request
 * @param request the request, of the version of this message
 */
public record RequestForward(int xid, OfMessage request) implements OfMessage {}
