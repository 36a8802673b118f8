package io.weft.openflow.action;

import io.weft.openflow.match.Field;
import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Token;

/**
 * Some neighbouring bits of a field, which Open vSwitch's extensions copy from and to
 * (nicira-ext.h).
 *
 * @param offset the lowest bit, 0 for the least significant one
 * @param bits how many, at least 1
 */
public record Subfield(Field<?> field, int offset, int bits) {
  public Subfield {
    if (!fits(field, offset, bits)) {
      throw new IllegalArgumentException(
          "%d bits from bit %d of %s, which has %d bits"
              .formatted(bits, offset, field, width(field)));
    }
  }

  /**
   * The bits of a field that actions know: of the VLAN id, not the one that says there is a tag.
   */
  public static int width(Field<?> field) {
    return field == Field.VLAN_VID ? 12 : field.width();
  }

  /** Whether a field has these bits, and they are at least one. */
  public static boolean fits(Field<?> field, int offset, int bits) {
    return offset >= 0 && bits >= 1 && bits <= width(field) - offset;
  }

  /** The whole field. */
  public static Subfield of(Field<?> field) {
    return new Subfield(field, 0, width(field));
  }

  public boolean isWhole() {
    return bits == width(field);
  }

  /** Such as {@code NXM_NX_REG0[]}, {@code NXM_NX_REG0[4]} or {@code NXM_NX_REG0[0..15]}. */
  @Override
  public String toString() {
    String range = isWhole() ? "" : bits == 1 ? "" + offset : offset + ".." + (offset + bits - 1);
    return field.numberName() + "[" + range + "]";
  }

  /**
   * Parses what {@link #toString} prints; the field may also be named as in a match, and a name
   * alone is the whole field.
   *
   * @throws NotationException naming the column and what was expected
   */
  public static Subfield parse(Token text) {
    Token name = text.before("[");
    Field<?> field = parseField(name);
    if (!text.contains("[")) {
      return of(field);
    }
    Token range = text.after("[");
    if (!range.text().endsWith("]")) {
      throw text.expected("[], [bit] or [first..last] after the name of a field");
    }
    Token inside = new Token(range.text().substring(0, range.text().length() - 1), range.column());
    if (inside.text().isEmpty()) {
      return of(field);
    }
    int first = inside.before("..").u16();
    int last = inside.contains("..") ? inside.after("..").u16() : first;
    if (last < first || last >= width(field)) {
      throw inside.expected("bits of " + field + ", which has " + width(field));
    }
    return new Subfield(field, first, last - first + 1);
  }

  /** A field by one of the names that it has in actions. */
  static Field<?> parseField(Token name) {
    return Field.namedInAction(name.text()).orElseThrow(() -> name.expected("the name of a field"));
  }

  /** Two subfields with an arrow between them. */
  static Subfield[] parseMove(Token text) {
    if (!text.contains("->")) {
      throw text.expected("source->target");
    }
    Subfield source = parse(text.before("->"));
    Token after = text.after("->");
    Subfield target = parse(after);
    if (source.bits != target.bits) {
      throw after.expected(source.bits + " bits, as many as " + source + " has");
    }
    return new Subfield[] {source, target};
  }
}
