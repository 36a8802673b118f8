package io.weft.openflow.wire;

import io.netty.buffer.ByteBuf;
import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import java.util.Arrays;

/**
 * A cursor over the octets of one message or of one element in it. Reading beyond the end throws
 * {@link DecodeException} with the error that the owner of these octets chose, such as
 * OFPBAC_BAD_LEN within actions. What it gives shares no octets with it.
 */
public final class WireReader {
  private static final OfError[] ERRORS = OfError.values();

  /** Of the longest message, and more. */
  private static final int INDEX_BITS = 24;

  private static final int MAX_INDEX = (1 << INDEX_BITS) - 1;

  private int xid;
  private final int depth;
  private byte[] octets;
  private OfVersion version;

  /** An ordinal: a reference would cost a barrier of the garbage collector for each element. */
  private int tooShort;

  private int start;
  private int end;
  private int position;

  /** A reader of a part of a buffer, of which it takes a copy. */
  public WireReader(ByteBuf buffer, int start, int length, OfVersion version) {
    this(copyOf(buffer, start, length), 0, length, version);
  }

  /** A reader of a part of an array, which must not change meanwhile. */
  public WireReader(byte[] octets, int start, int length, OfVersion version) {
    this(octets, start, start + length, version, OfError.OFPBRC_BAD_LEN, 0, 0);
  }

  private WireReader(
      byte[] octets, int start, int end, OfVersion version, OfError tooShort, int xid, int depth) {
    if (end > MAX_INDEX) {
      throw new IllegalArgumentException("octets up to " + end + ", the most is " + MAX_INDEX);
    }
    this.octets = octets;
    this.version = version;
    this.tooShort = tooShort.ordinal();
    this.xid = xid;
    this.start = start;
    this.end = end;
    this.depth = depth;
    this.position = start;
  }

  private static byte[] copyOf(ByteBuf buffer, int start, int length) {
    byte[] copy = new byte[length];
    buffer.getBytes(start, copy);
    return copy;
  }

  /** Begins again, with a copy of a part of a buffer in the array of before if it fits. */
  public void restart(ByteBuf buffer, int start, int length, OfVersion version) {
    if (length > octets.length) {
      octets = new byte[Integer.highestOneBit(length) << 1];
    }
    buffer.getBytes(start, octets, 0, length);
    if (this.version != version) {
      this.version = version;
    }
    this.tooShort = OfError.OFPBRC_BAD_LEN.ordinal();
    this.start = 0;
    this.end = length;
    this.position = 0;
  }

  public OfVersion version() {
    return version;
  }

  /** The xid of the message that these octets are of. */
  public int xid() {
    return xid;
  }

  /** Says of what message the octets are. */
  public void xid(int xid) {
    this.xid = xid;
  }

  public int remaining() {
    return end - position;
  }

  public boolean hasMore() {
    return position < end;
  }

  /** Octets read so far. */
  public int consumed() {
    return position - start;
  }

  private int advance(int octets) {
    int at = position;
    if (octets < 0 || octets > end - at) {
      throw tooShort(octets);
    }
    position = at + octets;
    return at;
  }

  private DecodeException tooShort(int octets) {
    return new DecodeException(
        ERRORS[tooShort],
        "needs " + octets + " more octets at " + consumed() + ", has " + remaining());
  }

  public int u8() {
    return octets[advance(1)] & 0xff;
  }

  public int u16() {
    return BigEndian.u16(octets, advance(2));
  }

  public int i32() {
    return BigEndian.i32(octets, advance(4));
  }

  public long u32() {
    return Integer.toUnsignedLong(i32());
  }

  public long u48() {
    int at = advance(6);
    return (long) BigEndian.u16(octets, at) << 32
        | Integer.toUnsignedLong(BigEndian.i32(octets, at + 2));
  }

  public long i64() {
    return BigEndian.i64(octets, advance(8));
  }

  /** An unsigned number of up to eight octets. */
  public long number(int octets) {
    return switch (octets) {
      case 1 -> u8();
      case 2 -> u16();
      case 4 -> u32();
      case 6 -> u48();
      case 8 -> i64();
      default -> oddNumber(octets);
    };
  }

  private long oddNumber(int octets) {
    int at = advance(octets);
    long value = 0;
    for (int i = 0; i < octets; i++) {
      value = value << 8 | this.octets[at + i] & 0xff;
    }
    return value;
  }

  /** An octet at a distance from the cursor, which stays. */
  public int peekU8(int ahead) {
    if (ahead < 0 || ahead + 1 > remaining()) {
      throw new DecodeException(
          ERRORS[tooShort], "needs " + (ahead + 1) + " more octets, has " + remaining());
    }
    return octets[position + ahead] & 0xff;
  }

  /** Two octets at a distance from the cursor, which stays. */
  public int peekU16(int ahead) {
    if (ahead < 0 || ahead + 2 > remaining()) {
      throw tooShort(ahead + 2);
    }
    return BigEndian.u16(octets, position + ahead);
  }

  /** The next four octets; the cursor stays. */
  public int peekI32() {
    int value = i32();
    position -= 4;
    return value;
  }

  /** The next eight octets; the cursor stays. */
  public long peekI64() {
    long value = i64();
    position -= 8;
    return value;
  }

  public Bytes bytes(int octets) {
    int at = advance(octets);
    return Bytes.wrap(Arrays.copyOfRange(this.octets, at, at + octets));
  }

  public Bytes rest() {
    return bytes(remaining());
  }

  /** A copy of the octets read so far. */
  public Bytes soFar() {
    return Bytes.wrap(Arrays.copyOfRange(octets, start, position));
  }

  public void skip(int octets) {
    advance(octets);
  }

  /** A reader of the next octets, which this one has then passed. */
  public WireReader slice(int octets, OfError tooShort) {
    int at = advance(octets);
    return new WireReader(this.octets, at, at + octets, version, tooShort, xid, depth);
  }

  /** A reader of the rest that counts as one level deeper. */
  public WireReader nested(OfError tooShort) {
    int at = advance(remaining());
    return new WireReader(octets, at, end, version, tooShort, xid, depth + 1);
  }

  /** How many levels of {@link #nested} this one stands in. */
  public int depth() {
    return depth;
  }

  /** A reader of the rest under another name for running short. */
  public WireReader rest(OfError tooShort) {
    return slice(remaining(), tooShort);
  }

  /**
   * Makes this a reader of the next octets alone until {@link #leave}: as a {@link #slice}, without
   * an object for each of the elements that most messages consist of.
   *
   * @return what {@link #leave} must be given
   */
  public long enter(int octets, OfError tooShort) {
    if (octets < 0 || octets > remaining()) {
      throw tooShort(octets);
    }
    long outer = (long) this.tooShort << 2 * INDEX_BITS | (long) start << INDEX_BITS | end;
    start = position;
    end = position + octets;
    this.tooShort = tooShort.ordinal();
    return outer;
  }

  /** Goes on behind what was entered, read to its end or not. */
  public void leave(long outer) {
    position = end;
    end = (int) outer & MAX_INDEX;
    start = (int) (outer >>> INDEX_BITS) & MAX_INDEX;
    tooShort = (int) (outer >>> 2 * INDEX_BITS);
  }

  /** Refuses what is left over, which no layout accounts for. */
  public void expectEnd(String what) {
    if (hasMore()) {
      throw new DecodeException(
          ERRORS[tooShort], what + " has " + remaining() + " octets too many");
    }
  }

  /** As the other, for something of a type; makes no text as long as nothing is wrong. */
  public void expectEnd(String what, int type) {
    if (hasMore()) {
      expectEnd(what + " of type " + type);
    }
  }
}
