package io.weft.openflow.match;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Prints a match as {@code ovs-ofctl} of Open vSwitch 3.1 does, field by field in its order. */
final class MatchText {
  static final int VLAN_PRESENT = 0x1000;
  static final int VLAN_ID = 0x0fff;
  static final int VLAN_PCP_SHIFT = 13;
  static final int VLAN_TCI_ALL = 0xffff;
  static final int VLAN_TCI_PCP = 7 << VLAN_PCP_SHIFT;

  /** Without those that the protocol word and the VLAN tag stand for. */
  private static final List<Field<?>> AFTER_PROTOCOL =
      List.of(Field.TUNNEL_ID, Field.METADATA, Field.IN_PORT, Field.IN_PHY_PORT);

  private static final List<Field<?>> AFTER_VLAN =
      List.of(
          Field.ETH_SRC,
          Field.ETH_DST,
          Field.ETH_TYPE,
          Field.IPV6_SRC,
          Field.IPV6_DST,
          Field.IPV6_FLABEL,
          Field.IPV6_EXTHDR,
          Field.ARP_SPA,
          Field.ARP_TPA,
          Field.IPV4_SRC,
          Field.IPV4_DST,
          Field.IP_PROTO,
          Field.ARP_OP,
          Field.ARP_SHA,
          Field.ARP_THA,
          Field.IP_DSCP,
          Field.IP_ECN,
          Field.MPLS_LABEL,
          Field.MPLS_TC,
          Field.MPLS_BOS,
          Field.ICMPV4_TYPE,
          Field.ICMPV4_CODE,
          Field.ICMPV6_TYPE,
          Field.ICMPV6_CODE,
          Field.IPV6_ND_TARGET,
          Field.IPV6_ND_SLL,
          Field.IPV6_ND_TLL,
          Field.TCP_SRC,
          Field.TCP_DST,
          Field.UDP_SRC,
          Field.UDP_DST,
          Field.SCTP_SRC,
          Field.SCTP_DST,
          Field.TCP_FLAGS,
          Field.PBB_ISID,
          Field.PBB_UCA,
          Field.PACKET_TYPE);

  private final Match match;
  private final Optional<Protocol> protocol;
  private final StringJoiner text = new StringJoiner(",");

  private MatchText(Match match) {
    this.match = match;
    this.protocol = Protocol.of(match);
  }

  static String print(Match match) {
    return new MatchText(match).print();
  }

  private String print() {
    add(Field.ACTSET_OUTPUT);
    protocol.ifPresent(word -> text.add(word.word()));
    AFTER_PROTOCOL.forEach(this::add);
    addVlan();
    AFTER_VLAN.forEach(this::add);
    match.unknown().forEach(element -> text.add("oxm(" + element + ")"));
    return text.toString();
  }

  private void add(Field<?> field) {
    if (!match.has(field) || isSaidByProtocol(field)) {
      return;
    }
    boolean founded = field.prerequisite().holds(match);
    text.add((founded ? nameOf(field) : field.oxmName()) + "=" + valueOf(field, founded));
  }

  private boolean isSaidByProtocol(Field<?> field) {
    return protocol
        .map(word ->
            field == Field.ETH_TYPE
                || field == Field.IP_PROTO && word.ipProtocol() != Protocol.NONE)
        .orElse(false);
  }

  private static String nameOf(Field<?> field) {
    return field == Field.IP_DSCP ? "nw_tos" : field.matchName();
  }

  private String valueOf(Field<?> field, boolean founded) {
    if (match.isExact(field)) {
      if (field == Field.ETH_TYPE) {
        return "0x%04x".formatted(match.low(field));
      }
      if (field == Field.IPV6_FLABEL) {
        return "0x%05x".formatted(match.low(field));
      }
      if (field == Field.IP_DSCP && founded) {
        return Long.toString(match.low(field) << 2);
      }
    } else if (field == Field.IPV6_FLABEL) {
      return "0x%05x/0x%05x".formatted(match.low(field), match.maskLow(field));
    }
    return printed(match, field);
  }

  /**
   * Value and mask of a field. Open vSwitch prints most numbers with %#x, which gives zero no 0x,
   * and the VLAN id in decimal.
   */
  static <V> String printed(Match match, Field<V> field) {
    V value = match.get(field).orElseThrow();
    boolean exact = match.isExact(field);
    if (exact && field == Field.VLAN_VID) {
      return Long.toString(match.low(field));
    }
    boolean zero = match.low(field) == 0 && match.high(field) == 0;
    if (zero && exact && field.type().isHexadecimal()) {
      return "0";
    }
    if (zero && field.width() == 64) {
      return "0/" + match.mask(field).map(field.type()::print).orElseThrow();
    }
    return match
        .mask(field)
        .map(mask -> field.type().print(value, mask))
        .orElseGet(() -> field.type().print(value));
  }

  /** Id and priority if they are matched as wholes in a tag, else the tag control information. */
  private void addVlan() {
    boolean hasPcp = match.has(Field.VLAN_PCP);
    if (!match.has(Field.VLAN_VID) && !hasPcp) {
      return;
    }
    int vid = (int) match.low(Field.VLAN_VID);
    int mask = (int) match.maskLow(Field.VLAN_VID);
    int idMask = mask & VLAN_ID;
    boolean tagged = (vid & mask & VLAN_PRESENT) != 0;
    boolean wholeId = idMask == 0 || idMask == VLAN_ID;
    if (tagged && wholeId && (idMask != 0 || hasPcp)) {
      if (idMask != 0) {
        text.add("dl_vlan=" + (vid & VLAN_ID));
      }
      if (hasPcp) {
        text.add("dl_vlan_pcp=" + match.low(Field.VLAN_PCP));
      }
      return;
    }
    int tci = vid | (int) match.low(Field.VLAN_PCP) << VLAN_PCP_SHIFT;
    int tciMask = mask | (hasPcp ? VLAN_TCI_PCP : 0);
    text.add("vlan_tci=0x%04x/0x%04x".formatted(tci, tciMask));
  }
}
