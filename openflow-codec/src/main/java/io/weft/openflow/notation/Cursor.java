package io.weft.openflow.notation;

/** A place in a text of the general notation: names, words, quoted strings and brackets. */
final class Cursor {
  private final String text;
  private final int firstColumn;
  private int position;

  Cursor(Token piece) {
    this.text = piece.text();
    this.firstColumn = piece.column();
  }

  int column() {
    return firstColumn + position;
  }

  boolean atEnd() {
    return position >= text.length();
  }

  private char at(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  /** The character that comes next; 0 at the end. */
  char peek() {
    return at(position);
  }

  boolean accept(char c) {
    if (atEnd() || peek() != c) {
      return false;
    }
    position++;
    return true;
  }

  /** Takes a word if it is what comes next, and all of it. */
  boolean acceptWord(String word) {
    int end = position + word.length();
    if (!text.startsWith(word, position) || Character.isLetterOrDigit(at(end)) || at(end) == '_') {
      return false;
    }
    position = end;
    return true;
  }

  void expect(char c) {
    if (!accept(c)) {
      throw expected("'" + c + "'");
    }
  }

  /** The error of something else standing here. */
  NotationException expected(String what) {
    String found = atEnd() ? "the end" : "'" + peek() + "'";
    return new NotationException(column(), found + ", expected " + what);
  }

  /** Passes white space and commas. */
  void skipSeparators() {
    while (!atEnd() && (peek() == ',' || Character.isWhitespace(peek()))) {
      position++;
    }
  }

  /** Letters, digits and underscores; at least one. */
  Token name(String what) {
    int from = position;
    while (Character.isLetterOrDigit(peek()) || peek() == '_') {
      position++;
    }
    if (from == position) {
      throw expected(what);
    }
    return token(from, position);
  }

  private Token token(int from, int to) {
    return new Token(text.substring(from, to), firstColumn + from);
  }

  /** Everything that is left. */
  Token rest() {
    Token rest = token(position, text.length());
    position = text.length();
    return rest;
  }

  /** A word, which ends at white space, a bracket, a quote, or a comma that ends it. */
  Token word() {
    return word(false);
  }

  /** A word that has no comma in it. */
  Token simpleWord() {
    return word(true);
  }

  private Token word(boolean endsAtComma) {
    int from = position;
    while (!atEnd() && isOfWord(peek()) && !(endsAtComma && peek() == ',')) {
      position++;
    }
    while (position > from && at(position - 1) == ',') {
      position--;
    }
    return token(from, position);
  }

  private static boolean isOfWord(char c) {
    return !Character.isWhitespace(c) && "\"{}[]".indexOf(c) < 0;
  }

  /** Whether a text can stand as a {@link #word} and be found again. */
  static boolean isWord(String text) {
    if (text.isEmpty() || text.startsWith(",") || text.endsWith(",")) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isOfWord(text.charAt(i)) || Quoted.mustBeEscaped(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** What stands between the brace that comes next and its partner; both are taken. */
  Token braced() {
    int from = ++position;
    int depth = 1;
    while (!atEnd()) {
      char c = peek();
      if (c == '"') {
        quoted();
        continue;
      }
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      position++;
      if (depth == 0) {
        return token(from, position - 1);
      }
    }
    throw new NotationException(firstColumn + from - 1, "'{' without '}'");
  }

  /** The string whose quote comes next, its escapes undone. */
  Token quoted() {
    int from = ++position;
    while (!atEnd() && peek() != '"') {
      position += peek() == '\\' ? 2 : 1;
    }
    if (atEnd()) {
      position = text.length();
      throw new NotationException(firstColumn + from - 1, "'\"' without a second one");
    }
    return Quoted.parse(token(from, position++));
  }
}
