package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page says what the tables have; with -Dweft.write=true it is written anew. */
class CoveragePageTest {
  private static final Path PAGE = Path.of("../docs/protocol/coverage.md");

  @Test
  void pageIsMadeOfTheTables() throws IOException {
    String page = CoveragePage.text();
    if (Boolean.getBoolean("weft.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as(
            "after a change of a table: mvn -pl openflow-codec test -Dtest=CoveragePageTest -Dweft.write=true")
        .hasContent(page);
  }

  @Test
  void allTablesAreFound() {
    assertThat(AllTables.found())
        .contains(
            Messages.TABLE,
            Multiparts.REQUESTS,
            Multiparts.REPLIES,
            Actions.TABLE,
            Instructions.TABLE);
    assertThat(AllTables.found()).extracting(table -> table.name()).doesNotHaveDuplicates();
  }
}
