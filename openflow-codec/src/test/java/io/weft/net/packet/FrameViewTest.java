package io.weft.net.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.net.Bytes;
import io.weft.net.MacAddress;
import io.weft.net.packet.RealFrames.RealFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameViewTest {
  private static final MacAddress HOST = MacAddress.parse("02:00:00:00:00:0a");

  @ParameterizedTest
  @MethodSource("io.weft.net.packet.RealFrames#all")
  void seesWhatOpenVswitchSees(RealFrame frame) {
    assertThat(FlowText.of(FrameView.of(frame.octets()))).isEqualTo(frame.flow());
  }

  @Test
  void typeStandsInTheSnapHeaderOfAnEncapsulatedEthernetFrame() {
    Bytes arp = Bytes.parse("aaaa03000000" + "0806");
    Ethernet frame = Ethernet.of(MacAddress.BROADCAST, HOST, arp.size(), arp);
    assertThat(FrameView.of(frame.toBytes()).etherType()).isEqualTo(EtherType.ARP);
    assertThat(FrameView.of(frame.toBytes()).isArp()).isFalse();
  }

  @Test
  void fieldsOfACutPacketAreThere() {
    Bytes cut = RealFrames.octets("dhcp-discover").slice(0, 64);
    FrameView view = FrameView.of(cut);
    assertThat(view.dstPort()).isEqualTo(67);
    assertThat(FrameView.of(cut.slice(0, 41)).hasPorts()).isFalse();
    assertThat(FrameView.of(cut.slice(0, 41)).ipProtocol()).isEqualTo(IpProtocol.UDP);
  }

  @Test
  void paddingIsNoTransportHeader() {
    // An IPv4 packet that ends after its header, in a frame padded to 60 octets.
    Bytes header = Bytes.parse("450000140000000040110000" + "0a0000010a000002");
    byte[] padded = new byte[46];
    header.copyTo(padded, 0);
    Ethernet frame = Ethernet.of(MacAddress.BROADCAST, HOST, EtherType.IPV4, Bytes.copyOf(padded));
    FrameView view = FrameView.of(frame.toBytes());
    assertThat(view.ipProtocol()).isEqualTo(IpProtocol.UDP);
    assertThat(view.hasPorts()).isFalse();
  }

  @Test
  void tcpHeaderOfAnImpossibleLengthHasNoPorts() {
    byte[] octets = RealFrames.octets("tcp-syn").toArray();
    int dataOffset = 14 + 20 + 12;
    octets[dataOffset] = 0x40; // 16 octets: shorter than the smallest
    assertThat(FrameView.of(Bytes.copyOf(octets)).hasPorts()).isFalse();
    octets[dataOffset] = (byte) 0xb0; // 44 octets: longer than the packet
    assertThat(FrameView.of(Bytes.copyOf(octets)).hasPorts()).isFalse();
    octets[dataOffset] = (byte) 0xa0;
    assertThat(FrameView.of(Bytes.copyOf(octets)).hasPorts()).isTrue();
  }

  @Test
  void portsOfATcpHeaderCutInItsOptionsAreThere() {
    Bytes cut = RealFrames.octets("tcp-syn").slice(0, 64);
    assertThat(FrameView.of(cut).dstPort()).isEqualTo(8080);
    assertThat(FrameView.of(RealFrames.octets("tcp6-syn").slice(0, 80)).dstPort()).isEqualTo(8080);
  }

  @Test
  void gettersRefuseWhatIsNotThere() {
    FrameView arp = FrameView.of(RealFrames.octets("arp-request"));
    assertThat(arp.isArp()).isTrue();
    assertThatThrownBy(arp::ipv4Src).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(arp::ipProtocol).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(arp::srcPort).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(arp::icmpType).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(arp::ndTargetHigh).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> arp.vlanId(0)).isInstanceOf(IllegalStateException.class);
    FrameView udp = FrameView.of(RealFrames.octets("udp-group"));
    assertThatThrownBy(udp::ipv6SrcHigh).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(udp::tcpFlags).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(udp::arpSenderIp).isInstanceOf(IllegalStateException.class);
    FrameView nothing = FrameView.of(Bytes.EMPTY);
    assertThat(nothing.hasEthernet()).isFalse();
    assertThat(nothing.tagCount()).isZero();
    assertThatThrownBy(nothing::ethDst).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(nothing::etherType).isInstanceOf(IllegalStateException.class);
  }
}
