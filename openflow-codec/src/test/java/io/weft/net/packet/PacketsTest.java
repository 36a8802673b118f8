package io.weft.net.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PacketsTest {
  private static final MacAddress A = MacAddress.parse("02:00:00:00:00:0a");
  private static final MacAddress B = MacAddress.parse("02:00:00:00:00:0b");
  private static final Ipv4Address A4 = Ipv4Address.parse("10.0.0.1");
  private static final Ipv4Address B4 = Ipv4Address.parse("10.0.0.2");
  private static final Ipv6Address A6 = Ipv6Address.parse("2001:db8::1");
  private static final Ipv6Address B6 = Ipv6Address.parse("2001:db8::2");
  private static final Bytes DATA = Bytes.parse("0102030405");

  static List<Ethernet> everyIpFrame() {
    Packets.Path path4 = Packets.from(A, A4).to(B, B4);
    Packets.Path path6 = Packets.from(A, A6).to(B, B6);
    return List.of(
        path4.icmpEcho(1, 2),
        path4.icmpEchoReply(1, 2),
        path4.udp(5000, 53, DATA),
        path4.tcpSyn(5000, 80),
        path4.tcp(5000, 80, Tcp.PSH | Tcp.ACK, DATA),
        path4.reversed().udp(53, 5000, DATA),
        Packets.from(A, A4).toGroup(Ipv4Address.parse("239.1.2.3")).udp(1, 2, DATA),
        path6.icmpEcho(1, 2),
        path6.icmpEchoReply(1, 2),
        path6.udp(5000, 53, DATA),
        path6.tcpSyn(5000, 80),
        path6.tcp(5000, 80, Tcp.FIN, DATA),
        path6.reversed().tcpSyn(1, 2),
        Packets.from(A, A6).toGroup(Ipv6Address.parse("ff02::fb")).udp(1, 2, DATA),
        Packets.neighborSolicitation(A, A6, B6),
        Packets.neighborAdvertisement(A, A6, B, B6),
        Packets.neighborAnnouncement(A, A6),
        Packets.neighborProbe(A, A6),
        Packets.routerSolicitation(A, Ipv6Address.parse("fe80::a")),
        Packets.dhcpDiscover(A, 7),
        Packets.dhcpRequest(A, 7, A4, B4),
        Packets.dhcpAck(B, B4, A, A4, 7));
  }

  @ParameterizedTest
  @MethodSource("everyIpFrame")
  void packetsAreWholeAndTheirChecksumsCorrect(Ethernet frame) {
    Ip packet = Ip.in(frame).orElseThrow();
    assertThat(packet.missing()).isZero();
    assertThat(Checksum.of(packet)).isEqualTo(Checksum.CORRECT);
    if (packet instanceof Ipv4) {
      assertThat(Checksum.ofHeader(frame.payload())).isEqualTo(Checksum.CORRECT);
    }
  }

  @Test
  void framesGoWhereTheySay() {
    assertThat(flow(Packets.from(A, A4).to(B, B4).udp(5000, 53, DATA).tagged(VlanTag.of(10))))
        .isEqualTo(
            "udp,in_port=ANY,dl_vlan=10,dl_vlan_pcp=0,vlan_tci1=0x0000,dl_src=02:00:00:00:00:0a,"
                + "dl_dst=02:00:00:00:00:0b,nw_src=10.0.0.1,nw_dst=10.0.0.2,nw_tos=0,nw_ecn=0,"
                + "nw_ttl=64,nw_frag=no,tp_src=5000,tp_dst=53");
    assertThat(flow(Packets.from(A, A6).to(B, B6).reversed().tcpSyn(80, 5000)))
        .isEqualTo(
            "tcp6,in_port=ANY,vlan_tci=0x0000,dl_src=02:00:00:00:00:0b,dl_dst=02:00:00:00:00:0a,"
                + "ipv6_src=2001:db8::2,ipv6_dst=2001:db8::1,ipv6_label=0x00000,nw_tos=0,nw_ecn=0,"
                + "nw_ttl=64,nw_frag=no,tp_src=80,tp_dst=5000,tcp_flags=syn");
    Ethernet group = Packets.from(A, A6).toGroup(Ipv6Address.parse("ff02::fb")).udp(1, 2, DATA);
    assertThat(group.dst()).isEqualTo(MacAddress.parse("33:33:00:00:00:fb"));
    assertThat(Packets.broadcast(A, DATA).dst()).isEqualTo(MacAddress.BROADCAST);
    assertThat(Packets.unicast(A, B, DATA))
        .isEqualTo(Ethernet.of(B, A, Packets.EXPERIMENTAL, DATA));
  }

  private static String flow(Ethernet frame) {
    return FlowText.of(FrameView.of(frame.toBytes()));
  }

  @Test
  void echoReplyAnswersTheRequest() {
    Packets.Path path = Packets.from(A, A4).to(B, B4);
    Icmpv4 request = Ipv4.in(path.icmpEcho(3, 4)).flatMap(Icmpv4::in).orElseThrow();
    assertThat(Ipv4.in(path.reversed().icmpEchoReply(3, 4)).flatMap(Icmpv4::in))
        .contains(request.echoReply());
  }

  @Test
  void dhcpMessagesAreFoundInTheirFrames() {
    Dhcpv4 ack = dhcp(Packets.dhcpAck(B, B4, A, A4, 7));
    assertThat(ack.type()).isEqualTo(Dhcpv4.Type.ACK);
    assertThat(ack.yiaddr()).isEqualTo(A4);
    assertThat(ack.serverId()).contains(B4);
    Dhcpv4 request = dhcp(Packets.dhcpRequest(A, 7, A4, B4));
    assertThat(request.requestedAddress()).contains(A4);
    assertThat(dhcp(Packets.dhcpDiscover(A, 7)).chaddr()).isEqualTo(A);
  }

  private static Dhcpv4 dhcp(Ethernet frame) {
    return Ip.in(frame).flatMap(Udp::in).flatMap(Dhcpv4::in).orElseThrow();
  }

  @Test
  void lldpGoesToTheNearestBridge() {
    Ethernet frame = Packets.lldp(A, "of:1", "3", 10);
    assertThat(frame.dst()).isEqualTo(MacAddress.LLDP);
    Lldp lldp = Lldp.in(frame).orElseThrow();
    assertThat(lldp.chassis()).isEqualTo(new Lldp.Id(Lldp.CHASSIS_LOCAL, Bytes.parse("6f663a31")));
    assertThat(lldp.port()).isEqualTo(new Lldp.Id(Lldp.PORT_LOCAL, Bytes.parse("33")));
    assertThat(lldp.ttl()).isEqualTo(10);
  }
}
