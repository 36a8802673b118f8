package io.weft.core.dataplane;

import io.weft.openflow.action.Action;
import io.weft.openflow.action.ConntrackAction;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.HeaderAction;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;

/** The actions that change a packet and nothing else. */
final class PacketEditor {
  private static final int PRESENT = 0x1000;
  private static final int FIN = 1;
  private static final int RST = 4;
  private static final int IPV4_TTL = 8;
  private static final int IPV6_HOP_LIMIT = 7;

  private PacketEditor() {}

  static void edit(Action action, Packet packet) {
    switch (action) {
      case Action.SetField a -> packet.set(a.value());
      case Action.PushVlan a -> packet.pushVlan(a.etherType());
      case Action.PopVlan a -> packet.popVlan();
      case Action.StripVlan a -> packet.popVlan();
      case Action.PushPbb a -> packet.pushPbb(a.etherType());
      case Action.PopPbb a -> packet.popPbb();
      case Action.SetNwTtl a -> packet.setTtl(a.ttl());
      case Action.SetMplsTtl a -> packet.set(Field.MPLS_TTL, Bits.of(a.ttl()));
      case Action.SetMplsLabel a -> packet.set(Field.MPLS_LABEL, Bits.of(a.label()));
      case Action.SetMplsTc a -> packet.set(Field.MPLS_TC, Bits.of(a.trafficClass()));
      case Action.CopyTtlOut a -> copyTtl(packet, true);
      case Action.CopyTtlIn a -> copyTtl(packet, false);
      case Action.SetVlanVid a -> setVlanId(packet, a.vid());
      case Action.SetVlanPcp a -> setPriority(packet, a.pcp());
      case Action.SetTagVid a -> {
        if (packet.layout().has(Layer.VLAN)) {
          setVlanId(packet, a.vid());
        }
      }
      case Action.SetTagPcp a -> {
        if (packet.layout().has(Layer.VLAN)) {
          setPriority(packet, a.pcp());
        }
      }
      case Action.SetDlSrc a -> packet.set(Field.ETH_SRC, Bits.of(a.address().bits()));
      case Action.SetDlDst a -> packet.set(Field.ETH_DST, Bits.of(a.address().bits()));
      case Action.SetNwSrc a -> packet.set(Field.IPV4_SRC, Bits.of(a.address().bits()));
      case Action.SetNwDst a -> packet.set(Field.IPV4_DST, Bits.of(a.address().bits()));
      case Action.SetNwTos a -> packet.set(Field.IP_DSCP, Bits.of(a.tos() >>> 2));
      case Action.SetNwEcn a -> packet.set(Field.IP_ECN, Bits.of(a.ecn()));
      case Action.SetTpSrc a -> {
        packet.set(Field.TCP_SRC, Bits.of(a.port()));
        packet.set(Field.UDP_SRC, Bits.of(a.port()));
        packet.set(Field.SCTP_SRC, Bits.of(a.port()));
        packet.set(Field.ICMPV4_TYPE, Bits.of(a.port() & 0xff));
        packet.set(Field.ICMPV6_TYPE, Bits.of(a.port() & 0xff));
      }
      case Action.SetTpDst a -> {
        packet.set(Field.TCP_DST, Bits.of(a.port()));
        packet.set(Field.UDP_DST, Bits.of(a.port()));
        packet.set(Field.SCTP_DST, Bits.of(a.port()));
        packet.set(Field.ICMPV4_CODE, Bits.of(a.port() & 0xff));
        packet.set(Field.ICMPV6_CODE, Bits.of(a.port() & 0xff));
      }
      case Action.SetQueue a -> {} // queues change nothing of where a packet goes
      case NxAction.SetTunnel a -> packet.set(Field.TUNNEL_ID, Bits.of(a.id()));
      case NxAction.SetTunnel64 a -> packet.set(Field.TUNNEL_ID, Bits.of(a.id()));
      case FieldAction.CopyField a -> copy(packet, a.source(), a.target());
      case FieldAction.OnfCopyField a -> copy(packet, a.source(), a.target());
      case FieldAction.RegLoad a -> packet.set(a.target(), Bits.of(a.value()));
      case FieldAction.RegLoad2 a -> packet.set(a.value());
      case FieldAction.Multipath a -> packet.set(a.target(), Bits.of(PathChoice.link(a, packet)));
      case FieldAction.CheckPktLarger a ->
          packet.set(a.target(), Bits.of(packet.length() > a.octets() ? 1 : 0));
      case Action.Output _,
          Action.Group _,
          Action.Enqueue _,
          Action.Meter _,
          Action.PushMpls _,
          Action.PopMpls _,
          Action.DecMplsTtl _,
          Action.DecNwTtl _,
          FieldAction _,
          NxAction _,
          ConntrackAction _,
          HeaderAction _,
          Learn _,
          Learn.Limited _,
          Action.Unknown _ ->
          throw ActionExecutor.unchecked(action);
    }
  }

  private static void setVlanId(Packet packet, int id) {
    packet.setVlanTci(packet.vlanTci() & ~0xfff | PRESENT | id);
  }

  private static void setPriority(Packet packet, int priority) {
    packet.setVlanTci(packet.vlanTci() & 0x1fff | PRESENT | priority << 13);
  }

  private static void copy(Packet packet, Subfield source, Subfield target) {
    if (packet.has(source.field()) && packet.has(target.field())) {
      packet.set(target, packet.get(source));
    }
  }

  static boolean endsConnection(Packet packet) {
    return (packet.low(Field.TCP_FLAGS) & (FIN | RST)) != 0;
  }

  /**
   * Copies the TTL between the outermost label and the header below it: a label, or IP at the
   * bottom of the stack (OpenFlow 1.3.5, 5.12).
   */
  private static void copyTtl(Packet packet, boolean outwards) {
    FrameLayout layout = packet.layout();
    if (!layout.has(Layer.MPLS)) {
      return;
    }
    boolean bottom = layout.labels() == 1 && layout.hasBottomLabel();
    int below = 32 + (bottom ? innerTtl(packet) * 8 : 24);
    if (below < 32 || layout.at(Layer.MPLS) + below / 8 >= packet.length()) {
      return;
    }
    Spot inner = new Spot(Layer.MPLS, below);
    if (outwards) {
      packet.set(Field.MPLS_TTL, Bits.of(packet.read(inner, 8)));
    } else {
      packet.writeInner(inner, (int) packet.low(Field.MPLS_TTL), bottom && below == 96);
    }
  }

  /** Octets from the IP header's beginning to its TTL; below 0 if there is none. */
  private static int innerTtl(Packet packet) {
    int at = packet.layout().at(Layer.MPLS) + 4;
    if (at >= packet.length()) {
      return -8;
    }
    return switch ((int) packet.read(new Spot(Layer.MPLS, 32), 4)) {
      case 4 -> IPV4_TTL;
      case 6 -> IPV6_HOP_LIMIT;
      default -> -8;
    };
  }
}
