package io.weft.net.packet;

import io.weft.net.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An ICMPv6 message (RFC 4443).
 *
 * @param type 0 to 255
 * @param code 0 to 255
 * @param body all that follows the checksum
 */
public record Icmpv6(int type, int code, Bytes body) {
  public static final int ECHO_REQUEST = 128;
  public static final int ECHO_REPLY = 129;

  static final int HEADER = 4;

  public Icmpv6 {
    Require.fits("type", type, 8);
    Require.fits("code", code, 8);
  }

  /**
   * An echo request.
   *
   * @param identifier 0 to 65535
   * @param sequence 0 to 65535
   */
  public static Icmpv6 echoRequest(int identifier, int sequence, Bytes payload) {
    Require.fits("identifier", identifier, 16);
    Require.fits("sequence", sequence, 16);
    ByteBuffer body = ByteBuffer.allocate(4 + payload.size());
    body.putShort((short) identifier).putShort((short) sequence).put(payload.asByteBuffer());
    return new Icmpv6(ECHO_REQUEST, 0, Bytes.wrap(body.array()));
  }

  /** Empty if the message is shorter than four octets. */
  public static Optional<Icmpv6> parse(Bytes message) {
    if (message.size() < HEADER) {
      return Optional.empty();
    }
    return Optional.of(
        new Icmpv6(message.u8(0), message.u8(1), message.slice(HEADER, message.size())));
  }

  /** The message in a packet; empty if the packet carries something else or parsing fails. */
  public static Optional<Icmpv6> in(Ipv6 packet) {
    return packet.protocol() == IpProtocol.ICMPV6 ? parse(packet.payload()) : Optional.empty();
  }

  /** The octets of the message in a packet between the addresses, which the checksum covers. */
  public Bytes toBytes(IpPair addresses) {
    ByteBuffer out = ByteBuffer.allocate(HEADER + body.size());
    out.put((byte) type).put((byte) code).putShort((short) 0).put(body.asByteBuffer());
    Bytes bytes = Bytes.wrap(out.array());
    out.putShort(2, (short) InternetSum.checksum(addresses, IpProtocol.ICMPV6, bytes));
    return bytes;
  }

  public boolean isEchoRequest() {
    return type == ECHO_REQUEST && code == 0;
  }

  public boolean isEchoReply() {
    return type == ECHO_REPLY && code == 0;
  }

  /** The answer to this echo request. */
  public Icmpv6 echoReply() {
    return new Icmpv6(ECHO_REPLY, 0, body);
  }
}
