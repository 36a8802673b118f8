package io.weft.net;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable sequence of octets, such as a frame or the unread body of an unknown element. Reads
 * are in network byte order and throw {@link IndexOutOfBoundsException} beyond the end.
 */
public final class Bytes {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] octets;

  private Bytes(byte[] octets) {
    this.octets = octets;
  }

  /** A copy of the array. */
  public static Bytes copyOf(byte[] octets) {
    return octets.length == 0 ? EMPTY : new Bytes(octets.clone());
  }

  /** Takes the array over; the caller must not keep it. */
  public static Bytes wrap(byte[] octets) {
    return octets.length == 0 ? EMPTY : new Bytes(octets);
  }

  /**
   * Parses hexadecimal digits; white space between octets is ignored.
   *
   * @throws IllegalArgumentException on anything else
   */
  public static Bytes parse(String hex) {
    return wrap(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
  }

  public int size() {
    return octets.length;
  }

  public boolean isEmpty() {
    return octets.length == 0;
  }

  /** The octet at the index, 0 to 255. */
  public int u8(int index) {
    return octets[index] & 0xff;
  }

  /** Two octets as an unsigned number. */
  public int u16(int index) {
    return u8(index) << 8 | u8(index + 1);
  }

  /** Four octets, as the bits of an int. */
  public int i32(int index) {
    return u16(index) << 16 | u16(index + 2);
  }

  /** Six octets as an unsigned number. */
  public long u48(int index) {
    return (long) u16(index) << 32 | Integer.toUnsignedLong(i32(index + 2));
  }

  /** Eight octets, as the bits of a long. */
  public long i64(int index) {
    return (long) i32(index) << 32 | Integer.toUnsignedLong(i32(index + 4));
  }

  /** A copy of the octets from an index (inclusive) to another (exclusive). */
  public Bytes slice(int from, int to) {
    if (from < 0 || to > octets.length || from > to) {
      throw new IndexOutOfBoundsException(from + " to " + to + " of " + octets.length + " octets");
    }
    return from == 0 && to == octets.length ? this : wrap(Arrays.copyOfRange(octets, from, to));
  }

  public byte[] toArray() {
    return octets.clone();
  }

  /** A read-only view, without a copy. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(octets).asReadOnlyBuffer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** Lower-case hexadecimal digits without separators. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(octets);
  }
}
