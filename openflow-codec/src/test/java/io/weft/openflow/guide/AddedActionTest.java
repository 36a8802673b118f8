package io.weft.openflow.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.PacketOut;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddedActionTest {
  private static final Action ACTION = new Action.SetMplsTtl(64);

  private static String octets(OfVersion version) {
    PacketOut message =
        new PacketOut(BufferId.NONE, PortNo.CONTROLLER, List.of(ACTION), Bytes.EMPTY);
    return OpenFlowCodec.encode(new Envelope(version, 1, message)).toString();
  }

  @Test
  void isText() {
    assertThat(ACTION).hasToString("set_mpls_ttl(64)");
    assertThat(Action.parse("set_mpls_ttl(64)")).containsExactly(ACTION);
  }

  @Test
  void isAnotherElementBefore11() {
    assertThat(octets(OfVersion.OF13)).endsWith("000f0008" + "40000000");
    assertThat(octets(OfVersion.OF10)).endsWith("ffff0010" + "00002320" + "0019" + "400000000000");
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> new Action.SetMplsTtl(256))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("256");
  }
}
