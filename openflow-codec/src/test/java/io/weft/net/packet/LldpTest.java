package io.weft.net.packet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.net.Bytes;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LldpTest {
  private static final String CHASSIS = "0207" + "04" + "02000000000b";
  private static final String PORT = "0403" + "05" + "6531";
  private static final String TTL = "0602" + "0078";

  @Test
  void readsTheNeighborThatLldpdTellsOf() {
    Lldp lldp = Lldp.in(RealFrames.ethernet("lldp")).orElseThrow();
    Bytes mac = Bytes.parse("02000000000b");
    assertThat(lldp.chassis()).isEqualTo(new Lldp.Id(Lldp.CHASSIS_MAC, mac));
    assertThat(lldp.port()).isEqualTo(new Lldp.Id(Lldp.PORT_MAC, mac));
    assertThat(lldp.ttl()).isEqualTo(120);
    assertThat(lldp.others()).hasSize(9);
    assertThat(text(lldp, Lldp.Basic.SYSTEM_NAME)).isEqualTo("leaf1.example.net");
    assertThat(text(lldp, Lldp.Basic.SYSTEM_DESCRIPTION)).isEqualTo("Weft test neighbour");
    assertThat(text(lldp, Lldp.Basic.PORT_DESCRIPTION)).isEqualTo("vb");
    assertThat(lldp.organizational(0x00120f, 3)).contains(Bytes.parse("0100000000"));
    assertThat(lldp.organizational(0x00120f, 99)).isEmpty();
    assertThat(lldp.basic(9)).isEmpty();
  }

  private static String text(Lldp lldp, int type) {
    return new String(lldp.basic(type).orElseThrow().toArray(), UTF_8);
  }

  @Test
  void neighborThatLeavesHasNoTimeToLive() {
    assertThat(Lldp.in(RealFrames.ethernet("lldp-shutdown")).orElseThrow().ttl()).isZero();
  }

  @Test
  void endsAtTheEndTlvOrTheEndOfTheData() {
    Bytes bare = Bytes.parse(CHASSIS + PORT + TTL);
    Lldp lldp = Lldp.parse(bare).orElseThrow();
    assertThat(Lldp.parse(Bytes.parse(bare + "0000" + "0a0161"))).contains(lldp);
    assertThat(Lldp.parse(Bytes.parse(bare + "00"))).contains(lldp);
    assertThat(Lldp.parse(Bytes.parse(bare + "0000" + "00".repeat(30)))).contains(lldp);
  }

  @Test
  void tlvThatRunsBeyondTheDataEndsTheList() {
    Bytes cut = Bytes.parse(CHASSIS + PORT + TTL + "0a0161" + "0c0a6162");
    assertThat(Lldp.parse(cut).orElseThrow().others())
        .containsExactly(new Lldp.Basic(Lldp.Basic.SYSTEM_NAME, Bytes.parse("61")));
  }

  @ParameterizedTest
  @CsvSource({
    "without TTL,                     02070402000000000b 0403056531 0000",
    "port before chassis,             0403056531 02070402000000000b 06020078",
    "chassis without value,           020104 0403056531 06020078",
    "port without value,              02070402000000000b 040105 06020078",
    "TTL of one octet,                02070402000000000b 0403056531 060178",
    "TTL cut,                         02070402000000000b 0403056531 060200",
    "second chassis,                  02070402000000000b 0403056531 06020078 02070402000000000b",
    "organizational TLV without head, 02070402000000000b 0403056531 06020078 fe03001122",
    "nothing,                         ''",
  })
  void malformedUnitIsEmpty(String what, String hex) {
    assertThat(Lldp.parse(Bytes.parse(hex))).as(what).isEmpty();
  }

  @Test
  void hostileUnitOfManyTlvsIsReadUpToTheLimit() {
    Bytes many = Bytes.parse(CHASSIS + PORT + TTL + "0a00".repeat(740));
    assertThat(Lldp.parse(many).orElseThrow().others()).hasSize(Lldp.MAX_TLVS);
  }

  @Test
  void refusesValuesThatDoNotFit() {
    Bytes long256 = Bytes.wrap(new byte[256]);
    Bytes long512 = Bytes.wrap(new byte[512]);
    Lldp.Id id = new Lldp.Id(7, Bytes.parse("61"));
    assertThatThrownBy(() -> new Lldp.Id(7, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Lldp.Id(7, long256)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Lldp.Basic(3, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Lldp.Basic(127, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Lldp.Basic(5, long512))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Lldp.Organizational(1 << 24, 0, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Lldp(id, id, 65536, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    List<Lldp.Tlv> many = Collections.nCopies(129, new Lldp.Basic(5, Bytes.EMPTY));
    assertThatThrownBy(() -> new Lldp(id, id, 1, many))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
