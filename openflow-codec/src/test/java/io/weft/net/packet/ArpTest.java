package io.weft.net.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import org.junit.jupiter.api.Test;

class ArpTest {
  private static final MacAddress A = MacAddress.parse("02:00:00:00:00:0a");
  private static final MacAddress B = MacAddress.parse("02:00:00:00:00:0b");
  private static final Ipv4Address IP_A = Ipv4Address.parse("10.0.0.1");
  private static final Ipv4Address IP_B = Ipv4Address.parse("10.0.0.2");

  @Test
  void readsRequestAndReplyOfLinux() {
    Arp request = Arp.in(RealFrames.ethernet("arp-request")).orElseThrow();
    assertThat(request).isEqualTo(new Arp(Arp.REQUEST, A, IP_A, MacAddress.ZERO, IP_B));
    assertThat(Arp.in(RealFrames.ethernet("arp-reply"))).contains(request.reply(B));
  }

  @Test
  void repliesAsLinuxDoes() {
    Arp request = Arp.in(RealFrames.ethernet("arp-request")).orElseThrow();
    assertThat(Packets.arpReply(request, B).toBytes()).isEqualTo(RealFrames.octets("arp-reply"));
    assertThat(Packets.arpRequest(A, IP_A, IP_B).toBytes())
        .isEqualTo(RealFrames.octets("arp-request"));
  }

  @Test
  void knowsProbesAndAnnouncements() {
    Arp probe = Arp.in(Packets.arpProbe(A, IP_A)).orElseThrow();
    Arp announcement = Arp.in(Packets.arpAnnouncement(A, IP_A)).orElseThrow();
    Arp request = Arp.in(Packets.arpRequest(A, IP_A, IP_B)).orElseThrow();
    assertThat(probe.isProbe()).isTrue();
    assertThat(probe.isGratuitous()).isFalse();
    assertThat(announcement.isGratuitous()).isTrue();
    assertThat(announcement.isProbe()).isFalse();
    assertThat(request.isProbe() || request.isGratuitous()).isFalse();
    assertThat(request.isRequest()).isTrue();
    assertThat(request.reply(B).isReply()).isTrue();
  }

  @Test
  void otherHardwareOrProtocolIsEmpty() {
    byte[] octets = RealFrames.ethernet("arp-request").payload().toArray();
    for (int i : new int[] {0, 1, 2, 3, 4, 5}) {
      byte[] changed = octets.clone();
      changed[i] ^= 0x10;
      assertThat(Arp.parse(Bytes.wrap(changed))).as("octet %d", i).isEmpty();
    }
    assertThat(Arp.parse(Bytes.copyOf(octets).slice(0, 27))).isEmpty();
    assertThat(Arp.in(RealFrames.ethernet("tcp-syn"))).isEmpty();
  }
}
