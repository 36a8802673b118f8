package io.weft.app.l2;

import com.google.common.collect.ImmutableSet;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Host;
import io.weft.core.network.Link;
import io.weft.core.network.NetworkView;
import io.weft.core.network.Port;
import io.weft.core.network.SwitchNode;
import io.weft.core.network.Topology;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import java.util.List;
import java.util.Optional;

/**
 * The network as one Ethernet segment: the ports over which it floods, and the way from each switch
 * to each host.
 *
 * @param floodPorts edge ports, and the ends of the links of a tree: a frame that is flooded out of
 *     them wherever it arrives reaches every edge port once
 */
record Segment(NetworkView view, Topology topology, ImmutableSet<ConnectPoint> floodPorts) {
  static Segment of(NetworkView view) {
    Topology topology = Topology.of(view);
    ImmutableSet.Builder<ConnectPoint> floodPorts = ImmutableSet.builder();
    for (SwitchNode node : view.switches().values()) {
      for (Port port : node.ports().values()) {
        if (port.isEdge()) {
          floodPorts.add(new ConnectPoint(node.dpid(), port.desc().number()));
        }
      }
    }
    for (Link link : topology.spanningTree()) {
      floodPorts.add(link.a(), link.b());
    }
    return new Segment(view, topology, floodPorts.build());
  }

  /** The same segment, flooding over fewer ports. */
  Segment floodingOnly(ImmutableSet<ConnectPoint> ports) {
    return new Segment(view, topology, ports);
  }

  /** In ascending order. */
  List<PortNo> floodPortsOf(DatapathId dpid) {
    return floodPorts.stream()
        .filter(point -> point.dpid().equals(dpid))
        .map(ConnectPoint::port)
        .sorted()
        .toList();
  }

  /**
   * How a switch reaches a host.
   *
   * @param port where the packet goes out
   * @param next the rule of the next switch that takes it on; empty if the host is at this one
   */
  record Way(PortNo port, Optional<SwitchRules.Place> next) {}

  /** The way to a host; empty if it is unknown or out of reach. */
  Optional<Way> wayTo(MacAddress mac, DatapathId from) {
    return view.host(mac).flatMap(host -> wayTo(host, from));
  }

  Optional<Way> wayTo(Host host, DatapathId from) {
    ConnectPoint location = host.location();
    if (location.dpid().equals(from)) {
      return Optional.of(new Way(location.port(), Optional.empty()));
    }
    return topology
        .linkTowards(from, location.dpid())
        .map(link -> {
          ConnectPoint near = link.endAt(from);
          return new Way(near.port(), takesOn(link.opposite(near), host.mac()));
        });
  }

  private Optional<SwitchRules.Place> takesOn(ConnectPoint arrival, MacAddress mac) {
    return view.node(arrival.dpid())
        .map(node ->
            new SwitchRules.Place(
                node.dpid(),
                MultiTable.fits(node)
                    ? MultiTable.destination(mac)
                    : SingleTable.destination(arrival.port(), mac)));
  }
}
