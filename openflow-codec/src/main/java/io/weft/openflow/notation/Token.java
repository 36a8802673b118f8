package io.weft.openflow.notation;

import java.util.function.Function;

/**
 * A piece of a text, which knows where in it it stands.
 *
 * @param text the characters
 * @param column of the first one, counted from 1
 */
public record Token(String text, int column) {
  public boolean is(String word) {
    return text.equals(word);
  }

  /** The error of this token being something else. */
  public NotationException expected(String what) {
    return new NotationException(column, "'" + text + "', expected " + what);
  }

  /** What a parser of texts makes of it, the columns of its errors made those of the whole. */
  public <V> V as(Function<String, V> parser) {
    try {
      return parser.apply(text);
    } catch (NotationException e) {
      throw new NotationException(column + e.column() - 1, e.detail());
    } catch (IllegalArgumentException e) {
      throw new NotationException(column, String.valueOf(e.getMessage()));
    }
  }

  /** An unsigned number, decimal or hexadecimal after 0x, of at most so many bits (1 to 64). */
  public long number(int bits) {
    try {
      boolean hex = text.startsWith("0x") || text.startsWith("0X");
      long value =
          hex ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseUnsignedLong(text);
      if (bits == 64 || value >>> bits == 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw expected("a number of at most " + bits + " bits");
  }

  public int u8() {
    return (int) number(8);
  }

  public int u16() {
    return (int) number(16);
  }

  /** As the bits of an int. */
  public int u32() {
    return (int) number(32);
  }

  public boolean contains(String separator) {
    return text.contains(separator);
  }

  /** What stands before the first separator; all if there is none. */
  public Token before(String separator) {
    int at = text.indexOf(separator);
    return at < 0 ? this : new Token(text.substring(0, at), column);
  }

  /** What stands after the first separator; nothing if there is none. */
  public Token after(String separator) {
    int at = text.indexOf(separator);
    int from = at < 0 ? text.length() : at + separator.length();
    return new Token(text.substring(from), column + from);
  }
}
