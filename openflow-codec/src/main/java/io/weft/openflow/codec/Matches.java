package io.weft.openflow.codec;

import io.weft.net.PortNo;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/** A match in the form of the version: OXM since 1.2, the struct of 40 octets in 1.0 (5.2.3). */
final class Matches {
  // spotless:off
  private static final int WILD_IN_PORT  = 1;
  private static final int WILD_VLAN     = 1 << 1;
  private static final int WILD_DL_SRC   = 1 << 2;
  private static final int WILD_DL_DST   = 1 << 3;
  private static final int WILD_DL_TYPE  = 1 << 4;
  private static final int WILD_NW_PROTO = 1 << 5;
  private static final int WILD_TP_SRC   = 1 << 6;
  private static final int WILD_TP_DST   = 1 << 7;
  private static final int NW_SRC_SHIFT  = 8;
  private static final int NW_DST_SHIFT  = 14;
  private static final int WILD_VLAN_PCP = 1 << 20;
  private static final int WILD_NW_TOS   = 1 << 21;
  private static final int WILD_ALL      = (1 << 22) - 1;
  private static final int WILD_IP       = WILD_NW_TOS | WILD_NW_PROTO | WILD_TP_SRC | WILD_TP_DST;
  // spotless:on

  private static final int VLAN_NONE = 0xffff;
  private static final int VLAN_PRESENT = 0x1000;
  private static final int ETH_IPV4 = 0x0800;
  private static final int ETH_ARP = 0x0806;
  private static final int ETH_RARP = 0x8035;
  private static final int ETH_IPV6 = 0x86dd;
  private static final int ICMP = 1;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int SCTP = 132;

  private Matches() {}

  static Match read(WireReader in) {
    return in.version() == OfVersion.OF10 ? readOf10(in) : Oxm.readMatch(in);
  }

  static void write(Match match, WireWriter out) {
    if (out.version() == OfVersion.OF10) {
      writeOf10(match, out);
    } else {
      Oxm.writeMatch(match, out);
    }
  }

  /**
   * Reads the struct. Parts that the ethertype or protocol gives no meaning are passed over, as
   * Open vSwitch does.
   */
  private static Match readOf10(WireReader in) {
    int wild = in.i32();
    int inPort = in.u16();
    long dlSrc = in.u48();
    long dlDst = in.u48();
    int vlan = in.u16();
    int pcp = in.u8();
    in.skip(1);
    int dlType = in.u16();
    int tos = in.u8();
    int proto = in.u8();
    in.skip(2);
    long nwSrc = in.u32();
    long nwDst = in.u32();
    int tpSrc = in.u16();
    int tpDst = in.u16();

    Match.Builder match = Match.builder();
    if ((wild & WILD_IN_PORT) == 0) {
      match.set(Field.IN_PORT, PortCodec.widen(inPort));
    }
    setIf(match, (wild & WILD_DL_SRC) == 0, Field.ETH_SRC, dlSrc);
    setIf(match, (wild & WILD_DL_DST) == 0, Field.ETH_DST, dlDst);
    readVlan(match, wild, vlan, pcp);
    if ((wild & WILD_DL_TYPE) != 0) {
      return match.build();
    }
    setIf(match, true, Field.ETH_TYPE, dlType);
    if (dlType == ETH_IPV4) {
      setIf(match, (wild & WILD_NW_TOS) == 0, Field.IP_DSCP, tos >>> 2);
      setIf(match, (wild & WILD_NW_PROTO) == 0, Field.IP_PROTO, proto);
      setPrefix(match, Field.IPV4_SRC, nwSrc, wild >>> NW_SRC_SHIFT);
      setPrefix(match, Field.IPV4_DST, nwDst, wild >>> NW_DST_SHIFT);
      if ((wild & WILD_NW_PROTO) == 0) {
        TransportFields transport = TransportFields.of(proto);
        setIf(match, transport.exist() && (wild & WILD_TP_SRC) == 0, transport.src(), tpSrc);
        setIf(match, transport.exist() && (wild & WILD_TP_DST) == 0, transport.dst(), tpDst);
      }
    } else if (dlType == ETH_ARP || dlType == ETH_RARP) {
      setIf(match, (wild & WILD_NW_PROTO) == 0, Field.ARP_OP, proto);
      setPrefix(match, Field.ARP_SPA, nwSrc, wild >>> NW_SRC_SHIFT);
      setPrefix(match, Field.ARP_TPA, nwDst, wild >>> NW_DST_SHIFT);
    }
    return match.build();
  }

