package io.weft.net.packet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import io.weft.net.packet.NeighborDiscovery.NeighborAdvertisement;
import io.weft.net.packet.NeighborDiscovery.NeighborSolicitation;
import io.weft.net.packet.NeighborDiscovery.RouterSolicitation;
import java.util.List;
import java.util.Optional;

/**
 * Whole frames in one line each, as hosts send them and as tests and gateways need them:
 *
 * <pre>
 * Packets.arpRequest(mac, ip, wanted)
 * Packets.from(mac, ip).to(otherMac, otherIp).udp(5000, 53, payload)
 * Packets.from(mac, ip).to(otherMac, otherIp).icmpEcho(1, 1).tagged(VlanTag.of(10)).toBytes()
 * </pre>
 */
public final class Packets {
  /** EtherType for local experiments (IEEE 802, 9.2.3): no protocol of a host takes it. */
  public static final int EXPERIMENTAL = 0x88b5;

  private static final Ipv6Address ALL_NODES = Ipv6Address.parse("ff02::1");
  private static final Ipv6Address ALL_ROUTERS = Ipv6Address.parse("ff02::2");
  private static final Bytes ECHO_DATA =
      Bytes.copyOf("abcdefghijklmnopqrstuvwabcdefghi".getBytes(UTF_8));

  private Packets() {}

  /** Asks everyone who has an address. */
  public static Ethernet arpRequest(MacAddress mac, Ipv4Address ip, Ipv4Address wanted) {
    Arp arp = new Arp(Arp.REQUEST, mac, ip, MacAddress.ZERO, wanted);
    return Ethernet.of(MacAddress.BROADCAST, mac, EtherType.ARP, arp.toBytes());
  }

  /** Answers a request: its target address is at a MAC address. */
  public static Ethernet arpReply(Arp request, MacAddress mac) {
    return Ethernet.of(request.senderMac(), mac, EtherType.ARP, request.reply(mac).toBytes());
  }

  /** Tells everyone of an own address (RFC 5227, section 3). */
  public static Ethernet arpAnnouncement(MacAddress mac, Ipv4Address ip) {
    return arpRequest(mac, ip, ip);
  }

  /** Asks everyone whether an address is free (RFC 5227, 2.1.1). */
  public static Ethernet arpProbe(MacAddress mac, Ipv4Address wanted) {
    return arpRequest(mac, Ipv4Address.ANY, wanted);
  }

  /** Asks the group of an address who has it. */
  public static Ethernet neighborSolicitation(MacAddress mac, Ipv6Address ip, Ipv6Address wanted) {
    return neighborDiscovery(
        mac, ip, wanted.solicitedNode(), new NeighborSolicitation(wanted, Optional.of(mac)));
  }

  /** Asks the group of an address whether it is free (RFC 4862, 5.4.2). */
  public static Ethernet neighborProbe(MacAddress mac, Ipv6Address wanted) {
    return neighborDiscovery(
        mac,
        Ipv6Address.ANY,
        wanted.solicitedNode(),
        new NeighborSolicitation(wanted, Optional.empty()));
  }

  /** Answers a solicitation: the address is at a MAC address. */
  public static Ethernet neighborAdvertisement(
      MacAddress mac, Ipv6Address ip, MacAddress askerMac, Ipv6Address asker) {
    return neighborDiscovery(
            mac, ip, asker, new NeighborAdvertisement(false, true, true, ip, Optional.of(mac)))
        .to(askerMac);
  }

  /** Tells all nodes of an own address unasked (RFC 4861, 7.2.6). */
  public static Ethernet neighborAnnouncement(MacAddress mac, Ipv6Address ip) {
    return neighborDiscovery(
        mac, ip, ALL_NODES, new NeighborAdvertisement(false, false, true, ip, Optional.of(mac)));
  }

  /** Asks routers to advertise themselves. */
  public static Ethernet routerSolicitation(MacAddress mac, Ipv6Address ip) {
    return neighborDiscovery(mac, ip, ALL_ROUTERS, new RouterSolicitation(Optional.of(mac)));
  }

  private static Ethernet neighborDiscovery(
      MacAddress mac, Ipv6Address src, Ipv6Address dst, NeighborDiscovery message) {
    Bytes payload = message.toBytes(IpPair.of(src, dst));
    MacAddress to = dst.isMulticast() ? MacAddress.ofGroup(dst) : MacAddress.BROADCAST;
    Ipv6 packet =
        new Ipv6(
            0, 0, 255, src, dst, IpProtocol.ICMPV6, Bytes.EMPTY, IpProtocol.ICMPV6, payload, 0);
    return Ethernet.of(to, mac, EtherType.IPV6, packet.toBytes());
  }

  /** An LLDP frame whose ids are local names. */
  public static Ethernet lldp(MacAddress mac, String chassis, String port, int ttl) {
    return lldp(
        mac,
        new Lldp(
            new Lldp.Id(Lldp.CHASSIS_LOCAL, Bytes.wrap(chassis.getBytes(UTF_8))),
            new Lldp.Id(Lldp.PORT_LOCAL, Bytes.wrap(port.getBytes(UTF_8))),
            ttl,
            List.of()));
  }

  public static Ethernet lldp(MacAddress mac, Lldp dataUnit) {
    return Ethernet.of(MacAddress.LLDP, mac, EtherType.LLDP, dataUnit.toBytes());
  }

  /** A client without an address looks for servers. */
  public static Ethernet dhcpDiscover(MacAddress mac, int xid) {
    return dhcpFromClient(mac, xid, Dhcpv4.Type.DISCOVER, Optional.empty(), Optional.empty());
  }

