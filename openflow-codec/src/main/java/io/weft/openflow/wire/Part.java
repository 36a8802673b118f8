package io.weft.openflow.wire;

import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.EncodeException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** One part of a struct, with the zeroes around it. */
public interface Part<V> extends Codec<V> {
  // spotless:off
  Part<Integer>     U8    = of(WireReader::u8,  (v, out) -> out.u8(v));
  Part<Integer>     U16   = of(WireReader::u16, (v, out) -> out.u16(v));
  Part<Integer>     I32   = of(WireReader::i32, (v, out) -> out.i32(v));
  Part<Long>        U32   = of(WireReader::u32, (v, out) -> out.u32(v));
  Part<Long>        I64   = of(WireReader::i64, (v, out) -> out.i64(v));
  Part<MacAddress>  MAC   = of(in -> new MacAddress(in.u48()),  (v, out) -> out.u48(v.bits()));
  Part<Ipv4Address> IPV4  = of(in -> new Ipv4Address(in.i32()), (v, out) -> out.i32(v.bits()));
  Part<DatapathId>  DPID  = of(in -> new DatapathId(in.i64()),  (v, out) -> out.i64(v.bits()));
  Part<PortNo>      PORT  = of(PortCodec::read, PortCodec::write);
  Part<Bytes>       REST  = of(WireReader::rest, (v, out) -> out.bytes(v));
  // spotless:on

  static <V> Part<V> of(Function<WireReader, V> read, BiConsumer<V, WireWriter> write) {
    return new Part<>() {
      @Override
      public V read(WireReader in) {
        return read.apply(in);
      }

      @Override
      public void write(V value, WireWriter out) {
        write.accept(value, out);
      }
    };
  }

  /**
   * A C string in a field of fixed size, filled up with zeroes, of which one at least is there
   * (OpenFlow 1.3.5, 7.2.1). Octets that are no UTF-8 are read as question marks.
   */
  static Part<String> text(int octets) {
    return text(octets, octets - 1);
  }

  /** A string like that which may take the whole field, as some switches do with names of ports. */
  static Part<String> fullText(int octets) {
    return text(octets, octets);
  }

  private static Part<String> text(int octets, int most) {
    return of(
        in -> {
          byte[] field = in.bytes(octets).toArray();
          int length = 0;
          while (length < most && field[length] != 0) {
            length++;
          }
          return utf8(field, length);
        },
        (text, out) -> {
          byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
          if (utf8.length > most || text.indexOf(0) >= 0) {
            throw EncodeException.unsayable("'" + text + "' in " + most + " octets", out.version());
          }
          out.bytes(Bytes.wrap(utf8));
          out.zero(octets - utf8.length);
        });
  }

  private static String utf8(byte[] octets, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE)
          .replaceWith("?")
          .decode(ByteBuffer.wrap(octets, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("a decoder that replaces reported an error", e);
    }
  }

  /** This part, then zeroes. */
  default Part<V> pad(int octets) {
    return of(
        in -> {
          V value = read(in);
          in.skip(octets);
          return value;
        },
        (value, out) -> {
          write(value, out);
          out.zero(octets);
        });
  }

  /** Zeroes, then this part. */
  default Part<V> after(int octets) {
    return of(
        in -> {
          in.skip(octets);
          return read(in);
        },
        (value, out) -> {
          out.zero(octets);
          write(value, out);
        });
  }
}
