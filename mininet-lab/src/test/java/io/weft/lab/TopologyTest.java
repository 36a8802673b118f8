package io.weft.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyTest {
  @Test
  void everyTopologyHasAllItsParts() {
    assertThat(Home.ofProperty().topologies())
        .isNotEmpty()
        .allSatisfy(
            topology -> {
              String name = topology.name();
              String test =
                  Stream.of(name.split("-"))
                          .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                          .collect(Collectors.joining("", "", "LabTest.java"));
              assertThat(topology.summary()).endsWith(".");
              assertThat(topology.checks()).isNotEmpty();
              assertThat(topology.configuration()).exists();
              assertThat(topology.directory().resolve(test)).exists();
            });
  }

  @Test
  void namesTheLineOfAnUnknownCheck(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("README.md"), "# x\nAn x.\n");
    Files.writeString(directory.resolve("expected"), "all-pairs\n\nfly from=h1\n");

    assertThatThrownBy(() -> Topology.read(directory))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("expected:3: no check 'fly'");
  }

  @Test
  void namesTheArgumentThatIsMissing(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("README.md"), "# x\nAn x.\n");
    Files.writeString(directory.resolve("expected"), "tcp from=h1\n");

    assertThatThrownBy(() -> Topology.read(directory)).hasMessageContaining("expected:1: tcp needs to=");
  }
}
