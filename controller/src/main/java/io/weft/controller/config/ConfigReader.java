package io.weft.controller.config;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.weft.controller.config.v1.Config;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a configuration file by its schema: what the schema does not have is refused with file,
 * line and key, and so is a value of another type.
 */
public final class ConfigReader {
  private static final int MAX_BYTES = 16 * 1024 * 1024;
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private final String file;
  private final Map<String, Integer> lines = new HashMap<>();

  private ConfigReader(String file) {
    this.file = file;
  }

  /**
   * A configuration as written.
   *
   * @param lines where each key stands, by its path such as {@code openflow.listen}
   */
  public record Parsed(String file, Config config, Map<String, Integer> lines) {
    /** No file: everything has its default. */
    public static final Parsed DEFAULTS =
        new Parsed("defaults", Config.getDefaultInstance(), Map.of());

    /** An error about a key, with the line where it stands. */
    ConfigException wrong(String key, String expected) {
      return new ConfigException(
          file + ":" + lines.getOrDefault(key, 1) + ": " + key + ": " + expected);
    }
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException naming the place and what was expected there
   */
  public static Parsed read(Path path) throws ConfigException {
    ConfigReader reader = new ConfigReader(path.toString());
    Config.Builder config = Config.newBuilder();
    Optional<Node> root = reader.compose(load(path));
    if (root.isPresent()) {
      reader.fill(config, reader.mapping(root.get(), ""), "");
    }
    return new Parsed(reader.file, config.build(), Map.copyOf(reader.lines));
  }

  private static String load(Path path) throws ConfigException {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new ConfigException(path + ": larger than " + MAX_BYTES + " bytes");
      }
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new ConfigException(path + ": no such file");
    } catch (MalformedInputException e) {
      throw new ConfigException(path + ": expected UTF-8 text");
    } catch (IOException e) {
      throw new ConfigException(path + ": cannot be read: " + e.getMessage());
    }
  }

  private Optional<Node> compose(String text) throws ConfigException {
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    try {
      return new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new ConfigException(file + ":" + line + ": no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new ConfigException(file + ": no YAML: " + firstLine(String.valueOf(e.getMessage())));
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse(text);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private ConfigException wrong(Node at, String key, String what) {
    return new ConfigException(file + ":" + lineOf(at) + ": " + key + ": " + what);
  }

  private MappingNode mapping(Node node, String path) throws ConfigException {
    if (node instanceof MappingNode mapping) {
      return mapping;
    }
    throw wrong(
        node, path.isEmpty() ? "the file" : path, "expected keys and values, found " + shown(node));
  }

  private void fill(Message.Builder into, MappingNode from, String path) throws ConfigException {
    for (NodeTuple entry : from.getValue()) {
      Node keyNode = entry.getKeyNode();
      String name = keyNode instanceof ScalarNode scalar ? scalar.getValue() : shown(keyNode);
      String key = path.isEmpty() ? name : path + "." + name;
      FieldDescriptor field = field(into, name);
      if (field == null) {
        throw wrong(keyNode, key, "unknown key; expected one of " + known(into));
      }
      if (lines.putIfAbsent(key, lineOf(keyNode)) != null) {
        throw wrong(keyNode, key, "is given twice");
      }
      Node value = entry.getValueNode();
      if (value.getTag().equals(Tag.NULL)) {
        throw wrong(keyNode, key, "has no value; expected " + expected(field));
      }
      set(into, field, value, key);
    }
  }

  private static @org.jspecify.annotations.Nullable FieldDescriptor field(
      Message.Builder message, String name) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.getJsonName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  private static String known(Message.Builder message) {
    return message.getDescriptorForType().getFields().stream()
        .map(FieldDescriptor::getJsonName)
        .collect(Collectors.joining(", "));
  }

  private void set(Message.Builder into, FieldDescriptor field, Node value, String key)
      throws ConfigException {
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !isDuration(field)) {
      Message.Builder inner = into.newBuilderForField(field);
      fill(inner, mapping(value, key), key);
      into.setField(field, inner.build());
      return;
    }
    Optional<Object> scalar =
        value instanceof ScalarNode text ? parse(field, text) : Optional.empty();
    if (scalar.isEmpty()) {
      throw wrong(value, key, "expected " + expected(field) + ", found " + shown(value));
    }
    into.setField(field, scalar.get());
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

  private static Optional<Object> unsigned(String text) {
    BigInteger value = new BigInteger(text);
    return value.signum() >= 0 && value.bitLength() < 32
        ? Optional.of(value.intValue())
        : Optional.empty();
  }

  private static Optional<Object> duration(String text) {
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(parts.group(1));
    long millis =
        switch (parts.group(2)) {
          case "ms" -> number;
          case "s" -> number * 1000;
          case "m" -> number * 60_000;
          default -> number * 3_600_000;
        };
    return Optional.of(
        Duration.newBuilder()
            .setSeconds(millis / 1000)
            .setNanos((int) (millis % 1000) * 1_000_000)
            .build());
  }

  private static String expected(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING -> "text";
      case INT -> "a whole number, 0 or more";
      case BOOLEAN -> "true or false";
      case MESSAGE ->
          isDuration(field)
              ? "a duration such as 500ms, 5s or 10m"
              : "keys of "
                  + field.getMessageType().getFields().stream()
                      .map(FieldDescriptor::getJsonName)
                      .collect(Collectors.joining(", "));
      case LONG, FLOAT, DOUBLE, BYTE_STRING, ENUM -> field.getType().toString();
    };
  }

  private static String shown(Node node) {
    return switch (node) {
      case ScalarNode scalar -> "'" + scalar.getValue() + "'";
      case MappingNode mapping -> "keys and values";
      default -> "a list";
    };
  }
}
