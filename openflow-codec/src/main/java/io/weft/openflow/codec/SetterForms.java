package io.weft.openflow.codec;

import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;

/**
 * Setting a field, said in the way of another version: one action per field in OpenFlow 1.0,
 * set_field since 1.2. Where the two differ in meaning, nothing is changed and the table refuses
 * it.
 */
final class SetterForms {
  private SetterForms() {}

  static Action adapt(Action action, OfVersion version) {
    return version == OfVersion.OF10 ? toOldForm(action) : toSetField(action, version);
  }

  private static Action toOldForm(Action action) {
    if (!(action instanceof Action.SetField set) || set.value().fields().isEmpty()) {
      return action;
    }
    Match value = set.value();
    Field<?> field = value.fields().getFirst();
    if (!value.isExact(field)) {
      return action;
    }
    long bits = value.low(field);
    // spotless:off
    if (field == Field.ETH_SRC)  { return new Action.SetDlSrc(new MacAddress(bits)); }
    if (field == Field.ETH_DST)  { return new Action.SetDlDst(new MacAddress(bits)); }
    if (field == Field.VLAN_VID) { return new Action.SetVlanVid((int) bits & 0xfff); }
    if (field == Field.VLAN_PCP) { return new Action.SetVlanPcp((int) bits); }
    if (field == Field.IPV4_SRC) { return new Action.SetNwSrc(new Ipv4Address((int) bits)); }
    if (field == Field.IPV4_DST) { return new Action.SetNwDst(new Ipv4Address((int) bits)); }
    if (field == Field.IP_DSCP)  { return new Action.SetNwTos((int) bits << 2); }
    if (field == Field.TCP_SRC || field == Field.UDP_SRC) { return new Action.SetTpSrc((int) bits); }
    if (field == Field.TCP_DST || field == Field.UDP_DST) { return new Action.SetTpDst((int) bits); }
    // spotless:on
    return action;
  }

  private static Action toSetField(Action action, OfVersion version) {
    if (version.isBefore(OfVersion.OF12)) {
      return action;
    }
    return switch (action) {
      case Action.SetDlSrc a -> Action.setField(Field.ETH_SRC, a.address());
      case Action.SetDlDst a -> Action.setField(Field.ETH_DST, a.address());
      case Action.SetNwSrc a -> Action.setField(Field.IPV4_SRC, a.address());
      case Action.SetNwDst a -> Action.setField(Field.IPV4_DST, a.address());
      case Action.SetNwTos a -> Action.setField(Field.IP_DSCP, a.tos() >>> 2);
      default ->
          action; // the VLAN setters of 1.0 may push a tag, the port setters name no protocol
    };
  }
}
