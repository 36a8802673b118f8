package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.net.Bytes;
import io.weft.openflow.ActionGenerator;
import io.weft.openflow.DecodeException;
import io.weft.openflow.Generator;
import io.weft.openflow.OfVersion;
import io.weft.openflow.OvsKnown;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.ConntrackAction;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.FlowMod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Open vSwitch reads our actions, and prints them in the words that we print. */
class OvsActionsTest {
  private static final int VALUES = 20_000;
  private static final Pattern ACTIONS = Pattern.compile("actions=(.*) data_len=0");

  static Iterable<OfVersion> versions() {
    return OpenFlowCodec.VERSIONS;
  }

  @BeforeAll
  static void needsOvs() {
    assumeTrue(Ovs.isPresent(), "no ovs-ofctl on the path");
  }

  /** A packet out with one action, put together here: its struct is not what is tested. */
  private static String frame(OfVersion version, Action action) {
    return frame(version, Frames.written(version, out -> Actions.write(List.of(action), out)));
  }

  private static String frame(OfVersion version, String actions) {
    int octets = actions.length() / 2;
    String body =
        switch (version) {
          case OF10 -> "fffffffffffd%04x".formatted(octets);
          case OF11, OF12, OF13, OF14 -> "fffffffffffffffd%04x000000000000".formatted(octets);
          case OF15 -> "ffffffff%04x0000".formatted(octets) + "0001000c80000004fffffffd00000000";
        };
    return "%02x0d%04x0000007b".formatted(version.wire(), 8 + body.length() / 2 + octets)
        + body
        + actions;
  }

  /** Those that it lacks or takes from its own tests alone, and those that stand elsewhere. */
  private static boolean isKnown(Action action) {
    return switch (action) {
      case Action.Unknown a -> false;
      case Action.CopyTtlIn a -> false;
      case Action.CopyTtlOut a -> false;
      case Action.PushPbb a -> false;
      case Action.PopPbb a -> false;
      case NxAction.DebugSlow a -> false;
      case NxAction.DebugRecirc a -> false;
      case NxAction.Sample4 a -> false;
      case NxAction.WriteMetadata a -> false;
      case NxAction.Clone a -> a.actions().stream().allMatch(OvsActionsTest::isKnown);
      case Action.SetField a -> OvsKnown.knows(a.value());
      case FieldAction.RegLoad2 a -> OvsKnown.knows(a.value());
      case Action.Output a -> OvsKnown.knows(a.port());
      case Action.Enqueue a -> OvsKnown.knows(a.port());
      case ConntrackAction.Nat a -> false;
      default -> true;
    };
  }

