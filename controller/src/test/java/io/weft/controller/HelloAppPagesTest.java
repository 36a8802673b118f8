package io.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages tell the author of an app to type is what {@code weft verify} does. */
class HelloAppPagesTest {
  private static final Path SCRIPT = Path.of("../weft");

  /** The commands of a page's one block that begins with {@code ./weft publish}. */
  private static List<String> commands(Path page) throws IOException {
    List<String> lines =
        Files.readAllLines(page).stream()
            .dropWhile(line -> !line.startsWith("    ./weft publish"))
            .takeWhile(line -> line.startsWith("    "))
            .map(String::strip)
            .toList();
    assertThat(lines).as(page.toString()).hasSize(5);
    return lines;
  }

  @ParameterizedTest
  @ValueSource(strings = {"../examples/hello-app/README.md", "../docs/guides/write-an-app.md"})
  void verifyDoesWhatThePageSays(String page) throws IOException {
    String script = Files.readString(SCRIPT);
    String step = script.substring(script.indexOf("verify_app() {"), script.indexOf("\nbench() {"));
    List<String> commands = commands(Path.of(page));
    assertThat(step).contains("as_author " + commands.get(0) + " ");
    assertThat(step).contains("as_author " + commands.get(1) + " ");
    // In a folder of its own, so that nobody's plugins are touched.
    assertThat(step).contains(commands.get(2).replace("plugins", "$plugins") + "\n");
    assertThat(step).contains(commands.get(3).replace("plugins/", "$plugins") + "\n");
    assertThat(commands.get(4)).isEqualTo("./weft run --config examples/hello-app/weft.yaml");
    assertThat(step)
        .contains("cat examples/hello-app/weft.yaml >> target/author/weft.yaml")
        .contains("./weft run --config target/author/weft.yaml");
  }

  @Test
  void jarHasTheNameThatIsCopied() throws IOException {
    assertThat(Files.readString(Path.of("../examples/hello-app/pom.xml")))
        .contains("<finalName>hello-app</finalName>");
  }
}
