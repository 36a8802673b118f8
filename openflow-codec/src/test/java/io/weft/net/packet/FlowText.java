package io.weft.net.packet;

import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import java.util.ArrayList;
import java.util.List;

/** Prints what a view sees of a frame as {@code ovs-ofctl parse-pcap} does. */
final class FlowText {
  private static final String[] TCP_FLAGS = {
    "fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr", "ns"
  };

  private FlowText() {}

  static String of(FrameView view) {
    List<String> parts = new ArrayList<>();
    String name = protocol(view);
    if (!name.isEmpty()) {
      parts.add(name);
    }
    parts.add("in_port=ANY");
    vlans(view, parts);
    parts.add("dl_src=" + new MacAddress(view.ethSrc()));
    parts.add("dl_dst=" + new MacAddress(view.ethDst()));
    if (name.isEmpty()) {
      parts.add(String.format("dl_type=0x%04x", view.etherType()));
    } else if (name.equals("arp")) {
      arp(view, parts);
    } else {
      ip(view, name, parts);
    }
    return String.join(",", parts);
  }

  private static String protocol(FrameView view) {
    if (view.isArp()) {
      return "arp";
    }
    if (!view.isIp()) {
      return "";
    }
    String six = view.isIpv6() ? "6" : "";
    return switch (view.ipProtocol()) {
      case IpProtocol.TCP -> "tcp" + six;
      case IpProtocol.UDP -> "udp" + six;
      case IpProtocol.SCTP -> "sctp" + six;
      case IpProtocol.ICMP -> view.isIpv4() ? "icmp" : "ipv6";
      case IpProtocol.ICMPV6 -> view.isIpv6() ? "icmp6" : "ip";
      default -> view.isIpv6() ? "ipv6" : "ip";
    };
  }

  private static void vlans(FrameView view, List<String> parts) {
    if (view.tagCount() == 0) {
      parts.add("vlan_tci=0x0000");
      return;
    }
    for (int tag = 0; tag < view.tagCount(); tag++) {
      String index = tag == 0 ? "" : "" + tag;
      parts.add("dl_vlan" + index + "=" + view.vlanId(tag));
      parts.add("dl_vlan_pcp" + index + "=" + view.vlanPcp(tag));
    }
    if (view.tagCount() == 1) {
      parts.add("vlan_tci1=0x0000");
    }
  }

  private static void arp(FrameView view, List<String> parts) {
    parts.add("arp_spa=" + new Ipv4Address(view.arpSenderIp()));
    parts.add("arp_tpa=" + new Ipv4Address(view.arpTargetIp()));
    parts.add("arp_op=" + view.arpOperation());
    parts.add("arp_sha=" + new MacAddress(view.arpSenderMac()));
    parts.add("arp_tha=" + new MacAddress(view.arpTargetMac()));
  }

  private static void ip(FrameView view, String name, List<String> parts) {
    if (view.isIpv4()) {
      parts.add("nw_src=" + new Ipv4Address(view.ipv4Src()));
      parts.add("nw_dst=" + new Ipv4Address(view.ipv4Dst()));
    } else {
      parts.add("ipv6_src=" + new Ipv6Address(view.ipv6SrcHigh(), view.ipv6SrcLow()));
      parts.add("ipv6_dst=" + new Ipv6Address(view.ipv6DstHigh(), view.ipv6DstLow()));
      parts.add(String.format("ipv6_label=0x%05x", view.ipv6FlowLabel()));
    }
    if (name.startsWith("ip")) {
      parts.add("nw_proto=" + view.ipProtocol());
    }
    parts.add("nw_tos=" + 4 * view.ipDscp());
    parts.add("nw_ecn=" + view.ipEcn());
    parts.add("nw_ttl=" + view.ipTtl());
    parts.add("nw_frag=" + fragment(view));
    if (view.hasPorts()) {
      parts.add("tp_src=" + view.srcPort());
      parts.add("tp_dst=" + view.dstPort());
      if (view.ipProtocol() == IpProtocol.TCP) {
        parts.add("tcp_flags=" + tcpFlags(view.tcpFlags()));
      }
    }
    if (view.hasIcmp()) {
      parts.add("icmp_type=" + view.icmpType());
      parts.add("icmp_code=" + view.icmpCode());
    }
    if (view.hasNdTarget()) {
      boolean solicitation = view.icmpType() == NeighborDiscovery.NEIGHBOR_SOLICITATION;
      MacAddress mac = new MacAddress(view.ndMac());
      parts.add("nd_target=" + new Ipv6Address(view.ndTargetHigh(), view.ndTargetLow()));
      parts.add("nd_sll=" + (solicitation ? mac : MacAddress.ZERO));
      parts.add("nd_tll=" + (solicitation ? MacAddress.ZERO : mac));
    }
  }

  private static String fragment(FrameView view) {
    if (!view.isFragment()) {
      return "no";
    }
    return view.isLaterFragment() ? "later" : "first";
  }

  private static String tcpFlags(int flags) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < TCP_FLAGS.length; i++) {
      if ((flags >> i & 1) != 0) {
        names.add(TCP_FLAGS[i]);
      }
    }
    return names.isEmpty() ? "0" : String.join("|", names);
  }
}
