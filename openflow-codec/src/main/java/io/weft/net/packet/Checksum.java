package io.weft.net.packet;

import io.weft.net.Bytes;

/**
 * What a checksum says about a packet. Parsing does not ask: frames are cut, and a host's virtual
 * interface leaves TCP and UDP checksums for hardware that is not there. Who acts on the content
 * asks here; {@link NeighborDiscovery} does so by itself.
 */
public enum Checksum {
  CORRECT,
  WRONG,
  /** The sender computed none: UDP over IPv4 (RFC 768). */
  ABSENT,
  /** It cannot be told: the packet is cut or a fragment, or has no checksum known here. */
  UNKNOWN;

  /** The checksum of an IPv4 header (RFC 791, 3.1); unknown if there is no whole header. */
  public static Checksum ofHeader(Bytes ipv4Packet) {
    int header = Ipv4.headerLength(ipv4Packet);
    return header < 0 ? UNKNOWN : verdict(InternetSum.sum(ipv4Packet.slice(0, header)));
  }

  /** The checksum of the ICMP message, TCP segment or UDP datagram in a packet. */
  public static Checksum of(Ip packet) {
    if (packet.missing() > 0 || packet.isFragment() || hasRoutingHeader(packet)) {
      return UNKNOWN;
    }
    return switch (packet.protocol()) {
      case IpProtocol.ICMP -> packet instanceof Ipv4 ? verdict(sum(packet, 8, false)) : UNKNOWN;
      case IpProtocol.ICMPV6 -> packet instanceof Ipv6 ? verdict(sum(packet, 4, true)) : UNKNOWN;
      case IpProtocol.TCP -> verdict(sum(packet, 20, true));
      case IpProtocol.UDP -> ofUdp(packet);
      default -> UNKNOWN;
    };
  }

  /** While hops are left, the destination in the header is not the one summed (RFC 8200, 8.1). */
  private static boolean hasRoutingHeader(Ip packet) {
    return packet instanceof Ipv6 ipv6 && ipv6.hasRoutingHeader();
  }

  private static Checksum ofUdp(Ip packet) {
    Bytes payload = packet.payload();
    if (payload.size() < 8) {
      return UNKNOWN;
    }
    int length = payload.u16(4);
    if (length < 8 || length > payload.size()) {
      return UNKNOWN;
    }
    if (payload.u16(6) == 0) {
      return packet instanceof Ipv4 ? ABSENT : WRONG; // RFC 8200, 8.1
    }
    return verdict(
        InternetSum.pseudoHeader(packet.addresses(), IpProtocol.UDP, length)
            + InternetSum.sum(payload.slice(0, length)));
  }

  /** The sum of a payload, -1 if it is shorter than its header. */
  private static long sum(Ip packet, int header, boolean withPseudoHeader) {
    Bytes payload = packet.payload();
    if (payload.size() < header) {
      return -1;
    }
    long sum = InternetSum.sum(payload);
    return withPseudoHeader
        ? sum + InternetSum.pseudoHeader(packet.addresses(), packet.protocol(), payload.size())
        : sum;
  }

  private static Checksum verdict(long sum) {
    if (sum < 0) {
      return UNKNOWN;
    }
    return InternetSum.isCorrect(sum) ? CORRECT : WRONG;
  }
}
