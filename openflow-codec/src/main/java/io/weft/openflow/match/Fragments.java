package io.weft.openflow.match;

import io.weft.openflow.notation.Token;
import java.util.List;

/** Names of what {@code ip_frag} matches (Open vSwitch, meta-flow.h). */
final class Fragments {
  /** Whether it is a fragment. */
  private static final int ANY = 1;

  /** Whether it is a fragment but the first. */
  private static final int LATER = 2;

  private static final int BOTH = ANY | LATER;

  private record Name(String word, int value, int mask) {}

  private static final List<Name> NAMES =
      List.of(
          new Name("no", 0, BOTH),
          new Name("yes", ANY, ANY),
          new Name("first", ANY, BOTH),
          new Name("later", BOTH, BOTH),
          new Name("not_later", 0, LATER));

  private Fragments() {}

  static String print(long value, long mask) {
    for (Name name : NAMES) {
      if (name.value == value && name.mask == mask) {
        return name.word;
      }
    }
    return "0x" + Long.toHexString(value) + "/0x" + Long.toHexString(mask);
  }

  static Flags.Masked parse(Token text) {
    for (Name name : NAMES) {
      if (text.is(name.word)) {
        return new Flags.Masked(name.value, name.mask);
      }
    }
    if (text.text().isEmpty() || !Character.isDigit(text.text().charAt(0))) {
      throw text.expected("no, yes, first, later or not_later");
    }
    int value = text.before("/").u8();
    return new Flags.Masked(value, text.contains("/") ? text.after("/").u8() : BOTH);
  }
}
