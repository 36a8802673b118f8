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

  private static final List<Field<?>> BEFORE_PROTOCOL =
      List.of(
          Field.PKT_MARK,
          Field.RECIRC_ID,
          Field.DP_HASH,
          Field.CONJ_ID,
          Field.SKB_PRIORITY,
          Field.ACTSET_OUTPUT,
          Field.CT_STATE,
          Field.CT_ZONE,
          Field.CT_MARK,
          Field.CT_LABEL,
          Field.CT_NW_SRC,
          Field.CT_IPV6_SRC,
          Field.CT_NW_DST,
          Field.CT_IPV6_DST,
          Field.CT_NW_PROTO,
          Field.CT_TP_SRC,
          Field.CT_TP_DST,
          Field.PACKET_TYPE);

  /** After the registers; the VLAN tag comes behind these. */
  private static final List<Field<?>> TUNNEL =
      List.of(
          Field.TUNNEL_ID,
          Field.TUN_SRC,
          Field.TUN_DST,
          Field.TUN_IPV6_SRC,
          Field.TUN_IPV6_DST,
          Field.TUN_GBP_ID,
          Field.TUN_GBP_FLAGS,
          Field.TUN_TOS,
          Field.TUN_TTL,
          Field.TUN_ERSPAN_VER,
          Field.TUN_ERSPAN_IDX,
          Field.TUN_ERSPAN_DIR,
          Field.TUN_ERSPAN_HWID,
          Field.TUN_GTPU_FLAGS,
          Field.TUN_GTPU_MSGTYPE,
          Field.TUN_FLAGS);

  private static final List<Field<?>> BEFORE_VLAN =
      List.of(Field.METADATA, Field.IN_PORT, Field.IN_PORT_16, Field.IN_PHY_PORT);

  private static final List<Field<?>> AFTER_VLAN =
      List.of(
          Field.ETH_SRC,
          Field.ETH_DST,
          Field.ETH_TYPE,
          Field.NSH_FLAGS,
          Field.NSH_TTL,
          Field.NSH_MDTYPE,
          Field.NSH_NP,
          Field.NSH_SPI,
          Field.NSH_SI,
          Field.NSH_C1,
          Field.NSH_C2,
          Field.NSH_C3,
          Field.NSH_C4,
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
          Field.NW_TOS,
          Field.IP_ECN,
          Field.NW_TTL,
          Field.MPLS_LABEL,
          Field.MPLS_TC,
          Field.MPLS_TTL,
          Field.MPLS_BOS,
          Field.IP_FRAG,
          Field.ICMPV4_TYPE,
          Field.ICMPV4_CODE,
          Field.ICMPV6_TYPE,
          Field.ICMPV6_CODE,
          Field.IPV6_ND_TARGET,
          Field.IPV6_ND_SLL,
          Field.IPV6_ND_TLL,
          Field.ND_RESERVED,
          Field.ND_OPTIONS_TYPE,
          Field.TCP_SRC,
          Field.TCP_DST,
          Field.UDP_SRC,
          Field.UDP_DST,
          Field.SCTP_SRC,
          Field.SCTP_DST,
          Field.TCP_FLAGS,
          Field.PBB_ISID,
          Field.PBB_UCA);

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
    BEFORE_PROTOCOL.forEach(this::add);
    if (match.has(Field.RECIRC_ID) && isOfEthernet()) {
      text.add("eth");
    }
    protocol.ifPresent(word -> text.add(word.word()));
    Registers.ALL.forEach(this::add);
    TUNNEL.forEach(this::add);
    Field.TUN_METADATA.forEach(this::add);
    BEFORE_VLAN.forEach(this::add);
    addVlan();
    AFTER_VLAN.forEach(this::add);
    match.unknown().forEach(element -> text.add("oxm(" + element + ")"));
    return text.toString();
  }

  /** What Open vSwitch says of the flows that it has computed: that they are of frames. */
  private boolean isOfEthernet() {
    for (int i = 0; i < match.size(); i++) {
      Prerequisite prerequisite = match.fieldAt(i).prerequisite();
      if (prerequisite != Prerequisite.NONE && prerequisite != Prerequisite.IN_PORT) {
        return !match.has(Field.PACKET_TYPE);
      }
    }
    return false;
  }

  private void add(Field<?> field) {
    if (!match.has(field) || isSaidByProtocol(field)) {
      return;
    }
    boolean founded = field.prerequisite().holds(match);
    String name = founded ? nameOf(field) : field.oxmName();
    if (field.isVariable() && isPresence(field)) {
      text.add(name);
    } else {
      text.add(name + "=" + valueOf(field, founded));
    }
  }

  /** A mask of zeroes asks whether the field is there. */
  private <V> boolean isPresence(Field<V> field) {
    return match.mask(field).map(mask -> field.type().print(mask).equals("0")).orElse(false);
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
    FieldType<?> type = field.type();
    if (type == FieldType.TUN_FLAGS) {
      return Flags.TUNNEL.print(match.low(field), match.maskLow(field));
    }
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
    } else if (field == Field.NSH_FLAGS) {
      return "0x%02x/0x%02x".formatted(match.low(field), match.maskLow(field));
    }
    return printed(match, field);
  }

  /**
   * Value and mask of a field. Open vSwitch prints most numbers with %#x, which gives zero no 0x,
   * and the VLAN id in decimal.
   */
  static <V> String printed(Match match, Field<V> field) {
    FieldType<V> type = field.type();
    V value = match.get(field).orElseThrow();
    long low = match.low(field);
    boolean zero = low == 0 && match.high(field) == 0 && !field.isVariable();
    if (match.isExact(field)) {
      if (field == Field.VLAN_VID) {
        return Long.toString(low);
      }
      return zero && type.isHexadecimal() ? "0" : type.print(value);
    }
    if (type == FieldType.FRAGMENT) {
      return Fragments.print(low, match.maskLow(field));
    }
    if (type == FieldType.TCP_FLAGS) {
      return Flags.TCP.print(low, match.maskLow(field));
    }
    if (type == FieldType.CT_STATE) {
      return Flags.CT_STATE.print(low, match.maskLow(field));
    }
    if (isMaskedByOvs(field) && match.maskLow(field) == low) {
      return zero && type.isHexadecimal() ? "0" : type.print(value);
    }
    V mask = match.mask(field).orElseThrow();
    boolean isPlain = zero && type.isHexadecimal() && field.width() >= 32;
    return isPlain ? "0/" + type.printMask(mask) : type.print(value, mask);
  }

  /**
   * Whether Open vSwitch 3.1 sends a field with its value as mask even if it was given none, which
   * it leaves out in print.
   */
  private static boolean isMaskedByOvs(Field<?> field) {
    String name = field.oxmName();
    return name.startsWith("tun_erspan") || name.startsWith("tun_gtpu");
  }

  /** Id and priority if they are matched as wholes in a tag, else the tag control information. */
  private void addVlan() {
    boolean hasPcp = match.has(Field.VLAN_PCP);
    boolean hasTci = match.has(Field.VLAN_TCI);
    if (!match.has(Field.VLAN_VID) && !hasPcp && !hasTci) {
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
    int tci =
        vid | (int) match.low(Field.VLAN_PCP) << VLAN_PCP_SHIFT | (int) match.low(Field.VLAN_TCI);
    int tciMask = mask | (hasPcp ? VLAN_TCI_PCP : 0) | (int) match.maskLow(Field.VLAN_TCI);
    if (match.isReadFromStruct() && match.isExact(Field.VLAN_VID) && vid == 0) {
      tciMask = VLAN_TCI_ALL; // for Open vSwitch these structs say that nothing of a tag is there
    }
    text.add(
        tciMask == VLAN_TCI_ALL
            ? "vlan_tci=0x%04x".formatted(tci)
            : "vlan_tci=0x%04x/0x%04x".formatted(tci, tciMask));
  }
}
