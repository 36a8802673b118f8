package io.weft.openflow.codec;

import static io.weft.openflow.codec.Matches.setIf;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.Matches.TransportFields;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.MatchForm;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/**
 * The struct of 88 octets that is a match in OpenFlow 1.1 (A.2.3.2), its masks inverted: ones for
 * bits that do not matter. Later versions took it out, Open vSwitch reads it in them still.
 */
final class Of11Match {
  /** OFPMT_STANDARD. */
  static final int TYPE = 0;

  private static final int LENGTH = 88;

  // spotless:off
  private static final int WILD_IN_PORT    = 1;
  private static final int WILD_VLAN       = 1 << 1;
  private static final int WILD_VLAN_PCP   = 1 << 2;
  private static final int WILD_DL_TYPE    = 1 << 3;
  private static final int WILD_NW_TOS     = 1 << 4;
  private static final int WILD_NW_PROTO   = 1 << 5;
  private static final int WILD_TP_SRC     = 1 << 6;
  private static final int WILD_TP_DST     = 1 << 7;
  private static final int WILD_MPLS_LABEL = 1 << 8;
  private static final int WILD_MPLS_TC    = 1 << 9;
  private static final int WILD_ALL        = (1 << 10) - 1;
  // spotless:on

  private static final int VLAN_ANY = 0xfffe;
  private static final int VLAN_NONE = 0xffff;
  private static final int VLAN_PRESENT = 0x1000;
  private static final long ALL_48 = 0xffff_ffff_ffffL;
  private static final long ALL_32 = 0xffff_ffffL;

  private int inPort;
  private int wild;
  private long dlSrc;
  private long dlSrcMask = ALL_48;
  private long dlDst;
  private long dlDstMask = ALL_48;
  private int vlan;
  private int pcp;
  private int pad;
  private int dlType;
  private int tos;
  private int proto;
  private long nwSrc;
  private long nwSrcMask = ALL_32;
  private long nwDst;
  private long nwDstMask = ALL_32;
  private int tpSrc;
  private int tpDst;
  private long mplsLabel;
  private int mplsTc;
  private long pad3;
  private long metadata;
  private long metadataMask = -1;

  private Of11Match() {}

  /** Whether a match's spelling is this struct, not OXM elements. */
  static boolean isStruct(Bytes spelling) {
    return spelling.size() == LENGTH && spelling.i32(0) == LENGTH;
  }

  static Match readMatch(WireReader in) {
    if (in.remaining() < LENGTH || in.peekU16(2) != LENGTH) {
      throw new DecodeException(
          OfError.OFPBMC_BAD_LEN, "match of the form of 1.1 is not of " + LENGTH + " octets");
    }
    WireReader octets = in.slice(LENGTH, OfError.OFPBMC_BAD_LEN);
    octets.skip(4);
    Of11Match read = read(octets);
    Match.Builder builder = Match.builder();
    read.say(builder);
    Match match = builder.spelled(Bytes.EMPTY, MatchForm.OF11).build();
    return in.version() == OfVersion.OF11 && read.isSame(of(match))
        ? match
        : builder.spelled(octets.soFar(), MatchForm.of(in.version())).build();
  }

  private static Of11Match read(WireReader in) {
    Of11Match struct = new Of11Match();
    struct.inPort = in.i32();
    struct.wild = in.i32();
    struct.dlSrc = in.u48();
    struct.dlSrcMask = in.u48();
    struct.dlDst = in.u48();
    struct.dlDstMask = in.u48();
    struct.vlan = in.u16();
    struct.pcp = in.u8();
    struct.pad = in.u8();
    struct.dlType = in.u16();
    struct.tos = in.u8();
    struct.proto = in.u8();
    struct.nwSrc = in.u32();
    struct.nwSrcMask = in.u32();
    struct.nwDst = in.u32();
    struct.nwDstMask = in.u32();
    struct.tpSrc = in.u16();
    struct.tpDst = in.u16();
    struct.mplsLabel = in.u32();
    struct.mplsTc = in.u8();
    struct.pad3 = in.number(3);
    struct.metadata = in.i64();
    struct.metadataMask = in.i64();
    return struct;
  }

  void write(WireWriter out) {
    out.u16(TYPE);
    out.u16(LENGTH);
    out.i32(inPort);
    out.i32(wild);
    out.u48(dlSrc);
    out.u48(dlSrcMask);
    out.u48(dlDst);
    out.u48(dlDstMask);
    out.u16(vlan);
    out.u8(pcp);
    out.zero(1);
    out.u16(dlType);
    out.u8(tos);
    out.u8(proto);
    out.u32(nwSrc);
    out.u32(nwSrcMask);
    out.u32(nwDst);
    out.u32(nwDstMask);
    out.u16(tpSrc);
    out.u16(tpDst);
    out.u32(mplsLabel);
    out.u8(mplsTc);
    out.zero(3);
    out.i64(metadata);
    out.i64(metadataMask);
  }

