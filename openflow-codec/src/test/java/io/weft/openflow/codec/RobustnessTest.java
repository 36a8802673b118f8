package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.wire.WireReader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the octets: a message or an error, at once; and what is a message can be written. */
class RobustnessTest {
  /** {@code -Dweft.fuzz.inputs=N} for more or fewer. */
  private static final int SPOILT = Integer.getInteger("weft.fuzz.inputs", 10_000_000);

  private static final int NOISE = 50_000;
  private static final int POOLED = 50_000;

  /** One in so many is also written again, printed and read again. */
  private static final int THOROUGHLY = 16;

  private static final long SLOW_NANOS = 10_000_000;
  private static final long MOST_HEAP_KEPT = 10 << 20;

  private final Map<OfError, Integer> errors = new EnumMap<>(OfError.class);
  private int read;
  private long slowestNanos;

  @Test
  @Timeout(600)
  void survivesSpoiltFrames() {
    List<byte[]> frames = SeedFrames.all();
    long heapBefore = usedHeap();
    long start = System.nanoTime();
    for (int seed = 0; seed < SPOILT; seed++) {
      check(seed, new Mutator(seed).spoil(frames.get(seed % frames.size())));
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    long kept = usedHeap() - heapBefore;
    System.out.printf(
        "%d inputs of %d seeds in %d ms: %d read, slowest %d us, heap %+d KB, errors %s%n",
        SPOILT, frames.size(), millis, read, slowestNanos / 1000, kept >> 10, errors);
    assertThat(read).isBetween(SPOILT / 20, SPOILT * 19 / 20);
    assertThat(kept).isLessThan(MOST_HEAP_KEPT);
  }

  private static long usedHeap() {
    System.gc();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  @Timeout(60)
  void survivesNoise() {
    for (int seed = 0; seed < NOISE; seed++) {
      Random random = new Random(seed);
      byte[] frame = new byte[8 + random.nextInt(200)];
      random.nextBytes(frame);
      frame[0] = (byte) (1 + random.nextInt(6));
      frame[1] = (byte) random.nextInt(36);
      frame[2] = 0;
      frame[3] = (byte) frame.length;
      check(seed * THOROUGHLY, frame);
    }
  }

  /** Buffers of a pool, direct memory, each released once: nothing else may hold on to them. */
  @Test
  @Timeout(60)
  void keepsNoBuffer() {
    ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    try {
      List<byte[]> frames = SeedFrames.all();
      PooledByteBufAllocator pool = new PooledByteBufAllocator(true);
      for (int seed = 0; seed < POOLED; seed++) {
        byte[] octets = new Mutator(seed).spoil(frames.get(seed % frames.size()));
        ByteBuf buffer = pool.directBuffer(Math.max(1, octets.length)).writeBytes(octets);
        ByteBuf written = pool.directBuffer();
        if (OpenFlowCodec.decode(buffer, 0, octets.length) instanceof Envelope message) {
          OpenFlowCodec.encode(message, written);
        }
        assertThat(buffer.refCnt()).isEqualTo(1);
        assertThat(buffer.release()).isTrue();
        assertThat(written.release()).isTrue();
      }
      long active =
          pool.metric().directArenas().stream()
              .mapToLong(arena -> arena.numActiveAllocations())
              .sum();
      assertThat(active).isZero();
    } finally {
      ResourceLeakDetector.setLevel(level);
    }
  }

  private void check(int seed, byte[] octets) {
    ByteBuf buffer = Unpooled.wrappedBuffer(octets);
    switch (timed(buffer, octets)) {
      case Decoded.Malformed malformed -> {
        errors.merge(malformed.error(), 1, Integer::sum);
        if (seed % THOROUGHLY == 0) {
          assertNamed(seed, octets);
        }
      }
      case Envelope message -> {
        read++;
        if (seed % THOROUGHLY == 0) {
          assertWritable(seed, octets, message);
        }
      }
    }
  }

  /** Decodes; what took long is decoded again, for it may have been the machine that was slow. */
  private Decoded timed(ByteBuf buffer, byte[] octets) {
    for (int attempt = 0; attempt < 4; attempt++) {
      long start = System.nanoTime();
      Decoded decoded = OpenFlowCodec.decode(buffer, 0, octets.length);
      long nanos = System.nanoTime() - start;
      if (nanos < SLOW_NANOS) {
        slowestNanos = Math.max(slowestNanos, nanos);
        return decoded;
      }
    }
    throw new AssertionError("over 10 ms: " + ByteBufUtil.hexDump(octets));
  }

  /** Each mistake was found by a codec that has a name for it, not by a record that refused. */
  private static void assertNamed(int seed, byte[] octets) {
    if (octets.length < OpenFlowCodec.HEADER) {
      return;
    }
    try {
      OfVersion version = OpenFlowCodec.versionOf(octets[0]);
      OpenFlowCodec.read(new WireReader(octets, 0, octets.length, version), octets.length);
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
      Decoded second = Frames.decode(again);
      if (second instanceof Decoded.Malformed malformed) {
        // Who sets the tag of a packet that has none is told so only in the words of today, by Open
        // vSwitch too.
        assertThat(malformed.error()).isEqualTo(OfError.OFPBAC_MATCH_INCONSISTENT);
        assertThat(envelope.toString()).contains("set_vlan_");
      } else if (!second.equals(envelope)) {
        // Deprecated actions are written in the words of the version, which must stay as they are.
        assertThat(Frames.encode((Envelope) second)).isEqualTo(again);
      }
      assertThat(envelope.toString()).isNotEmpty();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + hex + " was " + envelope, e);
    }
  }
}
