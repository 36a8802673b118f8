package io.weft.openflow.match;

import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Token;
import java.util.List;

/**
 * Names of the bits of a field, the lowest first: {@code +syn-ack} for bits that must be one and
 * zero, {@code syn|ack} for all bits at once.
 */
record Flags(String what, List<String> names) {
  static final Flags TCP = of("TCP flags", "fin syn rst psh ack urg ece cwr ns [200] [400] [800]");
  static final Flags CT_STATE = of("states of a connection", "new est rel rpl inv trk snat dnat");
  static final Flags TUNNEL = of("tunnel flags", "oam");

  /** Bits and which of them count. */
  record Masked(long value, long mask) {}

  private static Flags of(String what, String names) {
    return new Flags(what, List.of(names.split(" ")));
  }

  private String name(int bit) {
    return bit < names.size() ? names.get(bit) : "[%x]".formatted(1L << bit);
  }

  /** All bits, such as {@code syn|ack}. */
  String print(long value) {
    StringBuilder text = new StringBuilder();
    for (long rest = value; rest != 0; rest &= rest - 1) {
      text.append(text.isEmpty() ? "" : "|").append(name(Long.numberOfTrailingZeros(rest)));
    }
    return text.isEmpty() ? "0" : text.toString();
  }

  /** Some bits, such as {@code +syn-ack}. */
  String print(long value, long mask) {
    StringBuilder text = new StringBuilder();
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      long bit = Long.lowestOneBit(rest);
      text.append((value & bit) != 0 ? '+' : '-').append(name(Long.numberOfTrailingZeros(bit)));
    }
    return text.toString();
  }

  private long bit(Token name) {
    int index = names.indexOf(name.text());
    if (index < 0) {
      throw name.expected(what + " of " + String.join(", ", names));
    }
    return 1L << index;
  }

  /**
   * Reads either form, or a number, or numbers for value and mask.
   *
   * @param full the mask of a form that names none
   */
  Masked parse(Token text, long full) {
    String characters = text.text();
    char first = characters.isEmpty() ? ' ' : characters.charAt(0);
    if (Character.isDigit(first)) {
      long value = text.before("/").number(32);
      return new Masked(value, text.contains("/") ? text.after("/").number(32) : full);
    }
    return first == '+' || first == '-' ? parseSigned(text) : parseListed(text, full);
  }

  private Masked parseListed(Token text, long full) {
    long value = 0;
    for (Token rest = text; !rest.text().isEmpty(); rest = rest.after("|")) {
      value |= bit(rest.before("|"));
    }
    return new Masked(value, full);
  }

  private Masked parseSigned(Token text) {
    String characters = text.text();
    long value = 0;
    long mask = 0;
    int at = 0;
    while (at < characters.length()) {
      char sign = characters.charAt(at);
      if (sign != '+' && sign != '-') {
        throw new NotationException(text.column() + at, "expected + or - before one of " + what);
      }
      int end = at + 1;
      while (end < characters.length() && "+-".indexOf(characters.charAt(end)) < 0) {
        end++;
      }
      long bit = bit(new Token(characters.substring(at + 1, end), text.column() + at + 1));
      mask |= bit;
      value |= sign == '+' ? bit : 0;
      at = end;
    }
    return new Masked(value, mask);
  }
}
