package io.weft.openflow.match;

import io.weft.net.Bytes;
import io.weft.openflow.notation.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A set of fields with values and masks; a packet matches if it agrees in all of them. Immutable,
 * equal by content. A value's bits outside its mask are zero, a mask of all ones is no mask, a mask
 * of zeroes is no field: so two matches that match the same packets by the same fields are equal.
 */
public final class Match {
  /** Matches every packet. */
  public static final Match ANY = new Match(new Field<?>[0], new long[0], List.of());

  private static final int VALUE_HIGH = 0;
  private static final int VALUE_LOW = 1;
  private static final int MASK_HIGH = 2;
  private static final int MASK_LOW = 3;
  private static final int LONGS = 4;

  /** Sorted by ordinal; {@code bits} holds four longs for each. */
  private final Field<?>[] fields;

  private final long[] bits;
  private final List<Bytes> unknown;

  private Match(Field<?>[] fields, long[] bits, List<Bytes> unknown) {
    this.fields = fields;
    this.bits = bits;
    this.unknown = unknown;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** A builder that begins with what this match says. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    for (int i = 0; i < fields.length; i++) {
      int at = i * LONGS;
      builder.set(
          fields[i],
          bits[at + VALUE_HIGH],
          bits[at + VALUE_LOW],
          bits[at + MASK_HIGH],
          bits[at + MASK_LOW]);
    }
    unknown.forEach(builder::unknown);
    return builder;
  }

  /** The fields that it names, in the table's order. */
  public List<Field<?>> fields() {
    return List.of(fields);
  }

  public boolean isEmpty() {
    return fields.length == 0 && unknown.isEmpty();
  }

  /** OXM elements that no row of the table reads, as they came, header included. */
  public List<Bytes> unknown() {
    return unknown;
  }

  private int indexOf(Field<?> field) {
    for (int i = 0; i < fields.length; i++) {
      if (fields[i] == field) {
        return i;
      }
    }
    return -1;
  }

  public boolean has(Field<?> field) {
    return indexOf(field) >= 0;
  }

  /** The value of a field, if the match names it. Bits that a mask leaves out are zero. */
  public <V> Optional<V> get(Field<V> field) {
    int i = indexOf(field);
    return i < 0
        ? Optional.empty()
        : Optional.of(field.type().of(bits[i * LONGS + VALUE_HIGH], bits[i * LONGS + VALUE_LOW]));
  }

  /** The mask of a field, if the match names it and not every bit counts. */
  public <V> Optional<V> mask(Field<V> field) {
    int i = indexOf(field);
    return i < 0 || isExact(field)
        ? Optional.empty()
        : Optional.of(field.type().of(bits[i * LONGS + MASK_HIGH], bits[i * LONGS + MASK_LOW]));
  }

  /** True if the match names the field and every bit of it counts. */
  public boolean isExact(Field<?> field) {
    int i = indexOf(field);
    return i >= 0
        && bits[i * LONGS + MASK_HIGH] == field.fullHigh()
        && bits[i * LONGS + MASK_LOW] == field.fullLow();
  }

  /** Bits 127..64 of the value, 0 if absent. */
  public long high(Field<?> field) {
    return word(field, VALUE_HIGH);
  }

  /** Bits 63..0 of the value, 0 if absent. */
  public long low(Field<?> field) {
    return word(field, VALUE_LOW);
  }

  /** Bits 127..64 of the mask, 0 if absent. */
  public long maskHigh(Field<?> field) {
    return word(field, MASK_HIGH);
  }

  /** Bits 63..0 of the mask, 0 if absent. */
  public long maskLow(Field<?> field) {
    return word(field, MASK_LOW);
  }

  private long word(Field<?> field, int which) {
    int i = indexOf(field);
    return i < 0 ? 0 : bits[i * LONGS + which];
  }

