package io.weft.openflow.match;

import static io.weft.openflow.OfVersion.OF12;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;

import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A match field: one row of the table of all there are (OpenFlow 1.3.5, 7.2.3.7, table 12; 1.5.1,
 * 7.2.3.8). The order of the rows is the order in which a match lists its fields.
 *
 * @param <V> the Java value of the field
 */
public final class Field<V> {
  /** The OXM class of the specification's own fields. */
  public static final int OPENFLOW_BASIC = 0x8000;

  /** Whether a mask may go with the value (OpenFlow 1.3.5, table 12, column Mask). */
  public enum Masking {
    NONE,
    ANY
  }

  private static final List<Field<?>> ALL = new ArrayList<>();
  private static final Map<Integer, Field<?>> BY_OXM = new HashMap<>();
  private static final Map<String, Field<?>> BY_NAME = new HashMap<>();

  // spotless:off
  //                                                     name             in a match       in set_field    oxm  bits since type               mask          prerequisite
  public static final Field<PortNo>      IN_PORT        = row("in_port",        "in_port",       "in_port",       0,  32, OF12, FieldType.PORT,    Masking.NONE, Prerequisite.NONE);
  public static final Field<PortNo>      IN_PHY_PORT    = row("in_phy_port",    "in_phy_port",   "in_phy_port",   1,  32, OF12, FieldType.PORT,    Masking.NONE, Prerequisite.IN_PORT);
  public static final Field<Long>        METADATA       = row("metadata",       "metadata",      "metadata",      2,  64, OF12, FieldType.HEX64,   Masking.ANY,  Prerequisite.NONE);
  public static final Field<MacAddress>  ETH_SRC        = row("eth_src",        "dl_src",        "eth_src",       4,  48, OF12, FieldType.MAC,     Masking.ANY,  Prerequisite.NONE);
  public static final Field<MacAddress>  ETH_DST        = row("eth_dst",        "dl_dst",        "eth_dst",       3,  48, OF12, FieldType.MAC,     Masking.ANY,  Prerequisite.NONE);
  public static final Field<Integer>     ETH_TYPE       = row("eth_type",       "dl_type",       "eth_type",      5,  16, OF12, FieldType.HEX,     Masking.NONE, Prerequisite.NONE);
  public static final Field<Integer>     VLAN_VID       = row("vlan_vid",       "vlan_vid",      "vlan_vid",      6,  13, OF12, FieldType.HEX,     Masking.ANY,  Prerequisite.NONE);
  public static final Field<Integer>     VLAN_PCP       = row("vlan_pcp",       "dl_vlan_pcp",   "vlan_pcp",      7,   3, OF12, FieldType.DECIMAL, Masking.NONE, Prerequisite.VLAN);
  public static final Field<Integer>     IP_DSCP        = row("ip_dscp",        "ip_dscp",       "ip_dscp",       8,   6, OF12, FieldType.DECIMAL, Masking.NONE, Prerequisite.IP_ANY);
  public static final Field<Integer>     IP_ECN         = row("ip_ecn",         "nw_ecn",        "nw_ecn",        9,   2, OF12, FieldType.DECIMAL, Masking.NONE, Prerequisite.IP_ANY);
  public static final Field<Integer>     IP_PROTO       = row("ip_proto",       "nw_proto",      "nw_proto",      10,   8, OF12, FieldType.DECIMAL, Masking.NONE, Prerequisite.IP_ANY);
  public static final Field<Ipv4Address> IPV4_SRC       = row("ipv4_src",       "nw_src",        "ip_src",        11,  32, OF12, FieldType.IPV4,    Masking.ANY,  Prerequisite.IPV4);
  public static final Field<Ipv4Address> IPV4_DST       = row("ipv4_dst",       "nw_dst",        "ip_dst",        12,  32, OF12, FieldType.IPV4,    Masking.ANY,  Prerequisite.IPV4);
  public static final Field<Integer>     TCP_SRC        = row("tcp_src",        "tp_src",        "tcp_src",       13,  16, OF12, FieldType.DECIMAL, Masking.ANY,  Prerequisite.TCP);
  public static final Field<Integer>     TCP_DST        = row("tcp_dst",        "tp_dst",        "tcp_dst",       14,  16, OF12, FieldType.DECIMAL, Masking.ANY,  Prerequisite.TCP);
  public static final Field<Integer>     UDP_SRC        = row("udp_src",        "tp_src",        "udp_src",       15,  16, OF12, FieldType.DECIMAL, Masking.ANY,  Prerequisite.UDP);
  public static final Field<Integer>     UDP_DST        = row("udp_dst",        "tp_dst",        "udp_dst",       16,  16, OF12, FieldType.DECIMAL, Masking.ANY,  Prerequisite.UDP);
  public static final Field<Integer>     SCTP_SRC       = row("sctp_src",       "tp_src",        "sctp_src",      17,  16, OF12, FieldType.DECIMAL, Masking.ANY,  Prerequisite.SCTP);
  public static final Field<Integer>     SCTP_DST       = row("sctp_dst",       "tp_dst",        "sctp_dst",      18,  16, OF12, FieldType.DECIMAL, Masking.ANY,  Prerequisite.SCTP);
  public static final Field<Integer>     ICMPV4_TYPE    = row("icmpv4_type",    "icmp_type",     "icmp_type",     19,   8, OF12, FieldType.DECIMAL, Masking.NONE, Prerequisite.ICMPV4);
  public static final Field<Integer>     ICMPV4_CODE    = row("icmpv4_code",    "icmp_code",     "icmp_code",     20,   8, OF12, FieldType.DECIMAL, Masking.NONE, Prerequisite.ICMPV4);
  public static final Field<Integer>     ARP_OP         = row("arp_op",         "arp_op",        "arp_op",        21,  16, OF12, FieldType.DECIMAL, Masking.NONE, Prerequisite.ARP);
  public static final Field<Ipv4Address> ARP_SPA        = row("arp_spa",        "arp_spa",       "arp_spa",       22,  32, OF12, FieldType.IPV4,    Masking.ANY,  Prerequisite.ARP);
  public static final Field<Ipv4Address> ARP_TPA        = row("arp_tpa",        "arp_tpa",       "arp_tpa",       23,  32, OF12, FieldType.IPV4,    Masking.ANY,  Prerequisite.ARP);
  public static final Field<MacAddress>  ARP_SHA        = row("arp_sha",        "arp_sha",       "arp_sha",       24,  48, OF12, FieldType.MAC,     Masking.ANY,  Prerequisite.ARP);
  public static final Field<MacAddress>  ARP_THA        = row("arp_tha",        "arp_tha",       "arp_tha",       25,  48, OF12, FieldType.MAC,     Masking.ANY,  Prerequisite.ARP);
  public static final Field<Ipv6Address> IPV6_SRC       = row("ipv6_src",       "ipv6_src",      "ipv6_src",      26, 128, OF12, FieldType.IPV6,    Masking.ANY,  Prerequisite.IPV6);
  public static final Field<Ipv6Address> IPV6_DST       = row("ipv6_dst",       "ipv6_dst",      "ipv6_dst",      27, 128, OF12, FieldType.IPV6,    Masking.ANY,  Prerequisite.IPV6);
  public static final Field<Integer>     IPV6_FLABEL    = row("ipv6_flabel",    "ipv6_label",    "ipv6_label",    28,  20, OF12, FieldType.HEX,     Masking.ANY,  Prerequisite.IPV6);
  public static final Field<Integer>     ICMPV6_TYPE    = row("icmpv6_type",    "icmp_type",     "icmpv6_type",   29,   8, OF12, FieldType.DECIMAL, Masking.NONE, Prerequisite.ICMPV6);
  public static final Field<Integer>     ICMPV6_CODE    = row("icmpv6_code",    "icmp_code",     "icmpv6_code",   30,   8, OF12, FieldType.DECIMAL, Masking.NONE, Prerequisite.ICMPV6);
  public static final Field<Ipv6Address> IPV6_ND_TARGET = row("ipv6_nd_target", "nd_target",     "nd_target",     31, 128, OF12, FieldType.IPV6,    Masking.ANY,  Prerequisite.ND);
  public static final Field<MacAddress>  IPV6_ND_SLL    = row("ipv6_nd_sll",    "nd_sll",        "nd_sll",        32,  48, OF12, FieldType.MAC,     Masking.ANY,  Prerequisite.ND_SOLICIT);
  public static final Field<MacAddress>  IPV6_ND_TLL    = row("ipv6_nd_tll",    "nd_tll",        "nd_tll",        33,  48, OF12, FieldType.MAC,     Masking.ANY,  Prerequisite.ND_ADVERTISE);
  public static final Field<Integer>     MPLS_LABEL     = row("mpls_label",     "mpls_label",    "mpls_label",    34,  20, OF12, FieldType.DECIMAL, Masking.NONE, Prerequisite.MPLS);
  public static final Field<Integer>     MPLS_TC        = row("mpls_tc",        "mpls_tc",       "mpls_tc",       35,   3, OF12, FieldType.DECIMAL, Masking.NONE, Prerequisite.MPLS);
  public static final Field<Integer>     MPLS_BOS       = row("mpls_bos",       "mpls_bos",      "mpls_bos",      36,   1, OF13, FieldType.DECIMAL, Masking.NONE, Prerequisite.MPLS);
  public static final Field<Integer>     PBB_ISID       = row("pbb_isid",       "pbb_isid",      "pbb_isid",      37,  24, OF13, FieldType.HEX,     Masking.ANY,  Prerequisite.PBB);
  public static final Field<Long>        TUNNEL_ID      = row("tunnel_id",      "tun_id",        "tun_id",        38,  64, OF13, FieldType.HEX64,   Masking.ANY,  Prerequisite.NONE);
  public static final Field<Integer>     IPV6_EXTHDR    = row("ipv6_exthdr",    "ipv6_exthdr",   "ipv6_exthdr",   39,   9, OF13, FieldType.HEX,     Masking.ANY,  Prerequisite.IPV6);
  public static final Field<Integer>     PBB_UCA        = row("pbb_uca",        "pbb_uca",       "pbb_uca",       41,   1, OF14, FieldType.DECIMAL, Masking.NONE, Prerequisite.PBB);
  public static final Field<Integer>     TCP_FLAGS      = row("tcp_flags",      "tcp_flags",     "tcp_flags",     42,  12, OF15, FieldType.HEX,     Masking.ANY,  Prerequisite.TCP);
  public static final Field<PortNo>      ACTSET_OUTPUT  = row("actset_output",  "actset_output", "actset_output", 43, 32, OF15, FieldType.PORT,    Masking.NONE, Prerequisite.NONE);
  public static final Field<Long>        PACKET_TYPE    = row("packet_type",    "packet_type",   "packet_type",   44,  32, OF15, FieldType.HEX64,   Masking.NONE, Prerequisite.NONE);
  // spotless:on

