package io.weft.net.packet;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a DHCP message for an Ethernet client says about addresses (RFC 2131, section 2). Its other
 * fields and options are not kept; written, they are zero and absent.
 *
 * @param op {@link #BOOTREQUEST} from clients, {@link #BOOTREPLY} from servers
 * @param xid the transaction
 * @param ciaddr what the client has and can answer for, or {@link Ipv4Address#ANY}
 * @param yiaddr what the server gives to the client, or {@link Ipv4Address#ANY}
 * @param chaddr the client's MAC address, which need not be the source of the frame
 */
public record Dhcpv4(
    int op,
    int xid,
    Ipv4Address ciaddr,
    Ipv4Address yiaddr,
    MacAddress chaddr,
    Type type,
    Optional<Ipv4Address> requestedAddress,
    Optional<Ipv4Address> serverId) {
  public static final int BOOTREQUEST = 1;
  public static final int BOOTREPLY = 2;

  public static final int SERVER_PORT = 67;
  public static final int CLIENT_PORT = 68;

  private static final int OPTIONS = 240;
  private static final int MAGIC = 0x6382_5363;
  private static final int HTYPE_AND_HLEN = 0x0106;

  private static final int PAD = 0;
  private static final int REQUESTED_ADDRESS = 50;
  private static final int MESSAGE_TYPE = 53;
  private static final int SERVER_ID = 54;
  private static final int END = 255;

  /** The message types (RFC 2132, 9.6). */
  public enum Type {
    DISCOVER(1),
    OFFER(2),
    REQUEST(3),
    DECLINE(4),
    ACK(5),
    NAK(6),
    RELEASE(7),
    INFORM(8);

    private static final Type[] ALL = values();

    private final int number;

    Type(int number) {
      this.number = number;
    }

    private static Optional<Type> of(int number) {
      return number >= 1 && number <= ALL.length ? Optional.of(ALL[number - 1]) : Optional.empty();
    }
  }

  public Dhcpv4 {
    Require.within("op", op, BOOTREQUEST, BOOTREPLY);
  }

  /**
   * Empty if the message is cut before its options, is not for an Ethernet client, is plain BOOTP
   * or of a type not listed in {@link Type}, or an option kept here has a wrong length. An option
   * that runs beyond the data ends the options. The first of equal options counts; those in the
   * fields sname and file (option overload) are not read.
   */
  public static Optional<Dhcpv4> parse(Bytes message) {
    if (message.size() < OPTIONS
        || message.u8(0) < BOOTREQUEST
        || message.u8(0) > BOOTREPLY
        || message.u16(1) != HTYPE_AND_HLEN
        || message.i32(OPTIONS - 4) != MAGIC) {
      return Optional.empty();
    }
    int type = 0;
    Optional<Ipv4Address> requested = Optional.empty();
    Optional<Ipv4Address> server = Optional.empty();
    int at = OPTIONS;
    while (at < message.size() && message.u8(at) != END) {
      int code = message.u8(at);
      if (code == PAD) {
        at++;
        continue;
      }
      int end = at + 1 < message.size() ? at + 2 + message.u8(at + 1) : Integer.MAX_VALUE;
      if (end > message.size()) {
        break;
      }
      int length = end - at - 2;
      if ((code == MESSAGE_TYPE && length != 1)
          || ((code == REQUESTED_ADDRESS || code == SERVER_ID) && length != 4)) {
        return Optional.empty();
      }
      if (code == MESSAGE_TYPE && type == 0) {
        type = message.u8(at + 2);
      } else if (code == REQUESTED_ADDRESS && requested.isEmpty()) {
        requested = Optional.of(new Ipv4Address(message.i32(at + 2)));
      } else if (code == SERVER_ID && server.isEmpty()) {
        server = Optional.of(new Ipv4Address(message.i32(at + 2)));
      }
      at = end;
    }
    Optional<Type> known = Type.of(type);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Dhcpv4(
            message.u8(0),
            message.i32(4),
            new Ipv4Address(message.i32(12)),
            new Ipv4Address(message.i32(16)),
            new MacAddress(message.u48(28)),
            known.get(),
            requested,
            server));
  }

  /**
   * The message in a datagram; empty if neither port is the server's or parsing fails. Relays send
   * from and to the server's port.
   */
  public static Optional<Dhcpv4> in(Udp datagram) {
    return datagram.srcPort() == SERVER_PORT || datagram.dstPort() == SERVER_PORT
        ? parse(datagram.payload())
        : Optional.empty();
  }

  /** At least 300 octets, as BOOTP relays expect (RFC 1542, 2.1). */
  public Bytes toBytes() {
    ByteBuffer out = ByteBuffer.allocate(300);
    out.put((byte) op).putShort((short) HTYPE_AND_HLEN).put((byte) 0).putInt(xid).putInt(0);
    out.putInt(ciaddr.bits()).putInt(yiaddr.bits());
    out.position(28);
    Ethernet.putMac(out, chaddr);
    out.putInt(OPTIONS - 4, MAGIC).position(OPTIONS);
    out.put((byte) MESSAGE_TYPE).put((byte) 1).put((byte) type.number);
    requestedAddress.ifPresent(address -> put(out, REQUESTED_ADDRESS, address));
    serverId.ifPresent(address -> put(out, SERVER_ID, address));
    out.put((byte) END);
    return Bytes.wrap(out.array());
  }

  private static void put(ByteBuffer out, int code, Ipv4Address address) {
    out.put((byte) code).put((byte) 4).putInt(address.bits());
  }
}
