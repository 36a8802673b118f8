package io.weft.openflow.notation;

/** Strings between quotes, on one line whatever is in them; the escapes are those of JSON. */
public final class Quoted {
  private static final String ESCAPED = "\"\\\b\f\n\r\t";
  private static final String LETTERS = "\"\\bfnrt";

  private Quoted() {}

  /** What would break a line, or is no character by itself. */
  static boolean mustBeEscaped(char c) {
    return c < 0x20
        || c >= 0x7f && c < 0xa0
        || c == 0x2028
        || c == 0x2029
        || Character.isSurrogate(c)
        || c >= 0xfff0;
  }

  private static boolean isPlain(char c) {
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
  }

  /** The string with its quotes. */
  public static String print(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    append(text, out);
    return out.toString();
  }

  /** Appends the string with its quotes. */
  public static void append(String text, StringBuilder out) {
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      plain++;
    }
    out.append('"').append(text, 0, plain);
    for (int i = plain; i < text.length(); i++) {
      char c = text.charAt(i);
      int letter = ESCAPED.indexOf(c);
      if (letter >= 0) {
        out.append('\\').append(LETTERS.charAt(letter));
      } else if (mustBeEscaped(c)) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(Character.forDigit(c >>> shift & 0xf, 16));
        }
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /**
   * Undoes the escapes of what stands between the quotes.
   *
   * @throws NotationException naming the column of an escape that is none
   */
  public static Token parse(Token inside) {
    String text = inside.text();
    if (text.indexOf('\\') < 0) {
      return inside;
    }
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        i++;
        continue;
      }
      char letter = i + 1 < text.length() ? text.charAt(i + 1) : '\0';
      int known = LETTERS.indexOf(letter);
      if (known >= 0) {
        out.append(ESCAPED.charAt(known));
        i += 2;
      } else if (letter == '/') {
        out.append('/');
        i += 2;
      } else if (letter == 'u' && i + 6 <= text.length()) {
        Token digits = new Token("0x" + text.substring(i + 2, i + 6), inside.column() + i);
        out.append((char) digits.u16());
        i += 6;
      } else {
        throw new NotationException(
            inside.column() + i, "expected an escape such as \\n, \\\" or \\u0007");
      }
    }
    return new Token(out.toString(), inside.column());
  }
}
