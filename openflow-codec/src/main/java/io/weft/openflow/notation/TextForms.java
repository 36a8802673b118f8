package io.weft.openflow.notation;

import io.weft.net.Bytes;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Finds the form of a type, once. */
final class TextForms {
  /** A type, and whether its numbers are bits. */
  private record Key(Type type, boolean isBits) {}

  private static final Map<Key, TextForm> FORMS = new ConcurrentHashMap<>();

  private TextForms() {}

  static TextForm of(Type type) {
    return of(type, false);
  }

  static TextForm of(Type type, boolean isBits) {
    Key key = new Key(type, isBits);
    TextForm known = FORMS.get(key);
    if (known != null) {
      return known;
    }
    TextForm made = make(type, isBits);
    FORMS.put(key, made);
    return made;
  }

  private static TextForm make(Type type, boolean isBits) {
    if (type instanceof ParameterizedType parameterized) {
      return ofGeneric((Class<?>) parameterized.getRawType(), parameterized, isBits);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == int.class || plain == Integer.class) {
      return isBits ? Leaf.HEX_INT : Leaf.INT;
    }
    if (plain == long.class || plain == Long.class) {
      return isBits ? Leaf.HEX_LONG : Leaf.LONG;
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return Leaf.BOOLEAN;
    }
    if (plain == Bytes.class) {
      return OctetsForm.HEXADECIMAL;
    }
    if (plain == String.class) {
      return StringForm.QUOTED;
    }
    return ofOurs(plain);
  }

  private static TextForm ofGeneric(Class<?> raw, ParameterizedType type, boolean isBits) {
    Type argument = type.getActualTypeArguments()[0];
    if (raw == Optional.class) {
      return new OptionalForm(new Later(argument, isBits));
    }
    if (raw == Set.class && argument instanceof Class<?> element && element.isEnum()) {
      return new FlagsForm(element, Leaf.ofEnum(element));
    }
    if (raw == List.class || raw == Set.class) {
      return ofList(argument, raw == Set.class, isBits);
    }
    return ofOurs(raw);
  }

  private static TextForm ofList(Type element, boolean ofSet, boolean isBits) {
    TextForm general = new ListForm(new Later(element, isBits), ofSet);
    if (element instanceof Class<?> plain && !ofSet) {
      Optional<Method> print = method(plain, "print", List.class);
      Optional<Method> parse = method(plain, "parse", String.class);
      if (print.isPresent() && parse.isPresent() && parse.get().getReturnType() == List.class) {
        return new OwnForm(
            list -> (String) call(print.get(), list),
            text -> call(parse.get(), text),
            () -> general,
            general.leftOut());
      }
    }
    return general;
  }

  /** A form that is looked for when it is needed: families may contain themselves. */
  private record Later(Type type, boolean isBits) implements TextForm {
    private TextForm form() {
      return of(type, isBits);
    }

    @Override
    public void print(Object value, StringBuilder out) {
      form().print(value, out);
    }

    @Override
    public Object parse(Cursor in) {
      return form().parse(in);
    }

    @Override
    public Optional<Object> leftOut() {
      return form().leftOut();
    }

    @Override
    public Optional<Object> assumed() {
      return form().assumed();
    }
  }

  private static TextForm ofOurs(Class<?> type) {
    Optional<Method> parse = method(type, "parse", String.class);
    if (parse.isPresent() && parse.get().getReturnType() == type) {
      Function<String, Object> parsed = text -> call(parse.get(), text);
      return new OwnForm(Object::toString, parsed, () -> general(type), leftOut(type, parsed));
    }
    if (parse.isPresent() && parse.get().getReturnType() == List.class) {
      return new OwnForm(
          Object::toString,
          text -> only((List<?>) call(parse.get(), text)),
          () -> general(type),
          Optional.empty());
    }
    Optional<Method> named = method(type, "named", String.class);
    if (named.isPresent() && named.get().getReturnType() == Optional.class) {
      return Leaf.of(
          Object::toString,
          word ->
              ((Optional<?>) call(named.get(), word.text()))
                  .orElseThrow(() -> word.expected("a " + type.getSimpleName())));
    }
    return general(type);
  }

  private static Object only(List<?> list) {
    if (list.size() != 1) {
      throw new IllegalArgumentException("expected one, not " + list.size());
    }
    return list.getFirst();
  }

  private static TextForm general(Class<?> type) {
    if (type.isRecord()) {
      return RecordForm.of(type);
    }
    if (type.isEnum()) {
      return Leaf.ofEnum(type);
    }
    if (type.isSealed()) {
      return new FamilyForm(type);
    }
    Optional<Method> print = method(type, "exactText");
    Optional<Method> parse = method(type, "parseExact", String.class);
    if (print.isPresent() && parse.isPresent()) {
      return new ExactForm(
          value -> (String) call(print.get(), value), text -> call(parse.get(), text));
    }
    throw new IllegalStateException("no notation of " + type);
  }

  /** What prints as nothing and is parsed from nothing, or is what the type calls NONE. */
  private static Optional<Object> leftOut(Class<?> type, Function<String, Object> parsed) {
    try {
      Field none = type.getField("NONE");
      if (none.getType() == type && Modifier.isStatic(none.getModifiers())) {
        return Optional.ofNullable(none.get(null));
      }
    } catch (ReflectiveOperationException e) {
      // has none
    }
    try {
      Object value = parsed.apply("");
      return value.toString().isEmpty() ? Optional.of(value) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A method that takes one thing: its parameter if it is static, or else the object. */
  private static Optional<Method> method(Class<?> type, String name, Class<?>... parameters) {
    try {
      Method method = type.getMethod(name, parameters);
      boolean isStatic = Modifier.isStatic(method.getModifiers());
      boolean own = isStatic == (parameters.length == 1) && method.getDeclaringClass() == type;
      if (own) {
        method.setAccessible(true);
      }
      return own ? Optional.of(method) : Optional.empty();
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private static Object call(Method method, Object argument) {
    try {
      return Modifier.isStatic(method.getModifiers())
          ? method.invoke(null, argument)
          : method.invoke(argument);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new IllegalStateException(method.toString(), e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method.toString(), e);
    }
  }
}
