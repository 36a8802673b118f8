package io.weft.core.dataplane;

import io.weft.net.PortNo;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Registers;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a match field is read from a packet and written to it: the table of the fields that a packet
 * can carry (OpenFlow 1.3.5, 7.2.3.7; Open vSwitch, meta-flow.h). What a packet does not have is
 * read as zero.
 */
sealed interface PacketField {
  Spot PROTOCOL = new Spot(Layer.IP_PROTO, 0);

  boolean isIn(Packet packet);

  /** Bits 127..64. */
  long high(Packet packet);

  /** Bits 63..0. */
  long low(Packet packet);

  /** Whether there is a way to write it. */
  boolean isWritable();

  /** Writes it, if the packet has it. */
  void write(Packet packet, Bits value);

  /**
   * Whether a lookup takes it for zero in a fragment, the first one too: OFPC_FRAG_NORMAL (OpenFlow
   * 1.0.0, 5.3.2; 1.3.5, 7.3.2).
   */
  default boolean isHiddenInFragments() {
    return false;
  }

  /** Bits of a header; the first place whose header is there counts. */
  record InHeader(int width, boolean isWritable, List<Spot> spots) implements PacketField {
    @Nullable Spot spotIn(Packet packet) {
      for (Spot spot : spots) {
        if (packet.layout().has(spot.layer())) {
          return spot;
        }
      }
      return null;
    }

    @Override
    public boolean isIn(Packet packet) {
      return spotIn(packet) != null;
    }

    @Override
    public long high(Packet packet) {
      Spot spot = width <= 64 ? null : spotIn(packet);
      return spot == null ? 0 : packet.read(spot, 64);
    }

    @Override
    public long low(Packet packet) {
      Spot spot = spotIn(packet);
      if (spot == null) {
        return 0;
      }
      return width <= 64
          ? packet.read(spot, width)
          : packet.read(new Spot(spot.layer(), spot.bit() + 64), 64);
    }

    @Override
    public void write(Packet packet, Bits value) {
      Spot spot = spotIn(packet);
      if (spot == null) {
        return;
      }
      if (width <= 64) {
        packet.write(spot, width, value.low());
      } else {
        packet.write(spot, 64, value.high());
        packet.write(new Spot(spot.layer(), spot.bit() + 64), 64, value.low());
      }
    }

    @Override
    public boolean isHiddenInFragments() {
      return switch (spots.getFirst().layer()) {
        case TCP -> spots.getFirst().bit() < 32;
        case UDP, SCTP, ICMPV4, ICMPV6 -> true;
        default -> false;
      };
    }
  }

  /** What is computed from up to 64 bits, and may be written in a way of its own. */
  record Computed(ToLongFunction<Packet> value, @Nullable ObjLongConsumer<Packet> writer)
      implements PacketField {
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

    @Override
    public boolean isWritable() {
      return writer != null;
    }

    @Override
    public void write(Packet packet, Bits bits) {
      if (writer != null) {
        writer.accept(packet, bits.low());
      }
    }
  }

  /** What the switch keeps beside the frame. */
  record Stored(Field<?> field) implements PacketField {
    @Override
    public boolean isIn(Packet packet) {
      return true;
    }

    @Override
    public long high(Packet packet) {
      return packet.pipeline().get(field).high();
    }

    @Override
    public long low(Packet packet) {
      return packet.pipeline().get(field).low();
    }

    @Override
    public boolean isWritable() {
      return true;
    }

    @Override
    public void write(Packet packet, Bits value) {
      packet.pipeline().set(field, value);
    }
  }

  /** A register of 128 bits, which is two of 64. */
  record WideRegister(int first) implements PacketField {
    @Override
    public boolean isIn(Packet packet) {
      return true;
    }

    @Override
    public long high(Packet packet) {
      return packet.pipeline().pair(first);
    }

    @Override
    public long low(Packet packet) {
      return packet.pipeline().pair(first + 1);
    }

    @Override
    public boolean isWritable() {
      return true;
    }

    @Override
    public void write(Packet packet, Bits value) {
      packet.pipeline().setPair(first, value.high());
      packet.pipeline().setPair(first + 1, value.low());
    }
  }

  /** How to read a field; empty if no packet of this model carries it. */
  static Optional<PacketField> of(Field<?> field) {
    return Optional.ofNullable(Table.ROWS[field.ordinal()]);
  }

  /** The rows. */
  final class Table {
    static final @Nullable PacketField[] ROWS = new PacketField[Field.all().size()];

