package io.weft.net.packet;

import io.weft.net.Bytes;

/**
 * The fields of a frame that flows match by, as numbers read in place: for evaluating many matches
 * against one frame without building records. Finding the layers is one pass in {@link #of}; each
 * getter then reads a few octets and allocates nothing.
 *
 * <p>Any octets have a view. Which getters may be called is said by the predicates, from the bottom
 * up; a getter whose predicate is false throws {@link IllegalStateException}. Fields are found
 * where Open vSwitch finds them: the type after VLAN tags and after a SNAP header, {@link
 * EtherType#NONE} for other 802.3 frames, the protocol after IPv6 extension headers, ports and ICMP
 * type only if the transport header is there and the packet is no fragment other than the first.
 * Unlike there, a packet cut by {@code max_len} still has its fields, as far as they are there, an
 * IP header of another version than its type says has none, and up to {@link Ethernet#MAX_TAGS}
 * tags are passed.
 */
public final class FrameView {
  private static final int SNAP = 8;
  private static final long SNAP_OF_ETHERNET = 0xaaaa_0300_0000L;

  private final Bytes frame;
  private int tagCount;
  private int etherType = -1;

  /** Where the layer above Ethernet starts. */
  private int network;

  /** 4 or 6 if there is an IP header, else 0. */
  private int ipVersion;

  private int protocol;
  private boolean fragment;
  private boolean laterFragment;

  /** Where the transport header starts if it is there at its smallest size, else 0. */
  private int transport;

  /** Where the IP packet ends, or the frame if that is earlier. */
  private int end;

  private FrameView(Bytes frame) {
    this.frame = frame;
  }

  public static FrameView of(Bytes frame) {
    FrameView view = new FrameView(frame);
    view.findType();
    if (view.etherType == EtherType.IPV4) {
      view.findIpv4();
    } else if (view.etherType == EtherType.IPV6) {
      view.findIpv6();
    }
    return view;
  }

  private void findType() {
    if (frame.size() < Ethernet.HEADER) {
      return;
    }
    int at = 12;
    int type = frame.u16(at);
    while (EtherType.isVlan(type) && tagCount < Ethernet.MAX_TAGS) {
      if (frame.size() < at + 6) {
        return;
      }
      tagCount++;
      at += 4;
      type = frame.u16(at);
    }
    network = at + 2;
    if (type < EtherType.SMALLEST) {
      type = EtherType.NONE;
      if (frame.size() >= network + SNAP && frame.u48(network) == SNAP_OF_ETHERNET) {
        int inner = frame.u16(network + 6);
        type = inner < EtherType.SMALLEST ? EtherType.NONE : inner;
        network += SNAP;
      }
    }
    etherType = type;
  }

  private void findIpv4() {
    Bytes packet = frame.slice(network, frame.size());
    int header = Ipv4.headerLength(packet);
    if (header < 0) {
      return;
    }
    ipVersion = 4;
    protocol = packet.u8(9);
    laterFragment = (packet.u16(6) & 0x1fff) != 0;
    fragment = (packet.u16(6) & 0x3fff) != 0;
    int stated = network + packet.u16(2);
    end = Math.min(stated, frame.size());
    findTransport(network + header, stated);
  }

  private void findIpv6() {
    if (frame.size() < network + Ipv6.HEADER || frame.u8(network) >>> 4 != 6) {
      return;
    }
    ipVersion = 6;
    int first = network + Ipv6.HEADER;
    int stated = first + frame.u16(network + 4);
    end = Math.min(stated, frame.size());
    long walk = ExtensionHeaders.walk(frame, first, end, frame.u8(network + 6));
    protocol = ExtensionHeaders.protocol(walk);
    laterFragment = protocol == IpProtocol.FRAGMENT;
    fragment = laterFragment || ExtensionHeaders.sawFragment(walk);
    findTransport(ExtensionHeaders.offset(walk), stated);
  }

  /**
   * @param stated where the packet ends by its header, cut or not
   */
  private void findTransport(int at, int stated) {
    int smallest =
        switch (protocol) {
          case IpProtocol.TCP -> Tcp.HEADER;
          case IpProtocol.UDP -> Udp.HEADER;
          case IpProtocol.SCTP -> 12;
          case IpProtocol.ICMP -> ipVersion == 4 ? Icmpv4.HEADER : Integer.MAX_VALUE;
          case IpProtocol.ICMPV6 -> ipVersion == 6 ? 8 : Integer.MAX_VALUE;
          default -> Integer.MAX_VALUE;
        };
    if (laterFragment || smallest > end - at) {
      return;
    }
    if (protocol == IpProtocol.TCP) {
      int header = 4 * (frame.u8(at + 12) >>> 4);
      if (header < Tcp.HEADER || header > stated - at) {
        return;
      }
    }
    transport = at;
  }