  private boolean isSame(Of11Match that) {
    return inPort == that.inPort
        && wild == that.wild
        && dlSrc == that.dlSrc
        && dlSrcMask == that.dlSrcMask
        && dlDst == that.dlDst
        && dlDstMask == that.dlDstMask
        && vlan == that.vlan
        && pcp == that.pcp
        && pad == that.pad
        && dlType == that.dlType
        && tos == that.tos
        && proto == that.proto
        && nwSrc == that.nwSrc
        && nwSrcMask == that.nwSrcMask
        && nwDst == that.nwDst
        && nwDstMask == that.nwDstMask
        && tpSrc == that.tpSrc
        && tpDst == that.tpDst
        && mplsLabel == that.mplsLabel
        && mplsTc == that.mplsTc
        && pad3 == that.pad3
        && metadata == that.metadata
        && metadataMask == that.metadataMask;
  }

  private boolean given(int wildcard) {
    return (wild & wildcard) == 0;
  }

  private static DecodeException bad(String what) {
    return new DecodeException(OfError.OFPBMC_BAD_VALUE, what);
  }

  /**
   * Says it by fields. Parts that the ethertype or protocol gives no meaning are passed over, as
   * the specification has it; ICMP has one, as in Open vSwitch.
   */
  private void say(Match.Builder match) {
    if (given(WILD_IN_PORT)) {
      PortNo port = new PortNo(inPort);
      if (isBeyond(port)) {
        throw bad("port " + port + ", Open vSwitch counts to 65279");
      }
      match.set(Field.IN_PORT, port);
    }
    long srcMask = ~dlSrcMask & ALL_48;
    long dstMask = ~dlDstMask & ALL_48;
    match.set(Field.ETH_SRC, 0, dlSrc & srcMask, 0, srcMask);
    match.set(Field.ETH_DST, 0, dlDst & dstMask, 0, dstMask);
    sayVlan(match);
    setIf(match, given(WILD_DL_TYPE), Field.ETH_TYPE, dlType);
    switch (given(WILD_DL_TYPE) ? dlType : 0) {
      case 0x0800 -> sayIpv4(match);
      case 0x0806, 0x8035 -> {
        setIf(match, given(WILD_NW_PROTO), Field.ARP_OP, proto);
        sayAddresses(match, Field.ARP_SPA, Field.ARP_TPA);
      }
      case 0x8847, 0x8848 -> {
        setIf(match, given(WILD_MPLS_LABEL), Field.MPLS_LABEL, mplsLabel);
        setIf(match, given(WILD_MPLS_TC), Field.MPLS_TC, mplsTc);
      }
      default -> {
        // no fields above the ethertype
      }
    }
    match.set(Field.METADATA, 0, metadata & ~metadataMask, 0, ~metadataMask);
  }

  private static boolean isBeyond(PortNo port) {
    return port.number() >= 0xff00 && port.number() < 0xffff_ff00L;
  }

  private void sayVlan(Match.Builder match) {
    if (!given(WILD_VLAN)) {
      return;
    }
    if (vlan == VLAN_NONE) {
      match.set(Field.VLAN_VID, 0);
      return;
    }
    if (vlan == VLAN_ANY) {
      match.set(Field.VLAN_VID, VLAN_PRESENT, VLAN_PRESENT);
    } else if (vlan < VLAN_PRESENT) {
      match.set(Field.VLAN_VID, VLAN_PRESENT | vlan);
    } else {
      throw bad("VLAN id " + vlan);
    }
    if (given(WILD_VLAN_PCP)) {
      if (pcp > 7) {
        throw bad("VLAN priority " + pcp);
      }
      match.set(Field.VLAN_PCP, pcp);
    }
  }

  private void sayIpv4(Match.Builder match) {
    if (given(WILD_NW_TOS) && (tos & 3) != 0) {
      throw bad("TOS " + tos);
    }
    setIf(match, given(WILD_NW_TOS), Field.IP_DSCP, tos >>> 2);
    setIf(match, given(WILD_NW_PROTO), Field.IP_PROTO, proto);
    sayAddresses(match, Field.IPV4_SRC, Field.IPV4_DST);
    TransportFields transport = TransportFields.of(given(WILD_NW_PROTO) ? proto : 0);
    boolean src = transport.exist() && given(WILD_TP_SRC);
    boolean dst = transport.exist() && given(WILD_TP_DST);
    if (transport.src() == Field.ICMPV4_TYPE && (src && tpSrc > 0xff || dst && tpDst > 0xff)) {
      throw new DecodeException(OfError.OFPBMC_BAD_FIELD, "ICMP " + tpSrc + ", " + tpDst);
    }
    setIf(match, src, transport.src(), tpSrc);
    setIf(match, dst, transport.dst(), tpDst);
  }

