package io.weft.core.discovery;

import static io.weft.core.network.Sample.at;
import static io.weft.core.network.Sample.macOfPort;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.net.MacAddress;
import io.weft.net.packet.EtherType;
import io.weft.net.packet.Ethernet;
import io.weft.net.packet.Lldp;
import io.weft.net.packet.Packets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static final Probe.Key KEY = new Probe.Key(new byte[16]);
  private static final Probe.Key OTHER_KEY =
      new Probe.Key("another sixteen octets".getBytes(StandardCharsets.UTF_8));
  private static final Probe PROBE = new Probe(at(0xfedc_ba98_7654_3210L, 7), 0x1_0000_0001L);

  private static Bytes frame() {
    return PROBE.frame(macOfPort(1, 7), KEY);
  }

  private static Optional<Probe> read(Bytes frame) {
    return Ethernet.parse(frame).flatMap(ethernet -> Probe.in(ethernet, KEY));
  }

  @Test
  void isReadAsItWasWritten() {
    assertThat(read(frame())).contains(PROBE);
  }

  @Test
  void isLldpThatOthersUnderstand() {
    Ethernet frame = Ethernet.parse(frame()).orElseThrow();
    Lldp lldp = Lldp.in(frame).orElseThrow();
    assertThat(frame.dst()).isEqualTo(MacAddress.LLDP);
    assertThat(frame.src()).isEqualTo(macOfPort(1, 7));
    assertThat(lldp.chassis())
        .isEqualTo(new Lldp.Id(Lldp.CHASSIS_LOCAL, text("dpid:fedcba9876543210")));
    assertThat(lldp.port()).isEqualTo(new Lldp.Id(Lldp.PORT_LOCAL, text("7")));
    assertThat(lldp.ttl()).isEqualTo(120);
  }

  private static Bytes text(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void withAnotherKeyIsNoneOfOurs() {
    assertThat(read(PROBE.frame(macOfPort(1, 7), OTHER_KEY))).isEmpty();
  }

  @Test
  void changedInAnyBitOfItsProofIsNoneOfOurs() {
    byte[] octets = frame().toArray();
    int proof = 8 + 4 + 8 + 16;
    int start = octets.length - 2 - proof; // the end TLV is the last
    for (int bit = start * 8; bit < (start + proof) * 8; bit++) {
      byte[] forged = octets.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(read(Bytes.wrap(forged))).as("bit %s", bit).isEmpty();
    }
  }

  @Test
  void cutShortIsNoneOfOurs() {
    Bytes whole = frame();
    for (int size = 0; size < whole.size() - 2; size++) {
      assertThat(read(whole.slice(0, size))).as("first %s octets", size).isEmpty();
    }
    assertThat(read(whole.slice(0, whole.size() - 2)))
        .as("only the end is missing")
        .contains(PROBE);
  }

  @Test
  void paddedToTheLeastLengthIsRead() {
    byte[] padded = Arrays.copyOf(frame().toArray(), 128);
    assertThat(read(Bytes.wrap(padded))).contains(PROBE);
  }

  @Test
  void theLldpOfOthersIsNoneOfOurs() {
    MacAddress mac = macOfPort(1, 1);
    Lldp.Id id = new Lldp.Id(Lldp.CHASSIS_LOCAL, text("x"));
    assertThat(read(Packets.lldp(mac, "their switch", "eth0", 120).toBytes())).isEmpty();
    for (Lldp.Tlv tlv :
        List.of(
            new Lldp.Organizational(0x0026e1, 0, text("dpid:0000000000000001")),
            new Lldp.Organizational(0x0026e1, 0x57, Bytes.EMPTY),
            new Lldp.Organizational(0x0026e1, 0x57, Bytes.wrap(new byte[36])),
            new Lldp.Organizational(0x00120f, 0x57, Bytes.wrap(new byte[36])),
            new Lldp.Basic(5, text("name")))) {
      Lldp theirs = new Lldp(id, id, 120, List.of(tlv));
      assertThat(read(Packets.lldp(mac, theirs).toBytes())).as("%s", tlv).isEmpty();
    }
    Ethernet ours = Ethernet.parse(frame()).orElseThrow();
    Ethernet otherType = Ethernet.of(ours.dst(), ours.src(), EtherType.ARP, ours.payload());
    assertThat(Probe.in(otherType, KEY)).isEmpty();
  }
}
