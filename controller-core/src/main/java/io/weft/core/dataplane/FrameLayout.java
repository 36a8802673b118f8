package io.weft.core.dataplane;

import java.util.Arrays;

/**
 * Where the headers of one frame begin. A header that is cut short, or whose own lengths contradict
 * the frame, is not there; what stands in front of it still is. As in Open vSwitch, the third VLAN
 * tag and the fourth label are payload.
 */
final class FrameLayout {
  /** What a frame with an 802.3 length and no SNAP header has as its type (1.0.0, 5.2.3). */
  static final int NOT_AN_ETHERTYPE = 0x05ff;

  static final int ETHERNET_HEADER = 14;

  /** FLOW_MAX_VLAN_HEADERS of Open vSwitch. */
  static final int MOST_TAGS = 2;

  /** FLOW_MAX_MPLS_LABELS of Open vSwitch. */
  static final int MOST_LABELS = 3;

  /** Bit 0 of the field ip_frag: a fragment; bit 1: not the first one (nicira-ext.h). */
  static final int FRAGMENT = 1;

  static final int LATER_FRAGMENT = 2;

  private static final int LEAST_ETHERTYPE = 0x600;
  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final int ARP_PACKET = 28;
  private static final int ND_SOLICITATION = 135;
  private static final int ND_ADVERTISEMENT = 136;

  private final byte[] frame;
  private final int[] starts = new int[Layer.values().length];
  private int etherType;
  private int extensionHeaders;
  private int transportChecksumAt = -1;
  private boolean checksumCoversAddresses;
  private int ipPayloadEnd;
  private boolean routed;
  private int fragment;
  private int tags;
  private int labels;
  private boolean hasBottomLabel;
  private int typeAt;

  private FrameLayout(byte[] frame) {
    this.frame = frame;
    Arrays.fill(starts, -1);
  }

  static FrameLayout of(byte[] frame) {
    FrameLayout layout = new FrameLayout(frame);
    layout.ethernet();
    return layout;
  }

  /** Octets before a header; -1 if the frame has none. */
  int at(Layer layer) {
    return starts[layer.ordinal()];
  }

  boolean has(Layer layer) {
    return at(layer) >= 0;
  }

  /** The type behind all VLAN tags. */
  int etherType() {
    return etherType;
  }

  int extensionHeaders() {
    return extensionHeaders;
  }

  /** The bits of the field ip_frag. */
  int fragment() {
    return fragment;
  }

  /** How many VLAN tags there are, up to {@link #MOST_TAGS}. */
  int tags() {
    return tags;
  }

  /** How many labels there are, up to {@link #MOST_LABELS}. */
  int labels() {
    return labels;
  }

  /** Whether the last of those labels is the bottom of the stack. */
  boolean hasBottomLabel() {
    return hasBottomLabel;
  }

  /** Where the type behind all VLAN tags is; 0 if there is none. */
  int typeAt() {
    return typeAt;
  }

  /** Where the checksum of TCP, UDP or ICMP is; -1 if there is none, as in later fragments. */
  int transportChecksumAt() {
    return transportChecksumAt;
  }

  /** Whether that checksum covers the IP addresses: not that of ICMP over IPv4. */
  boolean checksumCoversAddresses() {
    return checksumCoversAddresses;
  }

  /**
   * Whether there is an IPv6 routing header: the checksum then covers the last destination, not the
   * one in front (RFC 8200, 8.1).
   */
  boolean isRouted() {
    return routed;
  }

  /** The octet after the IP packet, before padding of the frame. */
  int ipPayloadEnd() {
    return ipPayloadEnd;
  }

  private int u8(int at) {
    return frame[at] & 0xff;
  }

  private int u16(int at) {
    return u8(at) << 8 | u8(at + 1);
  }

  private boolean holds(int at, int octets) {
    return at + octets <= frame.length;
  }

  private void put(Layer layer, int at) {
    starts[layer.ordinal()] = at;
  }

  static boolean isVlanTag(int etherType) {
    return etherType == 0x8100 || etherType == 0x88a8;
  }

  private void ethernet() {
    if (!holds(0, ETHERNET_HEADER)) {
      return;
    }
    put(Layer.ETHERNET, 0);
    int at = 12;
    while (tags < MOST_TAGS && isVlanTag(u16(at)) && holds(at, 6)) {
      if (tags++ == 0) {
        put(Layer.VLAN, at + 2);
      }
      at += 4;
    }
    etherType = u16(at);
    typeAt = at;
    int payload = at + 2;
    if (etherType < LEAST_ETHERTYPE) {
      boolean snap =
          holds(payload, 8)
              && u16(payload) == 0xaaaa
              && u16(payload + 2) == 0x0300
              && u16(payload + 4) == 0
              && u16(payload + 6) >= LEAST_ETHERTYPE;
      etherType = snap ? u16(payload + 6) : NOT_AN_ETHERTYPE;
      payload += snap ? 8 : 0;
    }
    switch (etherType) {
      case 0x0800 -> ipv4(payload);
      case 0x86dd -> ipv6(payload);
      case 0x0806, 0x8035 -> arp(payload);
      case 0x8847, 0x8848 -> mpls(payload);
      case 0x88e7 -> {
        if (holds(payload, 4)) {
          put(Layer.PBB, payload);
        }
      }
      default -> {}
    }
  }

