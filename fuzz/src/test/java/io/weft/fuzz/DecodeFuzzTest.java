package io.weft.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;

/** Any octets are a message or a named mistake; a message is written, and read back as itself. */
class DecodeFuzzTest {
  private static final int LONGEST = 0xffff;

  @FuzzTest(maxDuration = "15s")
  void decode(byte[] octets) {
    if (octets.length > LONGEST) {
      return;
    }
    byte[] frame = octets.clone();
    if (frame.length >= OpenFlowCodec.HEADER) {
      // The frame decoder cut the frame by this length, so it is always right.
      frame[2] = (byte) (frame.length >>> 8);
      frame[3] = (byte) frame.length;
    }
    ByteBuf buffer = Unpooled.wrappedBuffer(frame);
    if (OpenFlowCodec.decode(buffer, 0, frame.length) instanceof Envelope message) {
      writtenAndRead(message);
    }
  }

  private static void writtenAndRead(Envelope envelope) {
    ByteBuf out = Unpooled.buffer();
    OpenFlowCodec.encode(envelope, out);
    Decoded second = OpenFlowCodec.decode(out, 0, out.readableBytes());
    if (!second.equals(envelope)) {
      // Deprecated actions are written in the words of the version, which must stay as they are.
      ByteBuf again = Unpooled.buffer();
      OpenFlowCodec.encode(((Envelope) second), again);
      assertThat(again).isEqualTo(out);
    }
    assertThat(envelope.toString()).isNotEmpty();
  }
}
