package io.weft.core.hosts;

import io.weft.core.event.Event;
import io.weft.core.event.Step;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Host;
import io.weft.core.network.PortRole;
import io.weft.net.DatapathId;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.net.packet.Arp;
import io.weft.net.packet.Dhcpv4;
import io.weft.net.packet.Ethernet;
import io.weft.net.packet.Ipv4;
import io.weft.net.packet.Ipv6;
import io.weft.net.packet.NeighborDiscovery;
import io.weft.net.packet.Udp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns hosts from the packets that edge ports hand to the controller: where a source address is
 * from any packet, its IP addresses from ARP (RFC 826), neighbour discovery (RFC 4861) and DHCP
 * (RFC 2131). Network thread only.
 *
 * <p>Hosts are not trusted: what one port, and one host, can make us remember is limited.
 */
public final class HostTracker {
  private static final Logger log = LoggerFactory.getLogger(HostTracker.class);
  private static final int MAX_ADDRESSES = 16;
  private static final int MAX_MOVES = 5;
  private static final Duration MOVES_WITHIN = Duration.ofSeconds(10);

  /** How often a host has moved since a time. */
  private record Moves(Instant since, int count) {}

  private final int maxPerPort;
  private final Map<ConnectPoint, Integer> count = new HashMap<>();
  private final Map<MacAddress, Moves> moves = new HashMap<>();

  /**
   * @param maxPerPort hosts that are remembered at one port; more are served by flooding, and one
   *     that moves there stays remembered where it was until it is forgotten
   */
  public HostTracker(int maxPerPort) {
    this.maxPerPort = maxPerPort;
  }

  /** A packet came in at an edge port. */
  public void packet(Step step, ConnectPoint at, Ethernet frame, Instant now) {
    MacAddress mac = frame.src();
    if (mac.isMulticast() || mac.equals(MacAddress.ZERO)) {
      return;
    }
    Optional<Host> before = step.view().host(mac);
    if (before.isPresent() && before.get().location().equals(at)) {
      update(step, before, withAddresses(before.get(), frame));
    } else if (hasRoom(at) && (before.isEmpty() || mayMove(before.get(), at, now))) {
      Host here = before.map(host -> host.movedTo(at)).orElseGet(() -> Host.at(mac, at));
      update(step, before, withAddresses(here, frame));
    }
    leaseIn(frame)
        .ifPresent(lease ->
            step.view()
                .host(lease.chaddr())
                .ifPresent(client ->
                    update(step, Optional.of(client), withAddress(client, lease.yiaddr()))));
  }

  private boolean hasRoom(ConnectPoint at) {
    int known = count.getOrDefault(at, 0);
    if (known == maxPerPort) {
      log.warn("{}: more than {} hosts; further ones are not learned", at, maxPerPort);
      count.put(at, maxPerPort + 1); // told once, until the port has lost its hosts
    }
    return known < maxPerPort;
  }

  /**
   * Two stations that send from one address, one of which may mean harm, would have every switch
   * change its rules with each packet; so one that moves too often stays for a while where it is.
   */
  private boolean mayMove(Host host, ConnectPoint to, Instant now) {
    Moves before = moves.get(host.mac());
    if (before == null || !before.since.plus(MOVES_WITHIN).isAfter(now)) {
      moves.put(host.mac(), new Moves(now, 1));
      return true;
    }
    if (before.count == MAX_MOVES) {
      log.warn(
          "host {} moved {} times within {} s; it is taken to stay at {}, not {}",
          host.mac(),
          MAX_MOVES,
          MOVES_WITHIN.toSeconds(),
          host.location(),
          to);
    }
    moves.put(host.mac(), new Moves(before.since, Math.min(before.count, MAX_MOVES) + 1));
    return before.count < MAX_MOVES;
  }

