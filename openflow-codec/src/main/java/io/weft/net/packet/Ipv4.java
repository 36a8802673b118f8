package io.weft.net.packet;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An IPv4 packet (RFC 791). The header checksum is computed on write and {@linkplain
 * Checksum#ofHeader asked for} apart on read.
 *
 * @param tos DSCP in the high six bits, ECN in the low two, 0 to 255
 * @param identification 0 to 65535
 * @param flags {@link #DONT_FRAGMENT}, {@link #MORE_FRAGMENTS} and the reserved highest bit, 0 to 7
 * @param fragmentOffset in units of 8 octets, 0 to 8191
 * @param ttl 0 to 255
 * @param protocol 0 to 255
 * @param options whole words, at most 40 octets
 * @param payload as much as is there, without the padding of the frame
 * @param missing octets of payload that the header announces and that are not there
 */
public record Ipv4(
    int tos,
    int identification,
    int flags,
    int fragmentOffset,
    int ttl,
    int protocol,
    Ipv4Address src,
    Ipv4Address dst,
    Bytes options,
    Bytes payload,
    int missing)
    implements Ip {
  public static final int DONT_FRAGMENT = 2;
  public static final int MORE_FRAGMENTS = 1;

  static final int HEADER = 20;

  public Ipv4 {
    Require.fits("tos", tos, 8);
    Require.fits("identification", identification, 16);
    Require.fits("flags", flags, 3);
    Require.fits("fragmentOffset", fragmentOffset, 13);
    Require.fits("ttl", ttl, 8);
    Require.fits("protocol", protocol, 8);
    Require.optionsFit(options.size());
    Require.within("missing", missing, 0, 0xffff);
    Require.fits("total length", HEADER + options.size() + payload.size() + missing, 16);
  }

  /** A whole packet without options, TTL 64. */
  public static Ipv4 of(Ipv4Address src, Ipv4Address dst, int protocol, Bytes payload) {
    return new Ipv4(0, 0, DONT_FRAGMENT, 0, 64, protocol, src, dst, Bytes.EMPTY, payload, 0);
  }

  /**
   * Empty if the header is cut or of another version, or if the packet would end within it. A
   * payload shorter than announced is no error.
   */
  public static Optional<Ipv4> parse(Bytes packet) {
    int header = headerLength(packet);
    if (header < 0) {
      return Optional.empty();
    }
    int total = packet.u16(2);
    int end = Math.min(total, packet.size());
    int fragment = packet.u16(6);
    return Optional.of(
        new Ipv4(
            packet.u8(1),
            packet.u16(4),
            fragment >>> 13,
            fragment & 0x1fff,
            packet.u8(8),
            packet.u8(9),
            new Ipv4Address(packet.i32(12)),
            new Ipv4Address(packet.i32(16)),
            packet.slice(HEADER, header),
            packet.slice(header, end),
            total - end));
  }

  /** The packet in a frame; empty if the frame carries something else or parsing fails. */
  public static Optional<Ipv4> in(Ethernet frame) {
    return frame.etherType() == EtherType.IPV4 ? parse(frame.payload()) : Optional.empty();
  }

  /** Octets of the header with options, 20 to 60; negative if there is no whole, sound header. */
  static int headerLength(Bytes packet) {
    if (packet.size() < HEADER || packet.u8(0) >>> 4 != 4) {
      return -1;
    }
    int header = 4 * (packet.u8(0) & 0xf);
    boolean sound = header >= HEADER && header <= packet.size() && packet.u16(2) >= header;
    return sound ? header : -1;
  }

  @Override
  public Bytes toBytes() {
    int header = HEADER + options.size();
    ByteBuffer out = ByteBuffer.allocate(header + payload.size());
    out.put((byte) (0x40 | (header / 4))).put((byte) tos);
    out.putShort((short) (header + payload.size() + missing));
    out.putShort((short) identification).putShort((short) (flags << 13 | fragmentOffset));
    out.put((byte) ttl).put((byte) protocol).putShort((short) 0);
    out.putInt(src.bits()).putInt(dst.bits());
    out.put(options.asByteBuffer()).put(payload.asByteBuffer());
    Bytes bytes = Bytes.wrap(out.array());
    out.putShort(10, (short) InternetSum.checksum(bytes.slice(0, header)));
    return bytes;
  }

  @Override
  public IpPair addresses() {
    return new IpPair.V4(src, dst);
  }

  @Override
  public boolean isFragment() {
    return (flags & MORE_FRAGMENTS) != 0 || isLaterFragment();
  }

  @Override
  public boolean isLaterFragment() {
    return fragmentOffset != 0;
  }
}
