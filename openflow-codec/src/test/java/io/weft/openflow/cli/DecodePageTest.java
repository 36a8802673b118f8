package io.weft.openflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The commands of docs/decode.md print what the page says; -Dweft.write=true writes it anew. */
class DecodePageTest {
  private static final Path PAGE = Path.of("../docs/decode.md");
  private static final String PROMPT = "    $ ./weft ";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  @Test
  void commandsPrintWhatThePageSays() throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    List<String> made = new ArrayList<>();
    boolean isOutput = false;
    for (String line : page) {
      isOutput = isOutput && line.startsWith("    ") && !line.startsWith(PROMPT);
      if (!isOutput) {
        made.add(line);
      }
      if (line.startsWith(PROMPT)) {
        run(line.substring("    $ ".length())).lines().forEach(out -> made.add("    " + out));
        isOutput = true;
      }
    }
    if (Boolean.getBoolean("weft.write")) {
      Files.write(PAGE, made);
    }
    assertThat(made).containsExactlyElementsOf(Files.readAllLines(PAGE));
    assertThat(made).filteredOn(line -> line.startsWith(PROMPT)).hasSizeGreaterThan(8);
  }

  /** Commands joined by pipes; what they print as errors comes after what they print. */
  private static String run(String commands) {
    Run last = new Run(0, "", "");
    for (String command : commands.split("\\| ", -1)) {
      List<String> words = new ArrayList<>();
      Matcher word = WORD.matcher(command);
      while (word.find()) {
        words.add(
            word.group(1) != null
                ? word.group(1)
                : word.group(2) != null ? word.group(2) : word.group());
      }
      assertThat(words.removeFirst()).isEqualTo("./weft");
      last = Run.with(last.out(), words.toArray(String[]::new));
    }
    return last.out() + last.err();
  }
}
