package io.weft.openflow.notation;

/**
 * A cursor over a text of items, separated by commas and white space: {@code tcp}, {@code
 * tp_dst=80}, {@code output:1} and {@code write_actions(output:1,output:2)} are items.
 */
public final class Scanner {
  private static final String SEPARATORS = ", \t\r\n";
  private static final String END_OF_NAME = ":=(" + SEPARATORS;

  /**
   * One item.
   *
   * @param hasValue whether anything stood after the name
   * @param value what stood after {@code =} or {@code :} or between parentheses; empty if nothing
   */
  public record Item(Token name, boolean hasValue, Token value) {
    /** The value of an item that must have one. */
    public Token required() {
      if (!hasValue || value.text().isEmpty()) {
        throw new NotationException(value.column(), "expected a value of " + name.text());
      }
      return value;
    }

    /** Refuses a value. */
    public void expectBare() {
      if (hasValue) {
        throw value.expected("no value after " + name.text());
      }
    }
  }

  private final String text;
  private final int firstColumn;
  private int position;

  public Scanner(String text) {
    this(new Token(text, 1));
  }

  /** Over a piece of a larger text; columns are those of the whole. */
  public Scanner(Token piece) {
    this.text = piece.text();
    this.firstColumn = piece.column();
  }

  private Token token(int from, int to) {
    return new Token(text.substring(from, to), firstColumn + from);
  }

  /** Passes separators; true if anything follows them. */
  public boolean hasMore() {
    while (position < text.length() && SEPARATORS.indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return position < text.length();
  }

  /** Takes a word if it is what comes next. */
  public boolean accept(String word) {
    if (!text.startsWith(word, position)) {
      return false;
    }
    position += word.length();
    return true;
  }

  /** Everything that is left. */
  public Token rest() {
    return upTo(text.length());
  }

  /** What comes before the next mark, or everything that is left; the mark is not taken. */
  public Token before(String mark) {
    int at = text.indexOf(mark, position);
    return upTo(at < 0 ? text.length() : at);
  }

  private Token upTo(int end) {
    Token token = token(position, end);
    position = end;
    return token;
  }

  /** The next word, which ends at a separator. */
  public Token word() {
    int end = position;
    while (end < text.length() && SEPARATORS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return upTo(end);
  }

  /** The next word, which stays. */
  public String peekWord() {
    int from = position;
    Token word = word();
    position = from;
    return word.text();
  }

  /** The next item; there must be one. */
  public Item item() {
    int from = position;
    while (position < text.length() && END_OF_NAME.indexOf(text.charAt(position)) < 0) {
      position++;
    }
    Token name = token(from, position);
    char next = position < text.length() ? text.charAt(position) : ',';
    if (name.text().isEmpty()) {
      throw new NotationException(name.column(), "'" + next + "', expected a name");
    }
    if (next == '(') {
      int closing = closing(position);
      Token inside = token(position + 1, closing);
      position = closing + 1;
      return new Item(name, true, inside);
    }
    if (next == '=' || next == ':') {
      int start = ++position;
      int end = endOfValue(start);
      position = end;
      return new Item(name, true, token(start, end));
    }
    return new Item(name, false, token(position, position));
  }

  /** A value ends at a separator that is not between parentheses. */
  private int endOfValue(int start) {
    int at = start;
    while (at < text.length() && SEPARATORS.indexOf(text.charAt(at)) < 0) {
      at = text.charAt(at) == '(' ? closing(at) + 1 : at + 1;
    }
    return at;
  }

  private int closing(int opening) {
    int depth = 0;
    for (int at = opening; at < text.length(); at++) {
      char c = text.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    throw new NotationException(firstColumn + opening, "'(' without ')'");
  }
}