  /**
   * The first field whose prerequisite this match does not meet (OpenFlow 1.3.5, 7.2.3.6), if there
   * is one.
   */
  public Optional<Field<?>> missingPrerequisite() {
    for (Field<?> field : fields) {
      if (!field.prerequisite().holds(this)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Match that
        && Arrays.equals(fields, that.fields)
        && Arrays.equals(bits, that.bits)
        && unknown.equals(that.unknown);
  }

  @Override
  public int hashCode() {
    int hash = unknown.hashCode();
    for (int i = 0; i < fields.length; i++) {
      hash = 31 * hash + fields[i].ordinal();
    }
    return 31 * hash + Arrays.hashCode(bits);
  }

  /** The notation of {@code ovs-ofctl}, such as {@code tcp,nw_dst=10.0.0.0/24}. */
  @Override
  public String toString() {
    return MatchText.print(this);
  }

  /** The value of a field that it names, with its mask if there is one: {@code 10.0.0.0/24}. */
  public String valueText(Field<?> field) {
    return MatchText.printed(this, field);
  }

  /**
   * Parses the notation of {@code ovs-ofctl}.
   *
   * @throws IllegalArgumentException naming the column and what was expected
   */
  public static Match parse(String text) {
    return MatchParser.parse(text);
  }

  /** Collects fields; setting one again replaces it. */
  public static final class Builder {
    private Field<?>[] fields = new Field<?>[8];
    private long[] bits = new long[8 * LONGS];
    private int size;
    private final List<Bytes> unknown = new ArrayList<>(0);

    private Builder() {}

    /** Matches the value exactly. */
    public <V> Builder set(Field<V> field, V value) {
      FieldType<V> type = field.type();
      return set(field, type.high(value), type.low(value), field.fullHigh(), field.fullLow());
    }

    /** Matches the bits of the value where the mask has ones. */
    public <V> Builder set(Field<V> field, V value, V mask) {
      FieldType<V> type = field.type();
      return set(field, type.high(value), type.low(value), type.high(mask), type.low(mask));
    }

    /**
     * Matches by bits: value and mask, bits 127..64 and 63..0 each.
     *
     * @throws IllegalArgumentException naming the field, if bits are set that it does not have, or
     *     it takes no mask
     */
    public Builder set(Field<?> field, long valueHigh, long valueLow, long maskHigh, long maskLow) {
      boolean tooWide =
          ((valueHigh | maskHigh) & ~field.fullHigh()) != 0
              || ((valueLow | maskLow) & ~field.fullLow()) != 0;
      if (tooWide) {
        throw new IllegalArgumentException(
            field + " has " + field.width() + " bits; value or mask has more");
      }
      boolean exact = maskHigh == field.fullHigh() && maskLow == field.fullLow();
      boolean none = maskHigh == 0 && maskLow == 0;
      if (!exact && !none && !field.isMaskable()) {
        throw new IllegalArgumentException(field + " takes no mask");
      }
      remove(field);
      if (none) {
        return this;
      }
      if (size == fields.length) {
        fields = Arrays.copyOf(fields, size * 2);
        bits = Arrays.copyOf(bits, size * 2 * LONGS);
      }
      int i = size;
      while (i > 0 && fields[i - 1].ordinal() > field.ordinal()) {
        i--;
      }
      System.arraycopy(fields, i, fields, i + 1, size - i);
      System.arraycopy(bits, i * LONGS, bits, (i + 1) * LONGS, (size - i) * LONGS);
      fields[i] = field;
      bits[i * LONGS + VALUE_HIGH] = valueHigh & maskHigh;
      bits[i * LONGS + VALUE_LOW] = valueLow & maskLow;
      bits[i * LONGS + MASK_HIGH] = maskHigh;
      bits[i * LONGS + MASK_LOW] = maskLow;
      size++;
      return this;
    }

    /**
     * Matches what a text says: a value, or value and mask as in {@code 10.0.0.0/24}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public <V> Builder parse(Field<V> field, Token text) {
      V value = text.before("/").as(field.type()::parse);
      if (!text.contains("/")) {
        return text.as(whole -> set(field, value));
      }
      V mask = text.after("/").as(field.type()::parseMask);
      return text.as(whole -> set(field, value, mask));
    }

    public boolean has(Field<?> field) {
      for (int i = 0; i < size; i++) {
        if (fields[i] == field) {
          return true;
        }
      }
      return false;
    }

    /** Forgets a field, if it was set. */
    public Builder remove(Field<?> field) {
      for (int i = 0; i < size; i++) {
        if (fields[i] == field) {
          System.arraycopy(fields, i + 1, fields, i, size - i - 1);
          System.arraycopy(bits, (i + 1) * LONGS, bits, i * LONGS, (size - i - 1) * LONGS);
          size--;
          return this;
        }
      }
      return this;
    }

    /** Keeps an OXM element that no row reads, header included. */
    public Builder unknown(Bytes element) {
      unknown.add(element);
      return this;
    }

    public Match build() {
      return size == 0 && unknown.isEmpty()
          ? ANY
          : new Match(
              Arrays.copyOf(fields, size), Arrays.copyOf(bits, size * LONGS), List.copyOf(unknown));
    }
  }
}
