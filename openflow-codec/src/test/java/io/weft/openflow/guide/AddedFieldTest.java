package io.weft.openflow.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowMod;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddedFieldTest {
  private static final Match PROTECTED =
      Match.builder().set(Field.ETH_TYPE, 0x88e7).set(Field.PBB_UCA, 1).build();

  private static String octets(OfVersion version) {
    FlowMod mod = FlowMod.add(0, 5, PROTECTED, List.of());
    return OpenFlowCodec.encode(new Envelope(version, 1, mod)).toString();
  }

  @Test
  void isText() {
    assertThat(PROTECTED).hasToString("dl_type=0x88e7,pbb_uca=1");
    assertThat(Match.parse("dl_type=0x88e7,pbb_uca=1")).isEqualTo(PROTECTED);
  }

  @Test
  void isAnElementOfItsVersions() {
    assertThat(octets(OfVersion.OF14)).contains("80005201" + "01");
    assertThatThrownBy(() -> octets(OfVersion.OF13)).isInstanceOf(EncodeException.class);
  }

  @Test
  void knowsWhatItPresupposes() {
    Match alone = Match.builder().set(Field.PBB_UCA, 1).build();
    assertThat(alone.missingPrerequisite()).contains(Field.PBB_UCA);
  }
}
