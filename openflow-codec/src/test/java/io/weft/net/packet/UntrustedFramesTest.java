package io.weft.net.packet;

import io.weft.net.Bytes;
import io.weft.net.packet.RealFrames.RealFrame;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UntrustedFramesTest {
  private static final int INPUTS = 200_000;

  @ParameterizedTest
  @MethodSource("io.weft.net.packet.RealFrames#all")
  void nothingThrowsAtAnyLength(RealFrame frame) {
    for (int length = 0; length <= frame.octets().size(); length++) {
      Bytes cut = frame.octets().slice(0, length);
      try {
        Fragile.askEverythingOf(cut);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(frame + " cut to " + length + " octets", e);
      }
    }
  }

  @Test
  void nothingThrowsOnChangedFrames() {
    long seed = Long.getLong("weft.seed", 20_250_001L);
    PacketRandom random = new PacketRandom(seed);
    List<RealFrame> frames = RealFrames.all();
    for (int i = 0; i < INPUTS; i++) {
      Bytes frame = frames.get(random.below(frames.size())).octets();
      Bytes other = frames.get(random.below(frames.size())).octets();
      Bytes changed = random.mutated(frame, other);
      try {
        Fragile.askEverythingOf(changed);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("-Dweft.seed=" + seed + ", input " + i + ": " + changed, e);
      }
    }
  }

  @Test
  void nothingThrowsOnRandomOctets() {
    long seed = Long.getLong("weft.seed", 20_250_002L);
    PacketRandom random = new PacketRandom(seed);
    for (int i = 0; i < INPUTS; i++) {
      Bytes octets = random.octets(random.below(120));
      try {
        Fragile.askEverythingOf(octets);
        Fragile.askEveryParserOf(octets);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("-Dweft.seed=" + seed + ", input " + i + ": " + octets, e);
      }
    }
  }
}
