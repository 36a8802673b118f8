package io.weft.openflow.wire;

import io.netty.buffer.ByteBuf;
import io.weft.net.Bytes;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;

/**
 * Appends to a buffer; lengths are patched in when their end is known. A number that does not fit
 * its field is refused with an {@link EncodeException}.
 */
public final class WireWriter {
  private final ByteBuf buffer;
  private final OfVersion version;

  public WireWriter(ByteBuf buffer, OfVersion version) {
    this.buffer = buffer;
    this.version = version;
  }

  public OfVersion version() {
    return version;
  }

  /** Where the next octet goes. */
  public int position() {
    return buffer.writerIndex();
  }

  private long fitting(long value, int bits) {
    if (value >>> bits != 0) {
      throw EncodeException.unsayable(value + " in " + bits + " bits", version);
    }
    return value;
  }

  public void u8(int value) {
    buffer.writeByte((int) fitting(value, 8));
  }

  public void u16(int value) {
    buffer.writeShort((int) fitting(value, 16));
  }

  public void i32(int value) {
    buffer.writeInt(value);
  }

  public void u32(long value) {
    buffer.writeInt((int) fitting(value, 32));
  }

  public void u48(long value) {
    buffer.writeShort((int) (fitting(value, 48) >>> 32));
    buffer.writeInt((int) value);
  }

  public void i64(long value) {
    buffer.writeLong(value);
  }

  /** The low octets of a number, most significant first. */
  public void number(long value, int octets) {
    for (int i = octets - 1; i >= 0; i--) {
      buffer.writeByte((int) (value >>> (8 * i)));
    }
  }

  public void bytes(Bytes value) {
    buffer.writeBytes(value.asByteBuffer());
  }

  public void zero(int octets) {
    buffer.writeZero(octets);
  }

  /** Two octets that were written. */
  public int u16At(int position) {
    return buffer.getUnsignedShort(position);
  }

  /** Replaces two octets that were written. */
  public void patch16(int position, int value) {
    buffer.setShort(position, (int) fitting(value, 16));
  }

  /** Zeroes up to the next multiple of eight octets, counted from a position. */
  public void padTo8(int from) {
    zero(-(position() - from) & 7);
  }

  /** Writes a number of 16 bits where there already is one. */
  public void patchU16(int at, int value) {
    buffer.setShort(at, (int) fitting(value, 16));
  }

  /**
   * Writes the octets from a position up to here as a length of 16 bits.
   *
   * @param from where what is measured begins
   * @param at where the length belongs
   * @param what names it in the error
   * @throws EncodeException if it is longer than 65535 octets
   */
  public void patchLength(int from, int at, String what) {
    int length = position() - from;
    if (length > 0xffff) {
      throw new EncodeException(what + " is " + length + " octets long, 65535 is the most");
    }
    buffer.setShort(at, length);
  }
}
