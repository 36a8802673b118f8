package io.weft.openflow.codec;

import io.weft.net.Bytes;
import io.weft.openflow.EncodeException;
import io.weft.openflow.message.HelloElement;
import io.weft.openflow.message.OfMessage.Hello;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * OFPT_HELLO (OpenFlow 1.3.5, 7.5.1). Elements are TLVs whose length leaves out the padding to
 * eight octets; from the first that is none on, what comes is kept and ignored, as the
 * specification asks of a hello.
 */
final class Hellos {
  private static final int VERSION_BITMAP = 1;
  private static final int HEADER = 4;

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
    List<HelloElement> elements = new ArrayList<>(1);
    while (in.remaining() >= HEADER) {
      int type = in.peekU16(0);
      int length = in.peekU16(2);
      int padding = -length & 7;
      if (length < HEADER || length + padding > in.remaining()) {
        break;
      }
      in.skip(HEADER);
      elements.add(readElement(type, length - HEADER, in));
      in.skip(padding);
    }
    return new Hello(headerVersion, elements, in.rest());
  }

  private static HelloElement readElement(int type, int length, WireReader in) {
    if (!isBitmap(type, length)) {
      return new HelloElement.Unknown(type, in.bytes(length));
    }
    List<Integer> words = new ArrayList<>(length / 4);
    for (int i = 0; i < length; i += 4) {
      words.add(in.i32());
    }
    return new HelloElement.VersionBitmap(words);
  }

  private static boolean isBitmap(int type, int length) {
    return type == VERSION_BITMAP && length > 0 && length % 4 == 0;
  }

  static void write(Hello hello, WireWriter out) {
    for (HelloElement element : hello.elements()) {
      int start = out.position();
      switch (element) {
        case HelloElement.VersionBitmap bitmap -> {
          out.u16(VERSION_BITMAP);
          out.u16(0);
          bitmap.words().forEach(out::i32);
        }
        case HelloElement.Unknown unknown -> {
          if (isBitmap(unknown.type(), unknown.body().size())) {
            throw EncodeException.unsayable(unknown, out.version());
          }
          out.u16(unknown.type());
          out.u16(0);
          out.bytes(unknown.body());
        }
      }
      out.patchLength(start, start + 2, "hello element");
      out.padTo8(start);
    }
    if (isElement(hello.rest())) {
      throw EncodeException.unsayable("a rest that is an element in " + hello, out.version());
    }
    out.bytes(hello.rest());
  }

  private static boolean isElement(Bytes rest) {
    if (rest.size() < HEADER) {
      return false;
    }
    int length = rest.u16(2);
    return length >= HEADER && length + (-length & 7) <= rest.size();
  }
}
