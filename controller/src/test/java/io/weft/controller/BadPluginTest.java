package io.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.controller.config.ConfigException;
import io.weft.controller.config.ConfigReader;
import io.weft.controller.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar that is no good is named in one line with its reason, and everything else runs. */
class BadPluginTest {
  private static final String PROVIDER =
      """
      package plug;
      import io.weft.core.app.*;
      import io.weft.core.desired.*;
      import io.weft.core.network.NetworkView;
      public final class Provider implements AppProvider<Provider.Config> {
        public record Config(int size, java.time.Duration pause, java.util.List<Level> levels) {
          public enum Level { LOW, HIGH }
          public Config() { this(7, java.time.Duration.ofSeconds(1), java.util.List.of()); }
          public Config {
            if (size > 10) throw new IllegalArgumentException("size: expected 10 at most, found " + size);
          }
        }
        public String name() { return "NAME"; }
        public Class<Config> configType() { return Config.class; }
        public App create(Config config) {
          CREATE
          return new App() {
            public Owner owner() { return new Owner(NUMBER, "OWNER"); }
            public Plan plan(NetworkView view) { return Plan.NOTHING; }
          };
        }
        CONSTRUCTOR
      }
      """;

  @TempDir Path directory = Path.of("");
  private Path plugins = Path.of("");
  private final List<String> complaints = new ArrayList<>();
  private int compiled;

  @BeforeEach
  void oneGoodApp() throws IOException {
    plugins = Files.createDirectories(directory.resolve("plugins"));
    write("good.jar", jar("good", 120, "good-one", "", ""));
  }

  private Map<String, byte[]> jar(
      String name, int number, String owner, String create, String constructor) throws IOException {
    Path work = Files.createDirectories(directory.resolve("work-" + ++compiled));
    Files.writeString(
        work.resolve("Provider.java"),
        PROVIDER
            .replace("NAME", name)
            .replace("NUMBER", Integer.toString(number))
            .replace("OWNER", owner)
            .replace("CREATE", create)
            .replace("CONSTRUCTOR", constructor));
    Map<String, byte[]> entries = new TreeMap<>(PluginJar.compile(work, work));
    entries.put(PluginJar.SERVICE, "plug.Provider\n".getBytes(StandardCharsets.UTF_8));
    return entries;
  }

  private Path write(String name, Map<String, byte[]> entries) {
    Path jar = plugins.resolve(name);
    PluginJar.write(jar, entries);
    return jar;
  }

  private Apps start(String config) throws ConfigException {
    ConfigReader.Parsed parsed =
        ConfigReader.read("weft.yaml", "plugins: {folder: '" + plugins + "'}\n" + config);
    return Apps.start(Settings.of(parsed), parsed, complaints::add);
  }

  /** The one line about a jar, behind its path. */
  private String complaint(Path jar, String config) throws ConfigException {
    assertThat(start(config).setup().order()).containsExactly("good", "l2Learning");
    assertThat(complaints).hasSize(1);
    assertThat(complaints.getFirst()).contains(jar.toString()).hasLineCount(1);
    String line = complaints.getFirst();
    complaints.clear();
    return line.substring(line.indexOf(jar.toString()) + jar.toString().length());
  }

