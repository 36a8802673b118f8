package io.weft.net.packet;

/** Numbers of the Ethernet type field (IEEE 802 numbers, IANA). */
public final class EtherType {
  public static final int IPV4 = 0x0800;
  public static final int ARP = 0x0806;

  /** Customer VLAN tag (IEEE 802.1Q). */
  public static final int VLAN = 0x8100;

  public static final int IPV6 = 0x86dd;

  /** Service VLAN tag (IEEE 802.1Q, formerly 802.1ad). */
  public static final int SERVICE_VLAN = 0x88a8;

  public static final int LLDP = 0x88cc;

  /** Smallest type; below it the field is the length of an IEEE 802.3 frame. */
  public static final int SMALLEST = 0x0600;

  /** OFP_DL_TYPE_NOT_ETH_TYPE: what OpenFlow matches frames without a type by (1.0.2, 5.2.3). */
  public static final int NONE = 0x05ff;

  private EtherType() {}

  static boolean isVlan(int etherType) {
    return etherType == VLAN || etherType == SERVICE_VLAN;
  }
}
