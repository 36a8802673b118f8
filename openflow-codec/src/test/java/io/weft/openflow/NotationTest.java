package io.weft.openflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.PortDesc;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is printed is parsed back as the same value. */
class NotationTest {
  private static final int VALUES = 5000;
  private static final long FIRST_SEED = 1;

  static Iterable<OfVersion> versions() {
    return OpenFlowCodec.VERSIONS;
  }

  private static <T> void roundTrip(
      OfVersion version,
      Function<Generator, T> generate,
      Function<T, String> print,
      Function<String, T> parse) {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + VALUES; seed++) {
      T value = generate.apply(new Generator(seed, version));
      String text = print.apply(value);
      assertThat(parse.apply(text)).as("seed %d: %s", seed, text).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void matches(OfVersion version) {
    roundTrip(version, Generator::match, Match::toString, Match::parse);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void actions(OfVersion version) {
    roundTrip(version, values -> values.listOf(4, values::anyAction), Action::print, Action::parse);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void instructions(OfVersion version) {
    roundTrip(version, Generator::instructions, Instruction::print, Instruction::parse);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void flowMods(OfVersion version) {
    roundTrip(version, Generator::flowMod, FlowMod::toString, FlowMod::parse);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void flowEntries(OfVersion version) {
    roundTrip(version, Generator::flowEntry, FlowEntry::toString, FlowEntry::parse);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void groupMods(OfVersion version) {
    roundTrip(version, Generator::groupMod, GroupMod::toString, GroupMod::parse);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void groupEntries(OfVersion version) {
    roundTrip(version, Generator::groupEntry, GroupEntry::toString, GroupEntry::parse);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void ports(OfVersion version) {
    roundTrip(version, Generator::portDesc, PortDesc::toString, PortDesc::parse);
  }
}
