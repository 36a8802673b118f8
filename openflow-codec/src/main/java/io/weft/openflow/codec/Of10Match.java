package io.weft.openflow.codec;

import static io.weft.openflow.codec.Matches.setIf;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.Matches.TransportFields;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.MatchForm;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/** The struct of 40 octets that is a match in OpenFlow 1.0 (5.2.3). */
final class Of10Match {
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
  // spotless:on

  private static final int VLAN_NONE = 0xffff;
  private static final int VLAN_PRESENT = 0x1000;
  private static final int ETH_IPV4 = 0x0800;
  private static final int ETH_ARP = 0x0806;
  private static final int ETH_RARP = 0x8035;
  private static final int ETH_IPV6 = 0x86dd;

  private int wild;
  private int inPort;
  private long dlSrc;
  private long dlDst;
  private int vlan;
  private int pcp;
  private int pad;
  private int dlType;
  private int tos;
  private int proto;
  private int pad2;
  private long nwSrc;
  private long nwDst;
  private int tpSrc;
  private int tpDst;

  private Of10Match() {}

  static Match readMatch(WireReader in) {
    long outer = in.enter(40, OfError.OFPBRC_BAD_LEN);
    Of10Match read = read(in);
    Match.Builder builder = Match.builder();
    read.say(builder);
    Match match = builder.spelled(Bytes.EMPTY, MatchForm.OF10).build();
    if (!read.isSame(asWritten(match))) {
      match = builder.spelled(in.soFar(), MatchForm.OF10).build();
    }
    in.leave(outer);
    return match;
  }

  private static Of10Match read(WireReader in) {
    Of10Match struct = new Of10Match();
    struct.wild = in.i32();
    struct.inPort = in.u16();
    struct.dlSrc = in.u48();
    struct.dlDst = in.u48();
    struct.vlan = in.u16();
    struct.pcp = in.u8();
    struct.pad = in.u8();
    struct.dlType = in.u16();
    struct.tos = in.u8();
    struct.proto = in.u8();
    struct.pad2 = in.u16();
    struct.nwSrc = in.u32();
    struct.nwDst = in.u32();
    struct.tpSrc = in.u16();
    struct.tpDst = in.u16();
    return struct;
  }

  void write(WireWriter out) {
    out.i32(wild);
    out.u16(inPort);
    out.u48(dlSrc);
    out.u48(dlDst);
    out.u16(vlan);
    out.u8(pcp);
    out.zero(1);
    out.u16(dlType);
    out.u8(tos);
    out.u8(proto);
    out.zero(2);
    out.u32(nwSrc);
    out.u32(nwDst);
    out.u16(tpSrc);
    out.u16(tpDst);
  }

  private boolean isSame(Of10Match that) {
    return wild == that.wild
        && inPort == that.inPort
        && dlSrc == that.dlSrc
        && dlDst == that.dlDst
        && vlan == that.vlan
        && pcp == that.pcp
        && pad == that.pad
        && dlType == that.dlType
        && tos == that.tos
        && proto == that.proto
        && pad2 == that.pad2
        && nwSrc == that.nwSrc
        && nwDst == that.nwDst
        && tpSrc == that.tpSrc
        && tpDst == that.tpDst;
  }

