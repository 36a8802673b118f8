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
public final class Match implements MatchView {
  /** Matches every packet. */
  public static final Match ANY =
      new Match(
          new short[0],
          new long[0],
          new long[0],
          new Bytes[0],
          List.of(),
          Bytes.EMPTY,
          MatchForm.NXM);

  /** What {@code rest} has of a field. */
  private static final int VALUE_HIGH = 0;

  private static final int MASK_HIGH = 1;
  private static final int MASK_LOW = 2;
  private static final int REST = 3;
  private static final long[] NO_REST = {};
  private static final Bytes[] NO_WIDE = {};

  /**
   * Ordinals of the fields, sorted: numbers, because references cost a barrier of the garbage
   * collector each when they are collected.
   */
  private final short[] fields;

  /** Bits 63..0 of each value. */
  private final long[] values;

  /**
   * The other bits of each value and its mask; none if all values are exact and of at most 64 bits,
   * as in most matches.
   */
  private final long[] rest;

  /** Value and mask of each {@linkplain Field#isVariable() variable} field, in their order. */
  private final Bytes[] wide;

  private final List<Bytes> unknown;
  private final Bytes spelling;
  private final MatchForm spelledIn;

  private Match(
      short[] fields,
      long[] values,
      long[] rest,
      Bytes[] wide,
      List<Bytes> unknown,
      Bytes spelling,
      MatchForm spelledIn) {
    this.fields = fields;
    this.values = values;
    this.rest = rest;
    this.wide = wide;
    this.unknown = unknown;
    this.spelling = spelling;
    this.spelledIn = spelledIn;
  }

  public static Builder builder() {
    return new Builder(8);
  }

  /** A builder that makes no second copy if it gets exactly so many fields. */
  public static Builder builder(int fields) {
    return new Builder(fields);
  }

  /** A builder of the field that an action sets, which takes a mask whatever the field. */
  public static Builder setting() {
    Builder builder = new Builder(1);
    builder.takesAnyMask = true;
    return builder;
  }

  /** A match of one field, exact, as actions take it. */
  public static <V> Match of(Field<V> field, V value) {
    return new Builder(1).set(field, value).buildLast();
  }

  /** A builder that begins with what this match says, whatever its spelling was. */
  public Builder toBuilder() {
    Builder builder = new Builder(fields.length + 2);
    for (int i = 0; i < fields.length; i++) {
      Field<?> field = fieldAt(i);
      if (field.isVariable()) {
        builder.setWide(field, wideAt(i), wideMaskAt(i), !isExactAt(i));
      } else {
        builder.set(field, highAt(i), lowAt(i), maskHighAt(i), maskLowAt(i));
      }
    }
    unknown.forEach(builder::unknown);
    return builder;
  }

  /** The fields that it names, in the table's order. */
  public List<Field<?>> fields() {
    Field<?>[] named = new Field<?>[fields.length];
    for (int i = 0; i < named.length; i++) {
      named[i] = fieldAt(i);
    }
    return List.of(named);
  }

  public boolean isEmpty() {
    return fields.length == 0 && unknown.isEmpty();
  }

  /** The number of fields that it names. */
  public int size() {
    return fields.length;
  }

  /** The field at an index in the table's order. */
  public Field<?> fieldAt(int index) {
    return Field.at(fields[index]);
  }

  /** Bits 127..64 of the value of the field at an index. */
  public long highAt(int index) {
    return rest.length == 0 ? 0 : rest[index * REST + VALUE_HIGH];
  }

  /** Bits 63..0 of the value of the field at an index. */
  public long lowAt(int index) {
    return values[index];
  }

  /** Bits 127..64 of the mask of the field at an index. */
  public long maskHighAt(int index) {
    return rest.length == 0 ? 0 : rest[index * REST + MASK_HIGH];
  }

