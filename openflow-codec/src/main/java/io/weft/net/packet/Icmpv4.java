package io.weft.net.packet;

import io.weft.net.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An ICMP message (RFC 792).
 *
 * @param type 0 to 255
 * @param code 0 to 255
 * @param rest the four octets after the checksum; of an echo, identifier and sequence number
 */
public record Icmpv4(int type, int code, int rest, Bytes payload) {
  public static final int ECHO_REPLY = 0;
  public static final int ECHO_REQUEST = 8;

  static final int HEADER = 8;

  public Icmpv4 {
    Require.fits("type", type, 8);
    Require.fits("code", code, 8);
  }

  /**
   * An echo request.
   *
   * @param identifier 0 to 65535
   * @param sequence 0 to 65535
   */
  public static Icmpv4 echoRequest(int identifier, int sequence, Bytes payload) {
    Require.fits("identifier", identifier, 16);
    Require.fits("sequence", sequence, 16);
    return new Icmpv4(ECHO_REQUEST, 0, identifier << 16 | sequence, payload);
  }

  /** Empty if the message is shorter than eight octets. */
  public static Optional<Icmpv4> parse(Bytes message) {
    if (message.size() < HEADER) {
      return Optional.empty();
    }
    return Optional.of(
        new Icmpv4(
            message.u8(0), message.u8(1), message.i32(4), message.slice(HEADER, message.size())));
  }

  /** The message in a packet; empty if the packet carries something else or parsing fails. */
  public static Optional<Icmpv4> in(Ipv4 packet) {
    return packet.protocol() == IpProtocol.ICMP && !packet.isLaterFragment()
        ? parse(packet.payload())
        : Optional.empty();
  }

  public Bytes toBytes() {
    ByteBuffer out = ByteBuffer.allocate(HEADER + payload.size());
    out.put((byte) type).put((byte) code).putShort((short) 0).putInt(rest);
    out.put(payload.asByteBuffer());
    Bytes bytes = Bytes.wrap(out.array());
    out.putShort(2, (short) InternetSum.checksum(bytes));
    return bytes;
  }

  public boolean isEchoRequest() {
    return type == ECHO_REQUEST && code == 0;
  }

  public boolean isEchoReply() {
    return type == ECHO_REPLY && code == 0;
  }

  /** The identifier of an echo, 0 to 65535. */
  public int identifier() {
    return rest >>> 16;
  }

  /** The sequence number of an echo, 0 to 65535. */
  public int sequence() {
    return rest & 0xffff;
  }

  /** The answer to this echo request. */
  public Icmpv4 echoReply() {
    return new Icmpv4(ECHO_REPLY, 0, rest, payload);
  }
}
