package io.weft.core.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.net.packet.Checksum;
import io.weft.net.packet.Ethernet;
import io.weft.net.packet.Ip;
import io.weft.net.packet.Ipv4;
import io.weft.net.packet.Ipv6;
import io.weft.net.packet.Packets;
import io.weft.net.packet.VlanTag;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldNumber;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketTest {
  private static final MacAddress A = MacAddress.parse("02:00:00:00:00:0a");
  private static final MacAddress B = MacAddress.parse("02:00:00:00:00:0b");
  private static final Packets.Path V4 =
      Packets.from(A, Ipv4Address.parse("10.0.0.1")).to(B, Ipv4Address.parse("10.0.0.2"));
  private static final Packets.Path V6 =
      Packets.from(A, Ipv6Address.parse("fe80::1")).to(B, Ipv6Address.parse("fe80::2"));

  static final Map<String, Bytes> FRAMES =
      Map.ofEntries(
          frame(
              "arp",
              Packets.arpRequest(A, Ipv4Address.parse("10.0.0.1"), Ipv4Address.parse("10.0.0.2"))),
          frame("tcp4", V4.tcpSyn(1234, 80)),
          frame("udp4", V4.udp(5000, 53, Bytes.parse("0102030405"))),
          frame("icmp4", V4.icmpEcho(7, 9)),
          frame("tcp6", V6.tcpSyn(1234, 80)),
          frame("udp6", V6.udp(5000, 53, Bytes.parse("0102030405"))),
          frame("icmp6", V6.icmpEcho(7, 9)),
          frame("vlan", V4.udp(5000, 53, Bytes.EMPTY).tagged(new VlanTag(0x8100, 5, false, 100))),
          frame(
              "qinq",
              V4.udp(5000, 53, Bytes.EMPTY)
                  .tagged(new VlanTag(0x8100, 5, false, 100))
                  .tagged(new VlanTag(0x88a8, 2, false, 200))),
          frame(
              "ns",
              Packets.neighborSolicitation(
                  A, Ipv6Address.parse("fe80::1"), Ipv6Address.parse("fe80::2"))),
          frame(
              "na",
              Packets.neighborAdvertisement(
                  A, Ipv6Address.parse("fe80::1"), B, Ipv6Address.parse("fe80::2"))),
          frame("sctp4", V4.ip(132, Bytes.parse("04d2 0050 00000000 00000000 01000004"))),
          raw("mpls", "02000000000b 02000000000a 8847 000645 40" + "00".repeat(46)),
          raw("pbb", "02000000000b 02000000000a 88e7 08abcdef" + "00".repeat(46)),
          raw("snap", "02000000000b 02000000000a 0008 aaaa030000000806"),
          raw("llc", "02000000000b 02000000000a 0003 424203"),
          raw("short", "02000000000b"),
          raw("firstFragment", fragment("2000")),
          raw("laterFragment", fragment("2010")),
          raw(
              "exthdr6",
              "02000000000b 02000000000a 86dd 60000000 0018 00 40"
                  + "fe80"
                  + "00".repeat(13)
                  + "01"
                  + "fe80"
                  + "00".repeat(13)
                  + "02"
                  + "3c00010400000000 1100010400000000 1388003500080000"));

  private static Map.Entry<String, Bytes> frame(String name, Ethernet frame) {
    return Map.entry(name, frame.toBytes());
  }

  private static Map.Entry<String, Bytes> raw(String name, String hex) {
    return Map.entry(name, Bytes.parse(hex));
  }

  private static String fragment(String flagsAndOffset) {
    return "02000000000b 02000000000a 0800 4500 0024 0001"
        + flagsAndOffset
        + "40 11 0000 0a000001 0a000002 13880035 0010ffff 0000000000000000";
  }

  private static Packet packet(String name) {
    return Packet.of(Objects.requireNonNull(FRAMES.get(name)), PortNo.of(3));
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "arp           | in_port        | 3",
      "arp           | eth_dst        | ff:ff:ff:ff:ff:ff",
      "arp           | eth_src        | 02:00:00:00:00:0a",
      "arp           | eth_type       | 0x806",
      "arp           | vlan_vid       | 0x0",
      "arp           | vlan_pcp       | -",
      "arp           | arp_op         | 1",
      "arp           | arp_spa        | 10.0.0.1",
      "arp           | arp_tpa        | 10.0.0.2",
      "arp           | arp_sha        | 02:00:00:00:00:0a",
      "arp           | arp_tha        | 00:00:00:00:00:00",
      "arp           | ip_proto       | -",
      "tcp4          | eth_type       | 0x800",
      "tcp4          | ip_proto       | 6",
      "tcp4          | ipv4_src       | 10.0.0.1",
      "tcp4          | ipv4_dst       | 10.0.0.2",
      "tcp4          | tcp_src        | 1234",
      "tcp4          | tcp_dst        | 80",
      "tcp4          | tcp_flags      | syn",
      "tcp4          | udp_src        | -",
      "tcp4          | ipv6_src       | -",
      "udp4          | udp_src        | 5000",
      "udp4          | udp_dst        | 53",
      "udp4          | ip_dscp        | 0",
      "icmp4         | icmpv4_type    | 8",
      "icmp4         | icmpv4_code    | 0",
      "icmp4         | icmpv6_type    | -",
      "tcp6          | ipv6_src       | fe80::1",
      "tcp6          | ipv6_dst       | fe80::2",
      "tcp6          | ipv6_flabel    | 0x0",
      "tcp6          | tcp_dst        | 80",
      "tcp6          | ip_proto       | 6",
      "icmp6         | icmpv6_type    | 128",
      "icmp6         | icmpv6_code    | 0",
      "vlan          | vlan_vid       | 0x1064",
      "vlan          | vlan_pcp       | 5",
      "vlan          | eth_type       | 0x800",
      "vlan          | udp_dst        | 53",
      "qinq          | vlan_vid       | 0x10c8",
      "qinq          | vlan_pcp       | 2",
      "qinq          | udp_dst        | 53",
      "ns            | ipv6_nd_target | fe80::2",
      "ns            | ipv6_nd_sll    | 02:00:00:00:00:0a",
      "ns            | ipv6_nd_tll    | -",
      "na            | ipv6_nd_target | fe80::1",
      "na            | ipv6_nd_tll    | 02:00:00:00:00:0a",
      "na            | ipv6_nd_sll    | -",
      "sctp4         | sctp_src       | 1234",
      "sctp4         | sctp_dst       | 80",
      "mpls          | mpls_label     | 100",
      "mpls          | mpls_tc        | 2",
      "mpls          | mpls_bos       | 1",
      "mpls          | ipv4_src       | -",
      "pbb           | pbb_isid       | 0xabcdef",
      "pbb           | pbb_uca        | 1",
      "snap          | eth_type       | 0x806",
      "llc           | eth_type       | 0x5ff",
      "short         | eth_dst        | -",
      "firstFragment | ip_proto       | 17",
      "firstFragment | udp_dst        | 53",
      "firstFragment | ip_frag        | first",
      "laterFragment | ip_proto       | 17",
      "laterFragment | udp_dst        | -",
      "exthdr6       | ip_proto       | 17",
      "exthdr6       | ipv6_exthdr    | 0x48",
      "exthdr6       | udp_dst        | 53",
  })
  // spotless:on
  void readsField(String frame, String field, String expected) {
    Field<?> read = Field.named(field).orElseThrow();
    assertThat(value(packet(frame), read)).isEqualTo(expected);
  }

  private static <V> String value(Packet packet, Field<V> field) {
    if (!packet.has(field)) {
      return "-";
    }
    var match =
        io.weft.openflow.match.Match.builder()
            .set(field, packet.high(field), packet.low(field), field.fullHigh(), field.fullLow())
            .build();
    return field.type().print(match.get(field).orElseThrow());
  }

  @Test
  void everyFieldOfThePacketThatOpenFlowHasIsRead() {
    Set<Field<?>> unread = new HashSet<>(Field.all());
    unread.removeIf(field ->
        PacketField.of(field).isPresent()
            || field.numbers().stream()
                .noneMatch(number -> number.oxmClass() == FieldNumber.OPENFLOW_BASIC));
    assertThat(unread).isEmpty();
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "tcp4  | ipv4_src=192.0.2.77",
      "tcp4  | ipv4_dst=255.255.255.255",
      "tcp4  | tcp_src=65535",
      "tcp4  | tcp_dst=1",
      "tcp4  | ip_dscp=63",
      "tcp4  | ip_ecn=3",
      "udp4  | ipv4_src=0.0.0.0",
      "udp4  | udp_src=0",
      "udp4  | udp_dst=65535",
      "icmp4 | ipv4_src=192.0.2.77",
      "icmp4 | icmpv4_type=0",
      "icmp4 | icmpv4_code=200",
      "tcp6  | ipv6_src=2001:db8::77",
      "tcp6  | ipv6_dst=ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
      "tcp6  | tcp_dst=443",
      "tcp6  | ipv6_flabel=0xfffff",
      "tcp6  | ip_dscp=46",
      "udp6  | ipv6_dst=2001:db8::77",
      "udp6  | udp_dst=1",
      "icmp6 | ipv6_src=2001:db8::77",
      "icmp6 | icmpv6_type=129",
      "ns    | ipv6_nd_target=2001:db8::77",
      "ns    | ipv6_nd_sll=ff:ff:ff:ff:ff:ff",
      "na    | ipv6_nd_tll=ff:ff:ff:ff:ff:ff",
      "vlan  | ipv4_src=192.0.2.77",
      "vlan  | vlan_vid=0x1fff",
      "vlan  | vlan_pcp=1",
      "arp   | arp_spa=192.0.2.77",
      "arp   | arp_op=2",
      "tcp4  | eth_dst=ff:ff:ff:ff:ff:ff",
  })
  // spotless:on
  void setsFieldAndCorrectsChecksums(String frame, String field) {
    Packet packet = packet(frame);
    packet.set(Rules.match(field));

    Field<?> set = Rules.match(field).fields().getFirst();
    assertThat(value(packet, set)).isEqualTo(field.substring(field.indexOf('=') + 1));
    for (Field<?> other : Field.all()) {
      if (other != set && !other.isAlias()) {
        assertThat(value(packet, other)).as(other.oxmName()).isEqualTo(value(packet(frame), other));
      }
    }
    assertChecksums(packet.bytes());
  }

  static void assertChecksums(Bytes frame) {
    Ethernet ethernet = Ethernet.parse(frame).orElseThrow();
    List<Ip> packets =
        java.util.stream.Stream.<Ip>concat(Ipv4.in(ethernet).stream(), Ipv6.in(ethernet).stream())
            .toList();
    if (ethernet.etherType() == 0x0800) {
      assertThat(Checksum.ofHeader(ethernet.payload())).isEqualTo(Checksum.CORRECT);
    }
    packets.forEach(ip -> assertThat(Checksum.of(ip)).isEqualTo(Checksum.CORRECT));
  }

  @Test
  void doesNotSetAbsentField() {
    Packet packet = packet("arp");
    packet.set(Rules.match("ipv4_src=192.0.2.1"));
    packet.set(Rules.match("vlan_pcp=1"));
    assertThat(packet.bytes()).isEqualTo(FRAMES.get("arp"));
  }

  @Test
  void addsTagWhereVlanIdIsSetWithoutOne() {
    Packet packet = packet("arp");
    packet.set(Rules.match("vlan_vid=0x1001"));
    assertThat(packet.bytes().slice(12, 18)).isEqualTo(Bytes.parse("8100 0001 0806"));
  }

  @Test
  void udpWithoutChecksumStaysWithoutAndNeverGetsZero() {
    Ethernet frame = V4.udp(5000, 53, Bytes.parse("0102030405"));
    byte[] octets = frame.toBytes().toArray();
    octets[40] = 0;
    octets[41] = 0;
    Packet packet = Packet.of(Bytes.wrap(octets), PortNo.of(1));
    packet.set(Rules.match("udp_dst=54"));
    assertThat(packet.bytes().u16(40)).isZero();

    for (int port = 0; port < 0x1_0000; port++) {
      Packet summed = packet("udp4");
      summed.set(Rules.match("udp_dst=" + port));
      if (summed.bytes().u16(40) == 0xffff) {
        assertChecksums(summed.bytes());
        return;
      }
      assertThat(summed.bytes().u16(40)).isNotZero();
    }
    throw new AssertionError("no port has this checksum");
  }

  @Test
  void computesSctpChecksumAnew() {
    Packet packet = packet("sctp4");
    packet.set(Rules.match("sctp_dst=81"));
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    byte[] segment = packet.bytes().slice(34, 50).toArray();
    byte[] sum = java.util.Arrays.copyOfRange(segment, 8, 12);
    java.util.Arrays.fill(segment, 8, 12, (byte) 0);
    crc.update(segment);
    assertThat(Bytes.wrap(sum).i32(0)).isEqualTo(Integer.reverseBytes((int) crc.getValue()));
  }

  @Test
  void firstFragmentsChecksumFollowsAddress() {
    Packet packet = packet("firstFragment");
    packet.set(Rules.match("ipv4_src=10.0.0.3"));
    assertThat(packet.bytes().u16(40)).isEqualTo(0xffff - 2);
    Packet later = packet("laterFragment");
    later.set(Rules.match("ipv4_src=10.0.0.3"));
    assertThat(later.bytes().u16(40)).isEqualTo(0xffff);
  }

  @Test
  void pushesAndPopsTags() {
    Packet packet = packet("udp4");
    packet.pushVlan(0x8100);
    assertThat(value(packet, Field.VLAN_VID)).isEqualTo("0x1000");
    packet.set(Rules.match("vlan_vid=0x1005"));
    packet.pushVlan(0x88a8);
    assertThat(value(packet, Field.VLAN_VID)).isEqualTo("0x1000");
    assertThat(packet.bytes().slice(12, 20)).isEqualTo(Bytes.parse("88a80000 81000005"));
    Packet third = packet.copy();
    third.pushVlan(0x8100);
    assertThat(third.bytes().slice(12, 22)).isEqualTo(Bytes.parse("81000000 88a80000 0800"));
    packet.popVlan();
    packet.popVlan();
    packet.popVlan();
    assertThat(packet.bytes()).isEqualTo(FRAMES.get("udp4"));
  }

  @Test
  void pushesAndPopsLabels() {
    Packet packet = packet("vlan");
    packet.set(Rules.match("ip_dscp=11"));
    packet.setTtl(7);
    packet.pushMpls(0x8847);
    assertThat(packet.bytes().slice(12, 22)).isEqualTo(Bytes.parse("8100 a064 8847 00000707"));
    assertThat(packet.has(Field.IPV4_SRC)).isFalse();
    packet.set(Rules.match("mpls_label=100"));
    packet.pushMpls(0x8848);
    assertThat(packet.bytes().slice(16, 26)).isEqualTo(Bytes.parse("8848 00064607 00064707"));
    packet.popMpls(0x8847);
    packet.popMpls(0x0800);
    assertThat(value(packet, Field.NW_TTL)).isEqualTo("7");
    assertChecksums(packet.bytes());
  }

  @Test
  void copiesTtlBetweenLabelAndIp() {
    Packet packet = packet("udp4");
    packet.pushMpls(0x8847);
    packet.set(Rules.match("mpls_ttl=9"));
    PacketEditor.edit(new io.weft.openflow.action.Action.CopyTtlIn(), packet);
    packet.set(Rules.match("mpls_ttl=200"));
    PacketEditor.edit(new io.weft.openflow.action.Action.CopyTtlOut(), packet);
    assertThat(value(packet, Field.MPLS_TTL)).isEqualTo("9");
    packet.popMpls(0x0800);
    assertThat(value(packet, Field.NW_TTL)).isEqualTo("9");
    assertChecksums(packet.bytes());
  }

  @Test
  void pushesAndPopsServiceInstances() {
    Packet packet = packet("udp4");
    packet.pushPbb(0x88e7);
    packet.set(Rules.match("pbb_isid=0xabcdef"));
    assertThat(packet.bytes().slice(12, 18)).isEqualTo(Bytes.parse("88e7 00abcdef"));
    packet.popPbb();
    assertThat(packet.bytes()).isEqualTo(FRAMES.get("udp4"));
  }

  @Test
  void keepsRegistersOfAllWidthsAsOne() {
    Packet packet = packet("udp4");
    packet.set(Rules.match("xxreg1=0x1111111122222222333333334444444"));
    packet.set(Rules.match("reg5=0x55555555"));
    assertThat(value(packet, Field.XREG2)).isEqualTo("0x111111155555555");
    assertThat(value(packet, Field.REG7)).isEqualTo("0x34444444");
    Packet copy = packet.copy();
    copy.set(Rules.match("reg7=1"));
    assertThat(value(packet, Field.REG7)).isEqualTo("0x34444444");
  }

  @Test
  void copyAndOriginalChangeApart() {
    Packet packet = packet("tcp4");
    packet.set(Rules.match("tcp_dst=1"));
    Packet copy = packet.copy();
    copy.set(Rules.match("tcp_dst=2"));
    packet.set(Rules.match("tcp_src=3"));
    assertThat(packet.low(Field.TCP_DST)).isEqualTo(1);
    assertThat(copy.low(Field.TCP_DST)).isEqualTo(2);
    assertThat(copy.low(Field.TCP_SRC)).isEqualTo(1234);
  }

  @Test
  void everyPrefixOfEveryFrameCanBeRead() {
    for (Bytes frame : FRAMES.values()) {
      for (int length = 0; length <= frame.size(); length++) {
        Packet packet = Packet.of(frame.slice(0, length), PortNo.of(1));
        for (Field<?> field : Field.all()) {
          assertThat(value(packet, field)).isNotNull();
        }
      }
    }
  }
}