  /** Bits 63..0 of the mask of the field at an index. */
  public long maskLowAt(int index) {
    return rest.length == 0 ? fieldAt(index).fullLow() : rest[index * REST + MASK_LOW];
  }

  /** The value of the variable field at an index. */
  public Bytes wideAt(int index) {
    return wide[2 * (index - firstWide())];
  }

  /** The mask of the variable field at an index, empty if there is none. */
  public Bytes wideMaskAt(int index) {
    return wide[2 * (index - firstWide()) + 1];
  }

  /** The variable fields stand together in the table. */
  private int firstWide() {
    int i = 0;
    while (!fieldAt(i).isVariable()) {
      i++;
    }
    return i;
  }

  /** Whether every bit of the field at an index counts. */
  public boolean isExactAt(int index) {
    if (rest.length == 0) {
      return true;
    }
    Field<?> field = fieldAt(index);
    return field.isVariable()
        ? maskLowAt(index) == 0
        : maskHighAt(index) == field.fullHigh() && maskLowAt(index) == field.fullLow();
  }

  /**
   * The octets that said this in a form, if others than the ones that would now be written in it:
   * elements in another order, by other numbers, with needless masks. Empty if they were those, or
   * the match was not read in this form. Two matches may be equal and differ in this.
   */
  public Bytes spelling(MatchForm form) {
    return form == spelledIn ? spelling : Bytes.EMPTY;
  }

  /** Whether it came in a form that is no list of elements. */
  boolean isReadFromStruct() {
    return spelledIn == MatchForm.OF10 || spelledIn == MatchForm.OF11;
  }

  /** OXM elements that no row of the table reads, as they came, header included. */
  public List<Bytes> unknown() {
    return unknown;
  }

