package io.weft.openflow.notation;

import java.util.Optional;
import java.util.function.Function;

/**
 * A value that is one word without commas, whatever it is; it may be quoted.
 *
 * @param printed the word
 * @param leftOut the value that needs no words, if there is one
 * @param assumed the value of a text without it: numbers are always printed, but who writes a text
 *     need not write noughts
 */
record Leaf(
    Function<Object, String> printed,
    Function<Token, Object> parsed,
    Optional<Object> leftOut,
    Optional<Object> assumed)
    implements TextForm {
  static final Leaf INT = number(value -> Integer.toUnsignedString((Integer) value), Token::u32, 0);
  static final Leaf HEX_INT =
      number(value -> "0x" + Integer.toHexString((Integer) value), Token::u32, 0);
  static final Leaf LONG =
      number(value -> Long.toUnsignedString((Long) value), word -> word.number(64), 0L);
  static final Leaf HEX_LONG =
      number(value -> "0x" + Long.toHexString((Long) value), word -> word.number(64), 0L);
  static final Leaf BOOLEAN =
      new Leaf(String::valueOf, Leaf::parseBoolean, Optional.of(false), Optional.of(false));

  private static Leaf number(
      Function<Object, String> printed, Function<Token, Object> parsed, Object nought) {
    return new Leaf(printed, parsed, Optional.empty(), Optional.of(nought));
  }

  /** A value that must be said. */
  static Leaf of(Function<Object, String> printed, Function<Token, Object> parsed) {
    return new Leaf(printed, parsed, Optional.empty(), Optional.empty());
  }

  static Leaf ofEnum(Class<?> type) {
    return of(value -> ((Enum<?>) value).name(), word -> constant(type, word));
  }

  private static Object constant(Class<?> type, Token word) {
    StringBuilder names = new StringBuilder();
    for (Object constant : type.getEnumConstants()) {
      String name = ((Enum<?>) constant).name();
      if (word.text().equalsIgnoreCase(name)) {
        return constant;
      }
      names.append(names.isEmpty() ? "" : ", ").append(name);
    }
    throw word.expected(names.length() < 200 ? "one of " + names : "a " + type.getSimpleName());
  }

  private static Object parseBoolean(Token word) {
    if (word.is("true") || word.is("false")) {
      return word.is("true");
    }
    throw word.expected("true or false");
  }

  @Override
  public void print(Object value, StringBuilder out) {
    out.append(printed.apply(value));
  }

  @Override
  public Object parse(Cursor in) {
    return parsed.apply(in.peek() == '"' ? in.quoted() : in.simpleWord());
  }
}
