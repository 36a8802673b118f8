package io.weft.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
              String test = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "LabTest.java";
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
