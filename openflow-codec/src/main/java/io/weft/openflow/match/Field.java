package io.weft.openflow.match;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF12;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;

import io.weft.net.Bytes;
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
import java.util.Set;

/**
 * A match field: one row of the table of all there are, with all the numbers that it has (OpenFlow
 * 1.3.5, 7.2.3.7, table 12; 1.5.1, 7.2.3.8; Open vSwitch, meta-flow.h). The order of the rows is
 * the order in which a match lists and writes its fields: that of Open vSwitch, each after what it
 * presupposes.
 *
 * <p>Some rows are two sides of one thing, which a match says in one way whatever the wire said:
 * {@link #IN_PORT} for {@link #IN_PORT_16}, {@link #IP_DSCP} for {@link #NW_TOS}, {@link #VLAN_VID}
 * and {@link #VLAN_PCP} for {@link #VLAN_TCI} where they can, registers for {@link #XREG0} and
 * {@link #XXREG0} and their like. Actions name each of them.
 *
 * @param <V> the Java value of the field
 */
public final class Field<V> {
  /** Whether a mask may go with the value (OpenFlow 1.3.5, table 12, column Mask). */
  public enum Masking {
    NONE,
    ANY,
    /** Any, and value and mask may have bits above the width, which Open vSwitch does not check. */
    BEYOND,
    /** Any, and a mask is written even if all bits count, as Open vSwitch does. */
    ALWAYS
  }

  /** The most octets that one option of a Geneve tunnel has. */
  public static final int LONGEST = 124;

  private static final List<Field<?>> ALL = new ArrayList<>();
  private static final List<Field<?>> ALL_READ_ONLY = Collections.unmodifiableList(ALL);

  /** No header: that of an element too long. */
  public static final int NOT_PLAIN = -1;

  private static final Set<String> ALIASES =
      Set.of("in_port_16", "nw_tos", "vlan_tci", "dl_vlan", "dl_vlan_pcp");
  private static final Set<String> SAID_OTHERWISE_IN_NXM =
      Set.of("in_port", "ip_dscp", "vlan_vid", "vlan_pcp");
  private static final Map<String, Field<?>> BY_NAME = new HashMap<>();
  private static final Map<String, Field<?>> BY_NUMBER_NAME = new HashMap<>();
  private static final Map<String, Field<?>> BY_OVS_NAME = new HashMap<>();

