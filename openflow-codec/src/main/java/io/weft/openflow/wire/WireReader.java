package io.weft.openflow.wire;

import io.netty.buffer.ByteBuf;
import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;

/**
 * A cursor over the octets of one message or of one element in it. Reading beyond the end throws
 * {@link DecodeException} with the error that the owner of these octets chose, such as
 * OFPBAC_BAD_LEN within actions. Called by the thread that decodes; keeps no reference to the
 * buffer beyond that.
 */
public final class WireReader {
  private final ByteBuf buffer;
  private final OfVersion version;
  private final OfError tooShort;
  private final int start;
  private final int end;
  private int position;

  public WireReader(ByteBuf buffer, int start, int length, OfVersion version) {
    this(buffer, start, start + length, version, OfError.OFPBRC_BAD_LEN);
  }

  private WireReader(ByteBuf buffer, int start, int end, OfVersion version, OfError tooShort) {
    this.buffer = buffer;
    this.version = version;
    this.tooShort = tooShort;
    this.start = start;
    this.end = end;
    this.position = start;
  }

  public OfVersion version() {
    return version;
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
    if (octets < 0 || octets > end - position) {
      throw new DecodeException(
          tooShort, "needs " + octets + " more octets at " + consumed() + ", has " + remaining());
    }
    int at = position;
    position += octets;
    return at;
  }

  public int u8() {
    return buffer.getUnsignedByte(advance(1));
  }

  public int u16() {
    return buffer.getUnsignedShort(advance(2));
  }

  public int i32() {
    return buffer.getInt(advance(4));
  }

  public long u32() {
    return buffer.getUnsignedInt(advance(4));
  }

  public long u48() {
    int at = advance(6);
    return (long) buffer.getUnsignedShort(at) << 32 | buffer.getUnsignedInt(at + 2);
  }

  public long i64() {
    return buffer.getLong(advance(8));
  }

  /** An unsigned number of up to eight octets. */
  public long number(int octets) {
    int at = advance(octets);
    long value = 0;
    for (int i = 0; i < octets; i++) {
      value = value << 8 | buffer.getUnsignedByte(at + i);
    }
    return value;
  }

  /** Two octets at a distance from the cursor, which stays. */
  public int peekU16(int ahead) {
    if (ahead < 0 || ahead + 2 > remaining()) {
      throw new DecodeException(
          tooShort, "needs " + (ahead + 2) + " more octets, has " + remaining());
    }
    return buffer.getUnsignedShort(position + ahead);
  }

  /** The next eight octets; the cursor stays. */
  public long peekI64() {
    long value = i64();
    position -= 8;
    return value;
  }

  public Bytes bytes(int octets) {
    byte[] copy = new byte[octets >= 0 && octets <= remaining() ? octets : 0];
    buffer.getBytes(advance(octets), copy);
    return Bytes.wrap(copy);
  }

  public Bytes rest() {
    return bytes(remaining());
  }

  /** A copy of the octets read so far. */
  public Bytes soFar() {
    byte[] copy = new byte[consumed()];
    buffer.getBytes(start, copy);
    return Bytes.wrap(copy);
  }

  public void skip(int octets) {
    advance(octets);
  }

  /** A reader of the next octets, which this one has then passed. */
  public WireReader slice(int octets, OfError tooShort) {
    int at = advance(octets);
    return new WireReader(buffer, at, at + octets, version, tooShort);
  }

  /** A reader of the rest under another name for running short. */
  public WireReader rest(OfError tooShort) {
    return slice(remaining(), tooShort);
  }

  /** Refuses what is left over, which no layout accounts for. */
  public void expectEnd(String what) {
    if (hasMore()) {
      throw new DecodeException(tooShort, what + " has " + remaining() + " octets too many");
    }
  }
}