  public Bytes frame() {
    return frame;
  }

  /** True if the frame reaches past its type; of every other frame nothing can be asked. */
  public boolean hasEthernet() {
    return etherType >= 0;
  }

  /** The destination as in {@link io.weft.net.MacAddress#bits}; needs {@link #hasEthernet}. */
  public long ethDst() {
    require(hasEthernet(), "Ethernet");
    return frame.u48(0);
  }

  /** The source as in {@link io.weft.net.MacAddress#bits}; needs {@link #hasEthernet}. */
  public long ethSrc() {
    require(hasEthernet(), "Ethernet");
    return frame.u48(6);
  }

  /** A type, or {@link EtherType#NONE}; needs {@link #hasEthernet}. */
  public int etherType() {
    require(hasEthernet(), "Ethernet");
    return etherType;
  }

  /** How many VLAN tags there are, 0 to {@link Ethernet#MAX_TAGS}. */
  public int tagCount() {
    return hasEthernet() ? tagCount : 0;
  }

  /** The type of a tag, 0 the outermost; needs an index below {@link #tagCount}. */
  public int tpid(int tag) {
    require(tag >= 0 && tag < tagCount(), "VLAN tag");
    return frame.u16(12 + 4 * tag);
  }

  /** The identifier of a tag, 0 to 4095; needs an index below {@link #tagCount}. */
  public int vlanId(int tag) {
    require(tag >= 0 && tag < tagCount(), "VLAN tag");
    return frame.u16(14 + 4 * tag) & 0xfff;
  }

  /** The priority of a tag, 0 to 7; needs an index below {@link #tagCount}. */
  public int vlanPcp(int tag) {
    require(tag >= 0 && tag < tagCount(), "VLAN tag");
    return frame.u8(14 + 4 * tag) >>> 5;
  }

  /** True of a whole ARP packet for IPv4 over Ethernet. */
  public boolean isArp() {
    return etherType == EtherType.ARP
        && frame.size() >= network + Arp.SIZE
        && frame.u48(network) == Arp.ETHERNET_AND_IPV4;
  }

  /** 0 to 65535; needs {@link #isArp}, as do all that start with arp. */
  public int arpOperation() {
    require(isArp(), "ARP");
    return frame.u16(network + 6);
  }

  public long arpSenderMac() {
    require(isArp(), "ARP");
    return frame.u48(network + 8);
  }

  public int arpSenderIp() {
    require(isArp(), "ARP");
    return frame.i32(network + 14);
  }

  public long arpTargetMac() {
    require(isArp(), "ARP");
    return frame.u48(network + 18);
  }

  public int arpTargetIp() {
    require(isArp(), "ARP");
    return frame.i32(network + 24);
  }

  /** True if there is a whole, sound IPv4 header. */
  public boolean isIpv4() {
    return ipVersion == 4;
  }

  /** True if there is a whole IPv6 header. */
  public boolean isIpv6() {
    return ipVersion == 6;
  }

  public boolean isIp() {
    return ipVersion != 0;
  }

  /** The source as in {@link io.weft.net.Ipv4Address#bits}; needs {@link #isIpv4}. */
  public int ipv4Src() {
    require(isIpv4(), "IPv4");
    return frame.i32(network + 12);
  }

  /** The destination as in {@link io.weft.net.Ipv4Address#bits}; needs {@link #isIpv4}. */
  public int ipv4Dst() {
    require(isIpv4(), "IPv4");
    return frame.i32(network + 16);
  }

  /** The first 64 bits of the source; needs {@link #isIpv6}. */
  public long ipv6SrcHigh() {
    require(isIpv6(), "IPv6");
    return frame.i64(network + 8);
  }

  /** The last 64 bits of the source; needs {@link #isIpv6}. */
  public long ipv6SrcLow() {
    require(isIpv6(), "IPv6");
    return frame.i64(network + 16);
  }

  /** The first 64 bits of the destination; needs {@link #isIpv6}. */
  public long ipv6DstHigh() {
    require(isIpv6(), "IPv6");
    return frame.i64(network + 24);
  }

  /** The last 64 bits of the destination; needs {@link #isIpv6}. */
  public long ipv6DstLow() {
    require(isIpv6(), "IPv6");
    return frame.i64(network + 32);
  }

