package io.weft.net.packet;

import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;

/** The two addresses of an IP packet, which the checksums of TCP, UDP and ICMPv6 cover as well. */
public sealed interface IpPair {
  record V4(Ipv4Address src, Ipv4Address dst) implements IpPair {}

  record V6(Ipv6Address src, Ipv6Address dst) implements IpPair {}

  static IpPair of(Ipv4Address src, Ipv4Address dst) {
    return new V4(src, dst);
  }

  static IpPair of(Ipv6Address src, Ipv6Address dst) {
    return new V6(src, dst);
  }

  /** The addresses of packets the other way. */
  default IpPair reversed() {
    return switch (this) {
      case V4 v4 -> new V4(v4.dst, v4.src);
      case V6 v6 -> new V6(v6.dst, v6.src);
    };
  }
}
