package io.weft.openflow.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.message.HelloElement;
import io.weft.openflow.message.OfMessage.Hello;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * OFPT_HELLO (OpenFlow 1.3.5, 7.5.1). Elements are TLVs whose length leaves out the padding to
 * eight octets. From the first octet on that fits no element, what comes is kept and ignored, as
 * the specification asks of a hello; there are senders that leave out the padding.
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
    Hello hello = readAll(in, headerVersion);
    if (isEndless(hello)) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_LEN, "hello element of length 0, the least is " + HEADER);
    }
    return hello;
  }

  private static Hello readAll(WireReader in, int headerVersion) {
    List<HelloElement> elements = new ArrayList<>(1);
    int padding = 0;
    while (isZero(padding, in) && isElement(padding, in)) {
      in.skip(padding);
      int type = in.u16();
      int length = in.u16();
      padding = -length & 7;
      elements.add(readElement(type, length - HEADER, in));
    }
    if (in.remaining() == padding && isZero(padding, in)) {
      in.skip(padding);
    }
    return new Hello(headerVersion, elements, in.rest());
  }

  /** An element of length 0 would never end; no sender means anything by it. */
  private static boolean isEndless(Hello hello) {
    Bytes rest = hello.rest();
    int padding = hello.elements().isEmpty() ? 0 : -lengthOf(hello.elements().getLast()) & 7;
    if (rest.size() < padding + HEADER || rest.u16(padding + 2) != 0) {
      return false;
    }
    for (int i = 0; i < padding; i++) {
      if (rest.u8(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int lengthOf(HelloElement element) {
    return switch (element) {
      case HelloElement.VersionBitmap bitmap -> HEADER + 4 * bitmap.words().size();
      case HelloElement.Unknown unknown -> HEADER + unknown.body().size();
    };
  }

  private static boolean isZero(int octets, WireReader in) {
    for (int i = 0; i < octets; i++) {
      if (in.peekU8(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is an element at a distance, which is whole with its padding. */
  private static boolean isElement(int ahead, WireReader in) {
    if (in.remaining() < ahead + HEADER) {
      return false;
    }
    int length = in.peekU16(ahead + 2);
    return length >= HEADER && ahead + length + (-length & 7) <= in.remaining();
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
    WireWriter body = new WireWriter(out.version());
    int unpadded = body.position();
    for (HelloElement element : hello.elements()) {
      body.padTo8(unpadded);
      unpadded = body.position();
      writeElement(element, body);
    }
    if (hello.rest().isEmpty()) {
      body.padTo8(unpadded);
    }
    body.bytes(hello.rest());
    ByteBuf written = Unpooled.buffer(body.position());
    body.appendTo(written);
    if (!isReadAs(hello, new WireReader(written, 0, body.position(), out.version()))) {
      throw EncodeException.unsayable(hello, out.version()); // its rest would be an element
    }
    out.bytes(Bytes.wrap(written.array()).slice(0, written.readableBytes()));
  }

  private static boolean isReadAs(Hello hello, WireReader written) {
    return !isEndless(hello) && readAll(written, hello.version()).equals(hello);
  }

  private static void writeElement(HelloElement element, WireWriter out) {
    int start = out.position();
    switch (element) {
      case HelloElement.VersionBitmap bitmap -> {
        out.u16(VERSION_BITMAP);
        out.u16(0);
        bitmap.words().forEach(out::i32);
      }
      case HelloElement.Unknown unknown -> {
        out.u16(unknown.type());
        out.u16(0);
        out.bytes(unknown.body());
      }
    }
    out.patchLength(start, start + 2, "hello element");
  }
}
