package io.weft.openflow.codec;

import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Field;

/**
 * Setting a field, said in the way of another version: one action per field in OpenFlow 1.0 and
 * 1.1, set_field since 1.2. Where the two differ in meaning, nothing is changed and the table
 * refuses it.
 */
final class SetterForms {
  private static final int VLAN_PRESENT = 0x1000;
  private static final int MAX_LABEL = 0xfffff;
  private static final int MAX_TRAFFIC_CLASS = 7;

  private SetterForms() {}

  static Action adapt(Action action, OfVersion version) {
    if (action instanceof Action.Output) {
      return action; // as most are
    }
    return switch (version) {
      case OF10 -> toOf10(action);
      case OF11 -> toOf11(action);
      default -> toSetField(action);
    };
  }

  private static Action toOf10(Action action) {
    if (action instanceof Action.PopVlan) {
      return new Action.StripVlan();
    }
    if (!(action instanceof Action.SetField set) || !isExact(set)) {
      return action;
    }
    Field<?> field = set.value().fieldAt(0);
    int bits = (int) set.value().lowAt(0);
    // spotless:off
    if (field == Field.VLAN_VID) { return new Action.SetVlanVid(bits & 0xfff); }
    if (field == Field.VLAN_PCP) { return new Action.SetVlanPcp(bits); }
    // spotless:on
    return toOldForm(set);
  }

  private static Action toOf11(Action action) {
    if (!(action instanceof Action.SetField set) || !isExact(set)) {
      return action;
    }
    Field<?> field = set.value().fieldAt(0);
    int bits = (int) set.value().lowAt(0);
    // spotless:off
    if (field == Field.VLAN_VID)   { return new Action.SetTagVid(bits & 0xfff); }
    if (field == Field.VLAN_PCP)   { return new Action.SetTagPcp(bits); }
    if (field == Field.IP_ECN)     { return new Action.SetNwEcn(bits); }
    if (field == Field.MPLS_LABEL) { return new Action.SetMplsLabel(bits); }
    if (field == Field.MPLS_TC)    { return new Action.SetMplsTc(bits); }
    // spotless:on
    return toOldForm(set);
  }

  private static boolean isExact(Action.SetField set) {
    return set.value().size() != 0 && set.value().isExactAt(0);
  }

  private static Action toOldForm(Action.SetField set) {
    Field<?> field = set.value().fieldAt(0);
    long bits = set.value().lowAt(0);
    // spotless:off
    if (field == Field.ETH_SRC)  { return new Action.SetDlSrc(new MacAddress(bits)); }
    if (field == Field.ETH_DST)  { return new Action.SetDlDst(new MacAddress(bits)); }
    if (field == Field.IPV4_SRC) { return new Action.SetNwSrc(new Ipv4Address((int) bits)); }
    if (field == Field.IPV4_DST) { return new Action.SetNwDst(new Ipv4Address((int) bits)); }
    if (field == Field.IP_DSCP)  { return new Action.SetNwTos((int) bits << 2); }
    if (field == Field.TCP_SRC || field == Field.UDP_SRC) { return new Action.SetTpSrc((int) bits); }
    if (field == Field.TCP_DST || field == Field.UDP_DST) { return new Action.SetTpDst((int) bits); }
    // spotless:on
    return set;
  }

  private static Action toSetField(Action action) {
    return switch (action) {
      case Action.SetTagVid a -> Action.setField(Field.VLAN_VID, VLAN_PRESENT | a.vid());
      case Action.SetTagPcp a -> Action.setField(Field.VLAN_PCP, a.pcp());
      case Action.SetDlSrc a -> Action.setField(Field.ETH_SRC, a.address());
      case Action.SetDlDst a -> Action.setField(Field.ETH_DST, a.address());
      case Action.SetNwSrc a -> Action.setField(Field.IPV4_SRC, a.address());
      case Action.SetNwDst a -> Action.setField(Field.IPV4_DST, a.address());
      case Action.SetNwTos a -> Action.setField(Field.IP_DSCP, a.tos() >>> 2);
      case Action.SetNwEcn a -> Action.setField(Field.IP_ECN, a.ecn());
      case Action.SetMplsLabel a when a.label() <= MAX_LABEL ->
          Action.setField(Field.MPLS_LABEL, (int) a.label());
      case Action.SetMplsTc a when a.trafficClass() <= MAX_TRAFFIC_CLASS ->
          Action.setField(Field.MPLS_TC, a.trafficClass());
      default ->
          action; // the VLAN setters of 1.0 may push a tag, the port setters name no protocol
    };
  }
}