  /** 0 to 2^20-1; needs {@link #isIpv6}. */
  public int ipv6FlowLabel() {
    require(isIpv6(), "IPv6");
    return frame.i32(network) & 0xf_ffff;
  }

  /** 0 to 255; 44 of IPv6 fragments other than the first; needs {@link #isIp}. */
  public int ipProtocol() {
    require(isIp(), "IP");
    return protocol;
  }

  /** 0 to 63; needs {@link #isIp}. */
  public int ipDscp() {
    return trafficClass() >>> 2;
  }

  /** 0 to 3; needs {@link #isIp}. */
  public int ipEcn() {
    return trafficClass() & 3;
  }

  private int trafficClass() {
    require(isIp(), "IP");
    return ipVersion == 4 ? frame.u8(network + 1) : frame.i32(network) >>> 20 & 0xff;
  }

  /** Time to live or hop limit, 0 to 255; needs {@link #isIp}. */
  public int ipTtl() {
    require(isIp(), "IP");
    return frame.u8(network + (ipVersion == 4 ? 8 : 7));
  }

  /** True of an IP packet that holds a part of a larger one. */
  public boolean isFragment() {
    return fragment;
  }

  /** True of an IP packet that holds a part other than the first. */
  public boolean isLaterFragment() {
    return laterFragment;
  }

  /** True if there is a header of TCP, UDP or SCTP. */
  public boolean hasPorts() {
    return transport != 0 && protocol != IpProtocol.ICMP && protocol != IpProtocol.ICMPV6;
  }

  /** 0 to 65535; needs {@link #hasPorts}. */
  public int srcPort() {
    require(hasPorts(), "TCP, UDP or SCTP");
    return frame.u16(transport);
  }

  /** 0 to 65535; needs {@link #hasPorts}. */
  public int dstPort() {
    require(hasPorts(), "TCP, UDP or SCTP");
    return frame.u16(transport + 2);
  }

  /** The twelve bits after the data offset; needs {@link #hasPorts} and protocol TCP. */
  public int tcpFlags() {
    require(hasPorts() && protocol == IpProtocol.TCP, "TCP");
    return frame.u16(transport + 12) & 0xfff;
  }

  /** True if there is a header of ICMP over IPv4 or of ICMPv6 over IPv6. */
  public boolean hasIcmp() {
    return transport != 0 && (protocol == IpProtocol.ICMP || protocol == IpProtocol.ICMPV6);
  }

  /** 0 to 255; needs {@link #hasIcmp}. */
  public int icmpType() {
    require(hasIcmp(), "ICMP");
    return frame.u8(transport);
  }

  /** 0 to 255; needs {@link #hasIcmp}. */
  public int icmpCode() {
    require(hasIcmp(), "ICMP");
    return frame.u8(transport + 1);
  }

  /** True of a neighbor solicitation or advertisement with its target, of whatever soundness. */
  public boolean hasNdTarget() {
    return hasIcmp()
        && ipVersion == 6
        && (icmpType() == NeighborDiscovery.NEIGHBOR_SOLICITATION
            || icmpType() == NeighborDiscovery.NEIGHBOR_ADVERTISEMENT)
        && icmpCode() == 0
        && end - transport >= 24;
  }

  /** The first 64 bits of the target; needs {@link #hasNdTarget}. */
  public long ndTargetHigh() {
    require(hasNdTarget(), "neighbor discovery target");
    return frame.i64(transport + 8);
  }

  /** The last 64 bits of the target; needs {@link #hasNdTarget}. */
  public long ndTargetLow() {
    require(hasNdTarget(), "neighbor discovery target");
    return frame.i64(transport + 16);
  }

  /**
   * The MAC address in the option of a solicitation (source) or an advertisement (target), 0 if
   * there is none; needs {@link #hasNdTarget}.
   */
  public long ndMac() {
    require(hasNdTarget(), "neighbor discovery target");
    int wanted = icmpType() == NeighborDiscovery.NEIGHBOR_SOLICITATION ? 1 : 2;
    for (int at = transport + 24; at + 8 <= end; at += 8 * frame.u8(at + 1)) {
      if (frame.u8(at) == wanted && frame.u8(at + 1) == 1) {
        return frame.u48(at + 2);
      }
      if (frame.u8(at + 1) == 0) {
        return 0;
      }
    }
    return 0;
  }

  private static void require(boolean present, String what) {
    if (!present) {
      throw new IllegalStateException("frame has no " + what);
    }
  }
}
