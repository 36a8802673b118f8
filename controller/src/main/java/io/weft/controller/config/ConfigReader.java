package io.weft.controller.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.weft.controller.config.v1.Apps;
import io.weft.controller.config.v1.Config;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a configuration file by its schema: what the schema does not have is refused with file,
 * line and key, and so is a value of another type. Every mistake is one line that says what was
 * expected and what was found.
 */
public final class ConfigReader {
  private static final String APPS = "apps";
  private static final int MAX_DEPTH = 20;
  static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final BigInteger MAX_UINT32 = BigInteger.valueOf(0xffff_ffffL);

  private final String file;
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, AppSection> pluginSections = new LinkedHashMap<>();
  private final List<String> appOrder = new ArrayList<>();

  private ConfigReader(String file) {
    this.file = file;
  }

  /**
   * Where a key stands.
   *
   * @param value as it was written, for errors
   */
  record Place(int line, String value) {}

  /**
   * A configuration as written.
   *
   * @param places of the keys that it has, by their path such as {@code openflow.listen}
   * @param appOrder the sections under {@code apps}, in the order of the file
   * @param sections those of apps that are no part of the controller
   */
  public record Parsed(
      String file,
      Config config,
      Map<String, Place> places,
      ImmutableList<String> appOrder,
      ImmutableMap<String, AppSection> sections) {
    /** No file: everything has its default. */
    public static final Parsed DEFAULTS =
        new Parsed(
            "defaults",
            Config.getDefaultInstance(),
            Map.of(),
            ImmutableList.of(),
            ImmutableMap.of());

    /**
     * The section of a plugin's app, with the defaults of its record for what is left out.
     *
     * @throws ConfigException naming the place and what was expected there
     */
    public <C extends Record> C section(String app, Class<C> type) throws ConfigException {
      return new RecordReader(file)
          .read(
              Optional.ofNullable(sections.get(app)).map(AppSection::node), APPS + "." + app, type);
    }

    /**
     * An error about a section whose app is not known.
     *
     * @param plugins those that are
     */
    public ConfigException unknownApp(String app, List<String> plugins) {
      List<String> known = new ArrayList<>(List.of(known(Apps.getDescriptor())));
      known.addAll(plugins);
      return wrongSection(
          app, "expected one of " + String.join(", ", known) + ", found an unknown key");
    }

    /** An error about the section of an app. */
    public ConfigException wrongSection(String app, String problem) {
      String key = APPS + "." + app;
      Place place = places.getOrDefault(key, new Place(1, "nothing"));
      return new ConfigException(
          file + ":" + place.line + ": " + Shown.line(key, 80) + ": " + Shown.line(problem, 300));
    }

    boolean has(String key) {
      return places.containsKey(key);
    }

    /** An error about the value of a key that it has. */
    ConfigException wrong(String key, String expected) {
      Place place = places.getOrDefault(key, new Place(1, "nothing"));
      return new ConfigException(
          file
              + ":"
              + place.line
              + ": "
              + key
              + ": expected "
              + expected
              + ", found "
              + place.value);
    }
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException naming the place and what was expected there
   */
  public static Parsed read(Path path) throws ConfigException {
    return parse(path.toString(), ConfigText.load(path));
  }

  /**
   * Reads what somebody sent.
   *
   * @param name what errors call it
   * @throws ConfigException naming the place and what was expected there
   */
  public static Parsed read(String name, String text) throws ConfigException {
    return parse(name, ConfigText.check(name, text));
  }

  private static Parsed parse(String name, String text) throws ConfigException {
    ConfigReader reader = new ConfigReader(name);
    Config.Builder config = Config.newBuilder();
    try {
      reader.checkDepth(text);
      Optional<Node> root = new Compose(reader.settings()).composeString(text);
      if (root.isPresent() && !root.get().getTag().equals(Tag.NULL)) {
        reader.fill(config, reader.mapping(root.get(), "the file"), "");
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw reader.noYaml(line, e.getProblem());
    } catch (YamlEngineException e) {
      throw reader.noYaml(1, String.valueOf(e.getMessage()));
    }
    return new Parsed(
        reader.file,
        config.build(),
        Map.copyOf(reader.places),
        ImmutableList.copyOf(reader.appOrder),
        ImmutableMap.copyOf(reader.pluginSections));
  }

  private LoadSettings settings() {
    return LoadSettings.builder().setLabel(file).build();
  }

  /** Composing is recursive, and the stack is not endless. */
  private void checkDepth(String text) throws ConfigException {
    int depth = 0;
    for (Event event : new Parse(settings()).parseString(text)) {
      depth +=
          switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            default -> 0;
          };
      if (depth > MAX_DEPTH) {
        int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        throw new ConfigException(
            file + ":" + line + ": expected at most " + MAX_DEPTH + " levels, found more");
      }
    }
  }

  private ConfigException noYaml(int line, String problem) {
    String found = problem.startsWith("found ") ? problem.substring(6) : "a mistake: " + problem;
    return new ConfigException(
        file + ":" + line + ": expected YAML, found " + Shown.line(found, 200));
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private ConfigException wrong(Node at, String key, String expected, String found) {
    return new ConfigException(
        file + ":" + lineOf(at) + ": " + key + ": expected " + expected + ", found " + found);
  }

  private MappingNode mapping(Node node, String key) throws ConfigException {
    if (node instanceof MappingNode mapping) {
      return mapping;
    }
    throw wrong(node, key, "keys and values", Shown.of(node));
  }

  private void fill(Message.Builder into, MappingNode from, String path) throws ConfigException {
    for (NodeTuple entry : from.getValue()) {
      Node keyNode = entry.getKeyNode();
      String name = keyNode instanceof ScalarNode scalar ? scalar.getValue() : Shown.of(keyNode);
      String key = Shown.line(path.isEmpty() ? name : path + "." + name, 80);
      FieldDescriptor field = field(into, name);
      boolean isApp = path.equals(APPS);
      if (field == null && !isApp) {
        throw wrong(keyNode, key, "one of " + known(into.getDescriptorForType()), "an unknown key");
      }
      Node value = entry.getValueNode();
      Place before = places.putIfAbsent(key, new Place(lineOf(keyNode), Shown.of(value)));
      if (before != null) {
        throw wrong(keyNode, key, "the key once", "it again after line " + before.line);
      }
      if (isApp) {
        appOrder.add(name);
      }
      if (field == null) {
        refuseAliases(value, key, Collections.newSetFromMap(new IdentityHashMap<>()));
        pluginSections.put(name, new AppSection(value));
        continue;
      }
      if (value.getTag().equals(Tag.NULL)) {
        throw wrong(keyNode, key, expected(field), "nothing");
      }
      set(into, field, value, key);
    }
  }

  /** Some kilobytes of them may mean more than fits into the memory, or have no end. */
  private void refuseAliases(Node node, String key, Set<Node> seen) throws ConfigException {
    if (!seen.add(node)) {
      throw wrong(node, key, "values without aliases", "an alias of this line");
    }
    switch (node) {
      case MappingNode mapping -> {
        for (NodeTuple entry : mapping.getValue()) {
          refuseAliases(entry.getKeyNode(), key, seen);
          refuseAliases(entry.getValueNode(), key, seen);
        }
      }
      case SequenceNode sequence -> {
        for (Node each : sequence.getValue()) {
          refuseAliases(each, key, seen);
        }
      }
      default -> {}
    }
  }

  private static @Nullable FieldDescriptor field(Message.Builder message, String name) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.getJsonName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  private static String known(Descriptor message) {
    return message.getFields().stream()
        .map(FieldDescriptor::getJsonName)
        .collect(Collectors.joining(", "));
  }

  private void set(Message.Builder into, FieldDescriptor field, Node value, String key)
      throws ConfigException {
    if (isSection(field)) {
      Message.Builder inner = into.newBuilderForField(field);
      fill(inner, mapping(value, key), key);
      into.setField(field, inner.build());
      return;
    }
    Optional<Object> scalar =
        value instanceof ScalarNode text ? parse(field, text) : Optional.empty();
    if (scalar.isEmpty()) {
      throw wrong(value, key, expected(field), Shown.of(value));
    }
    into.setField(field, scalar.get());
  }

  /** Whether a key has keys below it. */
  static boolean isSection(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !isDuration(field);
  }

  private static boolean isDuration(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && field.getMessageType().equals(Duration.getDescriptor());
  }

  private static Optional<Object> parse(FieldDescriptor field, ScalarNode node) {
    String text = node.getValue();
    return switch (field.getJavaType()) {
      case STRING -> node.getTag().equals(Tag.STR) ? Optional.of(text) : Optional.empty();
      case INT -> node.getTag().equals(Tag.INT) ? unsigned(text) : Optional.empty();
      case BOOLEAN ->
          node.getTag().equals(Tag.BOOL)
              ? Optional.of(Boolean.parseBoolean(text))
              : Optional.empty();
      case MESSAGE -> duration(text);
      case LONG, FLOAT, DOUBLE, BYTE_STRING, ENUM ->
          throw new IllegalStateException("config.proto has a type that nobody reads: " + field);
    };
  }

  /** What is larger than the type is too large for any key, and is told with the key's range. */
  private static Optional<Object> unsigned(String text) {
    if (!text.matches("\\d{1,1000}")) {
      return Optional.empty();
    }
    return Optional.of(new BigInteger(text).min(MAX_UINT32).intValue());
  }

  private static Optional<Object> duration(String text) {
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    java.time.Duration duration = duration(parts);
    return Optional.of(
        Duration.newBuilder()
            .setSeconds(duration.getSeconds())
            .setNanos(duration.getNano())
            .build());
  }

  /** The duration that {@link #DURATION} matches. */
  static java.time.Duration duration(Matcher parts) {
    long number = Long.parseLong(parts.group(1));
    long millis =
        switch (parts.group(2)) {
          case "ms" -> number;
          case "s" -> number * 1000;
          case "m" -> number * 60_000;
          default -> number * 3_600_000;
        };
    return java.time.Duration.ofMillis(millis);
  }

  private static String expected(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING -> "text";
      case INT -> "a whole number, 0 or more";
      case BOOLEAN -> "true or false";
      case MESSAGE ->
          isDuration(field)
              ? "a duration such as 500ms, 5s or 10m"
              : "keys of " + known(field.getMessageType());
      case LONG, FLOAT, DOUBLE, BYTE_STRING, ENUM -> field.getType().toString();
    };
  }
}
