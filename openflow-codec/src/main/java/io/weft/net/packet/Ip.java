package io.weft.net.packet;

import io.weft.net.Bytes;
import java.util.Optional;

/** An IP packet of either version, as TCP and UDP see what carries them. */
public sealed interface Ip permits Ipv4, Ipv6 {
  /** The packet in a frame; empty if the frame carries something else or parsing fails. */
  static Optional<Ip> in(Ethernet frame) {
    return switch (frame.etherType()) {
      case EtherType.IPV4 -> Ipv4.parse(frame.payload()).map(packet -> packet);
      case EtherType.IPV6 -> Ipv6.parse(frame.payload()).map(packet -> packet);
      default -> Optional.empty();
    };
  }

  IpPair addresses();

  /** The number of what the payload is, see {@link IpProtocol}. */
  int protocol();

  /** What follows the IP headers, as much as is there. */
  Bytes payload();

  /** How many octets of payload the header announces that are not there. */
  int missing();

  /** True if the packet holds a part of a larger one. */
  boolean isFragment();

  /** True if it holds a part other than the first, so no header of the upper protocol. */
  boolean isLaterFragment();

  Bytes toBytes();
}
