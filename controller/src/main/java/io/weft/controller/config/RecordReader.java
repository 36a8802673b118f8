package io.weft.controller.config;

import com.google.common.base.Splitter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads the section of an app into the app's own record, whose components are the keys. Mistakes
 * are told with file, line and key, as everywhere in the file.
 */
final class RecordReader {
  /** A mistake that begins with the keys that lead to it, such as {@code subnets[1].prefix}. */
  private static final Pattern PATH =
      Pattern.compile("([A-Za-z]\\w*(?:\\[\\d{1,6}])?(?:\\.[A-Za-z]\\w*(?:\\[\\d{1,6}])?)*): (.*)");

  private final String file;

  RecordReader(String file) {
    this.file = file;
  }

  /** Reads a section, all of whose keys are defaults if it is not there. */
  <C extends Record> C read(Optional<Node> section, String key, Class<C> type)
      throws ConfigException {
    Map<String, Node> values = new LinkedHashMap<>();
    int line = 1;
    if (section.isPresent()) {
      line = line(section.get());
      if (!(section.get() instanceof MappingNode mapping)) {
        throw wrong(section.get(), key, "keys and values");
      }
      for (NodeTuple entry : mapping.getValue()) {
        put(entry, key, type, values);
      }
    }
    Optional<C> defaults = defaults(type);
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] parts = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      Node value = values.get(component.getName());
      String name = key + "." + component.getName();
      parts[i] =
          value != null
              ? value(value, name, component.getGenericType())
              : absent(component, defaults, name, line);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return make(type, types, parts, key, section);
  }

  private void put(NodeTuple entry, String key, Class<?> type, Map<String, Node> into)
      throws ConfigException {
    Node keyNode = entry.getKeyNode();
    String name = keyNode instanceof ScalarNode scalar ? scalar.getValue() : Shown.of(keyNode);
    String path = Shown.line(key + "." + name, 80);
    List<String> known =
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    if (!known.contains(name)) {
      throw new ConfigException(
          file
              + ":"
              + line(keyNode)
              + ": "
              + path
              + ": expected "
              + (known.isEmpty() ? "no keys" : "one of " + String.join(", ", known))
              + ", found an unknown key");
    }
    if (into.putIfAbsent(name, entry.getValueNode()) != null) {
      throw new ConfigException(
          file + ":" + line(keyNode) + ": " + path + ": expected the key once, found it again");
    }
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private ConfigException wrong(Node at, String key, String expected) {
    return new ConfigException(
        file + ":" + line(at) + ": " + key + ": expected " + expected + ", found " + Shown.of(at));
  }

  private static <C> Optional<C> defaults(Class<C> type) {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0 && type.getRecordComponents().length > 0) {
        return Optional.of(make(type, new Class<?>[0], new Object[0]));
      }
    }
    return Optional.empty();
  }

  private Object absent(RecordComponent component, Optional<?> defaults, String key, int line)
      throws ConfigException {
    if (defaults.isPresent()) {
      try {
        component.getAccessor().setAccessible(true);
        return component.getAccessor().invoke(defaults.get());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    if (component.getType() == Optional.class) {
      return Optional.empty();
    }
    if (component.getType() == List.class) {
      return List.of();
    }
    throw new ConfigException(file + ":" + line + ": " + key + ": expected the key, found none");
  }

  private <C> C make(
      Class<C> type, Class<?>[] types, @Nullable Object[] parts, String key, Optional<Node> section)
      throws ConfigException {
    try {
      return make(type, types, parts);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()), key, section);
    }
  }

  /**
   * A record refuses its values. If it says which of them, as {@code subnets[1].prefix: ...}, that
   * is the place.
   */
  private ConfigException refused(String why, String key, Optional<Node> section) {
    Matcher path = PATH.matcher(why);
    if (path.matches()) {
      Optional<Node> place = section.flatMap(node -> at(node, path.group(1)));
      if (place.isPresent()) {
        return new ConfigException(
            file
                + ":"
                + line(place.get())
                + ": "
                + key
                + "."
                + path.group(1)
                + ": "
                + Shown.line(path.group(2), 200));
      }
    }
    int line = section.map(RecordReader::line).orElse(1);
    return new ConfigException(file + ":" + line + ": " + key + ": " + Shown.line(why, 200));
  }

  /** What a path leads to; if its last key was left out, where that would be. */
  private static Optional<Node> at(Node from, String path) {
    Node node = from;
    for (String step : Splitter.onPattern("[.\\[]").split(path)) {
      Optional<Node> next =
          step.endsWith("]")
              ? element(node, Integer.parseInt(step.substring(0, step.length() - 1)))
              : child(node, step);
      if (next.isEmpty()) {
        return node.equals(from) ? Optional.empty() : Optional.of(node);
      }
      node = next.get();
    }
    return Optional.of(node);
  }

  private static Optional<Node> element(Node node, int index) {
    return node instanceof SequenceNode sequence && index < sequence.getValue().size()
        ? Optional.of(sequence.getValue().get(index))
        : Optional.empty();
  }

  private static Optional<Node> child(Node node, String key) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key)) {
          return Optional.of(entry.getValueNode());
        }
      }
    }
    return Optional.empty();
  }

  /** Throws what the constructor throws, if it refuses the values. */
  private static <C> C make(Class<C> type, Class<?>[] types, @Nullable Object[] parts) {
    try {
      Constructor<C> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parts);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException why) {
        throw why;
      }
      throw new IllegalStateException(type.getName() + ": " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + ": " + e, e);
    }
  }

  private Object value(Node node, String key, Type type) throws ConfigException {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return Optional.of(value(node, key, element));
      }
      if (generic.getRawType() == List.class) {
        return list(node, key, element);
      }
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalStateException(key + ": no key can be of " + type);
    }
    if (plain.isRecord() && parser(plain).isEmpty()) {
      return read(Optional.of(node), key, plain.asSubclass(Record.class));
    }
    if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
      throw wrong(node, key, expected(plain));
    }
    return scalar(scalar, key, plain);
  }

  private List<Object> list(Node node, String key, Type element) throws ConfigException {
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong(node, key, "a list");
    }
    List<Object> values = new ArrayList<>();
    for (Node each : sequence.getValue()) {
      values.add(value(each, key + "[" + values.size() + "]", element));
    }
    return List.copyOf(values);
  }

  private Object scalar(ScalarNode node, String key, Class<?> type) throws ConfigException {
    String text = node.getValue();
    if (type == String.class) {
      return text;
    }
    if (type == boolean.class && node.getTag().equals(Tag.BOOL)) {
      return Boolean.parseBoolean(text);
    }
    if (type == Duration.class) {
      Matcher parts = ConfigReader.DURATION.matcher(text);
      if (parts.matches()) {
        return ConfigReader.duration(parts);
      }
    }
    if ((type == int.class || type == long.class) && text.matches("-?\\d{1,18}")) {
      long number = Long.parseLong(text);
      if (type == long.class) {
        return number;
      }
      if (number == (int) number) {
        return (int) number;
      }
    }
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        if (nameOf(constant).equals(text)) {
          return constant;
        }
      }
    }
    Optional<Method> parser = parser(type);
    if (parser.isPresent()) {
      try {
        return parser.get().invoke(null, text);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof IllegalArgumentException why) {
          throw new ConfigException(
              file
                  + ":"
                  + line(node)
                  + ": "
                  + key
                  + ": "
                  + Shown.of(node)
                  + ": "
                  + Shown.line(String.valueOf(why.getMessage()), 200));
        }
        throw new IllegalStateException(key + ": " + e.getCause(), e);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    throw wrong(node, key, expected(type));
  }

  private static Optional<Method> parser(Class<?> type) {
    try {
      Method parse = type.getMethod("parse", String.class);
      return Modifier.isStatic(parse.getModifiers()) && type.isAssignableFrom(parse.getReturnType())
          ? Optional.of(parse)
          : Optional.empty();
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private static String nameOf(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
  }

  private static String expected(Class<?> type) {
    if (type == String.class) {
      return "text";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == Duration.class) {
      return "a duration such as 500ms, 5s or 10m";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(RecordReader::nameOf)
              .collect(Collectors.joining(", "));
    }
    return "a " + type.getSimpleName();
  }
}