  /**
   * Says it by fields. Parts that the ethertype or protocol gives no meaning are passed over, as
   * Open vSwitch does.
   */
  private void say(Match.Builder match) {
    setIf(match, (wild & WILD_IN_PORT) == 0, Field.IN_PORT, PortCodec.widen(inPort).number());
    setIf(match, (wild & WILD_DL_SRC) == 0, Field.ETH_SRC, dlSrc);
    setIf(match, (wild & WILD_DL_DST) == 0, Field.ETH_DST, dlDst);
    sayVlan(match);
    if ((wild & WILD_DL_TYPE) != 0) {
      return;
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
  }

  /** The low six bits of {@code ignored} count the low address bits that do not matter. */
  private static void setPrefix(Match.Builder match, Field<?> field, long value, int ignored) {
    int bits = Math.min(ignored & 0x3f, 32);
    if (bits == 0) {
      setIf(match, true, field, value);
    } else {
      long mask = 0xffff_ffffL << bits & 0xffff_ffffL;
      match.set(field, 0, value & mask, 0, mask);
    }
  }

  private void sayVlan(Match.Builder match) {
    boolean pcpGiven = (wild & WILD_VLAN_PCP) == 0;
    if ((wild & WILD_VLAN) != 0) {
      if (pcpGiven) {
        match.set(Field.VLAN_VID, VLAN_PRESENT, VLAN_PRESENT).set(Field.VLAN_PCP, pcp & 7);
      }
    } else if (vlan == VLAN_NONE) {
      match.set(Field.VLAN_VID, 0);
    } else {
      setIf(match, true, Field.VLAN_VID, VLAN_PRESENT | vlan & 0xfff);
      setIf(match, pcpGiven, Field.VLAN_PCP, pcp & 7);
    }
  }

  /**
   * The struct that says a match.
   *
   * @throws EncodeException if none does
   */
  static Of10Match of(Match match) {
    if (!match.unknown().isEmpty() || match.missingPrerequisite().isPresent()) {
      throw EncodeException.unsayable("match '" + match + "'", OfVersion.OF10);
    }
    return asWritten(match);
  }

  private static Of10Match asWritten(Match match) {
    Of10Match struct = new Of10Match();
    struct.fill(match);
    return struct;
  }

  private void fill(Match match) {
    boolean isIpv6 = match.low(Field.ETH_TYPE) == ETH_IPV6;
    wild = WILD_ALL & ~(0x3f << NW_SRC_SHIFT | 0x3f << NW_DST_SHIFT);
    int ignoredSrc = 32;
    int ignoredDst = 32;
    for (int i = 0; i < match.size(); i++) {
      Field<?> field = match.fieldAt(i);
      if (isIpv6 && isOfIp(field)) {
        throw EncodeException.unsayable("match '" + match + "'", OfVersion.OF10);
      }
      // spotless:off
      if      (field == Field.IN_PORT)   { inPort = PortCodec.narrow(PortNo.of((int) match.lowAt(i))); clear(WILD_IN_PORT); }
      else if (field == Field.ETH_SRC)   { exact(match, i, WILD_DL_SRC); dlSrc = match.lowAt(i); }
      else if (field == Field.ETH_DST)   { exact(match, i, WILD_DL_DST); dlDst = match.lowAt(i); }
      else if (field == Field.ETH_TYPE)  { dlType = exact(match, i, WILD_DL_TYPE); }
      else if (field == Field.VLAN_VID)  { fillVlan(match); }
      else if (field == Field.VLAN_TCI)  { fillNoTag(match, i); }
      else if (field == Field.VLAN_PCP)  { pcp = exact(match, i, WILD_VLAN_PCP); }
      else if (field == Field.IP_DSCP)   { tos = exact(match, i, WILD_NW_TOS) << 2; }
      else if (field == Field.IP_PROTO)  { proto = exact(match, i, WILD_NW_PROTO); }
      else if (field == Field.ARP_OP)    { proto = arpOp(match, i); }
      else if (field == Field.IPV4_SRC || field == Field.ARP_SPA) { nwSrc = match.lowAt(i); ignoredSrc = ignoredBits(match, i); }
      else if (field == Field.IPV4_DST || field == Field.ARP_TPA) { nwDst = match.lowAt(i); ignoredDst = ignoredBits(match, i); }
      else if (field == Field.TCP_SRC || field == Field.UDP_SRC || field == Field.SCTP_SRC || field == Field.ICMPV4_TYPE) { tpSrc = exact(match, i, WILD_TP_SRC); }
      else if (field == Field.TCP_DST || field == Field.UDP_DST || field == Field.SCTP_DST || field == Field.ICMPV4_CODE) { tpDst = exact(match, i, WILD_TP_DST); }
      else { throw EncodeException.unsayable("match field " + field, OfVersion.OF10); }
      // spotless:on
    }
    wild |= ignoredSrc << NW_SRC_SHIFT | ignoredDst << NW_DST_SHIFT;
  }

  private void clear(int bit) {
    wild &= ~bit;
  }

  /** Fields that the struct has for IPv4 alone. */
  private static boolean isOfIp(Field<?> field) {
    return field == Field.IP_DSCP
        || field == Field.IP_PROTO
        || field == Field.TCP_SRC
        || field == Field.TCP_DST
        || field == Field.UDP_SRC
        || field == Field.UDP_DST
        || field == Field.SCTP_SRC
        || field == Field.SCTP_DST;
  }

  private int exact(Match match, int index, int wildcard) {
    if (!match.isExactAt(index)) {
      throw EncodeException.unsayable("match '" + match + "'", OfVersion.OF10);
    }
    clear(wildcard);
    return (int) match.lowAt(index);
  }

  private int arpOp(Match match, int index) {
    int op = exact(match, index, WILD_NW_PROTO);
    if (op > 0xff) {
      throw EncodeException.unsayable("arp_op=" + op, OfVersion.OF10);
    }
    return op;
  }

  private void fillVlan(Match match) {
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

  private void fillNoTag(Match match, int index) {
    if (match.lowAt(index) != 0 || !match.isExactAt(index)) {
      throw EncodeException.unsayable("match '" + match + "'", OfVersion.OF10);
    }
    vlan = VLAN_NONE;
    clear(WILD_VLAN);
  }

  private static int ignoredBits(Match match, int index) {
    long ignored = ~match.maskLowAt(index) & 0xffff_ffffL;
    if ((ignored & ignored + 1) != 0) {
      throw EncodeException.unsayable(
          "a mask that is no prefix in '" + match + "'", OfVersion.OF10);
    }
    return Long.bitCount(ignored);
  }
}
