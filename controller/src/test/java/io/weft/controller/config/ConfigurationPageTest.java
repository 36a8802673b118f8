package io.weft.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page, the schema's comments, the example and the code say the same. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Path EXAMPLE = Path.of("../docs/example.yaml");

  @TempDir Path directory = Path.of("");

  private Settings settings(String text) throws IOException, ConfigException {
    Path file = directory.resolve("weft.yaml");
    Files.writeString(file, text);
    return Settings.of(ConfigReader.read(file));
  }

  private static Settings defaults() throws ConfigException {
    return Settings.of(ConfigReader.Parsed.DEFAULTS);
  }

  private static List<Schema.Key> keysWithDefault() throws IOException {
    // Not those whose default depends on the machine, which is said in words.
    return Schema.keys().stream().filter(key -> !key.standard().contains(" ")).toList();
  }

  private static List<Schema.Key> keysWithRange() throws IOException {
    return Schema.keys().stream().filter(key -> key.ends().isPresent()).toList();
  }

  @Test
  void pageIsMadeOfTheSchema() throws IOException {
    String page = Schema.page();
    if (Boolean.getBoolean("weft.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page);
  }

  @ParameterizedTest
  @MethodSource("keysWithDefault")
  void writtenDefaultIsTheDefault(Schema.Key key) throws IOException, ConfigException {
    assertThat(settings(key.given(key.standard()))).isEqualTo(defaults());
  }

  @Test
  void eachProcessorHasAnIoThread() throws ConfigException {
    assertThat(defaults().ioThreads()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @ParameterizedTest
  @MethodSource("keysWithRange")
  void writtenRangeIsTheRange(Schema.Key key) throws IOException {
    String min = key.ends().orElseThrow().get(0);
    String max = key.ends().orElseThrow().get(1);
    String expected = key.path() + ": expected " + min + " to " + max + ", found";
    for (String inside : List.of(min, max)) {
      try {
        assertThat(settings(key.given(inside))).isNotNull();
      } catch (ConfigException e) {
        // Beside another key's default it may be wrong, but in range it is.
        assertThat(e).hasMessageNotContaining(expected);
      }
    }
    for (String outside : List.of(below(min), above(max))) {
      assertThatThrownBy(() -> settings(key.given(outside)))
          .isInstanceOf(ConfigException.class)
          .hasMessageEndingWith("weft.yaml:1: " + expected + " '" + outside + "'");
    }
  }

  private static String below(String value) {
    return switch (value) {
      case "1" -> "0";
      case "100ms" -> "99ms";
      case "1s" -> "0s";
      default -> throw new IllegalArgumentException(value);
    };
  }

  private static String above(String value) {
    return switch (value) {
      case "1h" -> "3601s";
      case "65535s" -> "65536s";
      default -> Integer.toString(Integer.parseInt(value) + 1);
    };
  }

  @Test
  void tableOfKeysHasAllOfThem() throws IOException {
    assertThat(ConfigKeys.paths())
        .containsExactlyInAnyOrderElementsOf(Schema.keys().stream().map(Schema.Key::path).toList());
  }

  private static String yaml(Settings settings) {
    return ConfigKeys.yaml(settings, List.of(), ImmutableMap.of());
  }

  @Test
  void shownConfigurationIsTheConfiguration() throws IOException, ConfigException {
    for (Settings each : List.of(defaults(), Settings.of(ConfigReader.read(EXAMPLE)))) {
      assertThat(settings(yaml(each))).isEqualTo(each);
    }
    Settings other =
        settings("openflow: {listen: '[::1]:0'}\napi: {listen: off}\ndiscovery: {interval: 250ms}");
    assertThat(settings(yaml(other))).isEqualTo(other);
    assertThat(other.api()).isEmpty();
  }

  @Test
  void exampleHasEveryKeyAndLoads() throws IOException, ConfigException {
    ConfigReader.Parsed parsed = ConfigReader.read(EXAMPLE);
    assertThat(parsed.places().keySet())
        .containsAll(Schema.keys().stream().map(Schema.Key::path).toList());
    Settings settings = Settings.of(parsed);
    Settings standard = defaults();
    assertThat(settings.listen())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 6653));
    assertThat(settings.session()).isEqualTo(standard.session());
    assertThat(settings.discovery()).isEqualTo(standard.discovery());
    assertThat(settings.maxHostsPerPort()).isEqualTo(standard.maxHostsPerPort());
    assertThat(settings.l2Learning()).isEqualTo(standard.l2Learning());
    assertThat(settings.isLearningSwitch()).isEqualTo(standard.isLearningSwitch());
    assertThat(settings.learningSwitch()).isEqualTo(standard.learningSwitch());
    assertThat(settings.appLimits()).isEqualTo(standard.appLimits());
  }
}
