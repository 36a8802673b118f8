package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBufUtil;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Sound and spoilt frames of every kind: Open vSwitch and this codec agree on whether it is a
 * message, and on the name of the mistake if it is none.
 */
final class OvsDifferentialTest {
  private static final int SPOILT = Integer.getInteger("weft.ovs.inputs", 40_000);
  private static final int SHOWN = Integer.getInteger("weft.ovs.shown", 12);

  /** Of a hundred thousand; the others are listed when the test runs. */
  private static final int LEAST_ALIKE = Integer.getInteger("weft.ovs.alike", 95_500);

  /** What Open vSwitch says of what it does not know, most of which we keep as it is. */
  private static final Set<String> UNKNOWN =
      Set.of(
          "OFPBRC_BAD_VENDOR",
          "OFPBRC_BAD_SUBTYPE",
          "OFPBRC_BAD_STAT",
          "OFPBAC_BAD_VENDOR",
          "OFPBAC_BAD_VENDOR_TYPE");

  @BeforeAll
  static void needsOvs() {
    assumeTrue(Ovs.isPresent(), "no ovs-ofctl on the path");
  }

  /** Frames that differ in one way: how many, and the shortest. */
  private static final class Difference {
    private final String what;
    private int count;
    private String shortest = "";

    Difference(String what) {
      this.what = what;
    }

    void add(String frame) {
      count++;
      if (shortest.isEmpty() || frame.length() < shortest.length()) {
        shortest = frame;
      }
    }
  }

  @Test
  void agreesOnSoundFrames() {
    compare(
        "sound",
        SeedFrames.all().stream()
            .filter(OvsDifferentialTest::isFramed)
            .map(ByteBufUtil::hexDump)
            .toList());
  }

  @Test
  void agreesOnSpoiltFrames() {
    List<byte[]> seeds = SeedFrames.all();
    List<String> frames = new ArrayList<>();
    for (int seed = 0; frames.size() < SPOILT; seed++) {
      byte[] frame = new Mutator(seed).spoil(seeds.get(seed % seeds.size()));
      if (isFramed(frame)) {
        frames.add(ByteBufUtil.hexDump(frame));
      }
    }
    compare("spoilt", frames);
  }

  /** Whether the header is one that a stream could hold: a version, its own length. */
  private static boolean isFramed(byte[] frame) {
    return frame.length >= 8
        && frame.length < 20_000
        && frame[0] >= 1
        && frame[0] <= 6
        && ((frame[2] & 0xff) << 8 | frame[3] & 0xff) == frame.length;
  }

  private static void compare(String kind, List<String> frames) {
    List<String> printed = Ovs.print(frames);
    Map<String, Difference> differences = new HashMap<>();
    int alike = 0;
    int kept = 0;
    for (int i = 0; i < frames.size(); i++) {
      String ours =
          switch (Frames.decode(frames.get(i))) {
            case Envelope message -> "read";
            case Decoded.Malformed malformed -> malformed.error().name();
          };
      String theirs = error(printed.get(i)).orElse("read");
      if (ours.equals(theirs)) {
        alike++;
      } else if (UNKNOWN.contains(theirs) || isUnknownError(printed.get(i))) {
        kept++;
      } else {
        String what = name(printed.get(i)) + ": Open vSwitch " + theirs + ", we " + ours;
        differences.computeIfAbsent(what, Difference::new).add(frames.get(i));
      }
    }
    int compared = frames.size() - kept;
    System.out.printf(
        "%s frames: %d of %d alike; %d more with extensions that Open vSwitch does not know%n",
        kind, alike, compared, kept);
    differences.values().stream()
        .sorted(Comparator.comparingInt(difference -> -difference.count))
        .limit(SHOWN)
        .forEach(difference ->
            System.out.printf(
                "  %d %s, such as %s%n",
                difference.count,
                difference.what,
                difference.shortest.substring(0, Math.min(600, difference.shortest.length()))));
    assertThat((long) alike * 100_000 / compared).isGreaterThanOrEqualTo(LEAST_ALIKE);
  }

  /** An error message quotes another one, whose mistakes are not its own. */
  private static Optional<String> error(String printed) {
    boolean isError = printed.startsWith("OFPT_ERROR");
    return Ovs.error(isError ? printed.lines().findFirst().orElse("") : printed);
  }

  /** An error that Open vSwitch has no name for, which we keep as its numbers. */
  private static boolean isUnknownError(String printed) {
    return printed.startsWith("OFPT_ERROR") && printed.contains("decode error: OFPBRC_BAD_LEN");
  }

  /** What Open vSwitch calls the message: the first words of what it prints. */
  private static String name(String printed) {
    int end = printed.indexOf(" (xid");
    return end < 0 ? "message" : printed.substring(0, end);
  }
}
