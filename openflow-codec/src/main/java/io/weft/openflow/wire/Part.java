package io.weft.openflow.wire;

import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

  static <V> Part<V> of(
      java.util.function.Function<WireReader, V> read,
      java.util.function.BiConsumer<V, WireWriter> write) {
    Codec<V> codec = Codec.of(read, write);
    return new Part<>() {
      @Override
      public V read(WireReader in) {
        return codec.read(in);
      }

      @Override
      public void write(V value, WireWriter out) {
        codec.write(value, out);
      }
    };
  }

  /** A fixed-size field of text, filled up with zeroes; too long a text is cut. */
  static Part<String> text(int octets) {
    return of(
        in -> {
          byte[] field = in.bytes(octets).toArray();
          int length = 0;
          while (length < octets && field[length] != 0) {
            length++;
          }
          return new String(field, 0, length, StandardCharsets.UTF_8);
        },
        (text, out) -> {
          byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
          // The last octet stays zero: the specification wants C strings.
          byte[] field = Arrays.copyOf(utf8, Math.min(utf8.length, octets - 1));
          out.bytes(Bytes.wrap(field));
          out.zero(octets - field.length);
        });
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