  /** What tp_src and tp_dst mean under an IP protocol. */
  private record TransportFields(boolean exist, Field<Integer> src, Field<Integer> dst) {
    static TransportFields of(int protocol) {
      return switch (protocol) {
        case ICMP -> new TransportFields(true, Field.ICMPV4_TYPE, Field.ICMPV4_CODE);
        case TCP -> new TransportFields(true, Field.TCP_SRC, Field.TCP_DST);
        case UDP -> new TransportFields(true, Field.UDP_SRC, Field.UDP_DST);
        case SCTP -> new TransportFields(true, Field.SCTP_SRC, Field.SCTP_DST);
        default -> new TransportFields(false, Field.TCP_SRC, Field.TCP_DST);
      };
    }
  }

  private static void setIf(Match.Builder match, boolean given, Field<?> field, long value) {
    if (given) {
      long full = (1L << field.width()) - 1;
      match.set(field, 0, value & full, 0, full);
    }
  }

  /** The low six bits of {@code ignored} count the low address bits that do not matter. */
  private static void setPrefix(Match.Builder match, Field<?> field, long value, int ignored) {
    int bits = Math.min(ignored & 0x3f, 32);
    long mask = 0xffff_ffffL << bits & 0xffff_ffffL;
    match.set(field, 0, value & mask, 0, mask);
  }

  private static void readVlan(Match.Builder match, int wild, int vlan, int pcp) {
    boolean pcpGiven = (wild & WILD_VLAN_PCP) == 0;
    if ((wild & WILD_VLAN) != 0) {
      if (pcpGiven) {
        match.set(Field.VLAN_VID, VLAN_PRESENT, VLAN_PRESENT).set(Field.VLAN_PCP, pcp & 7);
      }
    } else if (vlan == VLAN_NONE) {
      match.set(Field.VLAN_VID, 0);
    } else {
      match.set(Field.VLAN_VID, VLAN_PRESENT | vlan & 0xfff);
      if (pcpGiven) {
        match.set(Field.VLAN_PCP, pcp & 7);
      }
    }
  }

  private static void writeOf10(Match match, WireWriter out) {
    Of10Struct struct = new Of10Struct(match);
    out.i32(struct.wild);
    out.u16(struct.inPort);
    out.u48(match.low(Field.ETH_SRC));
    out.u48(match.low(Field.ETH_DST));
    out.u16(struct.vlan);
    out.u8((int) match.low(Field.VLAN_PCP));
    out.zero(1);
    out.u16((int) match.low(Field.ETH_TYPE));
    out.u8((int) match.low(Field.IP_DSCP) << 2);
    out.u8(struct.proto);
    out.zero(2);
    out.u32(struct.nwSrc);
    out.u32(struct.nwDst);
    out.u16(struct.tpSrc);
    out.u16(struct.tpDst);
  }

  /** The parts of the struct that are more than a copy of one field. */
  private static final class Of10Struct {
    private final Match match;
    private int wild = WILD_ALL & ~(0x3f << NW_SRC_SHIFT | 0x3f << NW_DST_SHIFT);
    private int inPort;
    private int vlan;
    private int proto;
    private long nwSrc;
    private long nwDst;
    private int tpSrc;
    private int tpDst;

