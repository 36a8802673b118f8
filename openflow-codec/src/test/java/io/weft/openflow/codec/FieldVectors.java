package io.weft.openflow.codec;

import io.weft.openflow.match.Field;
import java.util.List;

/**
 * For each row of {@link Field} its OXM element: header, value, and with a mask if it takes one
 * (OpenFlow 1.3.5, 7.2.3.7; 1.5.1, 7.2.3.8).
 */
final class FieldVectors {
  /**
   * @param value as the field's type prints it
   * @param mask likewise, empty for none
   */
  record Row(Field<?> field, String value, String mask, String hex) {}

  private static Row row(Field<?> field, String value, String hex) {
    return new Row(field, value, "", hex);
  }

  private static Row row(Field<?> field, String value, String mask, String hex) {
    return new Row(field, value, mask, hex);
  }

  // spotless:off
  static final List<Row> ROWS = List.of(
      row(Field.IN_PORT,        "17",                "80000004 00000011"),
      row(Field.IN_PORT,        "LOCAL",             "80000004 fffffffe"),
      row(Field.IN_PHY_PORT,    "42",                "80000204 0000002a"),
      row(Field.METADATA,       "0xfedcba9876543210", "80000408 fedcba9876543210"),
      row(Field.METADATA,       "0x1200", "0xff00",  "80000510 0000000000001200 000000000000ff00"),
      row(Field.ETH_DST,        "0a:1b:2c:3d:4e:5f", "80000606 0a1b2c3d4e5f"),
      row(Field.ETH_DST,        "01:00:00:00:00:00", "01:00:00:00:00:00", "8000070c 010000000000 010000000000"),
      row(Field.ETH_SRC,        "0a:1b:2c:3d:4e:5f", "80000806 0a1b2c3d4e5f"),
      row(Field.ETH_SRC,        "0a:1b:2c:00:00:00", "ff:ff:ff:00:00:00", "8000090c 0a1b2c000000 ffffff000000"),
      row(Field.ETH_TYPE,       "0x86dd",            "80000a02 86dd"),
      row(Field.VLAN_VID,       "0x1123",            "80000c02 1123"),
      row(Field.VLAN_VID,       "0x0",               "80000c02 0000"),
      row(Field.VLAN_VID,       "0x1000", "0x1000",  "80000d04 1000 1000"),
      row(Field.VLAN_PCP,       "5",                 "80000e01 05"),
      row(Field.IP_DSCP,        "46",                "80001001 2e"),
      row(Field.IP_ECN,         "2",                 "80001201 02"),
      row(Field.IP_PROTO,       "89",                "80001401 59"),
      row(Field.IPV4_SRC,       "192.0.2.7",         "80001604 c0000207"),
      row(Field.IPV4_SRC,       "192.0.0.7", "255.255.0.255", "80001708 c0000007 ffff00ff"),
      row(Field.IPV4_DST,       "192.0.2.7",         "80001804 c0000207"),
      row(Field.IPV4_DST,       "10.0.0.0", "255.0.0.0", "80001908 0a000000 ff000000"),
      row(Field.TCP_SRC,        "8080",              "80001a02 1f90"),
      row(Field.TCP_SRC,        "8080", "65520",     "80001b04 1f90 fff0"),
      row(Field.TCP_DST,        "443",               "80001c02 01bb"),
      row(Field.UDP_SRC,        "53",                "80001e02 0035"),
      row(Field.UDP_DST,        "67",                "80002002 0043"),
      row(Field.SCTP_SRC,       "3868",              "80002202 0f1c"),
      row(Field.SCTP_DST,       "3869",              "80002402 0f1d"),
      row(Field.ICMPV4_TYPE,    "8",                 "80002601 08"),
      row(Field.ICMPV4_CODE,    "3",                 "80002801 03"),
      row(Field.ARP_OP,         "2",                 "80002a02 0002"),
      row(Field.ARP_SPA,        "192.0.2.7",         "80002c04 c0000207"),
      row(Field.ARP_TPA,        "10.0.0.0", "255.255.255.0", "80002f08 0a000000 ffffff00"),
      row(Field.ARP_SHA,        "0a:1b:2c:3d:4e:5f", "80003006 0a1b2c3d4e5f"),
      row(Field.ARP_THA,        "0a:1b:2c:3d:4e:5f", "80003206 0a1b2c3d4e5f"),
      row(Field.IPV6_SRC,       "2001:db8::1",       "80003410 20010db8000000000000000000000001"),
      row(Field.IPV6_DST,       "2001:db8::", "ffff:ffff::", "80003720 20010db8000000000000000000000000 ffffffff000000000000000000000000"),
      row(Field.IPV6_FLABEL,    "0x12345",           "80003804 00012345"),
      row(Field.IPV6_FLABEL,    "0x12000", "0xff000", "80003908 00012000 000ff000"),
      row(Field.ICMPV6_TYPE,    "135",               "80003a01 87"),
      row(Field.ICMPV6_CODE,    "1",                 "80003c01 01"),
      row(Field.IPV6_ND_TARGET, "fe80::1",           "80003e10 fe800000000000000000000000000001"),
      row(Field.IPV6_ND_SLL,    "0a:1b:2c:3d:4e:5f", "80004006 0a1b2c3d4e5f"),
      row(Field.IPV6_ND_TLL,    "0a:1b:2c:3d:4e:5f", "80004206 0a1b2c3d4e5f"),
      row(Field.MPLS_LABEL,     "74565",             "80004404 00012345"),
      row(Field.MPLS_TC,        "6",                 "80004601 06"),
      row(Field.MPLS_BOS,       "1",                 "80004801 01"),
      row(Field.PBB_ISID,       "0x123456",          "80004a03 123456"),
      row(Field.PBB_ISID,       "0x120000", "0xff0000", "80004b06 120000 ff0000"),
      row(Field.TUNNEL_ID,      "0x1388",            "80004c08 0000000000001388"),
      row(Field.TUNNEL_ID,      "0x1300", "0xff00",  "80004d10 0000000000001300 000000000000ff00"),
      row(Field.IPV6_EXTHDR,    "0x1ff",             "80004e02 01ff"),
      row(Field.IPV6_EXTHDR,    "0x10", "0x30",      "80004f04 0010 0030"),
      row(Field.PBB_UCA,        "1",                 "80005201 01"),
      row(Field.TCP_FLAGS,      "0xfff",             "80005402 0fff"),
      row(Field.TCP_FLAGS,      "0x12", "0x3f",      "80005504 0012 003f"),
      row(Field.ACTSET_OUTPUT,  "CONTROLLER",        "80005604 fffffffd"),
      row(Field.PACKET_TYPE,    "0x10800",           "80005804 00010800"));
  // spotless:on

  private FieldVectors() {}
}
