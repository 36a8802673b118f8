package io.weft.openflow.notation;

import io.weft.net.Bytes;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The components of a record as {@code name=value} in braces, their names in lower case with
 * underscores. What has the value that needs no words is left out, {@code true} is the name alone,
 * and beside octets stands their number.
 */
final class RecordForm implements TextForm {
  /** Names of numbers that are read as bits; the others are decimal. */
  private static final Pattern BITS =
      Pattern.compile(
          "(.*_)?(cookie|mask|bitmap|experimenter|experimenter_id|vendor|capabilities|config|state|flags"
              + "|actions|current|advertised|supported|peer|metadata|ether_type|ethertype|bits|words|xid)");

  private static final String LENGTH = "_len";

  /** One component, how it is written, and how it is got. */
  private record Part(
      String name, TextForm form, Method accessor, boolean isBoolean, boolean isOctets) {}

  private final Class<?> type;
  private final Constructor<?> constructor;
  private final List<Part> parts = new ArrayList<>();

  private RecordForm(Class<?> type, Constructor<?> constructor) {
    this.type = type;
    this.constructor = constructor;
  }

  static RecordForm of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      RecordForm form = new RecordForm(type, constructor);
      for (RecordComponent component : components) {
        String name = snake(component.getName());
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        form.parts.add(
            new Part(
                name,
                TextForms.of(component.getGenericType(), BITS.matcher(name).matches()),
                accessor,
                component.getType() == boolean.class,
                component.getType() == Bytes.class));
      }
      return form;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }

  /** {@code outPort} as {@code out_port}. */
  static String snake(String camel) {
    StringBuilder out = new StringBuilder(camel.length() + 4);
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      if (Character.isUpperCase(c) && i > 0) {
        out.append('_');
      }
      out.append(c);
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  @Override
  public void print(Object value, StringBuilder out) {
    out.append('{');
    printItems(value, out);
    out.append('}');
  }

  /** Without the braces. */
  void printItems(Object value, StringBuilder out) {
    int start = out.length();
    for (Part part : parts) {
      Object component = valueOf(part, value);
      Optional<Object> leftOut = part.form.leftOut();
      if (leftOut.isPresent() && leftOut.get().equals(component)) {
        continue;
      }
      out.append(out.length() == start ? "" : " ");
      if (part.isOctets) {
        int octets = ((Bytes) component).size();
        out.append(part.name).append(LENGTH).append('=').append(octets).append(' ');
      }
      out.append(part.name);
      if (!part.isBoolean) {
        part.form.print(component, out.append('='));
      }
    }
  }

  private Object valueOf(Part part, Object record) {
    try {
      return part.accessor.invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(type + "." + part.name, e);
    }
  }

  @Override
  public Object parse(Cursor in) {
    in.expect('{');
    return parseItems(in, '}');
  }

  /** Everything up to the end of the text. */
  Object parseAll(Cursor in) {
    return parseItems(in, '\0');
  }

  private Object parseItems(Cursor in, char closing) {
    int start = in.column();
    Optional<Object>[] values = empties(parts.size());
    List<Length> lengths = new ArrayList<>(0);
    in.skipSeparators();
    while (closing == '\0' ? !in.atEnd() : !in.accept(closing)) {
      Token name = in.name(parts.isEmpty() ? closing == '\0' ? "the end" : "'}'" : "a name");
      int index = indexOf(name.text());
      if (index >= 0) {
        parsePart(in, name, index, values);
      } else {
        lengths.add(parseLength(in, name));
      }
      in.skipSeparators();
    }
    Object[] arguments = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      Part part = parts.get(i);
      Optional<Object> value = values[i].isPresent() ? values[i] : part.form.assumed();
      arguments[i] =
          value.orElseThrow(
              () -> new NotationException(in.column(), "expected " + part.name + "="));
    }
    lengths.forEach(length -> length.check(arguments));
    return make(arguments, start);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private static Optional<Object>[] empties(int size) {
    Optional[] empties = new Optional[size];
    java.util.Arrays.fill(empties, Optional.empty());
    return empties;
  }

  private int indexOf(String name) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).name.equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private void parsePart(Cursor in, Token name, int index, Optional<Object>[] values) {
    Part part = parts.get(index);
    if (values[index].isPresent()) {
      throw name.expected("each name once");
    }
    if (part.isBoolean && in.peek() != '=') {
      values[index] = Optional.of(true);
      return;
    }
    in.expect('=');
    values[index] = Optional.of(part.form.parse(in));
  }

  /** What a text says of the number of octets of a component. */
  private record Length(int index, Token said) {
    void check(Object[] arguments) {
      int octets = ((Bytes) arguments[index]).size();
      if (said.number(32) != octets) {
        throw said.expected(octets + ", which is how many octets there are");
      }
    }
  }

  private Length parseLength(Cursor in, Token name) {
    int index =
        name.text().endsWith(LENGTH)
            ? indexOf(name.text().substring(0, name.text().length() - LENGTH.length()))
            : -1;
    if (index < 0 || !parts.get(index).isOctets) {
      StringBuilder names = new StringBuilder();
      parts.forEach(part -> names.append(names.isEmpty() ? "" : ", ").append(part.name));
      throw name.expected(
          parts.isEmpty() ? "nothing" : parts.size() == 1 ? names.toString() : "one of " + names);
    }
    in.expect('=');
    return new Length(index, in.simpleWord());
  }

  private Object make(Object[] arguments, int column) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new NotationException(column, String.valueOf(refused.getMessage()));
      }
      throw new IllegalStateException(type.toString(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.toString(), e);
    }
  }
}
