package io.weft.core.dataplane;

import io.weft.openflow.match.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * How a match field is read from a packet: the table of the fields that a packet can carry
 * (OpenFlow 1.3.5, 7.2.3.7).
 */
sealed interface PacketField {
  Spot PROTOCOL = new Spot(Layer.IP_PROTO, 0);

  boolean isIn(Packet packet);

  /** Bits 127..64; call it only if the field is there. */
  long high(Packet packet);

  /** Bits 63..0; call it only if the field is there. */
  long low(Packet packet);

  /** Bits of a header; the first place whose header is there counts. */
  record InHeader(int width, List<Spot> spots) implements PacketField {
    Optional<Spot> spotIn(Packet packet) {
      return spots.stream().filter(spot -> packet.layout().has(spot.layer())).findFirst();
    }

    private Spot presentSpot(Packet packet) {
      for (Spot spot : spots) {
        if (packet.layout().has(spot.layer())) {
          return spot;
        }
      }
      throw new IllegalStateException("read without isIn: " + this);
    }

    @Override
    public boolean isIn(Packet packet) {
      for (Spot spot : spots) {
        if (packet.layout().has(spot.layer())) {
          return true;
        }
      }
      return false;
    }

    @Override
    public long high(Packet packet) {
      return width <= 64 ? 0 : packet.read(presentSpot(packet), 64);
    }

    @Override
    public long low(Packet packet) {
      Spot spot = presentSpot(packet);
      return width <= 64
          ? packet.read(spot, width)
          : packet.read(new Spot(spot.layer(), spot.bit() + 64), 64);
    }
  }

  /** What every packet has, computed. */
  record Computed(ToLongFunction<Packet> value) implements PacketField {
    @Override
    public boolean isIn(Packet packet) {
      return true;
    }

    @Override
    public long high(Packet packet) {
      return 0;
    }

    @Override
    public long low(Packet packet) {
      return value.applyAsLong(packet);
    }
  }

  /** How to read a field; empty if no packet of this model carries it. */
  static Optional<PacketField> of(Field<?> field) {
    return Optional.ofNullable(Table.ROWS.get(field));
  }

  /** Where a packet has a field that can be written in place. */
  static Optional<Spot> spotIn(Packet packet, Field<?> field) {
    return Table.ROWS.get(field) instanceof InHeader header
        ? header.spotIn(packet)
        : Optional.empty();
  }

  /** The rows. */
  final class Table {
    private static final Map<Field<?>, PacketField> ROWS = new HashMap<>();

    // spotless:off
    static {
      computed(Field.IN_PORT,     packet -> packet.inPort().number());
      computed(Field.IN_PHY_PORT, packet -> packet.inPort().number());
      computed(Field.METADATA,    Packet::metadata);
      computed(Field.TUNNEL_ID,   Packet::tunnelId);
      computed(Field.PACKET_TYPE, packet -> 0); // Ethernet
      computed(Field.ETH_TYPE,    packet -> packet.layout().etherType());
      computed(Field.VLAN_VID,    Table::vlanId);
      put(Field.ETH_DST,        new Spot(Layer.ETHERNET, 0));
      put(Field.ETH_SRC,        new Spot(Layer.ETHERNET, 48));
      put(Field.VLAN_PCP,       new Spot(Layer.VLAN, 0));
      put(Field.IP_DSCP,        new Spot(Layer.IPV4, 8), new Spot(Layer.IPV6, 4));
      put(Field.IP_ECN,         new Spot(Layer.IPV4, 14), new Spot(Layer.IPV6, 10));
      put(Field.IP_PROTO,       PROTOCOL);
      put(Field.IPV4_SRC,       new Spot(Layer.IPV4, 96));
      put(Field.IPV4_DST,       new Spot(Layer.IPV4, 128));
      put(Field.TCP_SRC,        new Spot(Layer.TCP, 0));
      put(Field.TCP_DST,        new Spot(Layer.TCP, 16));
      put(Field.TCP_FLAGS,      new Spot(Layer.TCP, 100));
      put(Field.UDP_SRC,        new Spot(Layer.UDP, 0));
      put(Field.UDP_DST,        new Spot(Layer.UDP, 16));
      put(Field.SCTP_SRC,       new Spot(Layer.SCTP, 0));
      put(Field.SCTP_DST,       new Spot(Layer.SCTP, 16));
      put(Field.ICMPV4_TYPE,    new Spot(Layer.ICMPV4, 0));
      put(Field.ICMPV4_CODE,    new Spot(Layer.ICMPV4, 8));
      put(Field.ARP_OP,         new Spot(Layer.ARP, 48));
      put(Field.ARP_SHA,        new Spot(Layer.ARP, 64));
      put(Field.ARP_SPA,        new Spot(Layer.ARP, 112));
      put(Field.ARP_THA,        new Spot(Layer.ARP, 144));
      put(Field.ARP_TPA,        new Spot(Layer.ARP, 192));
      put(Field.IPV6_SRC,       new Spot(Layer.IPV6, 64));
      put(Field.IPV6_DST,       new Spot(Layer.IPV6, 192));
      put(Field.IPV6_FLABEL,    new Spot(Layer.IPV6, 12));
      put(Field.ICMPV6_TYPE,    new Spot(Layer.ICMPV6, 0));
      put(Field.ICMPV6_CODE,    new Spot(Layer.ICMPV6, 8));
      put(Field.IPV6_ND_TARGET, new Spot(Layer.ND_TARGET, 0));
      put(Field.IPV6_ND_SLL,    new Spot(Layer.ND_SLL, 0));
      put(Field.IPV6_ND_TLL,    new Spot(Layer.ND_TLL, 0));
      put(Field.MPLS_LABEL,     new Spot(Layer.MPLS, 0));
      put(Field.MPLS_TC,        new Spot(Layer.MPLS, 20));
      put(Field.MPLS_BOS,       new Spot(Layer.MPLS, 23));
      put(Field.PBB_UCA,        new Spot(Layer.PBB, 4));
      put(Field.PBB_ISID,       new Spot(Layer.PBB, 8));
      computed(Field.IPV6_EXTHDR, packet -> packet.layout().extensionHeaders());
    }
    // spotless:on

    private Table() {}

    private static void put(Field<?> field, Spot... spots) {
      ROWS.put(field, new InHeader(field.width(), List.of(spots)));
    }

    private static void computed(Field<?> field, ToLongFunction<Packet> value) {
      ROWS.put(field, new Computed(value));
    }

    /** Bit 12 says that there is a tag (OpenFlow 1.3.5, 7.2.3.8, OFPVID_PRESENT). */
    private static long vlanId(Packet packet) {
      return packet.layout().has(Layer.VLAN)
          ? 0x1000 | packet.read(new Spot(Layer.VLAN, 4), 12)
          : 0;
    }
  }
}
