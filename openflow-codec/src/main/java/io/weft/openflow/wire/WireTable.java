package io.weft.openflow.wire;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.VersionRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What exists of one family (messages, actions, ...): a row for each wire form, found by version
 * and code when reading and by version and record when writing. Two rows that claim the same code
 * or the same record in one version are a bug and refused when the table is made.
 *
 * @param <T> what the records of the family have in common
 */
public final class WireTable<T> {
  /**
   * One wire form.
   *
   * @param code the number on the wire; an experimenter's has its id in the high 32 bits and its
   *     own type in the low ones
   * @param versions where it exists
   * @param type the record
   * @param codec the layout of the body, without type and length
   * @param reader of the codec
   * @param writer of the codec
   * @param isReadOnly an older form of what another row writes
   * @param leastBody the octets that a body has at least
   * @param multiple what a longer body grows by; 0 if it is never longer
   */
  public record Row<R>(
      long code,
      VersionRange versions,
      Class<R> type,
      Codec<R> codec,
      Function<WireReader, R> reader,
      BiConsumer<R, WireWriter> writer,
      boolean isReadOnly,
      int leastBody,
      int multiple) {
    private static <R> Row<R> of(
        long code, VersionRange versions, Class<R> type, Codec<R> codec, boolean isReadOnly) {
      return new Row<>(
          code, versions, type, codec, codec.reader(), codec.writer(), isReadOnly, 0, 1);
    }

    /** The row of bodies of at least so many octets, longer ones by a multiple of some more. */
    public Row<R> body(int leastBody, int multiple) {
      return new Row<>(
          code, versions, type, codec, reader, writer, isReadOnly, leastBody, multiple);
    }

    /** The row of bodies of exactly so many octets. */
    public Row<R> body(int octets) {
      return body(octets, 0);
    }

    /**
     * Reads the body of a whole message. As in Open vSwitch its length is judged first, so that a
     * message cut short is called that, whatever else is wrong with what is left.
     */
    public R readBody(WireReader in) {
      checkBody(in);
      return reader.apply(in);
    }

    /** Judges the length of a body, as {@link #readBody} does before it reads. */
    public void checkBody(WireReader in) {
      if (!takesBody(in.remaining())) {
        throw badLength(in.remaining());
      }
    }

    /** Without a division where there is a mask for it. */
    private boolean isMultiple(int longer) {
      boolean isPowerOf2 = (multiple & multiple - 1) == 0; // or 0
      return isPowerOf2 ? (longer & multiple - 1) == 0 : longer % multiple == 0;
    }

    private DecodeException badLength(int octets) {
      String expected = leastBody + (multiple == 0 ? "" : " and a multiple of " + multiple);
      return new DecodeException(
          OfError.OFPBRC_BAD_LEN,
          type.getSimpleName() + " has a body of " + octets + " octets, expected " + expected);
    }

    /** Whether a body can have so many octets. */
    public boolean takesBody(int octets) {
      int longer = octets - leastBody;
      return longer >= 0 && isMultiple(longer);
    }

    /** Writes a value that {@link WireTable#rowOf} found this row for. */
    public void writeBody(Object value, WireWriter out) {
      @SuppressWarnings("unchecked") // rowOf compared the classes
      R own = (R) value;
      writer.accept(own, out);
    }
  }

  private static final int DENSE = 64;

  /** The rows of one version; {@code dense} repeats those with small codes, by index. */
  private record Column<T>(
      List<Optional<Row<? extends T>>> dense,
      Map<Long, Row<? extends T>> byCode,
      ByClass<Row<? extends T>> byType) {}

  private final String name;
  private final List<Row<? extends T>> rows;
  private final List<Column<T>> columns = new ArrayList<>();

  /**
   * @param name what the family is called in errors
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public WireTable(String name, Row<? extends T>... rows) {
    this.name = name;
    this.rows = List.of(rows);
    for (OfVersion version : OfVersion.values()) {
      columns.add(columnOf(version));
    }
  }

  private Column<T> columnOf(OfVersion version) {
    Map<Long, Row<? extends T>> byCode = new HashMap<>();
    Map<Class<?>, Row<? extends T>> byType = new HashMap<>();
    for (Row<? extends T> row : rows) {
      if (row.versions.contains(version)
          && (byCode.put(row.code, row) != null
              || !row.isReadOnly && byType.put(row.type, row) != null)) {
        throw new IllegalArgumentException(
            name + ": two rows for " + row.code + " or " + row.type + " in " + version);
      }
    }
    List<Optional<Row<? extends T>>> dense = new ArrayList<>();
    for (long code = 0; code < DENSE; code++) {
      dense.add(Optional.ofNullable(byCode.get(code)));
    }
    return new Column<>(List.copyOf(dense), byCode, new ByClass<>(byType));
  }

  private Column<T> column(OfVersion version) {
    return columns.get(version.ordinal());
  }

  public static <R> Row<R> row(long code, VersionRange versions, Class<R> type, Codec<R> codec) {
    return Row.of(code, versions, type, codec, false);
  }

  /** A form that is understood and never written, because another row has the same record. */
  public static <R> Row<R> readOnly(
      long code, VersionRange versions, Class<R> type, Codec<R> codec) {
    return Row.of(code, versions, type, codec, true);
  }

  /** What the family is called, in errors and where it is described. */
  public String name() {
    return name;
  }

  public List<Row<? extends T>> rows() {
    return rows;
  }

  /** The row that reads a code, if the version has it. */
  public Optional<Row<? extends T>> find(OfVersion version, long code) {
    if (code >= 0 && code < DENSE) {
      return column(version).dense.get((int) code);
    }
    return Optional.ofNullable(column(version).byCode.get(code));
  }

  /**
   * The row that writes a value.
   *
   * @throws EncodeException naming value and version, if the version cannot say it
   */
  public Row<? extends T> rowOf(OfVersion version, T value) {
    Row<? extends T> row = column(version).byType.find(value.getClass());
    if (row == null) {
      throw EncodeException.unsayable(name + " " + value, version);
    }
    return row;
  }
}
