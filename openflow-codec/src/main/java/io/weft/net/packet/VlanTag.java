package io.weft.net.packet;

/**
 * A VLAN tag of a frame (IEEE 802.1Q, 9.6).
 *
 * @param tpid which kind of tag, {@link EtherType#VLAN} or {@link EtherType#SERVICE_VLAN}
 * @param pcp priority code point, 0 to 7
 * @param dei drop eligible indicator
 * @param vid VLAN identifier, 0 to 4095; 0 carries a priority only, 4095 is reserved
 */
public record VlanTag(int tpid, int pcp, boolean dei, int vid) {
  public VlanTag {
    if (!EtherType.isVlan(tpid)) {
      throw new IllegalArgumentException("no type of a VLAN tag: 0x" + Integer.toHexString(tpid));
    }
    Require.fits("pcp", pcp, 3);
    Require.fits("vid", vid, 12);
  }

  /** A customer tag of priority 0. */
  public static VlanTag of(int vid) {
    return new VlanTag(EtherType.VLAN, 0, false, vid);
  }

  static VlanTag of(int tpid, int tci) {
    return new VlanTag(tpid, tci >>> 13, (tci & 0x1000) != 0, tci & 0xfff);
  }

  /** The 16 bits after the type: priority, drop eligibility, identifier. */
  int tci() {
    return pcp << 13 | (dei ? 0x1000 : 0) | vid;
  }
}
