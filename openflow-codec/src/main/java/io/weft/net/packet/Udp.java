package io.weft.net.packet;

import io.weft.net.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A UDP datagram (RFC 768).
 *
 * @param srcPort 0 to 65535
 * @param dstPort 0 to 65535
 * @param payload as much as is there
 * @param missing octets of payload that the header announces and that are not there
 */
public record Udp(int srcPort, int dstPort, Bytes payload, int missing) {
  static final int HEADER = 8;

  public Udp {
    Require.fits("srcPort", srcPort, 16);
    Require.fits("dstPort", dstPort, 16);
    Require.within("missing", missing, 0, 0xffff);
    Require.fits("length", HEADER + payload.size() + missing, 16);
  }

  /** A whole datagram. */
  public static Udp of(int srcPort, int dstPort, Bytes payload) {
    return new Udp(srcPort, dstPort, payload, 0);
  }

  /**
   * Empty if the header is cut, or states a length shorter than itself. A payload shorter than
   * announced is no error.
   */
  public static Optional<Udp> parse(Bytes datagram) {
    if (datagram.size() < HEADER || datagram.u16(4) < HEADER) {
      return Optional.empty();
    }
    int length = datagram.u16(4);
    int end = Math.min(length, datagram.size());
    return Optional.of(
        new Udp(datagram.u16(0), datagram.u16(2), datagram.slice(HEADER, end), length - end));
  }

  /**
   * The datagram in a packet; empty if the packet carries something else, parsing fails, or the
   * datagram would be longer than its packet.
   */
  public static Optional<Udp> in(Ip packet) {
    if (packet.protocol() != IpProtocol.UDP || packet.isLaterFragment()) {
      return Optional.empty();
    }
    boolean whole = !packet.isFragment();
    return parse(packet.payload()).filter(udp -> !whole || udp.missing <= packet.missing());
  }

  /** The octets of the datagram in a packet between the addresses, which the checksum covers. */
  public Bytes toBytes(IpPair addresses) {
    ByteBuffer out = ByteBuffer.allocate(HEADER + payload.size());
    out.putShort((short) srcPort).putShort((short) dstPort);
    out.putShort((short) (HEADER + payload.size() + missing)).putShort((short) 0);
    out.put(payload.asByteBuffer());
    Bytes bytes = Bytes.wrap(out.array());
    int checksum = InternetSum.checksum(addresses, IpProtocol.UDP, bytes);
    out.putShort(6, (short) (checksum == 0 ? 0xffff : checksum)); // RFC 768: 0 says there is none
    return bytes;
  }
}