  private final int ordinal;
  private final String name;
  private final String matchName;
  private final String setName;
  private final int oxm;
  private final int width;
  private final OfVersion since;
  private final FieldType<V> type;
  private final Masking masking;
  private final Prerequisite prerequisite;

  private Field(
      int ordinal,
      String name,
      String matchName,
      String setName,
      int oxm,
      int width,
      OfVersion since,
      FieldType<V> type,
      Masking masking,
      Prerequisite prerequisite) {
    this.ordinal = ordinal;
    this.name = name;
    this.matchName = matchName;
    this.setName = setName;
    this.oxm = oxm;
    this.width = width;
    this.since = since;
    this.type = type;
    this.masking = masking;
    this.prerequisite = prerequisite;
  }

  private static <V> Field<V> row(
      String name,
      String matchName,
      String setName,
      int oxm,
      int width,
      OfVersion since,
      FieldType<V> type,
      Masking masking,
      Prerequisite prerequisite) {
    Field<V> field =
        new Field<>(
            ALL.size(), name, matchName, setName, oxm, width, since, type, masking, prerequisite);
    ALL.add(field);
    BY_OXM.put(OPENFLOW_BASIC << 16 | oxm << 9, field);
    // Names that several fields share are the first one's; a match resolves them by its protocol.
    BY_NAME.putIfAbsent(name, field);
    BY_NAME.putIfAbsent(matchName, field);
    BY_NAME.putIfAbsent(setName, field);
    return field;
  }

