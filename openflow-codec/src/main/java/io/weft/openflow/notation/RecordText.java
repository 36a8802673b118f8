package io.weft.openflow.notation;

import java.util.Optional;

/**
 * The general notation: any record of the codec on one line, made from its components, and back.
 *
 * <pre>
 *  role=MASTER generation_id=7                numbers, enums: words
 *  in_port=CONTROLLER actions=output:1        what has a notation of its own has it here too
 *  port={7(s1-eth7): addr:0a:1b:2c:3d:4e:5f config: 0 state: LIVE}     ... in braces if it is no word
 *  more body=PORT_STATS{ports=[{port=1 rx_packets=5}, {port=2 rx_packets=0}]}
 *  |    |               lists in brackets, records in braces
 *  |    of a closed family: the name of the record
 *  a boolean that is true
 * </pre>
 *
 * <p>What is absent, empty or false is left out, and who writes a text may leave out noughts.
 * Strings are quoted. Each value is parsed back as the same value: where a notation of its own
 * leaves something out that a value has, the value is written by its components, in two braces.
 */
public final class RecordText {
  private RecordText() {}

  /** The text of a record, without braces around it if it has no notation of its own. */
  public static String print(Record value) {
    StringBuilder out = new StringBuilder();
    switch (TextForms.of(value.getClass())) {
      case RecordForm record -> record.printItems(value, out);
      case OwnForm own -> {
        Optional<String> text = own.exact(value);
        if (text.isEmpty()) {
          own.general().print(value, out);
        } else if (isLine(text.get())) {
          out.append(text.get());
        } else {
          Quoted.append(text.get(), out);
        }
      }
      default -> throw new IllegalStateException("no record: " + value.getClass());
    }
    return out.toString();
  }

  /** Whether it can stand as it is, neither broken nor taken for something else. */
  private static boolean isLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Quoted.mustBeEscaped(text.charAt(i))) {
        return false;
      }
    }
    return !text.startsWith("{") && !text.startsWith("\"") && text.strip().equals(text);
  }

  /**
   * Parses what {@link #print} prints.
   *
   * @throws NotationException naming the column and what was expected
   */
  public static <T extends Record> T parse(Class<T> type, Token text) {
    Token trimmed = trim(text);
    Cursor in = new Cursor(trimmed);
    Object value =
        switch (TextForms.of(type)) {
          case RecordForm record -> record.parseAll(in);
          case OwnForm own -> parse(own, trimmed, in);
          default -> throw new IllegalStateException("no record: " + type);
        };
    return type.cast(value);
  }

  private static Object parse(OwnForm own, Token text, Cursor in) {
    char first = in.peek();
    if (first != '{' && first != '"') {
      return own.parseOwn(text);
    }
    Object value = first == '{' ? own.general().parse(in) : own.parseOwn(in.quoted());
    in.skipSeparators();
    if (!in.atEnd()) {
      throw in.expected("the end");
    }
    return value;
  }

  private static Token trim(Token text) {
    String whole = text.text();
    int from = 0;
    while (from < whole.length() && Character.isWhitespace(whole.charAt(from))) {
      from++;
    }
    return new Token(whole.substring(from).stripTrailing(), text.column() + from);
  }
}