  private static Optional<String> actions(String printed) {
    Matcher matcher = ACTIONS.matcher(printed);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Test
  void vectors() {
    List<Vector<Action>> vectors =
        VectorsTest.actions().stream().filter(vector -> isKnown(vector.value())).toList();
    List<String> printed =
        Ovs.print(vectors.stream().map(v -> frame(v.version(), v.value())).toList());
    for (int i = 0; i < vectors.size(); i++) {
      assertThat(actions(printed.get(i)))
          .as(vectors.get(i).hex() + ": " + printed.get(i))
          .hasValue(vectors.get(i).value().toString());
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void generated(OfVersion version) {
    List<Action> actions = new ArrayList<>();
    List<String> frames = new ArrayList<>();
    for (long seed = 1; actions.size() < VALUES; seed++) {
      Action action = new ActionGenerator(seed, version).action();
      if (isKnown(action)) {
        actions.add(action);
        frames.add(frame(version, action));
      }
    }
    List<String> printed = Ovs.print(frames);
    List<String> otherwise = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      String theirs = actions(printed.get(i)).orElse(printed.get(i));
      if (!theirs.equals(actions.get(i).toString())) {
        otherwise.add("ours   " + actions.get(i) + "\ntheirs " + theirs + "\n" + frames.get(i));
      }
    }
    assertThat(otherwise.stream().limit(20)).isEmpty();
  }

  /**
   * One to three octets of sound actions changed: the same is read, or refused by the same name.
   */
  @ParameterizedTest
  @MethodSource("versions")
  void spoilt(OfVersion version) {
    Random random = new Random(version.wire());
    List<String> spoilt = new ArrayList<>();
    List<String> frames = new ArrayList<>();
    for (long seed = 1; frames.size() < VALUES; seed++) {
      Action action = new ActionGenerator(seed, version).action();
      if (isKnown(action)) {
        String hex = Frames.written(version, out -> Actions.write(List.of(action), out));
        String changed = spoil(hex, random);
        spoilt.add(changed);
        frames.add(frame(version, changed));
      }
    }
    List<String> printed = Ovs.print(frames);
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, String> examples = new TreeMap<>();
    for (int i = 0; i < frames.size(); i++) {
      String theirs = Ovs.error(printed.get(i)).orElse("read");
      String ours = verdict(version, spoilt.get(i));
      if (!theirs.equals(ours) && !isDeliberate(theirs, ours, spoilt.get(i))) {
        String pair = theirs + ", we " + ours;
        counts.merge(pair, 1, Integer::sum);
        examples.merge(pair, spoilt.get(i), (a, b) -> a.length() <= b.length() ? a : b);
      }
    }
    counts.forEach((pair, count) ->
        System.out.println(
            "  %s: %d times Open vSwitch %s, such as %s"
                .formatted(version, count, pair, examples.get(pair))));
    assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isLessThan(VALUES / 20);
  }

  /** Actions go with the match of a flow mod, or are refused by the same name. */
  @ParameterizedTest
  @MethodSource("versions")
  void onMatches(OfVersion version) {
    List<String> frames = new ArrayList<>();
    List<FlowMod> mods = new ArrayList<>();
    for (long seed = 1; frames.size() < VALUES; seed++) {
      Generator values = new Generator(seed, version);
      Match match = values.match();
      ActionGenerator actions = new ActionGenerator(seed, version);
      List<Action> list = List.of(actions.action(), actions.action());
      boolean isAlone = list.stream().anyMatch(NxAction.Conjunction.class::isInstance);
      if (OvsKnown.knows(match) && list.stream().allMatch(OvsActionsTest::isKnown) && !isAlone) {
        FlowMod mod = FlowMod.add(0, 1, match, List.of(Instruction.apply(list)));
        mods.add(mod);
        frames.add(Frames.encode(version, mod));
      }
    }
    List<String> printed = Ovs.print(frames);
    List<String> otherwise = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      String theirs = Ovs.error(printed.get(i)).orElse("read");
      String ours =
          Frames.decode(frames.get(i)) instanceof Decoded.Malformed malformed
              ? malformed.error().name()
              : "read";
      if (!theirs.equals(ours)) {
        otherwise.add(theirs + ", we " + ours + ": " + mods.get(i) + " " + frames.get(i));
      }
    }
    System.out.println(version + ": " + otherwise.size() + " of " + VALUES + " otherwise");
    assertThat(otherwise.stream().limit(12)).isEmpty();
  }

  private static String spoil(String hex, Random random) {
    byte[] octets = Bytes.parse(hex).toArray();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(Math.min(octets.length, 48));
      octets[at] =
          switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> (byte) 0xff;
            case 2 -> (byte) (octets[at] ^ 1 << random.nextInt(8));
            default -> (byte) random.nextInt(256);
          };
    }
    return Bytes.wrap(octets).toString();
  }

  private static String verdict(OfVersion version, String hex) {
    try {
      Actions.read(Frames.reader(version, hex));
      return "read";
    } catch (DecodeException e) {
      return e.error().name();
    }
  }

  /**
   * What others may know is kept; ports have the 32 bits that they have; bundle_load is checked as
   * bundle is.
   */
  private static boolean isDeliberate(String theirs, String ours, String hex) {
    boolean isKept =
        theirs.startsWith("OFPBAC_BAD_VENDOR")
            || theirs.equals("OFPBAC_BAD_OUT_PORT")
            || theirs.startsWith("OFPBAC_BAD_SET_")
                && (hex.startsWith("0019") || hex.startsWith("0021", 16))
            || theirs.equals("OFPBAC_BAD_TYPE");
    return ours.equals("read") && isKept || hex.startsWith("000d", 16);
  }

  /** What we print is parsed as the same, or as what is written alike. */
  @ParameterizedTest
  @MethodSource("versions")
  void parsed(OfVersion version) {
    for (long seed = 1; seed < VALUES; seed++) {
      Action action = new ActionGenerator(seed, version).action();
      List<Action> parsed = Action.parse(action.toString());
      assertThat(Action.print(parsed)).isEqualTo(action.toString());
      if (!isSaidOtherwise(action)) {
        assertThat(parsed).as("seed %d: %s", seed, action).containsExactly(action);
      }
    }
  }

  /** Forms whose notation is that of another action, which means the same. */
  static boolean isSaidOtherwise(Action action) {
    return switch (action) {
      case FieldAction.OnfCopyField a -> true;
      case FieldAction.RegLoad2 a -> true;
      case FieldAction.OutputReg2 a -> true;
      default -> false;
    };
  }

  @ParameterizedTest
  @MethodSource("versions")
  void writtenAndRead(OfVersion version) {
    for (long seed = 1; seed < VALUES; seed++) {
      List<Action> actions = List.of(new ActionGenerator(seed, version).anyAction());
      String hex = Frames.written(version, out -> Actions.write(actions, out));
      assertThat(Actions.readAll(Frames.reader(version, hex)))
          .as("seed %d: %s", seed, hex)
          .isEqualTo(actions);
    }
  }
}
