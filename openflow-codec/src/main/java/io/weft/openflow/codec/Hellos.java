package io.weft.openflow.codec;

import io.netty.buffer.Unpooled;
import io.weft.net.Bytes;
import io.weft.openflow.message.OfMessage.Hello;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.Optional;

/**
 * OFPT_HELLO (OpenFlow 1.3.5, 7.5.1). Elements are TLVs whose length leaves out the padding to
 * eight octets; what cannot be read is kept and ignored, as the specification asks of a hello.
 */
final class Hellos {
  private static final int VERSION_BITMAP = 1;

  private Hellos() {}

  static Hello read(WireReader in) {
    return read(in, in.version().wire());
  }

  /**
   * Reads the body of a hello.
   *
   * @param headerVersion the version octet, which need not be one that we know
   */
  static Hello read(WireReader in, int headerVersion) {
    Optional<Integer> bitmap = Optional.empty();
    var others = Unpooled.buffer(0, in.remaining());
    while (in.hasMore()) {
      int left = in.remaining();
      int length = left < 4 ? 0 : in.peekU16(2);
      if (length < 4 || length > left) {
        others.writeBytes(in.rest().asByteBuffer());
        break;
      }
      int type = in.peekU16(0);
      int padded = Math.min(left, length + 7 & ~7);
      if (type == VERSION_BITMAP && length >= 8 && bitmap.isEmpty()) {
        in.skip(4);
        bitmap = Optional.of(in.i32());
        in.skip(padded - 8);
      } else {
        others.writeBytes(in.bytes(padded).asByteBuffer());
      }
    }
    byte[] kept = new byte[others.readableBytes()];
    others.readBytes(kept);
    return new Hello(headerVersion, bitmap, Bytes.wrap(kept));
  }

  static void write(Hello hello, WireWriter out) {
    hello
        .versionBitmap()
        .ifPresent(bitmap -> {
          out.u16(VERSION_BITMAP);
          out.u16(8);
          out.i32(bitmap);
        });
    out.bytes(hello.otherElements());
  }
}