  /** A client takes the offer of a server. */
  public static Ethernet dhcpRequest(
      MacAddress mac, int xid, Ipv4Address offered, Ipv4Address server) {
    return dhcpFromClient(mac, xid, Dhcpv4.Type.REQUEST, Optional.of(offered), Optional.of(server));
  }

  private static Ethernet dhcpFromClient(
      MacAddress mac,
      int xid,
      Dhcpv4.Type type,
      Optional<Ipv4Address> requested,
      Optional<Ipv4Address> server) {
    Ipv4Address none = Ipv4Address.ANY;
    Dhcpv4 message = new Dhcpv4(Dhcpv4.BOOTREQUEST, xid, none, none, mac, type, requested, server);
    return from(mac, none)
        .to(MacAddress.BROADCAST, Ipv4Address.BROADCAST)
        .udp(Dhcpv4.CLIENT_PORT, Dhcpv4.SERVER_PORT, message.toBytes());
  }

  /** A server confirms an address. */
  public static Ethernet dhcpAck(
      MacAddress serverMac, Ipv4Address server, MacAddress client, Ipv4Address given, int xid) {
    Dhcpv4 message =
        new Dhcpv4(
            Dhcpv4.BOOTREPLY,
            xid,
            Ipv4Address.ANY,
            given,
            client,
            Dhcpv4.Type.ACK,
            Optional.empty(),
            Optional.of(server));
    return from(serverMac, server)
        .to(client, given)
        .udp(Dhcpv4.SERVER_PORT, Dhcpv4.CLIENT_PORT, message.toBytes());
  }

  /** A frame to everyone that no protocol stack answers. */
  public static Ethernet broadcast(MacAddress mac, Bytes payload) {
    return Ethernet.of(MacAddress.BROADCAST, mac, EXPERIMENTAL, payload);
  }

  /** A frame to one host that no protocol stack answers. */
  public static Ethernet unicast(MacAddress src, MacAddress dst, Bytes payload) {
    return Ethernet.of(dst, src, EXPERIMENTAL, payload);
  }

  public static SenderV4 from(MacAddress mac, Ipv4Address ip) {
    return new SenderV4(mac, ip);
  }

  public static SenderV6 from(MacAddress mac, Ipv6Address ip) {
    return new SenderV6(mac, ip);
  }

  /** Who sends an IPv4 packet. */
  public record SenderV4(MacAddress mac, Ipv4Address ip) {
    public Path to(MacAddress dstMac, Ipv4Address dst) {
      return new Path(mac, dstMac, IpPair.of(ip, dst));
    }

    /** To a group, by the MAC address of the group. */
    public Path toGroup(Ipv4Address group) {
      return to(MacAddress.ofGroup(group), group);
    }
  }

  /** Who sends an IPv6 packet. */
  public record SenderV6(MacAddress mac, Ipv6Address ip) {
    public Path to(MacAddress dstMac, Ipv6Address dst) {
      return new Path(mac, dstMac, IpPair.of(ip, dst));
    }

    /** To a group, by the MAC address of the group. */
    public Path toGroup(Ipv6Address group) {
      return to(MacAddress.ofGroup(group), group);
    }
  }

  /** From whom to whom an IP packet goes; each method makes a frame that goes there. */
  public record Path(MacAddress srcMac, MacAddress dstMac, IpPair addresses) {
    /** The way back. */
    public Path reversed() {
      return new Path(
          /* srcMac= */ dstMac, /* dstMac= */ srcMac, /* addresses= */ addresses.reversed());
    }

    /** An echo request of ICMP or ICMPv6, with 32 octets of data. */
    public Ethernet icmpEcho(int identifier, int sequence) {
      return switch (addresses) {
        case IpPair.V4 v4 ->
            ip(IpProtocol.ICMP, Icmpv4.echoRequest(identifier, sequence, ECHO_DATA).toBytes());
        case IpPair.V6 v6 ->
            ip(
                IpProtocol.ICMPV6,
                Icmpv6.echoRequest(identifier, sequence, ECHO_DATA).toBytes(addresses));
      };
    }

    /** The answer to an echo request that was sent the other way. */
    public Ethernet icmpEchoReply(int identifier, int sequence) {
      return switch (addresses) {
        case IpPair.V4 v4 ->
            ip(
                IpProtocol.ICMP,
                Icmpv4.echoRequest(identifier, sequence, ECHO_DATA).echoReply().toBytes());
        case IpPair.V6 v6 ->
            ip(
                IpProtocol.ICMPV6,
                Icmpv6.echoRequest(identifier, sequence, ECHO_DATA).echoReply().toBytes(addresses));
      };
    }

    public Ethernet udp(int srcPort, int dstPort, Bytes payload) {
      return ip(IpProtocol.UDP, Udp.of(srcPort, dstPort, payload).toBytes(addresses));
    }

    /** The first segment of a connection. */
    public Ethernet tcpSyn(int srcPort, int dstPort) {
      return tcp(srcPort, dstPort, Tcp.SYN, Bytes.EMPTY);
    }

    /** A segment with flags such as {@link Tcp#ACK}. */
    public Ethernet tcp(int srcPort, int dstPort, int flags, Bytes payload) {
      return ip(IpProtocol.TCP, Tcp.of(srcPort, dstPort, flags, payload).toBytes(addresses));
    }

    /** A packet of any protocol. */
    public Ethernet ip(int protocol, Bytes payload) {
      return switch (addresses) {
        case IpPair.V4(var src, var dst) ->
            Ethernet.of(
                dstMac, srcMac, EtherType.IPV4, Ipv4.of(src, dst, protocol, payload).toBytes());
        case IpPair.V6(var src, var dst) ->
            Ethernet.of(
                dstMac, srcMac, EtherType.IPV6, Ipv6.of(src, dst, protocol, payload).toBytes());
      };
    }
  }
}
