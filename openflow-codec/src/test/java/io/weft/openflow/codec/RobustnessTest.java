package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.MessageGenerator;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Envelope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the octets: a message or an error, at once; and what is a message can be written. */
class RobustnessTest {
  private static final int SPOILT = 300_000;
  private static final int NOISE = 50_000;

  private final Map<OfError, Integer> errors = new EnumMap<>(OfError.class);
  private int read;

  /** Our vectors, the malformed ones among them, and generated messages. */
  private static List<byte[]> frames() {
    List<String> frames = new ArrayList<>();
    VectorsTest.frames().forEach(vector -> frames.add(vector.digits()));
    MalformedTest.rows().forEach(row -> frames.add(row.frame()));
    for (long seed = 1; seed <= 300; seed++) {
      for (OfVersion version : OpenFlowCodec.VERSIONS) {
        frames.add(Frames.encode(version, new MessageGenerator(seed, version).message()));
      }
    }
    return frames.stream().map(frame -> Bytes.parse(frame).toArray()).toList();
  }

  @Test
  @Timeout(120)
  void survivesSpoiltFrames() {
    List<byte[]> frames = frames();
    long start = System.nanoTime();
    for (int seed = 0; seed < SPOILT; seed++) {
      check(seed, new Mutator(seed).spoil(frames.get(seed % frames.size())));
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.printf(
        "%d spoilt frames in %d ms: %d read, the others %s%n", SPOILT, millis, read, errors);
    assertThat(read).isBetween(SPOILT / 20, SPOILT * 19 / 20);
  }

  @Test
  @Timeout(60)
  void survivesNoise() {
    for (int seed = 0; seed < NOISE; seed++) {
      Random random = new Random(seed);
      byte[] frame = new byte[8 + random.nextInt(200)];
      random.nextBytes(frame);
      frame[0] = (byte) (random.nextBoolean() ? 1 : 4);
      frame[1] = (byte) random.nextInt(26);
      frame[2] = 0;
      frame[3] = (byte) frame.length;
      check(seed, frame);
    }
  }

  private void check(int seed, byte[] octets) {
    ByteBuf buffer = Unpooled.wrappedBuffer(octets);
    switch (OpenFlowCodec.decode(buffer, 0, octets.length)) {
      case Decoded.Malformed malformed -> {
        errors.merge(malformed.error(), 1, Integer::sum);
        assertNamed(seed, octets, buffer);
      }
      case Decoded.Message message -> {
        read++;
        assertWritable(seed, octets, message.envelope());
      }
    }
  }

  /** Each mistake was found by a codec that has a name for it, not by a record that refused. */
  private static void assertNamed(int seed, byte[] octets, ByteBuf buffer) {
    if (octets.length < OpenFlowCodec.HEADER) {
      return;
    }
    try {
      OpenFlowCodec.decode(
          buffer, 0, octets.length, octets[0] & 0xff, octets[1] & 0xff, buffer.getInt(4));
    } catch (DecodeException e) {
      return;
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + ByteBufUtil.hexDump(octets), e);
    }
  }

  private static void assertWritable(int seed, byte[] octets, Envelope envelope) {
    String hex = ByteBufUtil.hexDump(octets);
    try {
      String again = Frames.encode(envelope);
      assertThat(Frames.decode(again)).isEqualTo(new Decoded.Message(envelope));
      assertThat(envelope.toString()).isNotEmpty();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + hex + " was " + envelope, e);
    }
  }
}
