package io.weft.openflow.notation;

import java.time.Duration;
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
  static final Leaf DURATION =
      number(value -> print((Duration) value), Leaf::parseDuration, Duration.ZERO);
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

  /** Seconds, with as many decimals as are needed. */
  private static String print(Duration duration) {
    StringBuilder text = new StringBuilder().append(duration.getSeconds());
    int nanos = duration.getNano();
    if (nanos != 0) {
      String digits = Integer.toString(1_000_000_000 + nanos).substring(1);
      int end = digits.length();
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      text.append('.').append(digits, 0, end);
    }
    return text.append('s').toString();
  }

  private static Object parseDuration(Token word) {
    String text = word.text();
    if (!text.matches("-?\\d{1,19}(\\.\\d{1,9})?s")) {
      throw word.expected("seconds, such as 1.5s");
    }
    Token number = word.before("s");
    String decimals = number.after(".").text();
    try {
      return Duration.ofSeconds(
          Long.parseLong(number.before(".").text()),
          Long.parseLong((decimals + "000000000").substring(0, 9)));
    } catch (NumberFormatException e) {
      throw word.expected("seconds of 64 bits");
    }
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
