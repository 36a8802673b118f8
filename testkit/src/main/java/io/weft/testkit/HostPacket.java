package io.weft.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.net.packet.Ethernet;
import io.weft.net.packet.Packets;
import io.weft.net.packet.Tcp;
import io.weft.net.packet.VlanTag;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A packet that one host sends to another, as a test says it: addresses are those of the two hosts
 * unless it says others.
 *
 * <pre>
 * HostPacket.tcp(80)
 * HostPacket.udp(53).from(Ipv4Address.parse("10.9.9.9")).payload("who?")
 * HostPacket.icmpEcho().tagged(VlanTag.of(10))
 * </pre>
 */
public final class HostPacket {
  private static final int ANY_CLIENT_PORT = 40_000;

  /** The parts that a test may choose. */
  private record Parts(
      Optional<MacAddress> srcMac,
      Optional<MacAddress> dstMac,
      Optional<Ipv4Address> src,
      Optional<Ipv4Address> dst,
      int srcPort,
      Bytes payload,
      UnaryOperator<Ethernet> change) {}

  /** Makes the frame of a protocol. */
  private interface Protocol {
    Ethernet frame(Packets.Path path, Parts parts);
  }

  private static final Parts DEFAULT =
      new Parts(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          ANY_CLIENT_PORT,
          Bytes.EMPTY,
          UnaryOperator.identity());

  private final String name;
  private final Protocol protocol;
  private final Parts parts;

  private HostPacket(String name, Protocol protocol, Parts parts) {
    this.name = name;
    this.protocol = protocol;
    this.parts = parts;
  }

  private HostPacket with(Function<Parts, Parts> change) {
    return new HostPacket(name, protocol, change.apply(parts));
  }

  /** A TCP segment to a port, from port 40000. */
  public static HostPacket tcp(int dstPort) {
    return new HostPacket(
        "tcp to port " + dstPort,
        (path, parts) -> path.tcp(parts.srcPort, dstPort, Tcp.SYN, parts.payload),
        DEFAULT);
  }

  /** A UDP datagram to a port, from port 40000. */
  public static HostPacket udp(int dstPort) {
    return new HostPacket(
        "udp to port " + dstPort,
        (path, parts) -> path.udp(parts.srcPort, dstPort, parts.payload),
        DEFAULT);
  }

  /** An ICMP echo request; no host counts its answer as one to a ping. */
  public static HostPacket icmpEcho() {
    return new HostPacket("icmp echo", (path, parts) -> path.icmpEcho(1, 1), DEFAULT);
  }

  /** An IP packet of another protocol. */
  public static HostPacket ip(int protocol) {
    return new HostPacket(
        "ip protocol " + protocol, (path, parts) -> path.ip(protocol, parts.payload), DEFAULT);
  }

  /** A frame to everyone, of an EtherType that no host answers. */
  public static HostPacket broadcast() {
    return new HostPacket(
        "broadcast",
        (path, parts) ->
            Packets.broadcast(path.srcMac(), parts.payload)
                .to(parts.dstMac.orElse(MacAddress.BROADCAST)),
        DEFAULT);
  }

  public HostPacket from(Ipv4Address src) {
    return with(p ->
        new Parts(p.srcMac, p.dstMac, Optional.of(src), p.dst, p.srcPort, p.payload, p.change));
  }

  public HostPacket from(MacAddress src) {
    return with(
        p -> new Parts(Optional.of(src), p.dstMac, p.src, p.dst, p.srcPort, p.payload, p.change));
  }

  public HostPacket to(Ipv4Address dst) {
    return with(p ->
        new Parts(p.srcMac, p.dstMac, p.src, Optional.of(dst), p.srcPort, p.payload, p.change));
  }

  public HostPacket to(MacAddress dst) {
    return with(
        p -> new Parts(p.srcMac, Optional.of(dst), p.src, p.dst, p.srcPort, p.payload, p.change));
  }

  public HostPacket fromPort(int srcPort) {
    return with(p -> new Parts(p.srcMac, p.dstMac, p.src, p.dst, srcPort, p.payload, p.change));
  }

  public HostPacket payload(String text) {
    Bytes octets = Bytes.wrap(text.getBytes(UTF_8));
    return with(p -> new Parts(p.srcMac, p.dstMac, p.src, p.dst, p.srcPort, octets, p.change));
  }

  /** With a VLAN tag outside of those that it has. */
  public HostPacket tagged(VlanTag tag) {
    return with(p ->
        new Parts(
            p.srcMac,
            p.dstMac,
            p.src,
            p.dst,
            p.srcPort,
            p.payload,
            frame -> p.change.apply(frame).tagged(tag)));
  }

  /** The frame that a host sends to another. */
  Ethernet frame(FakeHost from, FakeHost to) {
    Packets.Path path =
        Packets.from(parts.srcMac.orElse(from.mac()), parts.src.orElse(from.ip()))
            .to(parts.dstMac.orElse(to.mac()), parts.dst.orElse(to.ip()));
    return parts.change.apply(protocol.frame(path, parts));
  }

  @Override
  public String toString() {
    return name;
  }
}