    // spotless:off
    static {
      computed(Field.IN_PORT,       packet -> packet.inPort().number(), (packet, value) -> packet.setInPort(PortNo.of((int) value)));
      computed(Field.IN_PORT_16,    packet -> packet.inPort().number() & 0xffff, (packet, value) -> packet.setInPort(port16(value)));
      computed(Field.IN_PHY_PORT,   packet -> packet.inPort().number());
      computed(Field.ACTSET_OUTPUT, packet -> packet.actionSetOutput().number());
      computed(Field.PACKET_TYPE,   packet -> 0); // Ethernet
      computed(Field.DP_HASH,       packet -> packet.dpHash() & 0xffff_ffffL);
      computed(Field.RECIRC_ID,     packet -> 0);
      computed(Field.CONJ_ID,       packet -> packet.conjunction() & 0xffff_ffffL);
      computed(Field.SKB_PRIORITY,  packet -> 0);
      // There is no connection tracker, so no packet is tracked.
      for (Field<?> field : Field.all()) {
        if (field.oxmName().startsWith("ct_")) {
          computed(field, packet -> 0);
        }
      }
      PipelineFields.STORED.forEach(field -> set(field, new Stored(field)));
      for (int i = 0; i < 16; i++) {
        int index = i;
        computed(Registers.ALL.get(i), packet -> packet.pipeline().register(index), (packet, value) -> packet.pipeline().setRegister(index, value));
      }
      for (int i = 0; i < 8; i++) {
        int index = i;
        computed(Field.named("xreg" + i).orElseThrow(), packet -> packet.pipeline().pair(index), (packet, value) -> packet.pipeline().setPair(index, value));
      }
      for (int i = 0; i < 4; i++) {
        set(Field.named("xxreg" + i).orElseThrow(), new WideRegister(2 * i));
      }
      computed(Field.ETH_TYPE,      packet -> packet.layout().etherType());
      computed(Field.VLAN_TCI,      Packet::vlanTci, (packet, value) -> packet.setVlanTci((int) value));
      computed(Field.VLAN_VID,      packet -> packet.vlanTci() & 0x1fff, (packet, value) -> packet.setVlanTci(packet.vlanTci() & 0xe000 | (int) value));
      put(Field.ETH_DST,         new Spot(Layer.ETHERNET, 0));
      put(Field.ETH_SRC,         new Spot(Layer.ETHERNET, 48));
      put(Field.VLAN_PCP,        new Spot(Layer.VLAN, 0));
      put(Field.MPLS_LABEL,      new Spot(Layer.MPLS, 0));
      put(Field.MPLS_TC,         new Spot(Layer.MPLS, 20));
      readOnly(Field.MPLS_BOS,   new Spot(Layer.MPLS, 23));
      put(Field.MPLS_TTL,        new Spot(Layer.MPLS, 24));
      put(Field.PBB_UCA,         new Spot(Layer.PBB, 4));
      put(Field.PBB_ISID,        new Spot(Layer.PBB, 8));
      computed(Field.IP_FRAG,    packet -> packet.layout().fragment());
      computed(Field.NW_TOS,     packet -> packet.low(Field.IP_DSCP) << 2, (packet, value) -> packet.set(Field.IP_DSCP, Bits.of(value >>> 2)));
      put(Field.IP_DSCP,         new Spot(Layer.IPV4, 8), new Spot(Layer.IPV6, 4));
      put(Field.IP_ECN,          new Spot(Layer.IPV4, 14), new Spot(Layer.IPV6, 10));
      put(Field.NW_TTL,          new Spot(Layer.IPV4, 64), new Spot(Layer.IPV6, 56));
      readOnly(Field.IP_PROTO,   PROTOCOL);
      put(Field.IPV4_SRC,        new Spot(Layer.IPV4, 96));
      put(Field.IPV4_DST,        new Spot(Layer.IPV4, 128));
      put(Field.IPV6_SRC,        new Spot(Layer.IPV6, 64));
      put(Field.IPV6_DST,        new Spot(Layer.IPV6, 192));
      put(Field.IPV6_FLABEL,     new Spot(Layer.IPV6, 12));
      computed(Field.IPV6_EXTHDR, packet -> packet.layout().extensionHeaders());
      put(Field.TCP_SRC,         new Spot(Layer.TCP, 0));
      put(Field.TCP_DST,         new Spot(Layer.TCP, 16));
      readOnly(Field.TCP_FLAGS,  new Spot(Layer.TCP, 100));
      put(Field.UDP_SRC,         new Spot(Layer.UDP, 0));
      put(Field.UDP_DST,         new Spot(Layer.UDP, 16));
      put(Field.SCTP_SRC,        new Spot(Layer.SCTP, 0));
      put(Field.SCTP_DST,        new Spot(Layer.SCTP, 16));
      put(Field.ICMPV4_TYPE,     new Spot(Layer.ICMPV4, 0));
      put(Field.ICMPV4_CODE,     new Spot(Layer.ICMPV4, 8));
      put(Field.ICMPV6_TYPE,     new Spot(Layer.ICMPV6, 0));
      put(Field.ICMPV6_CODE,     new Spot(Layer.ICMPV6, 8));
      put(Field.ND_RESERVED,     new Spot(Layer.ND_TARGET, -32));
      put(Field.IPV6_ND_TARGET,  new Spot(Layer.ND_TARGET, 0));
      put(Field.ND_OPTIONS_TYPE, new Spot(Layer.ND_SLL, -16), new Spot(Layer.ND_TLL, -16));
      put(Field.IPV6_ND_SLL,     new Spot(Layer.ND_SLL, 0));
      put(Field.IPV6_ND_TLL,     new Spot(Layer.ND_TLL, 0));
      put(Field.ARP_OP,          new Spot(Layer.ARP, 48));
      put(Field.ARP_SHA,         new Spot(Layer.ARP, 64));
      put(Field.ARP_SPA,         new Spot(Layer.ARP, 112));
      put(Field.ARP_THA,         new Spot(Layer.ARP, 144));
      put(Field.ARP_TPA,         new Spot(Layer.ARP, 192));
    }
    // spotless:on

    private Table() {}

    private static void set(Field<?> field, PacketField row) {
      ROWS[field.ordinal()] = row;
    }

    private static void put(Field<?> field, Spot... spots) {
      set(field, new InHeader(field.width(), true, List.of(spots)));
    }

    private static void readOnly(Field<?> field, Spot... spots) {
      set(field, new InHeader(field.width(), false, List.of(spots)));
    }

    private static void computed(Field<?> field, ToLongFunction<Packet> value) {
      set(field, new Computed(value, null));
    }

    private static void computed(
        Field<?> field, ToLongFunction<Packet> value, ObjLongConsumer<Packet> writer) {
      set(field, new Computed(value, writer));
    }

    /** The reserved ports of 16 bits are the low halves of those of 32. */
    private static PortNo port16(long value) {
      return PortNo.of(value >= 0xff00 ? (int) value | 0xffff_0000 : (int) value);
    }
  }
}
