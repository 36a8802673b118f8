package io.weft.net.packet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.net.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The frames of frames.txt, which says where they are from. */
final class RealFrames {
  /**
   * A frame and how Open vSwitch reads it.
   *
   * @param flow in the notation of ovs-ofctl
   */
  record RealFrame(String name, String flow, Bytes octets) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Map<String, RealFrame> FRAMES = load();

  private RealFrames() {}

  static List<RealFrame> all() {
    return List.copyOf(FRAMES.values());
  }

  static Bytes octets(String name) {
    return Objects.requireNonNull(FRAMES.get(name), name).octets();
  }

  static Ethernet ethernet(String name) {
    return Ethernet.parse(octets(name)).orElseThrow();
  }

  private static Map<String, RealFrame> load() {
    try (InputStream in = RealFrames.class.getResourceAsStream("frames.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      Map<String, RealFrame> frames = new LinkedHashMap<>();
      for (String block : text.split("\n\n", -1)) {
        if (!block.startsWith("#")) {
          String[] parts = block.split("\n", 3);
          frames.put(parts[0], new RealFrame(parts[0], parts[1], Bytes.parse(parts[2])));
        }
      }
      return frames;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
