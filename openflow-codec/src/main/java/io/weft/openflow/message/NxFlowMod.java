package io.weft.openflow.message;

/**
 * A flow mod as Nicira's extension writes it (NXT_FLOW_MOD of Open vSwitch, nicira-ext.h): the
 * match is of NXM fields, also where the version has a struct for it.
 *
 * @param mod its table is the upper octet of the command on the wire, which a switch reads as one
 *     where NXT_FLOW_MOD_TABLE_ID has been enabled; else it is 0. Its cookie is the one that
 *     entries get, all ones leaving them theirs. It has no out_group and no importance.
 * @param matchCookie restricts a modify or delete to entries whose cookie agrees with this one in
 *     the bits of the mod's cookie mask; other bits are cleared
 */
public record NxFlowMod(FlowMod mod, long matchCookie) implements OfMessage {
  public NxFlowMod {
    matchCookie &= mod.cookieMask();
  }

  /** A change that is not restricted to cookies. */
  public NxFlowMod(FlowMod mod) {
    this(mod, 0);
  }
}
