package io.weft.openflow.codec;

import io.weft.openflow.wire.WireTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All tables of the codec, found in its classes, so that none can be forgotten. */
final class AllTables {
  private static final List<String> FIRST =
      List.of("message", "multipart request", "multipart reply", "action", "instruction");

  private AllTables() {}

  /** The ones that everything begins with first, the others by name. */
  static List<WireTable<?>> found() {
    List<WireTable<?>> tables = new ArrayList<>();
    for (Class<?> type : classes()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getType() == WireTable.class && Modifier.isStatic(field.getModifiers())) {
          tables.add(valueOf(field));
        }
      }
    }
    tables.sort(
        Comparator.<WireTable<?>>comparingInt(table -> rank(table)).thenComparing(WireTable::name));
    return tables;
  }

  private static int rank(WireTable<?> table) {
    int index = FIRST.indexOf(table.name());
    return index < 0 ? FIRST.size() : index;
  }

  private static WireTable<?> valueOf(Field field) {
    try {
      field.setAccessible(true);
      return (WireTable<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field.toString(), e);
    }
  }

  private static List<Class<?>> classes() {
    try {
      Path root =
          Path.of(WireTable.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(root.resolve("io/weft/openflow"))) {
        List<Class<?>> classes = new ArrayList<>();
        for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
          String name = root.relativize(file).toString();
          String className = name.substring(0, name.length() - ".class".length());
          classes.add(
              Class.forName(className.replace('/', '.'), false, AllTables.class.getClassLoader()));
        }
        return classes;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
