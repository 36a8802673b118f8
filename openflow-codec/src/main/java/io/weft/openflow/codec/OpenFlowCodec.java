package io.weft.openflow.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.MessageText;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Frames to envelopes and back: the one way in and out of the tables. Stateless; any thread may
 * call it.
 */
public final class OpenFlowCodec {
  /** Octets of the header: version, type, length, xid (OpenFlow 1.3.5, 7.1). */
  public static final int HEADER = 8;

  /** The versions whose tables are filled. */
  public static final List<OfVersion> VERSIONS = List.of(OfVersion.values());

  private static final int LONGEST = 0xffff;
  private static final int HELLO = 0;
  private static final int ERROR = 1;
  private static final int QUOTED = 64;

  private OpenFlowCodec() {}

  /** What a version calls a type of message, such as {@code FLOW_MOD}; its number if nothing. */
  public static String typeName(OfVersion version, int type) {
    return Messages.TABLE
        .find(version, type)
        .map(row -> MessageText.typeName(row.type()))
        .orElse(Integer.toString(type));
  }

  /**
   * Reads one frame. Never throws, whatever the octets.
   *
   * @param buffer where the frame is; its indices are neither used nor moved
   * @param start index of the version octet
   * @param length octets of the frame, which its header must say too
   */
  public static Decoded decode(ByteBuf buffer, int start, int length) {
    if (length < HEADER) {
      return tooShort(buffer, start, length);
    }
    Optional<Envelope> plain = PlainPacketOuts.read(buffer, start, length);
    if (plain.isPresent()) {
      return plain.get();
    }
    WireReader in = Desk.ofThisThread().reader();
    in.restart(buffer, start, Math.min(length, LONGEST), versionOf(buffer.getByte(start)));
    try {
      return read(in, length);
    } catch (DecodeException e) {
      return malformed(buffer, start, length, e.error(), e.detail());
    } catch (IllegalArgumentException e) {
      // A record refused its parts, which its codec should have done in OpenFlow's words.
      String detail = String.valueOf(e.getMessage());
      return malformed(buffer, start, length, OfError.OFPBRC_BAD_LEN, detail);
    }
  }

  private static Decoded tooShort(ByteBuf buffer, int start, int length) {
    return new Decoded.Malformed(
        length > 0 ? buffer.getUnsignedByte(start) : 0,
        length > 1 ? buffer.getUnsignedByte(start + 1) : 0,
        0,
        OfError.OFPBRC_BAD_LEN,
        "frame of " + length + " octets, shorter than a header",
        head(buffer, start, length));
  }

  private static Decoded malformed(
      ByteBuf buffer, int start, int length, OfError error, String detail) {
    return new Decoded.Malformed(
        buffer.getUnsignedByte(start),
        buffer.getUnsignedByte(start + 1),
        buffer.getInt(start + 4),
        error,
        detail,
        head(buffer, start, length));
  }

  /** Reads one frame that is in no buffer. Never throws, whatever the octets. */
  public static Decoded decode(Bytes frame) {
    return decode(Unpooled.wrappedBuffer(frame.asByteBuffer()), 0, frame.size());
  }

  /** What a header is whose length says less than its own {@link #HEADER} octets. */
  public static Decoded.Malformed brokenHeader(ByteBuf buffer, int start, int length) {
    return new Decoded.Malformed(
        buffer.getUnsignedByte(start),
        buffer.getUnsignedByte(start + 1),
        buffer.getInt(start + 4),
        OfError.OFPBRC_BAD_LEN,
        "header says length " + length + ", the least is " + HEADER,
        head(buffer, start, HEADER));
  }

  /** The version whose tables read a frame: of a newer one that of the newest. */
  static OfVersion versionOf(byte octet) {
    return OfVersion.ofWire(octet & 0xff, OfVersion.OF15);
  }

  /**
   * Whether a connection does not begin with OpenFlow: neither with a version that there is, nor
   * with a hello, which may be of any version, nor with the error that refuses one.
   *
   * @param available octets from the start on, at least {@link #HEADER}
   */
  public static boolean isForeign(ByteBuf buffer, int start, int available) {
    boolean isWhole = available >= buffer.getUnsignedShort(start + 2);
    return OfVersion.ofWire(buffer.getUnsignedByte(start)).isEmpty()
        && buffer.getUnsignedByte(start + 1) > ERROR
        && (!isWhole || isTls(buffer, start));
  }