  private void sayAddresses(Match.Builder match, Field<?> src, Field<?> dst) {
    long srcMask = ~nwSrcMask & ALL_32;
    long dstMask = ~nwDstMask & ALL_32;
    match.set(src, 0, nwSrc & srcMask, 0, srcMask);
    match.set(dst, 0, nwDst & dstMask, 0, dstMask);
  }

  /**
   * The struct that says a match.
   *
   * @throws EncodeException if none does
   */
  static Of11Match of(Match match) {
    Of11Match struct = new Of11Match();
    struct.fill(match);
    return struct;
  }

  private void fill(Match match) {
    if (!match.unknown().isEmpty() || match.missingPrerequisite().isPresent()) {
      throw EncodeException.unsayable("match '" + match + "'", OfVersion.OF11);
    }
    wild = WILD_ALL;
    for (int i = 0; i < match.size(); i++) {
      Field<?> field = match.fieldAt(i);
      long value = match.lowAt(i);
      // spotless:off
      if      (field == Field.IN_PORT)    { fillPort(match, i); }
      else if (field == Field.ETH_SRC)    { dlSrc = value; dlSrcMask = ~match.maskLowAt(i) & ALL_48; }
      else if (field == Field.ETH_DST)    { dlDst = value; dlDstMask = ~match.maskLowAt(i) & ALL_48; }
      else if (field == Field.ETH_TYPE)   { dlType = (int) exact(match, i, WILD_DL_TYPE); }
      else if (field == Field.VLAN_VID)   { fillVlan(match, i); }
      else if (field == Field.VLAN_TCI && value == 0 && match.isExactAt(i)) { vlan = VLAN_NONE; wild &= ~WILD_VLAN; }
      else if (field == Field.VLAN_PCP)   { pcp = (int) exact(match, i, WILD_VLAN_PCP); }
      else if (field == Field.MPLS_LABEL) { mplsLabel = exact(match, i, WILD_MPLS_LABEL); }
      else if (field == Field.MPLS_TC)    { mplsTc = (int) exact(match, i, WILD_MPLS_TC); }
      else if (field == Field.IP_DSCP)    { tos = (int) exactOfIpv4(match, i, WILD_NW_TOS) << 2; }
      else if (field == Field.IP_PROTO)   { proto = (int) exactOfIpv4(match, i, WILD_NW_PROTO); }
      else if (field == Field.ARP_OP && value < 0x100) { proto = (int) exact(match, i, WILD_NW_PROTO); }
      else if (field == Field.IPV4_SRC || field == Field.ARP_SPA) { nwSrc = value; nwSrcMask = ~match.maskLowAt(i) & ALL_32; }
      else if (field == Field.IPV4_DST || field == Field.ARP_TPA) { nwDst = value; nwDstMask = ~match.maskLowAt(i) & ALL_32; }
      else if (field == Field.TCP_SRC || field == Field.UDP_SRC || field == Field.SCTP_SRC || field == Field.ICMPV4_TYPE) { tpSrc = (int) exactOfIpv4(match, i, WILD_TP_SRC); }
      else if (field == Field.TCP_DST || field == Field.UDP_DST || field == Field.SCTP_DST || field == Field.ICMPV4_CODE) { tpDst = (int) exactOfIpv4(match, i, WILD_TP_DST); }
      else if (field == Field.METADATA)   { metadata = value; metadataMask = ~match.maskLowAt(i); }
      else { throw EncodeException.unsayable("match field " + field, OfVersion.OF11); }
      // spotless:on
    }
  }

  private void fillPort(Match match, int index) {
    inPort = (int) exact(match, index, WILD_IN_PORT);
    if (isBeyond(new PortNo(inPort))) {
      throw EncodeException.unsayable("match '" + match + "'", OfVersion.OF11);
    }
  }

  private long exact(Match match, int index, int wildcard) {
    if (!match.isExactAt(index)) {
      throw EncodeException.unsayable("match '" + match + "'", OfVersion.OF11);
    }
    wild &= ~wildcard;
    return match.lowAt(index);
  }

  private long exactOfIpv4(Match match, int index, int wildcard) {
    if (match.low(Field.ETH_TYPE) != 0x0800) {
      throw EncodeException.unsayable("match '" + match + "'", OfVersion.OF11);
    }
    return exact(match, index, wildcard);
  }

  private void fillVlan(Match match, int index) {
    int value = (int) match.lowAt(index);
    boolean isTagged = (value & VLAN_PRESENT) != 0;
    if (match.isExactAt(index) && (isTagged || value == 0)) {
      vlan = isTagged ? value & 0xfff : VLAN_NONE;
    } else if (match.maskLowAt(index) == VLAN_PRESENT && isTagged) {
      vlan = VLAN_ANY;
    } else {
      throw EncodeException.unsayable("match '" + match + "'", OfVersion.OF11);
    }
    wild &= ~WILD_VLAN;
  }
}