  private int indexOf(Field<?> field) {
    for (int i = 0; i < fields.length; i++) {
      if (fields[i] == field.ordinal()) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean has(Field<?> field) {
    return indexOf(field) >= 0;
  }

  /** The value of a field, if the match names it. Bits that a mask leaves out are zero. */
  public <V> Optional<V> get(Field<V> field) {
    int i = indexOf(field);
    if (i < 0) {
      return Optional.empty();
    }
    return Optional.of(
        field.isVariable() ? field.type().of(wideAt(i)) : field.type().of(highAt(i), lowAt(i)));
  }

  /** The mask of a field, if the match names it and not every bit counts. */
  public <V> Optional<V> mask(Field<V> field) {
    int i = indexOf(field);
    if (i < 0 || isExactAt(i)) {
      return Optional.empty();
    }
    return Optional.of(
        field.isVariable()
            ? field.type().of(wideMaskAt(i))
            : field.type().of(maskHighAt(i), maskLowAt(i)));
  }

  /** True if the match names the field and every bit of it counts. */
  public boolean isExact(Field<?> field) {
    int i = indexOf(field);
    return i >= 0 && isExactAt(i);
  }

  /** Bits 127..64 of the value, 0 if absent. */
  public long high(Field<?> field) {
    int i = indexOf(field);
    return i < 0 ? 0 : highAt(i);
  }

  @Override
  public long low(Field<?> field) {
    int i = indexOf(field);
    return i < 0 ? 0 : lowAt(i);
  }

  /** Bits 127..64 of the mask, 0 if absent. */
  public long maskHigh(Field<?> field) {
    int i = indexOf(field);
    return i < 0 ? 0 : maskHighAt(i);
  }

  @Override
  public long maskLow(Field<?> field) {
    int i = indexOf(field);
    return i < 0 ? 0 : maskLowAt(i);
  }

  /**
   * The first field whose prerequisite this match does not meet (OpenFlow 1.3.5, 7.2.3.6), if there
   * is one.
   */
  public Optional<Field<?>> missingPrerequisite() {
    for (int i = 0; i < fields.length; i++) {
      Field<?> field = fieldAt(i);
      Prerequisite prerequisite = field.prerequisite();
      if (prerequisite != Prerequisite.NONE && !prerequisite.holds(this)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Match that
        && Arrays.equals(fields, that.fields)
        && Arrays.equals(values, that.values)
        && Arrays.equals(rest, that.rest)
        && Arrays.equals(wide, that.wide)
        && unknown.equals(that.unknown);
  }

  @Override
  public int hashCode() {
    int hash = 31 * unknown.hashCode() + Arrays.hashCode(fields);
    hash = 31 * hash + Arrays.hashCode(values);
    return 31 * (31 * hash + Arrays.hashCode(rest)) + Arrays.hashCode(wide);
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

  /** Field by field in numbers, for matches that {@link #toString} does not say whole. */
  public String exactText() {
    return MatchParts.print(this);
  }

  /**
   * Parses what {@link #exactText} prints.
   *
   * @throws IllegalArgumentException naming the column and what was expected
   */
  public static Match parseExact(String text) {
    return MatchParts.parse(text);
  }

  /** Collects fields; setting one again replaces it. */
  public static final class Builder implements MatchView {
    private boolean takesAnyMask;
    private short[] fields;
    private long[] values;
    private long[] rest = NO_REST;
    private int size;
    private Bytes[] wide = NO_WIDE;
    private List<Bytes> unknown = List.of();
    private Bytes spelling = Bytes.EMPTY;
    private MatchForm spelledIn = MatchForm.NXM;

    private Builder(int capacity) {
      fields = new short[capacity];
      values = new long[capacity];
    }

    /** Matches the value exactly. */
    public <V> Builder set(Field<V> field, V value) {
      FieldType<V> type = field.type();
      return field.isVariable()
          ? setWide(field, type.octets(value), Bytes.EMPTY, false)
          : set(field, type.high(value), type.low(value), field.fullHigh(), field.fullLow());
    }

    /** Matches the bits of the value where the mask has ones. */
    public <V> Builder set(Field<V> field, V value, V mask) {
      FieldType<V> type = field.type();
      return field.isVariable()
          ? setWide(field, type.octets(value), type.octets(mask), true)
          : set(field, type.high(value), type.low(value), type.high(mask), type.low(mask));
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
      if (tooWide || field.isVariable()) {
        throw new IllegalArgumentException(
            field + " has " + field.width() + " bits; value or mask has others");
      }
      boolean exact = maskHigh == field.fullHigh() && maskLow == field.fullLow();
      boolean none = maskHigh == 0 && maskLow == 0;
      if (!exact && !none && !field.isMaskable() && !takesAnyMask) {
        throw new IllegalArgumentException(field + " takes no mask");
      }
      remove(field);
      if (none) {
        return this;
      }
      if (!exact || maskHigh != 0) {
        needRest();
      }
      int index = insert(field);
      values[index] = valueLow & maskLow;
      if (rest.length != 0) {
        setRest(index, valueHigh & maskHigh, maskHigh, maskLow);
      }
      return this;
    }

    private void needRest() {
      if (rest.length == 0) {
        rest = new long[fields.length * REST];
        for (int i = 0; i < size; i++) {
          setRest(i, 0, 0, Field.at(fields[i]).fullLow());
        }
      }
    }

    private void setRest(int index, long valueHigh, long maskHigh, long maskLow) {
      rest[index * REST + VALUE_HIGH] = valueHigh;
      rest[index * REST + MASK_HIGH] = maskHigh;
      rest[index * REST + MASK_LOW] = maskLow;
    }

    /**
     * Matches a value exactly that is known to be one of the field, which has at most 64 bits and
     * {@linkplain #isBehind comes after} all that are there.
     */
    public void append(Field<?> field, long value) {
      if (size == fields.length) {
        grow();
      }
      fields[size] = (short) field.ordinal();
      values[size] = value;
      if (rest.length != 0) {
        setRest(size, 0, 0, field.fullLow());
      }
      size++;
    }

    /**
     * Matches a value of variable length.
     *
     * @param mask of the same length if the value is masked; if all its bits are zero, or there are
     *     none, the field must only be there
     * @throws IllegalArgumentException naming the field, if it is not variable, or they are longer
     *     than it can be, or not of one length
     */
    public Builder setWide(Field<?> field, Bytes value, Bytes mask, boolean isMasked) {
      if (!field.isVariable()
          || value.size() > Field.LONGEST
          || mask.size() != (isMasked ? value.size() : 0)) {
        throw new IllegalArgumentException(
            field + " of " + value.size() + " octets, with a mask of " + mask.size());
      }
      remove(field);
      needRest();
      int index = insert(field);
      int first = 0;
      while (!Field.at(fields[first]).isVariable()) {
        first++;
      }
      int at = 2 * (index - first);
      Bytes[] longer = new Bytes[wide.length + 2];
      System.arraycopy(wide, 0, longer, 0, at);
      System.arraycopy(wide, at, longer, at + 2, wide.length - at);
      boolean counts = isMasked && (mask.isEmpty() || !isOnes(mask));
      longer[at] = counts ? and(value, mask) : value.compact();
      longer[at + 1] = counts ? mask.compact() : Bytes.EMPTY;
      values[index] = 0;
      setRest(index, 0, 0, counts ? 1 : 0);
      wide = longer;
      return this;
    }

    private static boolean isOnes(Bytes mask) {
      for (int i = 0; i < mask.size(); i++) {
        if (mask.u8(i) != 0xff) {
          return false;
        }
      }
      return true;
    }

    private static Bytes and(Bytes value, Bytes mask) {
      byte[] both = value.toArray();
      for (int i = 0; i < both.length; i++) {
        both[i] &= (byte) mask.u8(i);
      }
      return Bytes.wrap(both);
    }

    private void grow() {
      fields = Arrays.copyOf(fields, size * 2 + 1);
      values = Arrays.copyOf(values, fields.length);
      rest = rest.length == 0 ? rest : Arrays.copyOf(rest, fields.length * REST);
    }

    /** Moves what there is of some fields. */
    private void move(int from, int to, int count) {
      System.arraycopy(fields, from, fields, to, count);
      System.arraycopy(values, from, values, to, count);
      if (rest.length != 0) {
        System.arraycopy(rest, from * REST, rest, to * REST, count * REST);
      }
    }

    /** Makes room for a field that is not there; its index. Value and rest are not set yet. */
    private int insert(Field<?> field) {
      if (size == fields.length) {
        grow();
      }
      int i = size;
      while (i > 0 && fields[i - 1] > field.ordinal()) {
        i--;
      }
      if (i < size) {
        move(i, i + 1, size - i);
      }
      fields[i] = (short) field.ordinal();
      size++;
      return i;
    }

    /**
     * Matches what a text says: a value, or value and mask as in {@code 10.0.0.0/24}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public <V> Builder parse(Field<V> field, Token text) {
      FieldType<V> type = field.type();
      if (type == FieldType.FRAGMENT) {
        return setFlags(field, Fragments.parse(text), text);
      }
      if (type == FieldType.TCP_FLAGS) {
        return setFlags(field, Flags.TCP.parse(text, field.fullLow()), text);
      }
      if (type == FieldType.CT_STATE) {
        return setFlags(field, Flags.CT_STATE.parse(text, field.fullLow()), text);
      }
      if (type == FieldType.TUN_FLAGS) {
        return setFlags(field, Flags.TUNNEL.parse(text, field.fullLow()), text);
      }
      V value = text.before("/").as(type::parse);
      if (!text.contains("/")) {
        return text.as(whole -> set(field, value));
      }
      V mask = text.after("/").as(type::parseMask);
      if (field.isVariable()) {
        Bytes octets = type.octets(mask);
        return text.as(
            whole -> setWide(field, resized(type.octets(value), octets.size()), octets, true));
      }
      return text.as(whole -> set(field, value, mask));
    }

    private Builder setFlags(Field<?> field, Flags.Masked flags, Token text) {
      return text.as(whole -> set(field, 0, flags.value(), 0, flags.mask() & field.fullLow()));
    }

    /** The last octets, after zeroes if there are too few. */
    private static Bytes resized(Bytes octets, int size) {
      byte[] resized = new byte[size];
      for (int i = 1; i <= Math.min(size, octets.size()); i++) {
        resized[size - i] = (byte) octets.u8(octets.size() - i);
      }
      return Bytes.wrap(resized);
    }

    private int indexOf(Field<?> field) {
      for (int i = 0; i < size; i++) {
        if (fields[i] == field.ordinal()) {
          return i;
        }
      }
      return -1;
    }

    @Override
    public boolean has(Field<?> field) {
      return indexOf(field) >= 0;
    }

    @Override
    public long low(Field<?> field) {
      int i = indexOf(field);
      return i < 0 ? 0 : values[i];
    }

    @Override
    public long maskLow(Field<?> field) {
      int i = indexOf(field);
      if (i < 0) {
        return 0;
      }
      return rest.length == 0 ? field.fullLow() : rest[i * REST + MASK_LOW];
    }

    /** Whether a field would come after all that are there. */
    public boolean isBehind(Field<?> field) {
      return unknown.isEmpty() && (size == 0 || fields[size - 1] < field.ordinal());
    }

    /** Forgets a field, if it was set. */
    public Builder remove(Field<?> field) {
      int i = size == 0 || fields[size - 1] < field.ordinal() ? -1 : indexOf(field);
      if (i < 0) {
        return this;
      }
      if (field.isVariable()) {
        removeWide(i);
      }
      move(i + 1, i, size - i - 1);
      size--;
      return this;
    }

    private void removeWide(int index) {
      int at = 0;
      for (int i = 0; i < index; i++) {
        at += Field.at(fields[i]).isVariable() ? 2 : 0;
      }
      Bytes[] shorter = new Bytes[wide.length - 2];
      System.arraycopy(wide, 0, shorter, 0, at);
      System.arraycopy(wide, at + 2, shorter, at, shorter.length - at);
      wide = shorter;
    }

    /** Keeps an OXM element that no row reads, header included. */
    public Builder unknown(Bytes element) {
      if (unknown.isEmpty()) {
        unknown = new ArrayList<>(2);
      }
      unknown.add(element);
      return this;
    }

    /**
     * Remembers the form in which it was read, and the {@linkplain Match#spelling octets} that said
     * this if they were unusual, else none.
     */
    public Builder spelled(Bytes octets, MatchForm form) {
      spelling = octets;
      spelledIn = form;
      return this;
    }

    public Match build() {
      if (size == 0 && unknown.isEmpty() && spelling.isEmpty()) {
        return ANY;
      }
      return match(
          Arrays.copyOf(fields, size),
          Arrays.copyOf(values, size),
          needsRest() ? Arrays.copyOf(rest, size * REST) : NO_REST);
    }

    /** False also if what needed it has been removed. */
    private boolean needsRest() {
      for (int i = 0; rest.length != 0 && i < size; i++) {
        Field<?> field = Field.at(fields[i]);
        if (field.isVariable()
            || rest[i * REST + MASK_HIGH] != 0
            || rest[i * REST + MASK_LOW] != field.fullLow()) {
          return true;
        }
      }
      return false;
    }

    /** The match of a builder that is not used again, which then gives its arrays away. */
    public Match buildLast() {
      boolean isFull = size == fields.length && size != 0;
      return isFull && (rest.length == 0 || needsRest()) ? match(fields, values, rest) : build();
    }

    private Match match(short[] fields, long[] values, long[] rest) {
      return new Match(
          fields,
          values,
          rest,
          wide,
          unknown.isEmpty() ? List.of() : List.copyOf(unknown),
          spelling,
          spelledIn);
    }
  }
}
