package io.weft.core.dataplane;

import io.weft.openflow.match.Field;
import java.util.Arrays;

/** Frames with a tag or label more or less than another (OpenFlow 1.3.5, 5.11). */
final class Tags {
  private static final int ADDRESSES = 12;
  private static final int IPV6 = 0x86dd;
  private static final int IPV6_NULL_LABEL = 2; // RFC 3032, 2.1
  private static final int DEFAULT_TTL = 64;
  private static final int BOTTOM = 0x100;
  private static final int I_TAG = 6;

  private Tags() {}

  static void put16(byte[] frame, int at, int value) {
    frame[at] = (byte) (value >>> 8);
    frame[at + 1] = (byte) value;
  }

  private static void put32(byte[] frame, int at, int value) {
    put16(frame, at, value >>> 16);
    put16(frame, at + 2, value);
  }

  private static int get32(byte[] frame, int at) {
    return (frame[at] & 0xff) << 24
        | (frame[at + 1] & 0xff) << 16
        | (frame[at + 2] & 0xff) << 8
        | frame[at + 3] & 0xff;
  }

  static byte[] without(byte[] frame, int at, int octets) {
    byte[] less = Arrays.copyOf(frame, frame.length - octets);
    System.arraycopy(frame, at + octets, less, at, less.length - at);
    return less;
  }

  private static byte[] with(byte[] frame, int at, int octets) {
    byte[] more = Arrays.copyOf(frame, frame.length + octets);
    System.arraycopy(frame, at, more, at + octets, frame.length - at);
    return more;
  }

  /**
   * Adds a VLAN tag of zeroes.
   *
   * @param full whether the second of the tags is lost
   */
  static byte[] pushVlan(byte[] frame, int etherType, boolean full) {
    byte[] tagged = with(full ? without(frame, ADDRESSES + 4, 4) : frame, ADDRESSES, 4);
    put16(tagged, ADDRESSES, etherType);
    put16(tagged, ADDRESSES + 2, 0);
    return tagged;
  }

  /** Adds a label behind the VLAN tags. */
  static byte[] pushMpls(Packet packet, byte[] frame, int etherType) {
    int at = packet.layout().typeAt() + 2;
    int label =
        packet.layout().labels() > 0
            ? get32(frame, packet.layout().at(Layer.MPLS)) & ~BOTTOM
            : firstLabel(packet);
    byte[] labelled = with(frame, at, 4);
    put16(labelled, at - 2, etherType);
    put32(labelled, at, label);
    return labelled;
  }

  /** Explicit null, with class and TTL of the IP packet, as in Open vSwitch. */
  private static int firstLabel(Packet packet) {
    int label = packet.layout().etherType() == IPV6 ? IPV6_NULL_LABEL : 0;
    int trafficClass = (int) packet.low(Field.IP_DSCP) & 7;
    int ttl = (int) packet.low(Field.NW_TTL);
    return label << 12 | trafficClass << 9 | BOTTOM | (ttl == 0 ? DEFAULT_TTL : ttl);
  }

  /**
   * Adds an Ethernet header with the addresses of the old one, and an I-TAG: of zeroes, or a copy
   * of the one there is (OpenFlow 1.3.5, 5.11 and table 7).
   */
  static byte[] pushPbb(byte[] frame, int etherType) {
    FrameLayout layout = FrameLayout.of(frame);
    byte[] wrapped = with(frame, 0, ADDRESSES + I_TAG);
    System.arraycopy(frame, 0, wrapped, 0, ADDRESSES);
    put16(wrapped, ADDRESSES, etherType);
    put32(wrapped, ADDRESSES + 2, layout.has(Layer.PBB) ? get32(frame, layout.at(Layer.PBB)) : 0);
    return wrapped;
  }
}
