package io.weft.testkit.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuideTest {
  @ParameterizedTest
  @ValueSource(strings = {"PatchPanel.java", "PatchPanelTest.java"})
  void theGuideShowsTheCodeThatIsTested(String file) throws IOException {
    String guide = Files.readString(Path.of("../docs/guides/write-an-app.md"));
    String code = Files.readString(Path.of("src/test/java/io/weft/testkit/guide", file));
    assertThat(guide).contains(code);
  }
}
