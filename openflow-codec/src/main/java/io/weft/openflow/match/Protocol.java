package io.weft.openflow.match;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A word that stands for an ethertype, and often an IP protocol, as {@code tcp} does for {@code
 * eth_type=0x800,ip_proto=6}.
 *
 * @param ipProtocol 0 to 255, or {@link #NONE}
 */
record Protocol(String word, int etherType, int ipProtocol) {
  static final int NONE = -1;

  static final int IPV4 = 0x0800;
  static final int ARP = 0x0806;
  static final int RARP = 0x8035;
  static final int IPV6 = 0x86dd;
  private static final int IGMP = 2;

  // spotless:off
  private static final Map<String, Protocol> BY_WORD = Stream.of(
      new Protocol("ip",    IPV4,   NONE),
      new Protocol("icmp",  IPV4,   1),
      new Protocol("igmp",  IPV4,   IGMP),
      new Protocol("tcp",   IPV4,   6),
      new Protocol("udp",   IPV4,   17),
      new Protocol("sctp",  IPV4,   132),
      new Protocol("ipv6",  IPV6,   NONE),
      new Protocol("tcp6",  IPV6,   6),
      new Protocol("udp6",  IPV6,   17),
      new Protocol("icmp6", IPV6,   58),
      new Protocol("sctp6", IPV6,   132),
      new Protocol("arp",   ARP,    NONE),
      new Protocol("rarp",  RARP,   NONE),
      new Protocol("mpls",  0x8847, NONE),
      new Protocol("mplsm", 0x8848, NONE))
      .collect(Collectors.toUnmodifiableMap(Protocol::word, Function.identity()));
  // spotless:on

  private static final Map<Long, Protocol> BY_NUMBERS =
      BY_WORD.values().stream()
          .filter(p -> p.ipProtocol != IGMP) // Open vSwitch reads this word but does not print it
          .collect(
              Collectors.toUnmodifiableMap(
                  p -> key(p.etherType, p.ipProtocol), Function.identity()));

  private static long key(int etherType, int ipProtocol) {
    return (long) etherType << 32 | Integer.toUnsignedLong(ipProtocol);
  }

  static Optional<Protocol> named(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** The word that says most of what a match says. */
  static Optional<Protocol> of(Match match) {
    if (!match.has(Field.ETH_TYPE)) {
      return Optional.empty();
    }
    int etherType = (int) match.low(Field.ETH_TYPE);
    int ipProtocol = match.has(Field.IP_PROTO) ? (int) match.low(Field.IP_PROTO) : NONE;
    Protocol exact = BY_NUMBERS.get(key(etherType, ipProtocol));
    return exact != null
        ? Optional.of(exact)
        : Optional.ofNullable(BY_NUMBERS.get(key(etherType, NONE)));
  }
}
