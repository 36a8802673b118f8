package io.weft.openflow.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.weft.net.Bytes;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.function.Consumer;

/** Frames and pieces of frames as hexadecimal digits, white space between them ignored. */
public final class Frames {
  /** The xid of every frame that a test writes. */
  public static final int XID = 0x7b;

  private Frames() {}

  public static Decoded decode(String hex) {
    ByteBuf buffer = Unpooled.wrappedBuffer(Bytes.parse(hex).toArray());
    return OpenFlowCodec.decode(buffer, 0, buffer.readableBytes());
  }

  public static String encode(Envelope envelope) {
    ByteBuf buffer = Unpooled.buffer();
    OpenFlowCodec.encode(envelope, buffer);
    return ByteBufUtil.hexDump(buffer);
  }

  public static String encode(OfVersion version, OfMessage message) {
    return encode(new Envelope(version, XID, message));
  }

  static WireReader reader(OfVersion version, String hex) {
    ByteBuf buffer = Unpooled.wrappedBuffer(Bytes.parse(hex).toArray());
    return new WireReader(buffer, 0, buffer.readableBytes(), version);
  }

  static String written(OfVersion version, Consumer<WireWriter> write) {
    WireWriter out = new WireWriter(version);
    write.accept(out);
    ByteBuf buffer = Unpooled.buffer();
    out.appendTo(buffer);
    return ByteBufUtil.hexDump(buffer);
  }
}
