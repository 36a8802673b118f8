package io.weft.net.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.net.Bytes;
import io.weft.net.MacAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class EthernetTest {
  private static final MacAddress A = MacAddress.parse("02:00:00:00:00:0a");
  private static final MacAddress B = MacAddress.parse("02:00:00:00:00:0b");

  @Test
  void readsTagsOutermostFirst() {
    Ethernet frame = RealFrames.ethernet("double-tagged-icmp");
    assertThat(frame.dst()).isEqualTo(B);
    assertThat(frame.src()).isEqualTo(A);
    assertThat(frame.tags())
        .containsExactly(
            new VlanTag(EtherType.SERVICE_VLAN, 0, false, 100),
            new VlanTag(EtherType.VLAN, 5, true, 200));
    assertThat(frame.etherType()).isEqualTo(EtherType.IPV4);
  }

  @Test
  void frameThatEndsWithinATagIsEmpty() {
    Bytes frame = RealFrames.octets("vlan-tcp");
    assertThat(Ethernet.parse(frame.slice(0, 17))).isEmpty();
    assertThat(Ethernet.parse(frame.slice(0, 18)).orElseThrow().payload()).isEqualTo(Bytes.EMPTY);
    assertThat(Ethernet.parse(RealFrames.octets("arp-request").slice(0, 13))).isEmpty();
  }

  @Test
  void tagsBeyondTheFourthAreLeftInThePayload() {
    Bytes frame = Bytes.parse("02000000000b02000000000a" + "81000001".repeat(6) + "0806" + "abcd");
    Ethernet parsed = Ethernet.parse(frame).orElseThrow();
    assertThat(parsed.tags()).hasSize(4).containsOnly(VlanTag.of(1));
    assertThat(parsed.etherType()).isEqualTo(EtherType.VLAN);
    assertThat(parsed.payload()).hasToString("0001" + "81000001" + "0806" + "abcd");
    assertThat(parsed.toBytes()).isEqualTo(frame);
  }

  @Test
  void newTagIsTheOutermost() {
    Ethernet frame = Ethernet.of(B, A, EtherType.ARP, Bytes.EMPTY);
    assertThat(frame.tagged(VlanTag.of(1)).tagged(VlanTag.of(2)).tags())
        .containsExactly(VlanTag.of(2), VlanTag.of(1));
    assertThat(frame.from(B).to(A)).isEqualTo(Ethernet.of(A, B, EtherType.ARP, Bytes.EMPTY));
  }

  @Test
  void refusesValuesThatDoNotFit() {
    assertThatThrownBy(() -> Ethernet.of(B, A, 0x10000, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> Ethernet.of(B, A, EtherType.VLAN, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0x8100");
    List<VlanTag> five = java.util.Collections.nCopies(5, VlanTag.of(1));
    assertThatThrownBy(() -> new Ethernet(B, A, five, EtherType.ARP, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VlanTag.of(4096)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new VlanTag(0x9100, 0, false, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0x9100");
    assertThatThrownBy(() -> new VlanTag(EtherType.VLAN, 8, false, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
