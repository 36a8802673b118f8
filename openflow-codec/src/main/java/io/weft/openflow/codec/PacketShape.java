package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.MatchView;
import io.weft.openflow.match.Prerequisite;

/**
 * What is known of the headers of the packets that a match is of, while actions change them: type,
 * protocol and tags; all else is as the match has it.
 */
final class PacketShape implements MatchView {
  private static final int VLAN_PRESENT = 0x1000;

  /** As many tags as Open vSwitch keeps apart. */
  private static final int MAX_TAGS = 2;

  private static final long UNKNOWN_PACKET = 0xffff_ffffL;
  private static final long ETHERTYPES = 1;
  private static final int UNKNOWN_TYPE = 0xffff;

  private final Match match;
  private long packetType;
  private long etherType;
  private long protocol;
  private int tags;

  PacketShape(Match match) {
    this.match = match;
    this.packetType = match.low(Field.PACKET_TYPE);
    this.etherType = match.low(Field.ETH_TYPE);
    this.protocol = match.low(Field.IP_PROTO);
    long tci = match.low(Field.VLAN_VID) | match.low(Field.VLAN_TCI);
    this.tags = (tci & VLAN_PRESENT) != 0 ? 1 : 0;
  }

  PacketShape copy() {
    PacketShape copy = new PacketShape(match);
    copy.packetType = packetType;
    copy.etherType = etherType;
    copy.protocol = protocol;
    copy.tags = tags;
    return copy;
  }

  boolean isTagged() {
    return tags > 0;
  }

  void tag() {
    tags = Math.max(tags, 1);
  }

  void setTci(int tci) {
    tags = (tci & VLAN_PRESENT) != 0 ? Math.max(tags, 1) : 0;
  }

  void pushVlan() {
    if (tags == MAX_TAGS) {
      throw new DecodeException(OfError.OFPBAC_BAD_TAG, "push_vlan on two tags");
    }
    tags++;
  }

  void popVlan() {
    tags = Math.max(tags - 1, 0);
  }

  void setEtherType(int type) {
    etherType = type;
  }

  /** What is below a label nobody knows. */
  void pushMpls(int type) {
    etherType = type;
    protocol = 0;
  }

  void encapsulate(int type) {
    packetType = Integer.toUnsignedLong(type);
    if (type >>> 16 == ETHERTYPES) {
      etherType = type & 0xffff;
    }
    if (!Prerequisite.IP_ANY.holds(this)) {
      protocol = 0;
    }
  }

  /** Of a frame the type is known; what is in other packets is not. */
  void decapsulate() {
    if (packetType == 0) {
      packetType = ETHERTYPES << 16 | etherType;
    } else {
      packetType = UNKNOWN_PACKET;
      etherType = UNKNOWN_TYPE;
    }
  }

  @Override
  public boolean has(Field<?> field) {
    return match.has(field);
  }

  @Override
  public long low(Field<?> field) {
    if (field == Field.PACKET_TYPE) {
      return packetType;
    }
    if (field == Field.ETH_TYPE) {
      return etherType;
    }
    if (field == Field.IP_PROTO) {
      return protocol;
    }
    if (field == Field.VLAN_VID) {
      return tags > 0 && packetType == 0 ? VLAN_PRESENT : 0;
    }
    return field == Field.VLAN_TCI ? 0 : match.low(field);
  }

  @Override
  public long maskLow(Field<?> field) {
    return match.maskLow(field);
  }
}