  private void mpls(int at) {
    if (holds(at, 4)) {
      put(Layer.MPLS, at);
    }
    int label = at;
    while (labels < MOST_LABELS && !hasBottomLabel && holds(label, 4)) {
      labels++;
      hasBottomLabel = (u8(label + 2) & 1) != 0;
      label += 4;
    }
  }

  private void arp(int at) {
    if (holds(at, ARP_PACKET) && u16(at) == 1 && u16(at + 2) == 0x0800 && u16(at + 4) == 0x0604) {
      put(Layer.ARP, at);
    }
  }

  private void ipv4(int at) {
    if (!holds(at, IPV4_HEADER)) {
      return;
    }
    int header = (u8(at) & 0xf) * 4;
    int total = u16(at + 2);
    if (u8(at) >>> 4 != 4 || header < IPV4_HEADER || total < header || !holds(at, total)) {
      return;
    }
    put(Layer.IPV4, at);
    put(Layer.IP_PROTO, at + 9);
    ipPayloadEnd = at + total;
    int flags = u16(at + 6) & 0x3fff;
    boolean first = (flags & 0x1fff) == 0;
    fragment = flags == 0 ? 0 : first ? FRAGMENT : FRAGMENT | LATER_FRAGMENT;
    transport(u8(at + 9), at + header, first, false);
  }

  private void ipv6(int at) {
    if (!holds(at, IPV6_HEADER) || u8(at) >>> 4 != 6) {
      return;
    }
    int end = at + IPV6_HEADER + u16(at + 4);
    if (end > frame.length) {
      return;
    }
    put(Layer.IPV6, at);
    ipPayloadEnd = end;
    ExtensionHeaders seen = new ExtensionHeaders();
    boolean first = true;
    int nextAt = at + 6;
    int header = at + IPV6_HEADER;
    while (isWalkable(u8(nextAt)) && header + 8 <= end) {
      int kind = u8(nextAt);
      seen.add(kind);
      if (kind == ExtensionHeaders.FRAGMENT && u16(header + 2) >>> 3 != 0) {
        // What follows is no header; Open vSwitch calls the protocol of such a packet 44.
        fragment = FRAGMENT | LATER_FRAGMENT;
        first = false;
        break;
      }
      if (kind == ExtensionHeaders.FRAGMENT && (u16(header + 2) & 1) != 0) {
        fragment = FRAGMENT;
      }
      nextAt = header;
      header += length(kind, header);
    }
    routed = seen.hasRouting();
    if (first) {
      seen.add(u8(nextAt));
    }
    extensionHeaders = seen.bits();
    put(Layer.IP_PROTO, nextAt);
    transport(u8(nextAt), header, first, true);
  }

  private int length(int kind, int header) {
    return switch (kind) {
      case ExtensionHeaders.FRAGMENT -> 8;
      case ExtensionHeaders.AUTHENTICATION -> (u8(header + 1) + 2) * 4; // RFC 4302, 2.2
      default -> (u8(header + 1) + 1) * 8;
    };
  }

  private static boolean isWalkable(int nextHeader) {
    return nextHeader == ExtensionHeaders.HOP_BY_HOP
        || nextHeader == ExtensionHeaders.ROUTING
        || nextHeader == ExtensionHeaders.FRAGMENT
        || nextHeader == ExtensionHeaders.AUTHENTICATION
        || nextHeader == ExtensionHeaders.DESTINATION;
  }

  /**
   * @param first whether the packet has the beginning
   */
  private void transport(int protocol, int at, boolean first, boolean v6) {
    if (!first) {
      return;
    }
    switch (protocol) {
      case 6 -> transport(Layer.TCP, at, 20, 16);
      case 17 -> transport(Layer.UDP, at, 8, 6);
      case 132 -> transport(Layer.SCTP, at, 12, -1);
      case 1 -> {
        if (!v6) {
          transport(Layer.ICMPV4, at, 4, 2);
        }
      }
      case 58 -> {
        if (v6) {
          transport(Layer.ICMPV6, at, 4, 2);
          neighbourDiscovery(at);
        }
      }
      default -> {}
    }
  }

  private void transport(Layer layer, int at, int least, int checksum) {
    if (at + least > ipPayloadEnd) {
      return;
    }
    put(layer, at);
    if (checksum >= 0) {
      transportChecksumAt = at + checksum;
      checksumCoversAddresses = layer != Layer.ICMPV4;
    }
  }

  /** RFC 4861, 4.3, 4.4 and 4.6.1. */
  private void neighbourDiscovery(int at) {
    if (at + 24 > ipPayloadEnd || u8(at + 1) != 0) {
      return;
    }
    int type = u8(at);
    if (type != ND_SOLICITATION && type != ND_ADVERTISEMENT) {
      return;
    }
    put(Layer.ND_TARGET, at + 8);
    int wanted = type == ND_SOLICITATION ? 1 : 2;
    int option = at + 24;
    while (option + 8 <= ipPayloadEnd && u8(option + 1) != 0) {
      if (u8(option) == wanted) {
        put(wanted == 1 ? Layer.ND_SLL : Layer.ND_TLL, option + 2);
        return;
      }
      option += u8(option + 1) * 8;
    }
  }
}
