package io.weft.controller.config;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.weft.controller.config.v1.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What config.proto says in its comments, and the page that is made of it. */
final class Schema {
  private static final Path FILE = Path.of("src/main/proto/weft/config/v1/config.proto");
  private static final Pattern ABOUT =
      Pattern.compile("(.*) Range: (\\S+|\\S+ to \\S+|\\S+ or \\S+)\\. Default: (.*)\\.");
  private static final Pattern MESSAGE = Pattern.compile("message (\\w+) \\{");
  private static final Pattern FIELD = Pattern.compile(" {2}\\S+ (\\w+) = \\d+;");

  /** A key by its path, with its comment. */
  record Key(String path, String meaning, String range, String standard) {
    /** The ends of a range from one value to another. */
    Optional<List<String>> ends() {
      return range.contains(" to ") ? Optional.of(List.of(range.split(" to "))) : Optional.empty();
    }

    /** A file that gives it a value, and no other key. */
    String given(String value) {
      String[] names = path.split("\\.");
      return String.join(": {", names) + ": " + value + "}".repeat(names.length - 1);
    }
  }

  /** A message with its comment: the keys under one path. */
  record Section(String path, String about, List<Key> keys) {}

  private final Map<String, String> comments = new HashMap<>();

  private Schema() {}

  static List<Section> sections() throws IOException {
    Schema schema = new Schema();
    schema.readComments();
    List<Section> sections = new ArrayList<>();
    schema.collect(Config.getDescriptor(), "", sections);
    return sections;
  }

  static List<Key> keys() throws IOException {
    return sections().stream().flatMap(section -> section.keys().stream()).toList();
  }

  private void readComments() throws IOException {
    String message = "";
    StringBuilder comment = new StringBuilder();
    for (String line : Files.readAllLines(FILE)) {
      if (line.strip().startsWith("//")) {
        comment.append(line.strip().substring(2));
        continue;
      }
      Matcher begin = MESSAGE.matcher(line);
      Matcher field = FIELD.matcher(line);
      if (begin.matches()) {
        message = begin.group(1);
        comments.put(message, comment.toString().strip());
      } else if (field.matches()) {
        comments.put(message + "." + field.group(1), comment.toString().strip());
      }
      comment.setLength(0);
    }
  }

  private void collect(Descriptor message, String path, List<Section> into) {
    List<Key> keys = new ArrayList<>();
    for (FieldDescriptor field : message.getFields()) {
      String key = path.isEmpty() ? field.getJsonName() : path + "." + field.getJsonName();
      if (ConfigReader.isSection(field)) {
        collect(field.getMessageType(), key, into);
        continue;
      }
      String name = message.getName() + "." + field.getName();
      String comment = comments.getOrDefault(name, "");
      Matcher about = ABOUT.matcher(comment);
      if (!about.matches()) {
        throw new IllegalStateException(
            "config.proto: " + name + ": expected meaning, Range and Default, found: " + comment);
      }
      keys.add(new Key(key, about.group(1), about.group(2), about.group(3)));
    }
    if (!keys.isEmpty()) {
      into.add(new Section(path, comments.getOrDefault(message.getName(), ""), keys));
    }
  }

  /** docs/configuration.md. */
  static String page() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Configuration
            <!-- Made of config.proto by ConfigurationPageTest; change that, then run
                 mvn -pl controller -am test -Dtest=ConfigurationPageTest -Dweft.write=true -->
            `./weft run --config FILE` reads a YAML file; without one, and for every key that the file does not have, the
            defaults hold. [example.yaml](example.yaml) has all of them.

            The file is checked before anything is opened. A mistake ends the process with status 1 and one line that says
            where it is, what was expected and what was found:

                weft: weft.yaml:2: openflow.listen: expected address:port such as 127.0.0.1:6653 or [::1]:6653, found 'localhost'

            A duration is a whole number with its unit: `500ms`, `5s`, `10m`, `1h`. Addresses are written as numbers, not as
            names.
            """);
    for (Section section : sections()) {
      page.append("\n## ").append(section.path()).append('\n').append(section.about());
      page.append("\n\n| key | meaning | range | default |\n|---|---|---|---|\n");
      for (Key key : section.keys()) {
        String name = key.path().substring(section.path().length() + 1);
        String standard = key.standard().contains(" ") ? key.standard() : code(key.standard());
        page.append("| ").append(code(name)).append(" | ").append(key.meaning());
        page.append(" | ").append(key.range()).append(" | ").append(standard).append(" |\n");
      }
    }
    return page.toString();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