    Of10Struct(Match match) {
      this.match = match;
      int ignoredSrc = 32;
      int ignoredDst = 32;
      if (!match.unknown().isEmpty() || match.missingPrerequisite().isPresent()) {
        throw EncodeException.unsayable("match '" + match + "'", OfVersion.OF10);
      }
      for (Field<?> field : match.fields()) {
        // spotless:off
        if      (field == Field.IN_PORT)   { inPort = PortCodec.narrow(new PortNo((int) match.low(field))); clear(WILD_IN_PORT); }
        else if (field == Field.ETH_SRC)   { exact(field, WILD_DL_SRC); }
        else if (field == Field.ETH_DST)   { exact(field, WILD_DL_DST); }
        else if (field == Field.ETH_TYPE)  { exact(field, WILD_DL_TYPE); }
        else if (field == Field.VLAN_VID)  { vlan(); }
        else if (field == Field.VLAN_PCP)  { exact(field, WILD_VLAN_PCP); }
        else if (field == Field.IP_DSCP)   { exact(field, WILD_NW_TOS); }
        else if (field == Field.IP_PROTO)  { proto = exact(field, WILD_NW_PROTO); }
        else if (field == Field.ARP_OP)    { proto = arpOp(field); }
        else if (field == Field.IPV4_SRC || field == Field.ARP_SPA) { nwSrc = match.low(field); ignoredSrc = ignoredBits(field); }
        else if (field == Field.IPV4_DST || field == Field.ARP_TPA) { nwDst = match.low(field); ignoredDst = ignoredBits(field); }
        else if (field == Field.TCP_SRC || field == Field.UDP_SRC || field == Field.SCTP_SRC || field == Field.ICMPV4_TYPE) { tpSrc = exact(field, WILD_TP_SRC); }
        else if (field == Field.TCP_DST || field == Field.UDP_DST || field == Field.SCTP_DST || field == Field.ICMPV4_CODE) { tpDst = exact(field, WILD_TP_DST); }
        else { throw EncodeException.unsayable("match field " + field, OfVersion.OF10); }
        // spotless:on
      }
      wild |= ignoredSrc << NW_SRC_SHIFT | ignoredDst << NW_DST_SHIFT;
    }

    private void clear(int bit) {
      wild &= ~bit;
    }

    private int exact(Field<?> field, int wildcard) {
      boolean withinIpv6 = match.low(Field.ETH_TYPE) == ETH_IPV6 && (wildcard & WILD_IP) != 0;
      if (!match.isExact(field) || withinIpv6) {
        throw EncodeException.unsayable("match '" + match + "'", OfVersion.OF10);
      }
      clear(wildcard);
      return (int) match.low(field);
    }

    private int arpOp(Field<?> field) {
      int op = exact(field, WILD_NW_PROTO);
      if (op > 0xff) {
        throw EncodeException.unsayable("arp_op=" + op, OfVersion.OF10);
      }
      return op;
    }

    private void vlan() {
      long value = match.low(Field.VLAN_VID);
      boolean untaggedOrTagged = value == 0 || (value & VLAN_PRESENT) != 0;
      if (match.isExact(Field.VLAN_VID) && untaggedOrTagged) {
        vlan = value == 0 ? VLAN_NONE : (int) value & 0xfff;
        clear(WILD_VLAN);
      } else if (match.maskLow(Field.VLAN_VID) != VLAN_PRESENT
          || value == 0
          || !match.has(Field.VLAN_PCP)) {
        // "any tag" can only be said together with a priority
        throw EncodeException.unsayable("match '" + match + "'", OfVersion.OF10);
      }
    }

    private int ignoredBits(Field<?> field) {
      long ignored = ~match.maskLow(field) & 0xffff_ffffL;
      if ((ignored & ignored + 1) != 0) {
        throw EncodeException.unsayable(
            "a mask that is no prefix in '" + match + "'", OfVersion.OF10);
      }
      return Long.bitCount(ignored);
    }
  }
}
