package io.weft.openflow.cli.capture;

import io.weft.net.Bytes;
import java.util.Optional;

/**
 * A TCP segment of a packet.
 *
 * @param sequence number of the first octet, or of the SYN
 */
public record Segment(
    Packet packet, Endpoint from, Endpoint to, int sequence, int flags, Bytes payload) {
  private static final int ETHERNET = 1;
  private static final int NULL = 0;
  private static final int LOOP = 108;
  private static final int RAW = 101;
  private static final int RAW_OLD = 12;
  private static final int IPV4 = 228;
  private static final int IPV6 = 229;
  private static final int COOKED = 113;
  private static final int COOKED_2 = 276;
  private static final int TCP = 6;
  private static final int FIN_OR_RST = 5;
  private static final int SYN = 2;

  boolean isFirst() {
    return (flags & SYN) != 0;
  }

  boolean isLast() {
    return (flags & FIN_OR_RST) != 0;
  }

  /**
   * The segment of a packet; empty if it has none, is a fragment, or was cut off by the capture.
   */
  static Optional<Segment> of(Packet packet) {
    try {
      int network = networkAt(packet.linkType(), packet.octets());
      if (network < 0) {
        return Optional.empty();
      }
      Bytes ip = packet.octets().slice(network, packet.octets().size());
      return switch (ip.u8(0) >>> 4) {
        case 4 -> ofIpv4(packet, ip);
        case 6 -> ofIpv6(packet, ip);
        default -> Optional.empty();
      };
    } catch (IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Where the IP header begins; -1 if there is none. */
  private static int networkAt(int linkType, Bytes octets) {
    return switch (linkType) {
      case ETHERNET -> {
        int at = 12;
        while (octets.u16(at) == 0x8100 || octets.u16(at) == 0x88a8) {
          at += 4;
        }
        yield isIp(octets.u16(at)) ? at + 2 : -1;
      }
      case COOKED -> isIp(octets.u16(14)) ? 16 : -1;
      case COOKED_2 -> isIp(octets.u16(0)) ? 20 : -1;
      case NULL, LOOP -> 4;
      case RAW, RAW_OLD, IPV4, IPV6 -> 0;
      default -> -1;
    };
  }

  private static boolean isIp(int etherType) {
    return etherType == 0x0800 || etherType == 0x86dd;
  }

  private static Optional<Segment> ofIpv4(Packet packet, Bytes ip) {
    boolean isFragment = (ip.u16(6) & 0x3fff) != 0;
    if (ip.u8(9) != TCP || isFragment) {
      return Optional.empty();
    }
    int header = (ip.u8(0) & 0xf) * 4;
    // A length of 0 is that of a segment which the network card was to cut.
    int length = ip.u16(2) == 0 ? ip.size() : ip.u16(2);
    return ofTcp(packet, ip.slice(12, 16), ip.slice(16, 20), ip.slice(header, length));
  }

  private static Optional<Segment> ofIpv6(Packet packet, Bytes ip) {
    int next = ip.u8(6);
    int at = 40;
    int length = ip.u16(4) == 0 ? ip.size() : 40 + ip.u16(4);
    while (next == 0 || next == 43 || next == 60) {
      next = ip.u8(at);
      at += 8 * (ip.u8(at + 1) + 1);
    }
    return next == TCP
        ? ofTcp(packet, ip.slice(8, 24), ip.slice(24, 40), ip.slice(at, length))
        : Optional.empty();
  }

  private static Optional<Segment> ofTcp(Packet packet, Bytes from, Bytes to, Bytes tcp) {
    int header = tcp.u8(12) >>> 4 << 2;
    return Optional.of(
        new Segment(
            packet,
            new Endpoint(from, tcp.u16(0)),
            new Endpoint(to, tcp.u16(2)),
            tcp.i32(4),
            tcp.u8(13),
            tcp.slice(header, tcp.size())));
  }
}