  private String changed(Consumer<Map<String, byte[]>> change) throws Exception {
    Map<String, byte[]> entries = jar("bad", 121, "bad-one", "", "");
    change.accept(entries);
    return complaint(write("bad.jar", entries), "");
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void folderThatIsNotThereHasNothing() throws Exception {
    Files.delete(plugins.resolve("good.jar"));
    assertThat(start("").setup().order()).containsExactly("l2Learning");
    assertThat(complaints).isEmpty();
  }

  @Test
  void noJarAtAll() throws Exception {
    Path jar = plugins.resolve("bad.jar");
    Files.writeString(jar, "<html>404</html>");
    assertThat(complaint(jar, "")).startsWith(" is not loaded: it is no jar: ");
    Files.write(jar, new byte[0]);
    assertThat(complaint(jar, "")).startsWith(" is not loaded: it is no jar: ");
  }

  @Test
  void jarWithoutTheServicesFile() throws Exception {
    assertThat(changed(entries -> entries.remove(PluginJar.SERVICE)))
        .isEqualTo(" is not loaded: it has no " + PluginJar.SERVICE);
  }

  @Test
  void servicesFileThatNamesNothing() throws Exception {
    assertThat(changed(entries -> entries.put(PluginJar.SERVICE, octets("# nobody\n"))))
        .isEqualTo(" is not loaded: " + PluginJar.SERVICE + " names no class");
  }

  @Test
  void classThatIsMissing() throws Exception {
    assertThat(changed(entries -> entries.remove("plug/Provider.class")))
        .contains("Provider plug.Provider not found");
    assertThat(changed(entries -> entries.remove("plug/Provider$Config.class")))
        .isEqualTo(" does not run: it threw java.lang.NoClassDefFoundError: plug/Provider$Config");
  }

  @Test
  void classThatIsNone() throws Exception {
    assertThat(changed(entries -> entries.put("plug/Provider.class", octets("no class"))))
        .contains("is not loaded: it threw java.lang.ClassFormatError");
  }

  @Test
  void classThatIsNoProvider() throws Exception {
    assertThat(changed(entries -> entries.put(PluginJar.SERVICE, octets("plug.Provider$Config\n"))))
        .contains("plug.Provider$Config not a subtype");
  }

  @Test
  void constructorThatThrows() throws Exception {
    Path jar =
        write(
            "bad.jar",
            jar("bad", 121, "bad-one", "", "public Provider() { throw new Error(\"no\\nway\"); }"));
    assertThat(complaint(jar, "")).isEqualTo(" is not loaded: it threw java.lang.Error: no way");
  }

  @Test
  void initializerThatThrows() throws Exception {
    Path jar =
        write("bad.jar", jar("bad", 121, "bad-one", "", "static final int N = 1 / \"\".length();"));
    assertThat(complaint(jar, ""))
        .isEqualTo(" is not loaded: it threw java.lang.ArithmeticException: / by zero");
  }

  @Test
  void appThatCannotBeMade() throws Exception {
    Path jar =
        write("bad.jar", jar("bad", 121, "bad-one", "if (true) throw new AssertionError(1);", ""));
    assertThat(complaint(jar, "")).isEqualTo(" does not run: it threw java.lang.AssertionError: 1");
    write("bad.jar", jar("bad", 121, "bad-one", "if (true) return null;", ""));
    assertThat(complaint(jar, "")).isEqualTo(" does not run: its provider made nothing");
  }

  @Test
  void numberOfAnotherApp() throws Exception {
    Path jar = write("bad.jar", jar("bad", 200, "bad-one", "", ""));
    // In the order of the names of jars: this one is the first.
    Files.delete(plugins.resolve("good.jar"));
    Path good = write("good.jar", jar("good", 200, "good-one", "", ""));
    assertThat(start("").setup().order()).containsExactly("bad", "l2Learning");
    assertThat(complaints)
        .containsExactly(
            "app good of "
                + good
                + " does not run: its number 200 is that of app bad of "
                + jar
                + "; take another");
  }

  @Test
  void numberOrNameOfAnAppOfOurOwn() throws Exception {
    Path jar = write("bad.jar", jar("bad", 1, "bad-one", "", ""));
    assertThat(complaint(jar, ""))
        .isEqualTo(" does not run: its number 1 is that of Weft itself; take another");
    write("bad.jar", jar("bad", 99, "bad-one", "", ""));
    assertThat(complaint(jar, ""))
        .isEqualTo(" does not run: its number 99 is one of Weft's own; take one of 100 to 255");
    write("bad.jar", jar("bad", 300, "bad-one", "", ""));
    assertThat(complaint(jar, "")).contains("does not run: it threw", "must be 1 to 255");
    write("bad.jar", jar("bad", 121, "l2-learning", "", ""));
    assertThat(complaint(jar, ""))
        .isEqualTo(
            " does not run: its owner's name l2-learning is that of Weft's app l2-learning; take"
                + " another");
    write("bad.jar", jar("learningSwitch", 121, "bad-one", "", ""));
    assertThat(complaint(jar, ""))
        .isEqualTo(" does not run: its name is that of an app of Weft's own");
  }

  @Test
  void nameThatIsNoKey() throws Exception {
    Path jar = write("bad.jar", jar("a b: c", 121, "bad-one", "", ""));
    assertThat(complaint(jar, "")).contains("its app has the name 'a b: c', expected letters");
  }

  @Test
  void oneAppInTwoJars() throws Exception {
    Path copy = plugins.resolve("good-2.jar");
    Files.copy(plugins.resolve("good.jar"), copy);
    assertThat(start("").setup().order()).containsExactly("good", "l2Learning");
    assertThat(complaints)
        .containsExactly(
            "plugin "
                + plugins.resolve("good.jar")
                + " is not loaded: its app good is in "
                + copy
                + " too");
  }

  @Test
  void sectionWithAMistake() throws Exception {
    Path jar = write("bad.jar", jar("bad", 121, "bad-one", "", ""));
    for (List<String> row :
        List.of(
            List.of(
                "{sise: 1}",
                "apps.bad.sise: expected one of size, pause, levels, found an unknown key"),
            List.of("{size: big}", "apps.bad.size: expected a whole number, found 'big'"),
            List.of("{size: 11}", "apps.bad.size: expected 10 at most, found 11"),
            List.of("{size: 1, size: 2}", "apps.bad.size: expected the key once, found it again"),
            List.of(
                "{pause: long}",
                "apps.bad.pause: expected a duration such as 500ms, 5s or 10m, found 'long'"),
            List.of("{levels: low}", "apps.bad.levels: expected a list, found 'low'"),
            List.of(
                "{levels: [low, mid]}",
                "apps.bad.levels[1]: expected one of low, high, found 'mid'"),
            List.of("5", "apps.bad: expected keys and values, found '5'"))) {
      assertThat(complaint(jar, "apps:\n  good: {}\n  bad: " + row.get(0)))
          .isEqualTo(" does not run: weft.yaml:4: " + row.get(1));
    }
  }

  @Test
  void sectionOfNoApp() {
    assertThatThrownBy(() -> start("apps: {goood: {}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "weft.yaml:2: apps.goood: expected one of l2Learning, learningSwitch, closEcmp, good,"
                + " found an unknown key");
  }

  @Test
  void sectionWithAnAlias() {
    assertThatThrownBy(() -> start("apps:\n  good: &x\n    size: [*x]\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith(
            "apps.good: expected values without aliases, found an alias of this line");
  }

  @Test
  void orderIsThatOfTheFile() throws Exception {
    write("other.jar", jar("other", 121, "other-one", "", ""));
    assertThat(start("").setup().order()).containsExactly("good", "other", "l2Learning");
    assertThat(start("apps: {other: {}, good: {}}").setup().order())
        .containsExactly("other", "good", "l2Learning");
    assertThat(start("apps: {l2Learning: {}, good: {}}").setup().order())
        .containsExactly("other", "l2Learning", "good");
    assertThat(start("apps: {l2Learning: {enabled: false}}").setup().order())
        .containsExactly("good", "other");
    assertThat(complaints).isEmpty();
  }

  @Test
  void shownConfigurationMeansTheSame() throws Exception {
    Setup setup =
        start("apps: {l2Learning: {}, good: {size: 3, pause: 2s, levels: [low, 'high']}}").setup();
    assertThat(setup.yaml())
        .contains(
            "  good:\n    size: 3\n    pause: 2s\n    levels:\n      - low\n      - 'high'\n");
    ConfigReader.Parsed again = ConfigReader.read("again", setup.yaml());
    Apps apps = Apps.start(Settings.of(again), again, complaints::add);
    assertThat(apps.setup().order()).isEqualTo(setup.order());
    assertThat(apps.setup().settings()).isEqualTo(setup.settings());
    assertThat(apps.setup().configs().toString()).isEqualTo(setup.configs().toString());
  }

  @Test
  void differencesAreNamed() throws Exception {
    Apps apps = start("apps: {good: {size: 3}}");
    Setup wanted =
        apps.check(
            ConfigReader.read(
                "other",
                "plugins: {folder: '" + plugins + "'}\napps: {l2Learning: {}, good: {size: 4}}"));
    assertThat(apps.setup().to(wanted, apps.changeable()).toString())
        .isEqualTo(
            "[Difference[key=apps.good.size, before=3, after=4, needsRestart=false],"
                + " Difference[key=apps, before=good, l2Learning, after=l2Learning, good,"
                + " needsRestart=true]]");
  }
}
