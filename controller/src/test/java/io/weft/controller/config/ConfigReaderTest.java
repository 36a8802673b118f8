package io.weft.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file may say, and the one line that each mistake is answered with. */
class ConfigReaderTest {
  @TempDir Path directory = Path.of("");

  private Path file() {
    return directory.resolve("weft.yaml");
  }

  private Settings settings(byte[] octets) throws IOException, ConfigException {
    Files.write(file(), octets);
    return Settings.of(ConfigReader.read(file()));
  }

  private Settings settings(String text) throws IOException, ConfigException {
    return settings(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The message about a file, without its path, which it must begin with. */
  private String mistake(byte[] octets) {
    String[] message = {""};
    assertThatThrownBy(() -> settings(octets))
        .isInstanceOfSatisfying(
            ConfigException.class, e -> message[0] = String.valueOf(e.getMessage()));
    assertThat(message[0]).startsWith(file().toString()).hasLineCount(1).hasSizeLessThan(500);
    return message[0].substring(file().toString().length());
  }

  private String mistake(String text) {
    return mistake(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The rows of mistakes.txt. */
  private static List<Arguments> mistakes() throws IOException {
    try (InputStream in = ConfigReaderTest.class.getResourceAsStream("mistakes.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ; ", 2))
          .map(row -> Arguments.of(row[0].strip(), row[1].strip()))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeIsNamed(String text, String expected) {
    assertThat(mistake(text.replace("|", "\n").replace("<TAB>", "\t"))).isEqualTo(expected);
  }

  @Test
  void whatIsShownIsShortAndOnOneLine() {
    assertThat(mistake("openflow: {listen: \"a\\nb\\e" + "x".repeat(1000) + "\"}"))
        .endsWith("found 'a b?" + "x".repeat(56) + "...'");
    assertThat(mistake("\"a\\nb" + "x".repeat(1000) + "\": 1"))
        .isEqualTo(
            ":1: a b"
                + "x".repeat(77)
                + "...: expected one of openflow, discovery, hosts, apps, api, appLimits, plugins,"
                + " found an unknown key");
  }

  @Test
  void binaryFile() {
    assertThat(mistake(new byte[] {'a', '\n', 0x7f, 'E', 'L', 'F'}))
        .isEqualTo(":2: expected UTF-8 text, found control character 0x7f");
    assertThat(mistake(new byte[] {'a', '\n', 0}))
        .isEqualTo(":2: expected UTF-8 text, found control character 0x00");
    assertThat(mistake(new byte[] {'a', '\n', '\n', (byte) 0xff, (byte) 0xfe}))
        .isEqualTo(":3: expected UTF-8 text, found octet 0xff");
    assertThat(mistake(new byte[] {'a', (byte) 0xc3}))
        .isEqualTo(":1: expected UTF-8 text, found octet 0xc3");
  }

  @Test
  void hugeFile() {
    assertThat(mistake("# " + "x".repeat(1024 * 1024)))
        .isEqualTo(": expected at most 1048576 octets, found more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- "})
  void levelsWithoutEnd(String level) {
    assertThat(mistake(level.repeat(200_000)))
        .isEqualTo(":1: expected at most 20 levels, found more");
  }

  @Test
  void noFileAtAll() {
    assertThatThrownBy(() -> ConfigReader.read(file()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(file() + ": expected a file, found none");
    assertThatThrownBy(() -> ConfigReader.read(directory))
        .isInstanceOf(ConfigException.class)
        .hasMessage(directory + ": expected a file, found a directory");
    assertThatThrownBy(() -> ConfigReader.read(Path.of("/dev/zero")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("/dev/zero: expected at most 1048576 octets, found more");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n\n", "# nothing but a comment\n", "{}", "---\n", "openflow: {}", "\ufeff"})
  void fileWithoutKeysMeansTheDefaults(String text) throws IOException, ConfigException {
    assertThat(settings(text)).isEqualTo(Settings.of(ConfigReader.Parsed.DEFAULTS));
  }

  @Test
  void valuesAreTaken() throws IOException, ConfigException {
    Settings settings =
        settings(
            """
            openflow:
              listen: "[::1]:7000"
              ioThreads: 3
              echoInterval: 2m
            discovery: {interval: 100ms}
            """);
    assertThat(settings.listen())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("::1"), 7000));
    assertThat(settings.ioThreads()).isEqualTo(3);
    assertThat(settings.session().echoInterval()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.discovery().interval()).isEqualTo(Duration.ofMillis(100));
  }
}
