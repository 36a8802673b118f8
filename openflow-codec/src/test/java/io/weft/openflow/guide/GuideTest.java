package io.weft.openflow.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each piece of code in a guide is a piece of the file that its first line names. */
class GuideTest {
  private static final String NAMED = "// ";

  @ParameterizedTest
  @ValueSource(strings = {"add-a-field", "add-an-action", "add-a-message"})
  void showsTheCodeThatIsCompiled(String guide) throws IOException {
    List<List<String>> pieces = pieces(Path.of("../docs/guides/" + guide + ".md"));
    assertThat(pieces).hasSizeGreaterThan(2);
    for (List<String> piece : pieces) {
      assertThat(piece.getFirst()).startsWith(NAMED);
      Path file = Path.of("src", piece.getFirst().substring(NAMED.length()));
      assertThat(lines(Files.readString(file)))
          .as("%s", file)
          .containsSubsequence(piece.subList(1, piece.size()));
    }
  }

  /** What stands between the fences of Java, without blank lines and needless space. */
  private static List<List<String>> pieces(Path guide) throws IOException {
    List<List<String>> pieces = new ArrayList<>();
    String[] parts = Files.readString(guide).split("```", -1);
    for (int i = 1; i < parts.length; i += 2) {
      if (parts[i].startsWith("java\n")) {
        pieces.add(lines(parts[i].substring("java\n".length())));
      }
    }
    return pieces;
  }

  private static List<String> lines(String code) {
    return code.lines()
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
