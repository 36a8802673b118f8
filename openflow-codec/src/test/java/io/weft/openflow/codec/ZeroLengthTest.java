package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.weft.openflow.message.Decoded;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An element that says that it has no length would be read for ever: it is refused at once. */
final class ZeroLengthTest {
  private static final long SOON_NANOS = 1_000_000;

  // spotless:off
  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      hello element,             04000010 00000001 00010000 00000012
      hello element of no type,  04000010 00000001 00000000 00000000
      action of 1.0,             010d0018 00000001 ffffffff ffff0008 00000000 00000000
      action of 1.3,             040d0020 00000001 ffffffff fffffffd 0008000000000000 00000000 00000000
      instruction,               040e0040 00000001 0000000000000000 0000000000000000 00000000 00000000 ffffffff ffffffff ffffffff 00000000 0001000400000000 00040000 00000000
      bucket,                    040f0020 00000001 00000000 00000001 0000000000000000 0000000000000000
      flow entry,                04130018 00000001 00010000 00000000 00000000 00000000
      group description,         04130018 00000001 00070000 00000000 00000000 00000000
      group statistics,          04130018 00000001 00060000 00000000 00000000 00000000
      """)
  // spotless:on
  void isRefused(String what, String hex) {
    assertThat(Frames.decode(hex)).isInstanceOf(Decoded.Malformed.class);
  }

  /** Whatever looks like an element of any kind of message, with its length set to zero. */
  @Test
  void takesNoTime() {
    long slowest = 0;
    int inputs = 0;
    List<byte[]> seeds = SeedFrames.all();
    for (byte[] seed : seeds) {
      for (int at = 8; at + 2 <= Math.min(seed.length, 400); at += 2) {
        byte[] frame = seed.clone();
        frame[at] = 0;
        frame[at + 1] = 0;
        slowest = Math.max(slowest, nanos(frame));
        inputs++;
      }
    }
    System.out.printf("%d frames with a zero, the slowest %d us%n", inputs, slowest / 1000);
  }

  /** The best of some attempts, for the machine may be busy. */
  private static long nanos(byte[] frame) {
    ByteBuf buffer = Unpooled.wrappedBuffer(frame);
    long nanos = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 20; attempt++) {
      long start = System.nanoTime();
      Decoded decoded = OpenFlowCodec.decode(buffer, 0, frame.length);
      nanos = Math.min(nanos, System.nanoTime() - start);
      assertThat(decoded).isNotNull();
      if (nanos < SOON_NANOS) {
        return nanos;
      }
    }
    throw new AssertionError(nanos + " ns for " + ByteBufUtil.hexDump(frame));
  }
}
