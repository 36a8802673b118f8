package io.weft.net.packet;

import io.weft.net.Bytes;
import io.weft.net.Ipv6Address;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An IPv6 packet (RFC 8200).
 *
 * @param trafficClass DSCP in the high six bits, ECN in the low two, 0 to 255
 * @param flowLabel 0 to 2^20-1
 * @param hopLimit 0 to 255
 * @param nextHeader the number of the first extension header, or the protocol if there is none
 * @param extensions the extension headers as they stand, at most eight
 * @param protocol what follows them, 0 to 255. Where a header is cut, where there are more than
 *     eight, and in fragments other than the first (44) it is the number of an extension header,
 *     with which the payload then starts
 * @param payload as much as is there, without the padding of the frame
 * @param missing octets of payload that the header announces and that are not there
 */
public record Ipv6(
    int trafficClass,
    int flowLabel,
    int hopLimit,
    Ipv6Address src,
    Ipv6Address dst,
    int nextHeader,
    Bytes extensions,
    int protocol,
    Bytes payload,
    int missing)
    implements Ip {
  static final int HEADER = 40;

  public Ipv6 {
    Require.fits("trafficClass", trafficClass, 8);
    Require.fits("flowLabel", flowLabel, 20);
    Require.fits("hopLimit", hopLimit, 8);
    Require.fits("nextHeader", nextHeader, 8);
    Require.fits("protocol", protocol, 8);
    Require.within("missing", missing, 0, 0xffff);
    Require.fits("payload length", extensions.size() + payload.size() + missing, 16);
    long walk = ExtensionHeaders.walk(extensions, 0, extensions.size(), nextHeader);
    if (ExtensionHeaders.offset(walk) != extensions.size()
        || ExtensionHeaders.protocol(walk) != protocol) {
      throw new IllegalArgumentException(
          "extension headers from " + nextHeader + " do not lead to " + protocol);
    }
  }

  /** A whole packet without extension headers, hop limit 64. */
  public static Ipv6 of(Ipv6Address src, Ipv6Address dst, int protocol, Bytes payload) {
    return new Ipv6(0, 0, 64, src, dst, protocol, Bytes.EMPTY, protocol, payload, 0);
  }

  /**
   * Empty if the fixed header is cut or of another version. A payload shorter than announced is no
   * error. Jumbograms (RFC 2675) are read as packets without payload.
   */
  public static Optional<Ipv6> parse(Bytes packet) {
    if (packet.size() < HEADER || packet.u8(0) >>> 4 != 6) {
      return Optional.empty();
    }
    int first = packet.i32(0);
    int total = HEADER + packet.u16(4);
    int end = Math.min(total, packet.size());
    long walk = ExtensionHeaders.walk(packet, HEADER, end, packet.u8(6));
    int upper = ExtensionHeaders.offset(walk);
    return Optional.of(
        new Ipv6(
            first >>> 20 & 0xff,
            first & 0xf_ffff,
            packet.u8(7),
            new Ipv6Address(packet.i64(8), packet.i64(16)),
            new Ipv6Address(packet.i64(24), packet.i64(32)),
            packet.u8(6),
            packet.slice(HEADER, upper),
            ExtensionHeaders.protocol(walk),
            packet.slice(upper, end),
            total - end));
  }

  /** The packet in a frame; empty if the frame carries something else or parsing fails. */
  public static Optional<Ipv6> in(Ethernet frame) {
    return frame.etherType() == EtherType.IPV6 ? parse(frame.payload()) : Optional.empty();
  }

  @Override
  public Bytes toBytes() {
    int length = extensions.size() + payload.size();
    ByteBuffer out = ByteBuffer.allocate(HEADER + length);
    out.putInt(6 << 28 | trafficClass << 20 | flowLabel).putShort((short) (length + missing));
    out.put((byte) nextHeader).put((byte) hopLimit);
    out.putLong(src.high()).putLong(src.low()).putLong(dst.high()).putLong(dst.low());
    out.put(extensions.asByteBuffer()).put(payload.asByteBuffer());
    return Bytes.wrap(out.array());
  }

  @Override
  public IpPair addresses() {
    return new IpPair.V6(src, dst);
  }

  @Override
  public boolean isFragment() {
    return isLaterFragment() || ExtensionHeaders.sawFragment(walk());
  }

  /** Also true if the fragment header is cut, so that it cannot be told. */
  @Override
  public boolean isLaterFragment() {
    return protocol == IpProtocol.FRAGMENT;
  }

  boolean hasRoutingHeader() {
    return ExtensionHeaders.sawRouting(walk());
  }

  private long walk() {
    return ExtensionHeaders.walk(extensions, 0, extensions.size(), nextHeader);
  }
}
