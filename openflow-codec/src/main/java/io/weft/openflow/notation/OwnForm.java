package io.weft.openflow.notation;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A type with a notation of its own, such as a match: a word, or between braces or quotes if it is
 * more than that. A value that its own notation cannot say exactly, such as an output whose length
 * nobody asked for, is written in the general one, in braces of which one opens at once.
 */
final class OwnForm implements TextForm {
  private final Function<Object, String> printed;
  private final Function<String, Object> parsed;
  private final Supplier<TextForm> makeGeneral;
  private final Optional<Object> leftOut;

  /**
   * @param makeGeneral what says everything; asked for when it is needed
   * @param leftOut the value that needs no words, if there is one
   */
  OwnForm(
      Function<Object, String> printed,
      Function<String, Object> parsed,
      Supplier<TextForm> makeGeneral,
      Optional<Object> leftOut) {
    this.printed = printed;
    this.parsed = parsed;
    this.makeGeneral = makeGeneral;
    this.leftOut = leftOut;
  }

  /** The own text, if it says exactly this value. */
  Optional<String> exact(Object value) {
    String text = printed.apply(value);
    try {
      return parsed.apply(text).equals(value) ? Optional.of(text) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Object parseOwn(Token text) {
    return text.as(parsed);
  }

  TextForm general() {
    return makeGeneral.get();
  }

  @Override
  public void print(Object value, StringBuilder out) {
    Optional<String> own = exact(value);
    if (own.isPresent() && Cursor.isWord(own.get())) {
      out.append(own.get());
    } else {
      printBraced(value, own, out);
    }
  }

  /** In braces or quotes, whatever it is. */
  void printBraced(Object value, StringBuilder out) {
    printBraced(value, exact(value), out);
  }

  private void printBraced(Object value, Optional<String> own, StringBuilder out) {
    if (own.isEmpty()) {
      if (general() instanceof ListForm list) {
        list.print(value, out);
        return;
      }
      out.append('{');
      printGeneral(value, out);
      out.append('}');
    } else if (canBeBraced(own.get())) {
      out.append('{').append(own.get()).append('}');
    } else {
      Quoted.append(own.get(), out);
    }
  }

  private void printGeneral(Object value, StringBuilder out) {
    if (general() instanceof FamilyForm family) {
      family.printBraced(value, out);
    } else {
      general().print(value, out);
    }
  }

  private static boolean canBeBraced(String text) {
    if (text.isEmpty()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' || c == '}' || c == '"' || Quoted.mustBeEscaped(c)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Object parse(Cursor in) {
    return switch (in.peek()) {
      case '"' -> parseOwn(in.quoted());
      case '[' -> general().parse(in);
      case '{' -> parseBraced(in.braced());
      default -> parseOwn(in.word());
    };
  }

  private Object parseBraced(Token inside) {
    if (inside.text().indexOf('{') < 0) {
      return parseOwn(inside);
    }
    Cursor in = new Cursor(inside);
    Object value = general().parse(in);
    if (!in.atEnd()) {
      throw in.expected("'}'");
    }
    return value;
  }

  @Override
  public Optional<Object> leftOut() {
    return leftOut;
  }
}