  // spotless:off
  //                                                               name                in a match        in an action        bits type                   mask            prerequisite, numbers
  public static final Field<Long>        PACKET_TYPE      = row("packet_type",      "packet_type",    "packet_type",       32, FieldType.PACKET_TYPE, Masking.NONE,   Prerequisite.NONE, oxm("PACKET_TYPE", 44, OF15));
  public static final Field<Integer>     DP_HASH          = row("dp_hash",          "dp_hash",        "dp_hash",           32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("DP_HASH", 35), et("DP_HASH", 0));
  public static final Field<Integer>     RECIRC_ID        = row("recirc_id",        "recirc_id",      "recirc_id",         32, FieldType.HEX,         Masking.NONE,   Prerequisite.NONE, nx("RECIRC_ID", 36));
  public static final Field<Integer>     CONJ_ID          = row("conj_id",          "conj_id",        "conj_id",           32, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.NONE, nx("CONJ_ID", 37));
  public static final Field<PortNo>      IN_PORT          = row("in_port",          "in_port",        "in_port_oxm",       32, FieldType.PORT,        Masking.NONE,   Prerequisite.NONE, oxm("IN_PORT", 0, OF12));
  public static final Field<Integer>     IN_PORT_16       = row("in_port_16",       "in_port",        "in_port",           16, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.NONE, nxm("IN_PORT", 0));
  public static final Field<PortNo>      IN_PHY_PORT      = row("in_phy_port",      "in_phy_port",    "in_phy_port",       32, FieldType.PORT,        Masking.NONE,   Prerequisite.IN_PORT, oxm("IN_PHY_PORT", 1, OF12));
  public static final Field<PortNo>      ACTSET_OUTPUT    = row("actset_output",    "actset_output",  "actset_output",     32, FieldType.PORT,        Masking.NONE,   Prerequisite.NONE, onf("ACTSET_OUTPUT", 43), oxm("ACTSET_OUTPUT", 43, OF15));
  public static final Field<Integer>     SKB_PRIORITY     = row("skb_priority",     "skb_priority",   "skb_priority",      32, FieldType.HEX,         Masking.NONE,   Prerequisite.NONE);
  public static final Field<MacAddress>  ETH_SRC          = row("eth_src",          "dl_src",         "eth_src",           48, FieldType.MAC,         Masking.ANY,    Prerequisite.ETHERNET, nxm("ETH_SRC", 2), oxm("ETH_SRC", 4, OF12));
  public static final Field<MacAddress>  ETH_DST          = row("eth_dst",          "dl_dst",         "eth_dst",           48, FieldType.MAC,         Masking.ANY,    Prerequisite.ETHERNET, nxm("ETH_DST", 1), oxm("ETH_DST", 3, OF12));
  public static final Field<Integer>     ETH_TYPE         = row("eth_type",         "dl_type",        "eth_type",          16, FieldType.HEX,         Masking.NONE,   Prerequisite.ETHERNET, nxm("ETH_TYPE", 3), oxm("ETH_TYPE", 5, OF12));
  public static final Field<Integer>     VLAN_TCI         = row("vlan_tci",         "vlan_tci",       "vlan_tci",          16, FieldType.HEX,         Masking.ANY,    Prerequisite.ETHERNET, nxm("VLAN_TCI", 4));
  public static final Field<Integer>     VLAN_VID         = row("vlan_vid",         "vlan_vid",       "vlan_vid",          13, FieldType.HEX,         Masking.ANY,    Prerequisite.ETHERNET, oxm("VLAN_VID", 6, OF12));
  public static final Field<Integer>     VLAN_PCP         = row("vlan_pcp",         "dl_vlan_pcp",    "vlan_pcp",           3, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.VLAN, oxm("VLAN_PCP", 7, OF12));
  public static final Field<Integer>     DL_VLAN          = row("dl_vlan",          "dl_vlan",        "dl_vlan",           12, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.NONE);
  public static final Field<Integer>     DL_VLAN_PCP      = row("dl_vlan_pcp",      "dl_vlan_pcp",    "dl_vlan_pcp",        3, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.NONE);
  public static final Field<Integer>     MPLS_TC          = row("mpls_tc",          "mpls_tc",        "mpls_tc",            3, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.MPLS, oxm("MPLS_TC", 35, OF12));
  public static final Field<Integer>     MPLS_BOS         = row("mpls_bos",         "mpls_bos",       "mpls_bos",           1, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.MPLS, oxm("MPLS_BOS", 36, OF13));
  public static final Field<Integer>     MPLS_TTL         = row("mpls_ttl",         "mpls_ttl",       "mpls_ttl",           8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.MPLS, nx("MPLS_TTL", 30));
  public static final Field<Integer>     MPLS_LABEL       = row("mpls_label",       "mpls_label",     "mpls_label",        20, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.MPLS, oxm("MPLS_LABEL", 34, OF12));
  public static final Field<Integer>     PBB_ISID         = row("pbb_isid",         "pbb_isid",       "pbb_isid",          24, FieldType.HEX,         Masking.ANY,    Prerequisite.PBB, oxm("PBB_ISID", 37, OF13));
  public static final Field<Integer>     PBB_UCA          = row("pbb_uca",          "pbb_uca",        "pbb_uca",            1, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.PBB, oxm("PBB_UCA", 41, OF14));
  public static final Field<Ipv4Address> IPV4_SRC         = row("ipv4_src",         "nw_src",         "ip_src",            32, FieldType.IPV4,        Masking.ANY,    Prerequisite.IPV4, nxm("IP_SRC", 7), oxm("IPV4_SRC", 11, OF12));
  public static final Field<Ipv4Address> IPV4_DST         = row("ipv4_dst",         "nw_dst",         "ip_dst",            32, FieldType.IPV4,        Masking.ANY,    Prerequisite.IPV4, nxm("IP_DST", 8), oxm("IPV4_DST", 12, OF12));
  public static final Field<Ipv6Address> IPV6_SRC         = row("ipv6_src",         "ipv6_src",       "ipv6_src",         128, FieldType.IPV6,        Masking.ANY,    Prerequisite.IPV6, nx("IPV6_SRC", 19), oxm("IPV6_SRC", 26, OF12));
  public static final Field<Ipv6Address> IPV6_DST         = row("ipv6_dst",         "ipv6_dst",       "ipv6_dst",         128, FieldType.IPV6,        Masking.ANY,    Prerequisite.IPV6, nx("IPV6_DST", 20), oxm("IPV6_DST", 27, OF12));
  public static final Field<Integer>     IPV6_EXTHDR      = row("ipv6_exthdr",      "ipv6_exthdr",    "ipv6_exthdr",        9, FieldType.HEX,         Masking.ANY,    Prerequisite.IPV6, oxm("IPV6_EXTHDR", 39, OF13));
  public static final Field<Integer>     IP_FRAG          = row("ip_frag",          "nw_frag",        "ip_frag",            2, FieldType.FRAGMENT,    Masking.ANY,    Prerequisite.IP_ANY, nx("IP_FRAG", 26));
  public static final Field<Integer>     NW_TOS           = row("nw_tos",           "nw_tos",         "nw_tos",             8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.IP_ANY, nxm("IP_TOS", 5));
  public static final Field<Integer>     IP_DSCP          = row("ip_dscp",          "ip_dscp",        "ip_dscp",            6, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.IP_ANY, oxm("IP_DSCP", 8, OF12));
  public static final Field<Integer>     IP_ECN           = row("ip_ecn",           "nw_ecn",         "nw_ecn",             2, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.IP_ANY, nx("IP_ECN", 28), oxm("IP_ECN", 9, OF12));
  public static final Field<Integer>     NW_TTL           = row("nw_ttl",           "nw_ttl",         "nw_ttl",             8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.IP_ANY, nx("IP_TTL", 29));
  public static final Field<Integer>     IPV6_FLABEL      = row("ipv6_flabel",      "ipv6_label",     "ipv6_label",        20, FieldType.HEX,         Masking.ANY,    Prerequisite.IPV6, nx("IPV6_LABEL", 27), oxm("IPV6_FLABEL", 28, OF12));
  public static final Field<Integer>     IP_PROTO         = row("ip_proto",         "nw_proto",       "nw_proto",           8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.IP_ANY, nxm("IP_PROTO", 6), oxm("IP_PROTO", 10, OF12));
  public static final Field<Integer>     TCP_SRC          = row("tcp_src",          "tp_src",         "tcp_src",           16, FieldType.DECIMAL,     Masking.ANY,    Prerequisite.TCP, nxm("TCP_SRC", 9), oxm("TCP_SRC", 13, OF12));
  public static final Field<Integer>     TCP_DST          = row("tcp_dst",          "tp_dst",         "tcp_dst",           16, FieldType.DECIMAL,     Masking.ANY,    Prerequisite.TCP, nxm("TCP_DST", 10), oxm("TCP_DST", 14, OF12));
  public static final Field<Integer>     TCP_FLAGS        = row("tcp_flags",        "tcp_flags",      "tcp_flags",         12, FieldType.TCP_FLAGS,   Masking.ANY,    Prerequisite.TCP, nx("TCP_FLAGS", 34), onf("TCP_FLAGS", 42), oxm("TCP_FLAGS", 42, OF15));
  public static final Field<Integer>     UDP_SRC          = row("udp_src",          "tp_src",         "udp_src",           16, FieldType.DECIMAL,     Masking.ANY,    Prerequisite.UDP, nxm("UDP_SRC", 11), oxm("UDP_SRC", 15, OF12));
  public static final Field<Integer>     UDP_DST          = row("udp_dst",          "tp_dst",         "udp_dst",           16, FieldType.DECIMAL,     Masking.ANY,    Prerequisite.UDP, nxm("UDP_DST", 12), oxm("UDP_DST", 16, OF12));
  public static final Field<Integer>     SCTP_SRC         = row("sctp_src",         "tp_src",         "sctp_src",          16, FieldType.DECIMAL,     Masking.ANY,    Prerequisite.SCTP, oxm("SCTP_SRC", 17, OF12));
  public static final Field<Integer>     SCTP_DST         = row("sctp_dst",         "tp_dst",         "sctp_dst",          16, FieldType.DECIMAL,     Masking.ANY,    Prerequisite.SCTP, oxm("SCTP_DST", 18, OF12));
  public static final Field<Integer>     ICMPV4_TYPE      = row("icmpv4_type",      "icmp_type",      "icmp_type",          8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.ICMPV4, nxm("ICMP_TYPE", 13), oxm("ICMPV4_TYPE", 19, OF12));
  public static final Field<Integer>     ICMPV4_CODE      = row("icmpv4_code",      "icmp_code",      "icmp_code",          8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.ICMPV4, nxm("ICMP_CODE", 14), oxm("ICMPV4_CODE", 20, OF12));
  public static final Field<Integer>     ICMPV6_TYPE      = row("icmpv6_type",      "icmp_type",      "icmpv6_type",        8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.ICMPV6, nx("ICMPV6_TYPE", 21), oxm("ICMPV6_TYPE", 29, OF12));
  public static final Field<Integer>     ICMPV6_CODE      = row("icmpv6_code",      "icmp_code",      "icmpv6_code",        8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.ICMPV6, nx("ICMPV6_CODE", 22), oxm("ICMPV6_CODE", 30, OF12));
  public static final Field<Integer>     ND_RESERVED      = row("nd_reserved",      "nd_reserved",    "nd_reserved",       32, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.ND, ericsson("ICMPV6_ND_RESERVED", 1));
  public static final Field<Ipv6Address> IPV6_ND_TARGET   = row("ipv6_nd_target",   "nd_target",      "nd_target",        128, FieldType.IPV6,        Masking.ANY,    Prerequisite.ND, nx("ND_TARGET", 23), oxm("IPV6_ND_TARGET", 31, OF12));
  public static final Field<Integer>     ND_OPTIONS_TYPE  = row("nd_options_type",  "nd_options_type", "nd_options_type",    8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.ND, ericsson("ICMPV6_ND_OPTIONS_TYPE", 2));
  public static final Field<MacAddress>  IPV6_ND_SLL      = row("ipv6_nd_sll",      "nd_sll",         "nd_sll",            48, FieldType.MAC,         Masking.ANY,    Prerequisite.ND_SOLICIT, nx("ND_SLL", 24), oxm("IPV6_ND_SLL", 32, OF12));
  public static final Field<MacAddress>  IPV6_ND_TLL      = row("ipv6_nd_tll",      "nd_tll",         "nd_tll",            48, FieldType.MAC,         Masking.ANY,    Prerequisite.ND_ADVERTISE, nx("ND_TLL", 25), oxm("IPV6_ND_TLL", 33, OF12));
  public static final Field<Integer>     ARP_OP           = row("arp_op",           "arp_op",         "arp_op",            16, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.ARP, nxm("ARP_OP", 15), oxm("ARP_OP", 21, OF12));
  public static final Field<Ipv4Address> ARP_SPA          = row("arp_spa",          "arp_spa",        "arp_spa",           32, FieldType.IPV4,        Masking.ANY,    Prerequisite.ARP, nxm("ARP_SPA", 16), oxm("ARP_SPA", 22, OF12));
  public static final Field<Ipv4Address> ARP_TPA          = row("arp_tpa",          "arp_tpa",        "arp_tpa",           32, FieldType.IPV4,        Masking.ANY,    Prerequisite.ARP, nxm("ARP_TPA", 17), oxm("ARP_TPA", 23, OF12));
  public static final Field<MacAddress>  ARP_SHA          = row("arp_sha",          "arp_sha",        "arp_sha",           48, FieldType.MAC,         Masking.ANY,    Prerequisite.ARP, nx("ARP_SHA", 17), oxm("ARP_SHA", 24, OF12));
  public static final Field<MacAddress>  ARP_THA          = row("arp_tha",          "arp_tha",        "arp_tha",           48, FieldType.MAC,         Masking.ANY,    Prerequisite.ARP, nx("ARP_THA", 18), oxm("ARP_THA", 25, OF12));
  public static final Field<Long>        TUNNEL_ID        = row("tunnel_id",        "tun_id",         "tun_id",            64, FieldType.HEX64,       Masking.ANY,    Prerequisite.NONE, nx("TUN_ID", 16), oxm("TUNNEL_ID", 38, OF13));
  public static final Field<Integer>     TUN_FLAGS        = row("tun_flags",        "tun_flags",      "tun_flags",          1, FieldType.TUN_FLAGS,   Masking.ALWAYS, Prerequisite.NONE, nx("TUN_FLAGS", 104));
  public static final Field<Ipv4Address> TUN_SRC          = row("tun_src",          "tun_src",        "tun_src",           32, FieldType.IPV4,        Masking.ANY,    Prerequisite.NONE, nx("TUN_IPV4_SRC", 31));
  public static final Field<Ipv4Address> TUN_DST          = row("tun_dst",          "tun_dst",        "tun_dst",           32, FieldType.IPV4,        Masking.ANY,    Prerequisite.NONE, nx("TUN_IPV4_DST", 32));
  public static final Field<Ipv6Address> TUN_IPV6_SRC     = row("tun_ipv6_src",     "tun_ipv6_src",   "tun_ipv6_src",     128, FieldType.IPV6,        Masking.ANY,    Prerequisite.NONE, nx("TUN_IPV6_SRC", 109));
  public static final Field<Ipv6Address> TUN_IPV6_DST     = row("tun_ipv6_dst",     "tun_ipv6_dst",   "tun_ipv6_dst",     128, FieldType.IPV6,        Masking.ANY,    Prerequisite.NONE, nx("TUN_IPV6_DST", 110));
  public static final Field<Integer>     TUN_TTL          = row("tun_ttl",          "tun_ttl",        "tun_ttl",            8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.NONE);
  public static final Field<Integer>     TUN_TOS          = row("tun_tos",          "tun_tos",        "tun_tos",            8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.NONE);
  public static final Field<Integer>     TUN_GBP_ID       = row("tun_gbp_id",       "tun_gbp_id",     "tun_gbp_id",        16, FieldType.DECIMAL,     Masking.ANY,    Prerequisite.NONE, nx("TUN_GBP_ID", 38));
  public static final Field<Integer>     TUN_GBP_FLAGS    = row("tun_gbp_flags",    "tun_gbp_flags",  "tun_gbp_flags",      8, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("TUN_GBP_FLAGS", 39));
  /** The options of a Geneve tunnel, 0 to 63, each of 0 to 124 octets. */
  public static final List<Field<Bytes>> TUN_METADATA = tunMetadata();
  public static final Field<Integer>     TUN_ERSPAN_IDX   = row("tun_erspan_idx",   "tun_erspan_idx", "tun_erspan_idx",    20, FieldType.HEX,         Masking.BEYOND, Prerequisite.NONE, et("ERSPAN_IDX", 11));
  public static final Field<Integer>     TUN_ERSPAN_VER   = row("tun_erspan_ver",   "tun_erspan_ver", "tun_erspan_ver",     4, FieldType.DECIMAL,     Masking.BEYOND, Prerequisite.NONE, et("ERSPAN_VER", 12));
  public static final Field<Integer>     TUN_ERSPAN_DIR   = row("tun_erspan_dir",   "tun_erspan_dir", "tun_erspan_dir",     1, FieldType.DECIMAL,     Masking.BEYOND, Prerequisite.NONE, et("ERSPAN_DIR", 13));
  public static final Field<Integer>     TUN_ERSPAN_HWID  = row("tun_erspan_hwid",  "tun_erspan_hwid", "tun_erspan_hwid",    6, FieldType.HEX,         Masking.BEYOND, Prerequisite.NONE, et("ERSPAN_HWID", 14));
  public static final Field<Integer>     TUN_GTPU_FLAGS   = row("tun_gtpu_flags",   "gtpu_flags",     "tun_gtpu_flags",     8, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, et("GTPU_FLAGS", 15));
  public static final Field<Integer>     TUN_GTPU_MSGTYPE = row("tun_gtpu_msgtype", "gtpu_msgtype",   "tun_gtpu_msgtype",   8, FieldType.DECIMAL,     Masking.ANY,    Prerequisite.NONE, et("GTPU_MSGTYPE", 16));
  public static final Field<Integer>     NSH_FLAGS        = row("nsh_flags",        "nsh_flags",      "nsh_flags",          8, FieldType.NSH_FLAGS,   Masking.ANY,    Prerequisite.NSH, nsh("FLAGS", 1));
  public static final Field<Integer>     NSH_TTL          = row("nsh_ttl",          "nsh_ttl",        "nsh_ttl",            8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.NSH, nsh("TTL", 10));
  public static final Field<Integer>     NSH_MDTYPE       = row("nsh_mdtype",       "nsh_mdtype",     "nsh_mdtype",         8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.NSH, nsh("MDTYPE", 2));
  public static final Field<Integer>     NSH_NP           = row("nsh_np",           "nsh_np",         "nsh_np",             8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.NSH, nsh("NP", 3));
  public static final Field<Integer>     NSH_SPI          = row("nsh_spi",          "nsh_spi",        "nsh_spi",           24, FieldType.SPI,         Masking.NONE,   Prerequisite.NSH, nsh("SPI", 4));
  public static final Field<Integer>     NSH_SI           = row("nsh_si",           "nsh_si",         "nsh_si",             8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.NSH, nsh("SI", 5));
  public static final Field<Integer>     NSH_C1           = row("nsh_c1",           "nsh_c1",         "nsh_c1",            32, FieldType.HEX_ZERO,    Masking.ANY,    Prerequisite.NSH, nsh("C1", 6));
  public static final Field<Integer>     NSH_C2           = row("nsh_c2",           "nsh_c2",         "nsh_c2",            32, FieldType.HEX_ZERO,    Masking.ANY,    Prerequisite.NSH, nsh("C2", 7));
  public static final Field<Integer>     NSH_C3           = row("nsh_c3",           "nsh_c3",         "nsh_c3",            32, FieldType.HEX_ZERO,    Masking.ANY,    Prerequisite.NSH, nsh("C3", 8));
  public static final Field<Integer>     NSH_C4           = row("nsh_c4",           "nsh_c4",         "nsh_c4",            32, FieldType.HEX_ZERO,    Masking.ANY,    Prerequisite.NSH, nsh("C4", 9));
  public static final Field<Integer>     REG0             = row("reg0",             "reg0",           "reg0",              32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG0", 0));
  public static final Field<Integer>     REG1             = row("reg1",             "reg1",           "reg1",              32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG1", 1));
  public static final Field<Integer>     REG2             = row("reg2",             "reg2",           "reg2",              32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG2", 2));
  public static final Field<Integer>     REG3             = row("reg3",             "reg3",           "reg3",              32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG3", 3));
  public static final Field<Integer>     REG4             = row("reg4",             "reg4",           "reg4",              32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG4", 4));
  public static final Field<Integer>     REG5             = row("reg5",             "reg5",           "reg5",              32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG5", 5));
  public static final Field<Integer>     REG6             = row("reg6",             "reg6",           "reg6",              32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG6", 6));
  public static final Field<Integer>     REG7             = row("reg7",             "reg7",           "reg7",              32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG7", 7));
  public static final Field<Integer>     REG8             = row("reg8",             "reg8",           "reg8",              32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG8", 8));
  public static final Field<Integer>     REG9             = row("reg9",             "reg9",           "reg9",              32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG9", 9));
  public static final Field<Integer>     REG10            = row("reg10",            "reg10",          "reg10",             32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG10", 10));
  public static final Field<Integer>     REG11            = row("reg11",            "reg11",          "reg11",             32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG11", 11));
  public static final Field<Integer>     REG12            = row("reg12",            "reg12",          "reg12",             32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG12", 12));
  public static final Field<Integer>     REG13            = row("reg13",            "reg13",          "reg13",             32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG13", 13));
  public static final Field<Integer>     REG14            = row("reg14",            "reg14",          "reg14",             32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG14", 14));
  public static final Field<Integer>     REG15            = row("reg15",            "reg15",          "reg15",             32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("REG15", 15));
  public static final Field<Long>        XREG0            = row("xreg0",            "xreg0",          "xreg0",             64, FieldType.HEX64,       Masking.ANY,    Prerequisite.NONE, register("PKT_REG0", 0));
  public static final Field<Long>        XREG1            = row("xreg1",            "xreg1",          "xreg1",             64, FieldType.HEX64,       Masking.ANY,    Prerequisite.NONE, register("PKT_REG1", 1));
  public static final Field<Long>        XREG2            = row("xreg2",            "xreg2",          "xreg2",             64, FieldType.HEX64,       Masking.ANY,    Prerequisite.NONE, register("PKT_REG2", 2));
  public static final Field<Long>        XREG3            = row("xreg3",            "xreg3",          "xreg3",             64, FieldType.HEX64,       Masking.ANY,    Prerequisite.NONE, register("PKT_REG3", 3));
  public static final Field<Long>        XREG4            = row("xreg4",            "xreg4",          "xreg4",             64, FieldType.HEX64,       Masking.ANY,    Prerequisite.NONE, register("PKT_REG4", 4));
  public static final Field<Long>        XREG5            = row("xreg5",            "xreg5",          "xreg5",             64, FieldType.HEX64,       Masking.ANY,    Prerequisite.NONE, register("PKT_REG5", 5));
  public static final Field<Long>        XREG6            = row("xreg6",            "xreg6",          "xreg6",             64, FieldType.HEX64,       Masking.ANY,    Prerequisite.NONE, register("PKT_REG6", 6));
  public static final Field<Long>        XREG7            = row("xreg7",            "xreg7",          "xreg7",             64, FieldType.HEX64,       Masking.ANY,    Prerequisite.NONE, register("PKT_REG7", 7));
  public static final Field<Uint128>     XXREG0           = row("xxreg0",           "xxreg0",         "xxreg0",           128, FieldType.HEX128,      Masking.ANY,    Prerequisite.NONE, nx("XXREG0", 111));
  public static final Field<Uint128>     XXREG1           = row("xxreg1",           "xxreg1",         "xxreg1",           128, FieldType.HEX128,      Masking.ANY,    Prerequisite.NONE, nx("XXREG1", 112));
  public static final Field<Uint128>     XXREG2           = row("xxreg2",           "xxreg2",         "xxreg2",           128, FieldType.HEX128,      Masking.ANY,    Prerequisite.NONE, nx("XXREG2", 113));
  public static final Field<Uint128>     XXREG3           = row("xxreg3",           "xxreg3",         "xxreg3",           128, FieldType.HEX128,      Masking.ANY,    Prerequisite.NONE, nx("XXREG3", 114));
  public static final Field<Integer>     PKT_MARK         = row("pkt_mark",         "pkt_mark",       "pkt_mark",          32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("PKT_MARK", 33));
  public static final Field<Integer>     CT_STATE         = row("ct_state",         "ct_state",       "ct_state",          32, FieldType.CT_STATE,    Masking.ALWAYS, Prerequisite.NONE, nx("CT_STATE", 105));
  public static final Field<Integer>     CT_ZONE          = row("ct_zone",          "ct_zone",        "ct_zone",           16, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.NONE, nx("CT_ZONE", 106));
  public static final Field<Integer>     CT_MARK          = row("ct_mark",          "ct_mark",        "ct_mark",           32, FieldType.HEX,         Masking.ANY,    Prerequisite.NONE, nx("CT_MARK", 107));
  public static final Field<Uint128>     CT_LABEL         = row("ct_label",         "ct_label",       "ct_label",         128, FieldType.HEX128,      Masking.ANY,    Prerequisite.NONE, nx("CT_LABEL", 108));
  public static final Field<Ipv4Address> CT_NW_SRC        = row("ct_nw_src",        "ct_nw_src",      "ct_nw_src",         32, FieldType.IPV4,        Masking.ANY,    Prerequisite.CT, nx("CT_NW_SRC", 120));
  public static final Field<Ipv6Address> CT_IPV6_SRC      = row("ct_ipv6_src",      "ct_ipv6_src",    "ct_ipv6_src",      128, FieldType.IPV6,        Masking.ANY,    Prerequisite.CT, nx("CT_IPV6_SRC", 122));
  public static final Field<Ipv4Address> CT_NW_DST        = row("ct_nw_dst",        "ct_nw_dst",      "ct_nw_dst",         32, FieldType.IPV4,        Masking.ANY,    Prerequisite.CT, nx("CT_NW_DST", 121));
  public static final Field<Ipv6Address> CT_IPV6_DST      = row("ct_ipv6_dst",      "ct_ipv6_dst",    "ct_ipv6_dst",      128, FieldType.IPV6,        Masking.ANY,    Prerequisite.CT, nx("CT_IPV6_DST", 123));
  public static final Field<Integer>     CT_NW_PROTO      = row("ct_nw_proto",      "ct_nw_proto",    "ct_nw_proto",        8, FieldType.DECIMAL,     Masking.NONE,   Prerequisite.CT, nx("CT_NW_PROTO", 119));
  public static final Field<Integer>     CT_TP_SRC        = row("ct_tp_src",        "ct_tp_src",      "ct_tp_src",         16, FieldType.DECIMAL,     Masking.ANY,    Prerequisite.CT, nx("CT_TP_SRC", 124));
  public static final Field<Integer>     CT_TP_DST        = row("ct_tp_dst",        "ct_tp_dst",      "ct_tp_dst",         16, FieldType.DECIMAL,     Masking.ANY,    Prerequisite.CT, nx("CT_TP_DST", 125));
  public static final Field<Long>        METADATA         = row("metadata",         "metadata",       "metadata",          64, FieldType.HEX64,       Masking.ANY,    Prerequisite.NONE, oxm("METADATA", 2, OF12));  // spotless:on

  private final int ordinal;
  private final String name;
  private final String matchName;
  private final String setName;
  private final int width;
  private final FieldType<V> type;
  private final Masking masking;
  private final Prerequisite prerequisite;
  private final List<FieldNumber> numbers;
  private final int octets;
  private final long fullHigh;
  private final long fullLow;
  private final boolean isAlias;

  /** What is written, by the ordinal of {@link MatchForm}. */
  private final long[] headers = new long[MatchForm.values().length];

  private final int[] plainHeaders = new int[headers.length];

  private Field(
      int ordinal,
      String name,
      String matchName,
      String setName,
      int width,
      FieldType<V> type,
      Masking masking,
      Prerequisite prerequisite,
      List<FieldNumber> numbers) {
    this.ordinal = ordinal;
    this.name = name;
    this.matchName = matchName;
    this.setName = setName;
    this.width = width;
    this.type = type;
    this.masking = masking;
    this.prerequisite = prerequisite;
    this.numbers = numbers;
    this.octets = octetsOf(width, type);
    int bits = masking == Masking.BEYOND ? 8 * octets : type == FieldType.CT_STATE ? 8 : width;
    this.fullHigh = bits <= 64 || bits > 128 ? 0 : -1L >>> (128 - bits);
    this.fullLow = bits >= 64 ? -1L : (1L << bits) - 1;
    this.isAlias = ALIASES.contains(name) || name.matches("xx?reg.");
    for (OfVersion version : OfVersion.values()) {
      headers[version.ordinal()] =
          numberIn(version).map(FieldNumber::header).orElse(FieldNumber.NO_HEADER);
    }
    headers[MatchForm.NXM.ordinal()] =
        numbers.isEmpty() ? FieldNumber.NO_HEADER : numbers.getFirst().header();
    for (MatchForm form : MatchForm.values()) {
      plainHeaders[form.ordinal()] =
          isPlainIn(form) ? (int) (header(form) >>> 32) | octets : NOT_PLAIN;
    }
  }

  private boolean isPlainIn(MatchForm form) {
    boolean isStandard = header(form) != FieldNumber.NO_HEADER && (int) header(form) == 0;
    boolean isSaidByOthers =
        switch (form) {
          case OF15 -> name.startsWith("reg");
          case NXM -> SAID_OTHERWISE_IN_NXM.contains(name);
          default -> false;
        };
    return isStandard
        && width <= 64
        && !isAlias
        && !isSaidByOthers
        && !isWrittenMasked()
        && !name.startsWith("nsh_");
  }

  private static int octetsOf(int width, FieldType<?> type) {
    if (type == FieldType.TUN_FLAGS) {
      return 2;
    }
    boolean isWord = width == 20 || type == FieldType.SPI;
    return isWord ? 4 : (width + 7) / 8;
  }

  private static <V> Field<V> row(
      String name,
      String matchName,
      String setName,
      int width,
      FieldType<V> type,
      Masking masking,
      Prerequisite prerequisite,
      FieldNumber... numbers) {
    Field<V> field =
        new Field<>(
            ALL.size(),
            name,
            matchName,
            setName,
            width,
            type,
            masking,
            prerequisite,
            List.of(numbers));
    ALL.add(field);
    // Names that several fields share are the first one's; a match resolves them by its protocol.
    BY_NAME.putIfAbsent(name, field);
    BY_NAME.putIfAbsent(matchName, field);
    BY_NAME.putIfAbsent(setName, field);
    BY_OVS_NAME.put(setName, field);
    for (FieldNumber number : numbers) {
      BY_NUMBER_NAME.put(number.name(), field);
      FieldTable.add(number, field);
    }
    return field;
  }

  private static List<Field<Bytes>> tunMetadata() {
    List<Field<Bytes>> fields = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      String name = "tun_metadata" + i;
      fields.add(
          row(
              name,
              name,
              name,
              8 * LONGEST,
              FieldType.BYTES,
              Masking.ANY,
              Prerequisite.NONE,
              nx("TUN_METADATA" + i, 40 + i)));
    }
    return List.copyOf(fields);
  }

  private static FieldNumber nxm(String name, int number) {
    return new FieldNumber("NXM_OF_" + name, FieldNumber.NXM_0, number, 0, OF10);
  }

  private static FieldNumber nx(String name, int number) {
    return new FieldNumber("NXM_NX_" + name, FieldNumber.NXM_1, number, 0, OF10);
  }

  private static FieldNumber oxm(String name, int number, OfVersion since) {
    return new FieldNumber("OXM_OF_" + name, FieldNumber.OPENFLOW_BASIC, number, 0, since);
  }

  private static FieldNumber register(String name, int number) {
    return new FieldNumber("OXM_OF_" + name, FieldNumber.PACKET_REGISTERS, number, 0, OF13);
  }

  private static FieldNumber ericsson(String name, int number) {
    return new FieldNumber("ERICOXM_OF_" + name, FieldNumber.ERICSSON, number, 0, OF10);
  }

  private static FieldNumber onf(String name, int number) {
    return new FieldNumber(
        "ONFOXM_ET_" + name, FieldNumber.EXPERIMENTER, number, FieldNumber.ONF, OF13);
  }

  private static FieldNumber et(String name, int number) {
    return new FieldNumber(
        "NXOXM_ET_" + name, FieldNumber.EXPERIMENTER, number, FieldNumber.NICIRA, OF10);
  }

  private static FieldNumber nsh(String name, int number) {
    return new FieldNumber(
        "NXOXM_NSH_" + name, FieldNumber.EXPERIMENTER, number, FieldNumber.NSH, OF10);
  }

  static {
    BY_NAME.put("nsp", NSH_SPI);
    BY_NAME.put("nsi", NSH_SI);
  }

  /** All fields, in the order of the table. */
  public static List<Field<?>> all() {
    return ALL_READ_ONLY;
  }

  /**
   * The field of a name: the specification's in lower case, such as {@code ipv4_src}, or one that
   * {@code ovs-ofctl} prints, such as {@code nw_src} or {@code ip_src}.
   */
  public static Optional<Field<?>> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /**
   * The field of a name within an action, such as {@code NXM_OF_ETH_SRC}, {@code OXM_OF_ETH_SRC} or
   * {@code eth_src}; here {@code in_port} is the one of 16 bits.
   */
  public static Optional<Field<?>> namedInAction(String name) {
    Field<?> field = BY_NUMBER_NAME.get(name);
    if (field == null) {
      field = BY_OVS_NAME.get(name);
    }
    return field == null ? named(name) : Optional.of(field);
  }

  /** The field of an {@link #ordinal}. */
  static Field<?> at(int ordinal) {
    return ByOrdinal.ALL[ordinal];
  }

  /** Made when the table is complete. */
  private static final class ByOrdinal {
    private static final Field<?>[] ALL = Field.ALL.toArray(Field<?>[]::new);
  }

  /** Its index in {@link #all}. */
  public int ordinal() {
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

  /** Name in other actions that {@code ovs-ofctl} prints, such as {@code NXM_OF_ETH_SRC}. */
  public String numberName() {
    return numbers.isEmpty() ? setName : numbers.getFirst().name();
  }

  /** All numbers, that of NXM first if there is one. */
  public List<FieldNumber> numbers() {
    return numbers;
  }

  /**
   * The number that the OXM of a version has for the field: the newest that the version knows, the
   * first of several of one age.
   */
  public Optional<FieldNumber> numberIn(OfVersion version) {
    Optional<FieldNumber> newest = Optional.empty();
    for (FieldNumber number : numbers) {
      if (!version.isBefore(number.since())
          && (newest.isEmpty() || newest.get().since().isBefore(number.since()))) {
        newest = Optional.of(number);
      }
    }
    return newest;
  }

  /**
   * The {@linkplain FieldNumber#header() header} in a form, or {@link FieldNumber#NO_HEADER}. NXM
   * takes an OXM number if there is no other.
   */
  public long header(MatchForm form) {
    return headers[form.ordinal()];
  }

  /**
   * The first four octets of an element that says the field exactly, if that is all there is to it:
   * a value of up to 64 bits, any of its bits, said by this field in a match too. Else {@link
   * #NOT_PLAIN}.
   */
  public int plainHeader(MatchForm form) {
    return plainHeaders[form.ordinal()];
  }

  /** The first version whose OXM has the field; earlier ones may have it in a fixed struct. */
  public OfVersion since() {
    OfVersion first = OF15;
    for (FieldNumber number : numbers) {
      if (number.since().isBefore(first)) {
        first = number.since();
      }
    }
    return first.isBefore(OF12) ? OF12 : first;
  }

  /** Whether the OXM of a version has the field. */
  public boolean isIn(OfVersion version) {
    return !version.isBefore(OF12) && header(MatchForm.of(version)) != FieldNumber.NO_HEADER;
  }

  /** Significant bits, 1 to 128; more if the value is a sequence of octets. */
  public int width() {
    return width;
  }

  /** Octets of the value on the wire, at times more than its bits need. */
  public int octets() {
    return octets;
  }

  /** Whether the value has as many octets as it says itself, up to {@link #LONGEST}. */
  public boolean isVariable() {
    return width > 128;
  }

  /** Whether a mask is written even if all bits count. */
  public boolean isWrittenMasked() {
    return masking == Masking.ALWAYS;
  }

  /** Whether a match says the same with other fields if it can; see above. */
  public boolean isAlias() {
    return isAlias;
  }

  /**
   * Whether it is not of the packet but of its way through the switch (Open vSwitch, meta-flow.h;
   * OpenFlow 1.5.1, 7.2.3.9), which alone a packet out of 1.5 may name.
   */
  public boolean isPipeline() {
    return name.startsWith("tun")
        || name.startsWith("reg")
        || name.contains("xreg")
        || this == IN_PORT
        || this == IN_PORT_16
        || this == METADATA
        || this == PACKET_TYPE;
  }

  public FieldType<V> type() {
    return type;
  }

  public boolean isMaskable() {
    return masking != Masking.NONE;
  }

  public Prerequisite prerequisite() {
    return prerequisite;
  }

  /** The bits above 63 that the field has, all ones. */
  public long fullHigh() {
    return fullHigh;
  }

  /** The bits 63..0 that the field has, all ones. */
  public long fullLow() {
    return fullLow;
  }

  @Override
  public String toString() {
    return name;
  }
}
