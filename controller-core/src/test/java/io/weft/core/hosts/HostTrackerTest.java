package io.weft.core.hosts;

import static io.weft.core.network.Sample.at;
import static io.weft.core.network.Sample.dpid;
import static io.weft.core.network.Sample.mac;
import static io.weft.core.network.Sample.node;
import static io.weft.core.network.Sample.port;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import io.weft.core.event.Event;
import io.weft.core.event.Step;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Host;
import io.weft.core.network.NetworkView;
import io.weft.core.network.PortRole;
import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import io.weft.net.packet.Arp;
import io.weft.net.packet.EtherType;
import io.weft.net.packet.Ethernet;
import io.weft.net.packet.Packets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HostTrackerTest {
  private static final Bytes DATA = Bytes.wrap(new byte[46]);
  private static final Ipv4Address IP = Ipv4Address.parse("10.0.0.1");
  private static final Ipv4Address OTHER_IP = Ipv4Address.parse("10.0.0.2");
  private static final Ipv6Address IP6 = Ipv6Address.parse("fe80::1");

  private final HostTracker tracker = new HostTracker(3);
  private Instant now = Instant.EPOCH;
  private NetworkView view =
      NetworkView.EMPTY
          .with(node(1, 9))
          .withRole(at(1, 1), PortRole.EDGE)
          .withRole(at(1, 2), PortRole.EDGE);

  private List<Event> step(Consumer<Step> happening) {
    Step step = new Step(view);
    happening.accept(step);
    view = step.view();
    assertThat(step.transmissions()).isEmpty();
    return step.events();
  }

  private List<Event> packet(ConnectPoint at, Ethernet frame) {
    return step(s -> tracker.packet(s, at, frame, now));
  }

  private List<Event> packet(int port, long mac) {
    return packet(at(1, port), Packets.unicast(mac(mac), mac(99), DATA));
  }

  private static Host host(long mac, int port, Ipv4Address... ips) {
    return new Host(mac(mac), at(1, port), ImmutableSortedSet.copyOf(ips), ImmutableSortedSet.of());
  }

  private static Event seen(Host host) {
    return new Event.HostSeen(host, Optional.empty());
  }

  private static Event seen(Host host, Host previous) {
    return new Event.HostSeen(host, Optional.of(previous));
  }

  @Test
  void anyPacketTellsWhereItsSourceIs() {
    assertThat(packet(1, 7)).containsExactly(seen(host(7, 1)));
    assertThat(view.hosts().values()).containsExactly(host(7, 1));
    assertThat(packet(1, 7)).as("nothing new").isEmpty();
  }

  @Test
  void arpTellsTheSendersAddress() {
    assertThat(packet(at(1, 1), Packets.arpRequest(mac(7), IP, OTHER_IP)))
        .containsExactly(seen(host(7, 1, IP)));
    assertThat(packet(at(1, 1), Packets.arpAnnouncement(mac(7), OTHER_IP)))
        .containsExactly(seen(host(7, 1, IP, OTHER_IP), host(7, 1, IP)));
  }

  @Test
  void anArpProbeClaimsNothing() {
    assertThat(packet(at(1, 1), Packets.arpProbe(mac(7), IP))).containsExactly(seen(host(7, 1)));
  }

  @Test
  void arpOfAnotherSenderThanTheFrameClaimsNothing() {
    Arp forged = new Arp(Arp.REQUEST, mac(8), IP, MacAddress.ZERO, OTHER_IP);
    Ethernet frame = Ethernet.of(MacAddress.BROADCAST, mac(7), EtherType.ARP, forged.toBytes());
    assertThat(packet(at(1, 1), frame)).containsExactly(seen(host(7, 1)));
  }

  @Test
  void neighbourDiscoveryTellsTheSendersAddress() {
    Host known = host(7, 1).with(IP6);
    assertThat(packet(at(1, 1), Packets.neighborAnnouncement(mac(7), IP6)))
        .containsExactly(seen(known));
    Ipv6Address other = Ipv6Address.parse("2001:db8::7");
    assertThat(
            packet(
                at(1, 1),
                Packets.neighborSolicitation(mac(7), other, Ipv6Address.parse("2001:db8::8"))))
        .containsExactly(seen(known.with(other), known));
    Ipv6Address third = Ipv6Address.parse("fe80::3");
    assertThat(packet(at(1, 2), Packets.routerSolicitation(mac(8), third)))
        .containsExactly(seen(host(8, 2).with(third)));
  }

  @Test
  void aNeighbourProbeClaimsNothing() {
    assertThat(packet(at(1, 1), Packets.neighborProbe(mac(7), IP6)))
        .containsExactly(seen(host(7, 1)));
  }

  @Test
  void aProxysAdvertisementClaimsNothingForItself() {
    Ethernet theirs = Packets.neighborAnnouncement(mac(8), IP6);
    Ethernet relayed = Ethernet.of(theirs.dst(), mac(7), theirs.etherType(), theirs.payload());
    assertThat(packet(at(1, 1), relayed)).containsExactly(seen(host(7, 1)));
  }

  @Test
  void aDhcpLeaseIsTheClients() {
    packet(1, 7);
    Ethernet ack = Packets.dhcpAck(mac(9), OTHER_IP, mac(7), IP, 1);
    assertThat(packet(at(1, 2), ack))
        .containsExactly(seen(host(9, 2)), seen(host(7, 1, IP), host(7, 1)));
  }

  @Test
  void aDhcpLeaseOfNobodyThatIsKnownIsPassedOver() {
    Ethernet ack = Packets.dhcpAck(mac(9), OTHER_IP, mac(7), IP, 1);
    assertThat(packet(at(1, 2), ack)).containsExactly(seen(host(9, 2)));
  }

  @Test
  void aDhcpRequestClaimsNothingYet() {
    assertThat(packet(at(1, 1), Packets.dhcpRequest(mac(7), 1, IP, OTHER_IP)))
        .containsExactly(seen(host(7, 1)));
  }

  @Test
  void aHostThatMovesKeepsItsAddresses() {
    packet(at(1, 1), Packets.arpAnnouncement(mac(7), IP));
    assertThat(packet(2, 7)).containsExactly(seen(host(7, 2, IP), host(7, 1, IP)));
    assertThat(view.host(mac(7))).contains(host(7, 2, IP));
  }

  @Test
  void groupAndZeroSourcesAreNoHosts() {
    for (MacAddress source :
        List.of(MacAddress.BROADCAST, new MacAddress(0x0100_5e00_0001L), MacAddress.ZERO)) {
      assertThat(packet(at(1, 1), Packets.unicast(source, mac(9), DATA))).isEmpty();
    }
    assertThat(view.hosts()).isEmpty();
  }

  @Test
  void aPortHasRoomForSoManyHosts() {
    packet(1, 1);
    packet(1, 2);
    assertThat(packet(1, 3)).hasSize(1);
    assertThat(packet(1, 4)).isEmpty();
    assertThat(packet(1, 3)).isEmpty();
    assertThat(view.hosts()).hasSize(3);
    assertThat(packet(2, 4)).as("another port has room").hasSize(1);
  }

  @Test
  void aFullPortDoesNotAttractTheHostsOfOthers() {
    packet(1, 1);
    packet(1, 2);
    packet(1, 3);
    packet(2, 4);
    assertThat(packet(1, 4)).isEmpty();
    assertThat(view.host(mac(4))).contains(host(4, 2));
  }

  @Test
  void roomIsFreeAgainWhenAHostGoesOrMoves() {
    packet(1, 1);
    packet(1, 2);
    packet(1, 3);
    packet(1, 4);
    step(s -> tracker.forget(s, mac(1)));
    assertThat(packet(1, 4)).hasSize(1);
    assertThat(packet(1, 5)).isEmpty();
    packet(2, 2);
    assertThat(packet(1, 5)).hasSize(1);
    assertThat(packet(1, 6)).isEmpty();
  }

  @Test
  void aHostHasRoomForSixteenAddressesOfEachFamily() {
    for (int i = 1; i <= 20; i++) {
      packet(at(1, 1), Packets.arpAnnouncement(mac(7), new Ipv4Address(0x0a00_0100 + i)));
      packet(at(1, 1), Packets.neighborAnnouncement(mac(7), Ipv6Address.parse("fe80::" + i)));
    }
    Host host = view.host(mac(7)).orElseThrow();
    assertThat(host.ipv4()).hasSize(16);
    assertThat(host.ipv6()).hasSize(16);
  }

  @Test
  void aPortThatIsLostLosesItsHosts() {
    packet(1, 1);
    packet(1, 2);
    packet(2, 3);
    assertThat(step(s -> tracker.portLost(s, at(1, 1))))
        .containsExactlyInAnyOrder(new Event.HostGone(host(1, 1)), new Event.HostGone(host(2, 1)));
    assertThat(view.hosts().values()).containsExactly(host(3, 2));
    assertThat(step(s -> tracker.portLost(s, at(1, 1)))).isEmpty();
    packet(1, 1);
    packet(1, 2);
    assertThat(packet(1, 4)).as("all room is free again").hasSize(1);
  }

  @Test
  void aHostIsForgottenOnce() {
    packet(1, 7);
    assertThat(step(s -> tracker.forget(s, mac(7))))
        .containsExactly(new Event.HostGone(host(7, 1)));
    assertThat(step(s -> tracker.forget(s, mac(7)))).isEmpty();
  }

  @Test
  void installedRulesTellOfHostsAtPortsThatMayServeThem() {
    view = view.withRole(at(1, 3), PortRole.LINK).withRole(at(1, 4), PortRole.STALE);
    packet(2, 5);
    List<Event> events =
        step(s ->
            tracker.recovered(
                s,
                dpid(1),
                Map.of(
                    mac(1), port(1),
                    mac(3), port(3),
                    mac(4), port(4),
                    mac(5), port(1),
                    mac(6), port(6),
                    mac(7), port(77))));
    assertThat(events).containsExactlyInAnyOrder(seen(host(1, 1)), seen(host(6, 6)));
    assertThat(view.host(mac(5))).as("what was heard counts for more").contains(host(5, 2));
  }

  @Test
  void anAddressThatJumpsBetweenTwoPortsStaysAfterFiveMoves() {
    packet(1, 7);
    for (int move = 1; move <= 5; move++) {
      assertThat(packet(1 + move % 2, 7)).as("move %s", move).hasSize(1);
    }
    for (int i = 0; i < 1000; i++) {
      now = now.plusMillis(9);
      assertThat(packet(1 + i % 2, 7)).isEmpty();
    }
    assertThat(view.host(mac(7))).contains(host(7, 2));
    now = now.plusSeconds(1);
    assertThat(packet(1, 7)).as("ten seconds after the first move").hasSize(1);
  }

  @Test
  void movesOfOneHostDoNotHoldAnother() {
    packet(1, 7);
    packet(1, 8);
    for (int move = 1; move <= 9; move++) {
      packet(1 + move % 2, 7);
    }
    assertThat(packet(2, 8)).hasSize(1);
  }
}
