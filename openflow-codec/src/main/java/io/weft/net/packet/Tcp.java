package io.weft.net.packet;

import io.weft.net.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A TCP segment (RFC 9293, 3.1).
 *
 * @param srcPort 0 to 65535
 * @param dstPort 0 to 65535
 * @param sequence the bits of an unsigned number
 * @param acknowledgment the bits of an unsigned number
 * @param flags all twelve bits after the data offset, {@link #SYN} and others, 0 to 4095
 * @param window 0 to 65535
 * @param urgent urgent pointer, 0 to 65535
 * @param options whole words, at most 40 octets
 * @param payload as much as is there
 */
public record Tcp(
    int srcPort,
    int dstPort,
    int sequence,
    int acknowledgment,
    int flags,
    int window,
    int urgent,
    Bytes options,
    Bytes payload) {
  public static final int FIN = 0x01;
  public static final int SYN = 0x02;
  public static final int RST = 0x04;
  public static final int PSH = 0x08;
  public static final int ACK = 0x10;

  static final int HEADER = 20;

  public Tcp {
    Require.fits("srcPort", srcPort, 16);
    Require.fits("dstPort", dstPort, 16);
    Require.fits("flags", flags, 12);
    Require.fits("window", window, 16);
    Require.fits("urgent", urgent, 16);
    Require.optionsFit(options.size());
  }

  /** A segment without options. */
  public static Tcp of(int srcPort, int dstPort, int flags, Bytes payload) {
    return new Tcp(srcPort, dstPort, 0, 0, flags, 0xffff, 0, Bytes.EMPTY, payload);
  }

  /** Empty if the header is cut, or states a length shorter than itself. */
  public static Optional<Tcp> parse(Bytes segment) {
    if (segment.size() < HEADER) {
      return Optional.empty();
    }
    int header = 4 * (segment.u8(12) >>> 4);
    if (header < HEADER || header > segment.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new Tcp(
            segment.u16(0),
            segment.u16(2),
            segment.i32(4),
            segment.i32(8),
            segment.u16(12) & 0xfff,
            segment.u16(14),
            segment.u16(18),
            segment.slice(HEADER, header),
            segment.slice(header, segment.size())));
  }

  /** The segment in a packet; empty if the packet carries something else or parsing fails. */
  public static Optional<Tcp> in(Ip packet) {
    return packet.protocol() == IpProtocol.TCP && !packet.isLaterFragment()
        ? parse(packet.payload())
        : Optional.empty();
  }

  /** The octets of the segment in a packet between the addresses, which the checksum covers. */
  public Bytes toBytes(IpPair addresses) {
    int header = HEADER + options.size();
    ByteBuffer out = ByteBuffer.allocate(header + payload.size());
    out.putShort((short) srcPort).putShort((short) dstPort);
    out.putInt(sequence).putInt(acknowledgment);
    out.putShort((short) ((header / 4) << 12 | flags)).putShort((short) window);
    out.putShort((short) 0).putShort((short) urgent);
    out.put(options.asByteBuffer()).put(payload.asByteBuffer());
    Bytes bytes = Bytes.wrap(out.array());
    out.putShort(16, (short) InternetSum.checksum(addresses, IpProtocol.TCP, bytes));
    return bytes;
  }

  /** True if all the given flags are set. */
  public boolean has(int wanted) {
    return (flags & wanted) == wanted;
  }
}
