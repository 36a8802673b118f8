package io.weft.openflow.wire;

import io.netty.buffer.ByteBuf;
import io.weft.net.Bytes;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import java.util.Arrays;

/**
 * Collects the octets of a message; lengths are patched in when their end is known. A number that
 * does not fit its field is refused with an {@link EncodeException}.
 */
public final class WireWriter {
  private static final int LONGEST = 0xffff;

  /** For parts that are too long and whose length says so at their end. */
  private static final int ROOM = 2 * LONGEST;

  /** Eight octets are stored at once where fewer are meant; the next ones overwrite the rest. */
  private static final int SLACK = 8;

  /** Never another: if each number could be the one that the array grows for, all were slower. */
  private final byte[] octets = new byte[ROOM + SLACK];

  private int position;
  private OfVersion version;
  private int xid;

  public WireWriter(OfVersion version) {
    this.version = version;
  }

  /** The xid of the message that is written. */
  public int xid() {
    return xid;
  }

  /** Goes on with a message of this xid, which may be within another one. */
  public void xid(int xid) {
    this.xid = xid;
  }

  /** Forgets what was written, to begin a message in some version. */
  public void restart(OfVersion version) {
    if (this.version != version) { // a reference that is written costs more than one that is read
      this.version = version;
    }
    position = 0;
  }

  public OfVersion version() {
    return version;
  }

  /** Where the next octet goes. */
  public int position() {
    return position;
  }

  /** The place of the next octets, which count as written. */
  private int advance(int octets) {
    int at = position;
    if (octets > ROOM - at) {
      throw new EncodeException("message is over " + ROOM + " octets long, 65535 is the most");
    }
    position = at + octets;
    return at;
  }

  private EncodeException tooLarge(long value, int bits) {
    return EncodeException.unsayable(value + " in " + bits + " bits", version);
  }

  public void u8(int value) {
    int at = advance(1);
    octets[at] = (byte) checked8(value);
  }

  public void u16(int value) {
    int at = advance(2);
    BigEndian.put16(octets, at, checked16(value));
  }

  /** Four octets of three numbers together. */
  public void u16u8u8(int first, int second, int third) {
    i32(checked16(first) << 16 | checked8(second) << 8 | checked8(third));
  }

  /** Eight octets of four numbers together. */
  public void i32u16u8u8(int first, int second, int third, int fourth) {
    i32i32(first, checked16(second) << 16 | checked8(third) << 8 | checked8(fourth));
  }

  private int checked8(int value) {
    if (value >>> 8 != 0) {
      throw tooLarge(value, 8);
    }
    return value;
  }

  private int checked16(int value) {
    if (value >>> 16 != 0) {
      throw tooLarge(value, 16);
    }
    return value;
  }

  /** Eight octets of five numbers together. */
  public void u8u8u16u16u16(int first, int second, int third, int fourth, int fifth) {
    i32i32(
        checked8(first) << 24 | checked8(second) << 16 | checked16(third),
        checked16(fourth) << 16 | checked16(fifth));
  }

  /** Eight octets of three numbers together. */
  public void i32u16u16(int first, int second, int third) {
    i32i32(first, checked16(second) << 16 | checked16(third));
  }

  /** Eight octets of three numbers together. */
  public void u32u16u16(long first, int second, int third) {
    if (first >>> 32 != 0) {
      throw tooLarge(first, 32);
    }
    i32u16u16((int) first, second, third);
  }

  /** Six octets of three numbers, then zeroes, eight octets together. */
  public void u16u16u16Zeroes2(int first, int second, int third) {
    i32i32(checked16(first) << 16 | checked16(second), checked16(third) << 16);
  }

  /** Eight octets of two numbers together. */
  public void i32i32(int first, int second) {
    i64((long) first << 32 | Integer.toUnsignedLong(second));
  }

  /** Two octets of a number, then zeroes, eight octets together. */
  public void u16Zeroes6(int value) {
    i64((long) checked16(value) << 48);
  }

  public void i32(int value) {
    int at = advance(4);
    BigEndian.put32(octets, at, value);
  }

  public void u32(long value) {
    if (value >>> 32 != 0) {
      throw tooLarge(value, 32);
    }
    i32((int) value);
  }

  public void u48(long value) {
    if (value >>> 48 != 0) {
      throw tooLarge(value, 48);
    }
    number(value, 6);
  }

  public void i64(long value) {
    int at = advance(8);
    BigEndian.put64(octets, at, value);
  }

  /**
   * A header of four octets whose last one counts the octets of the number after it, 1 to 8, as
   * that of a match field does; all in two stores.
   */
  public void headerAndNumber(int header, long value) {
    int count = header & 0xff;
    int at = advance(4 + count);
    BigEndian.put32(octets, at, header);
    BigEndian.put64(octets, at + 4, value << 64 - 8 * count);
  }

  /** The low octets of a number, most significant first. */
  public void number(long value, int octets) {
    int at = advance(octets);
    switch (octets) {
      case 0 -> {}
      case 1 -> this.octets[at] = (byte) value;
      case 2 -> BigEndian.put16(this.octets, at, (int) value);
      case 4 -> BigEndian.put32(this.octets, at, (int) value);
      case 6 -> {
        BigEndian.put16(this.octets, at, (int) (value >>> 32));
        BigEndian.put32(this.octets, at + 2, (int) value);
      }
      case 8 -> BigEndian.put64(this.octets, at, value);
      default -> {
        for (int i = 0; i < octets; i++) {
          this.octets[at + i] = (byte) (value >>> (8 * (octets - 1 - i)));
        }
      }
    }
  }

  public void bytes(Bytes value) {
    int at = advance(value.size());
    value.copyTo(octets, at);
  }

  public void zero(int octets) {
    int at = advance(octets);
    if (octets <= 8) {
      BigEndian.put64(this.octets, at, 0);
    } else {
      Arrays.fill(this.octets, at, at + octets, (byte) 0);
    }
  }

  /** Zeroes up to the next multiple of eight octets, counted from a position. */
  public void padTo8(int from) {
    zero(-(position - from) & 7);
  }

  /** Two octets that were written. */
  public int u16At(int position) {
    return BigEndian.u16(octets, position);
  }

  /** Replaces two octets that were written. */
  public void patch16(int position, int value) {
    BigEndian.put16(octets, position, checked16(value));
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
    int length = position - from;
    if (length > LONGEST) {
      throw new EncodeException(what + " is " + length + " octets long, 65535 is the most");
    }
    BigEndian.put16(octets, at, length);
  }

  /** Appends all that was written to a buffer. */
  public void appendTo(ByteBuf buffer) {
    buffer.writeBytes(octets, 0, position);
  }
}
