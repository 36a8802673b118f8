package io.weft.net;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable sequence of octets, such as a frame or the unread body of an unknown element. Reads
 * are in network byte order and throw {@link IndexOutOfBoundsException} beyond either end.
 *
 * <p>A slice shares the octets of what it was cut from and so keeps them in memory; what is kept
 * for long is {@linkplain #compact() compacted} first.
 */
public final class Bytes {
  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private static final VarHandle U16 = bigEndian(short[].class);
  private static final VarHandle I32 = bigEndian(int[].class);
  private static final VarHandle I64 = bigEndian(long[].class);

  private final byte[] octets;
  private final int start;
  private final int size;

  private Bytes(byte[] octets, int start, int size) {
    this.octets = octets;
    this.start = start;
    this.size = size;
  }

  private static VarHandle bigEndian(Class<?> kind) {
    return MethodHandles.byteArrayViewVarHandle(kind, ByteOrder.BIG_ENDIAN);
  }

  /** A copy of the array. */
  public static Bytes copyOf(byte[] octets) {
    return wrap(octets.clone());
  }

  /** Takes the array over; the caller must not keep it. */
  public static Bytes wrap(byte[] octets) {
    return octets.length == 0 ? EMPTY : new Bytes(octets, 0, octets.length);
  }

  /**
   * Parses hexadecimal digits; white space is ignored.
   *
   * @throws IllegalArgumentException naming the text, if it is anything else
   */
  public static Bytes parse(String hex) {
    try {
      return wrap(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + hex + "' is no sequence of hexadecimal octets", e);
    }
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The octet at the index, 0 to 255. */
  public int u8(int index) {
    return octets[start + Objects.checkIndex(index, size)] & 0xff;
  }

  /** Two octets as an unsigned number. */
  public int u16(int index) {
    return (short) U16.get(octets, at(index, 2)) & 0xffff;
  }

  /** Four octets, as the bits of an int. */
  public int i32(int index) {
    return (int) I32.get(octets, at(index, 4));
  }

  /** Six octets as an unsigned number. */
  public long u48(int index) {
    return (long) u16(index) << 32 | Integer.toUnsignedLong(i32(index + 2));
  }

  /** Eight octets, as the bits of a long. */
  public long i64(int index) {
    return (long) I64.get(octets, at(index, 8));
  }

  private int at(int index, int length) {
    return start + Objects.checkFromIndexSize(index, length, size);
  }

  /** The octets from an index (inclusive) to another (exclusive), shared, not copied. */
  public Bytes slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size);
    if (from == to) {
      return EMPTY;
    }
    return to - from == size ? this : new Bytes(octets, start + from, to - from);
  }

  /** The same octets, sharing no array with a longer sequence. */
  public Bytes compact() {
    return size == octets.length ? this : wrap(toArray());
  }

  public byte[] toArray() {
    return Arrays.copyOfRange(octets, start, start + size);
  }

  /**
   * Copies all octets into an array, from the index on.
   *
   * @throws IndexOutOfBoundsException if they do not fit
   */
  public void copyTo(byte[] target, int index) {
    System.arraycopy(octets, start, target, index, size);
  }

  /**
   * Copies all octets into a buffer, from the index on; its indices stay.
   *
   * @throws IndexOutOfBoundsException if they do not fit
   */
  public void copyTo(ByteBuf target, int index) {
    target.setBytes(index, octets, start, size);
  }

  /** As the other. */
  public void copyTo(ByteBuffer target, int index) {
    target.put(index, octets, start, size);
  }

  /** A read-only view, without a copy. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(octets, start, size).slice().asReadOnlyBuffer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            octets, start, start + size, that.octets, that.start, that.start + that.size);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = start; i < start + size; i++) {
      hash = 31 * hash + octets[i];
    }
    return hash;
  }

  /** Lower-case hexadecimal digits without separators. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(octets, start, start + size);
  }
}
