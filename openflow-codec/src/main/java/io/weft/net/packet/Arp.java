package io.weft.net.packet;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An ARP packet for IPv4 over Ethernet (RFC 826).
 *
 * @param operation 0 to 65535, {@link #REQUEST} or {@link #REPLY} as a rule
 */
public record Arp(
    int operation,
    MacAddress senderMac,
    Ipv4Address senderIp,
    MacAddress targetMac,
    Ipv4Address targetIp) {
  public static final int REQUEST = 1;
  public static final int REPLY = 2;

  static final int SIZE = 28;
  static final long ETHERNET_AND_IPV4 = 0x0001_0800_0604L;

  public Arp {
    Require.fits("operation", operation, 16);
  }

  /** Empty if the packet is cut, or of another hardware or protocol than Ethernet and IPv4. */
  public static Optional<Arp> parse(Bytes packet) {
    if (packet.size() < SIZE || packet.u48(0) != ETHERNET_AND_IPV4) {
      return Optional.empty();
    }
    return Optional.of(
        new Arp(
            packet.u16(6),
            new MacAddress(packet.u48(8)),
            new Ipv4Address(packet.i32(14)),
            new MacAddress(packet.u48(18)),
            new Ipv4Address(packet.i32(24))));
  }

  /** The packet in a frame; empty if the frame carries something else or parsing fails. */
  public static Optional<Arp> in(Ethernet frame) {
    return frame.etherType() == EtherType.ARP ? parse(frame.payload()) : Optional.empty();
  }

  public Bytes toBytes() {
    ByteBuffer out = ByteBuffer.allocate(SIZE);
    out.putShort((short) (ETHERNET_AND_IPV4 >>> 32)).putInt((int) ETHERNET_AND_IPV4);
    out.putShort((short) operation);
    Ethernet.putMac(out, senderMac);
    out.putInt(senderIp.bits());
    Ethernet.putMac(out, targetMac);
    out.putInt(targetIp.bits());
    return Bytes.wrap(out.array());
  }

  public boolean isRequest() {
    return operation == REQUEST;
  }

  public boolean isReply() {
    return operation == REPLY;
  }

  /** True if the sender asks whether an address is free before it takes it (RFC 5227, 1.1). */
  public boolean isProbe() {
    return isRequest() && senderIp.equals(Ipv4Address.ANY);
  }

  /** True if the sender tells its own address unasked (RFC 5227, section 3). */
  public boolean isGratuitous() {
    return senderIp.equals(targetIp) && !senderIp.equals(Ipv4Address.ANY);
  }

  /** The answer to this request: that its target address is at a MAC address. */
  public Arp reply(MacAddress mac) {
    return new Arp(
        REPLY,
        /* senderMac= */ mac,
        /* senderIp= */ targetIp,
        /* targetMac= */ senderMac,
        /* targetIp= */ senderIp);
  }
}