  /** A TLS record of type handshake. */
  private static boolean isTls(ByteBuf buffer, int start) {
    return buffer.getUnsignedShort(start) == 0x1603;
  }

  /** What is said of {@linkplain #isForeign foreign} octets. */
  public static Decoded.Malformed foreign(ByteBuf buffer, int start) {
    byte[] head = new byte[HEADER];
    buffer.getBytes(start, head);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    boolean isText = text.chars().allMatch(c -> c >= ' ' && c <= '~');
    return new Decoded.Malformed(
        buffer.getUnsignedByte(start),
        buffer.getUnsignedByte(start + 1),
        0,
        OfError.OFPBRC_BAD_VERSION,
        (isTls(buffer, start) ? "TLS where OpenFlow is expected" : "no OpenFlow")
            + ", it begins with "
            + (isText ? "'" + text + "'" : Bytes.wrap(head)),
        Bytes.wrap(head));
  }

  /**
   * Reads one frame.
   *
   * @param in of the {@linkplain #versionOf version} that the frame says
   * @param length what its header must say
   * @throws DecodeException in OpenFlow's words
   */
  static Envelope read(WireReader in, int length) {
    long header = in.i64();
    int wireVersion = (int) (header >>> 56);
    int type = (int) (header >>> 48) & 0xff;
    int said = (int) (header >>> 32) & 0xffff;
    int xid = (int) header;
    if (said != length) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_LEN, "frame of " + length + " octets says that it has " + said);
    }
    if (wireVersion == 0) {
      throw new DecodeException(OfError.OFPBRC_BAD_TYPE, "no message is of version 0");
    }
    OfVersion version = in.version();
    in.xid(xid);
    if (type == HELLO) {
      // A hello is read whatever its version: negotiation depends on it (1.3.5, 6.3.1).
      return new Envelope(version, xid, Hellos.read(in, wireVersion));
    }
    if (version.wire() != wireVersion) {
      throw badVersion(wireVersion);
    }
    OfMessage message = Messages.read(type, in);
    in.expectEnd("message", type);
    return new Envelope(version, xid, message);
  }

  private static DecodeException badVersion(int octet) {
    return new DecodeException(
        OfError.OFPBRC_BAD_VERSION, "version 0x" + Integer.toHexString(octet));
  }

  private static Bytes head(ByteBuf buffer, int start, int length) {
    byte[] head = new byte[Math.min(length, QUOTED)];
    buffer.getBytes(start, head);
    return Bytes.wrap(head);
  }

  /**
   * The envelopes that say together what may be too long for one message: a multipart message whose
   * body is a list, such as flow statistics, is cut where needed, all pieces but the last saying
   * that more follows. What fits as it is comes back alone.
   *
   * @throws io.weft.openflow.EncodeException if an element of the list alone is too long, naming
   *     its kind, or the version cannot say it
   */
  public static List<Envelope> split(Envelope envelope) {
    OfVersion version = envelope.version();
    List<OfMessage> pieces =
        switch (envelope.message()) {
          case OfMessage.MultipartRequest request -> Multiparts.split(request, version);
          case OfMessage.MultipartReply reply -> Multiparts.split(reply, version);
          default -> List.of(envelope.message());
        };
    List<Envelope> envelopes = new ArrayList<>();
    for (OfMessage piece : pieces) {
      envelopes.add(new Envelope(version, envelope.xid(), piece));
    }
    return envelopes;
  }

  /**
   * Appends a frame. If it throws, the buffer is as it was.
   *
   * @throws io.weft.openflow.EncodeException if the version cannot say the message, or it is too
   *     long
   */
  public static void encode(Envelope envelope, ByteBuf buffer) {
    if (envelope.message() instanceof PacketOut plain
        && PlainPacketOuts.write(plain, envelope.version(), envelope.xid(), buffer)) {
      return;
    }
    WireWriter out = Desk.ofThisThread().writer();
    out.restart(envelope.version());
    Messages.write(envelope.message(), envelope.xid(), out);
    out.appendTo(buffer);
  }

  /**
   * A frame by itself.
   *
   * @throws io.weft.openflow.EncodeException if the version cannot say the message, or it is too
   *     long
   */
  public static Bytes encode(Envelope envelope) {
    ByteBuf buffer = Unpooled.buffer(256);
    encode(envelope, buffer);
    byte[] octets = new byte[buffer.readableBytes()];
    buffer.readBytes(octets);
    return Bytes.wrap(octets);
  }
}