  /** All fields, in the order of the table. */
  public static List<Field<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  /** The field of an OXM class (16 bits) and number (7 bits), if the version has it. */
  public static Optional<Field<?>> ofOxm(OfVersion version, int oxmClass, int number) {
    Field<?> field = BY_OXM.get(oxmClass << 16 | number << 9);
    return field == null || version.isBefore(field.since) ? Optional.empty() : Optional.of(field);
  }

  /**
   * The field of a name: the specification's in lower case, such as {@code ipv4_src}, or one that
   * {@code ovs-ofctl} prints, such as {@code nw_src} or {@code ip_src}.
   */
  public static Optional<Field<?>> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  int ordinal() {
    return ordinal;
  }

  /** Name in the specification, in lower case without OXM_OF_. */
  public String oxmName() {
    return name;
  }

  /** Name in a match that {@code ovs-ofctl} prints; some stand for several fields. */
  String matchName() {
    return matchName;
  }

  /** Name in a {@code set_field} that {@code ovs-ofctl} prints. */
  public String setName() {
    return setName;
  }

  /** The OXM header without HASMASK and length. */
  public int oxmId() {
    return OPENFLOW_BASIC << 16 | oxm << 9;
  }

  /** The first version whose OXM has the field; earlier ones may have it in a fixed struct. */
  public OfVersion since() {
    return since;
  }

  /** Significant bits, 1 to 128. */
  public int width() {
    return width;
  }

  /** Octets of the value on the wire; the fields of 20 bits have four (OpenFlow 1.3.5, 7.2.3.7). */
  public int octets() {
    return width == 20 ? 4 : (width + 7) / 8;
  }

  public FieldType<V> type() {
    return type;
  }

  public boolean isMaskable() {
    return masking == Masking.ANY;
  }

  public Prerequisite prerequisite() {
    return prerequisite;
  }

  /** The bits above 63 that the field has, all ones. */
  long fullHigh() {
    return width <= 64 ? 0 : -1L >>> (128 - width);
  }

  /** The bits 63..0 that the field has, all ones. */
  long fullLow() {
    return width >= 64 ? -1L : (1L << width) - 1;
  }

  @Override
  public String toString() {
    return name;
  }
}
