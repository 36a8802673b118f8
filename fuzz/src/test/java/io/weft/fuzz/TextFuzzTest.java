package io.weft.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.notation.NotationException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Any text is a value or a mistake with its column; a value is printed, and parsed as itself. */
class TextFuzzTest {
  @FuzzTest(maxDuration = "15s")
  void match(byte[] text) {
    check(text, Match::parse);
  }

  @FuzzTest(maxDuration = "15s")
  void flowMod(byte[] text) {
    check(text, FlowMod::parse);
  }

  @FuzzTest(maxDuration = "15s")
  void groupMod(byte[] text) {
    check(text, GroupMod::parse);
  }

  private static <T> void check(byte[] utf8, Function<String, T> parse) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    T value;
    try {
      value = parse.apply(text);
    } catch (NotationException e) {
      return;
    }
    assertThat(parse.apply(String.valueOf(value))).as("%s", value).isEqualTo(value);
  }
}