  private void update(Step step, Optional<Host> before, Host host) {
    if (before.isPresent() && before.get().equals(host)) {
      return;
    }
    step.view(step.view().with(host));
    if (before.isEmpty()) {
      count.merge(host.location(), 1, Integer::sum);
      log.info("host {} at {}", host.mac(), host.location());
    } else if (!before.get().location().equals(host.location())) {
      release(before.get().location());
      count.merge(host.location(), 1, Integer::sum);
      log.info("host {} moved from {} to {}", host.mac(), before.get().location(), host.location());
    }
    step.tell(new Event.HostSeen(host, before));
  }

  private void release(ConnectPoint point) {
    count.computeIfPresent(point, (p, n) -> n <= 1 ? null : Math.min(n, maxPerPort) - 1);
  }

  private static Host withAddresses(Host host, Ethernet frame) {
    Optional<Arp> arp = Arp.in(frame);
    if (arp.isPresent()) {
      return arp.get().senderMac().equals(host.mac())
          ? withAddress(host, arp.get().senderIp())
          : host;
    }
    return Ipv6.in(frame)
        .flatMap(packet -> claimed(packet, host.mac()))
        .map(address -> withAddress(host, address))
        .orElse(host);
  }

  /** The address that a neighbour discovery message says is the sender's own. */
  private static Optional<Ipv6Address> claimed(Ipv6 packet, MacAddress sender) {
    return NeighborDiscovery.in(packet)
        .flatMap(message ->
            switch (message) {
              case NeighborDiscovery.NeighborAdvertisement advertisement ->
                  advertisement.targetMac().orElse(sender).equals(sender)
                      ? Optional.of(advertisement.target())
                      : Optional.empty();
              case NeighborDiscovery.NeighborSolicitation _,
                  NeighborDiscovery.RouterSolicitation _,
                  NeighborDiscovery.RouterAdvertisement _ ->
                  Optional.of(packet.src());
            });
  }

  private static Host withAddress(Host host, Ipv4Address address) {
    boolean known = host.ipv4().contains(address) || host.ipv4().size() >= MAX_ADDRESSES;
    return known || address.equals(Ipv4Address.ANY) ? host : host.with(address);
  }

  private static Host withAddress(Host host, Ipv6Address address) {
    boolean known = host.ipv6().contains(address) || host.ipv6().size() >= MAX_ADDRESSES;
    return known || address.equals(Ipv6Address.ANY) ? host : host.with(address);
  }

  private static Optional<Dhcpv4> leaseIn(Ethernet frame) {
    return Ipv4.in(frame)
        .flatMap(Udp::in)
        .filter(datagram -> datagram.srcPort() == Dhcpv4.SERVER_PORT)
        .flatMap(Dhcpv4::in)
        .filter(message -> message.type() == Dhcpv4.Type.ACK);
  }

  /** Takes over what installed rules said of a switch's hosts. */
  public void recovered(Step step, DatapathId dpid, Map<MacAddress, PortNo> hosts) {
    hosts.forEach((mac, port) -> {
      ConnectPoint at = new ConnectPoint(dpid, port);
      PortRole role = step.view().role(at);
      boolean mayServeHosts = role == PortRole.PROBING || role == PortRole.EDGE;
      if (mayServeHosts && step.view().host(mac).isEmpty() && hasRoom(at)) {
        update(step, Optional.empty(), Host.at(mac, at));
      }
    });
  }

  /** A port cannot have hosts any more. */
  public void portLost(Step step, ConnectPoint point) {
    if (!count.containsKey(point)) {
      return;
    }
    List<Host> there = new ArrayList<>();
    for (Host host : step.view().hosts().values()) {
      if (host.location().equals(point)) {
        there.add(host);
      }
    }
    there.forEach(host -> forget(step, host.mac()));
    count.remove(point);
  }

  /** Forgets a host, if it is known. */
  public void forget(Step step, MacAddress mac) {
    step.view()
        .host(mac)
        .ifPresent(host -> {
          release(host.location());
          moves.remove(mac);
          step.view(step.view().without(host));
          step.tell(new Event.HostGone(host));
          log.info("host {} gone from {}", mac, host.location());
        });
  }
}
