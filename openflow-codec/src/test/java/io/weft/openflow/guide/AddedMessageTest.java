package io.weft.openflow.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.net.Bytes;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.MessageText;
import io.weft.openflow.message.MonitorMessage.FlowMonitorCancel;
import org.junit.jupiter.api.Test;

class AddedMessageTest {
  private static final FlowMonitorCancel MESSAGE = new FlowMonitorCancel(7);
  private static final String NICIRA =
      "01040014" + "00000001" + "00002320" + "00000015" + "00000007";
  private static final String ONF = "04040014" + "00000001" + "4f4e4600" + "0000074e" + "00000007";

  private static Envelope in(OfVersion version) {
    return new Envelope(version, 1, MESSAGE);
  }

  @Test
  void isWrittenAsItsVersionHasIt() {
    assertThat(OpenFlowCodec.encode(in(OfVersion.OF10))).hasToString(NICIRA);
    assertThat(OpenFlowCodec.encode(in(OfVersion.OF13))).hasToString(ONF);
    assertThatThrownBy(() -> OpenFlowCodec.encode(in(OfVersion.OF14)))
        .isInstanceOf(EncodeException.class);
  }

  @Test
  void isReadAsTheSameValue() {
    assertThat(OpenFlowCodec.decode(Bytes.parse(NICIRA))).isEqualTo(in(OfVersion.OF10));
    assertThat(OpenFlowCodec.decode(Bytes.parse(ONF))).isEqualTo(in(OfVersion.OF13));
  }

  @Test
  void hasATextWithoutALineOfCode() {
    assertThat(MessageText.print(MESSAGE)).isEqualTo("monitor_id=7");
    assertThat(MessageText.parse("FLOW_MONITOR_CANCEL", "monitor_id=7")).isEqualTo(MESSAGE);
  }
}
