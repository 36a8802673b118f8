package io.weft.app.l2;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Sets;
import io.weft.app.l2.Flooding.Uses;
import io.weft.core.desired.SwitchRules.Place;
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
import java.util.Set;

/**
 * The network as one Ethernet segment: the ports over which it floods, and the way from each switch
 * to each host.
 *
 * @param links packets come in at the ends of all links between switches, and are flooded out of
 *     those of a tree: so one that is flooded reaches every edge port once, wherever it came in
 * @param edges ports where no switch is
 * @param floodPorts by switch, in ascending order
 * @param destinations what was made for earlier views
 */
record Segment(
    NetworkView view,
    Topology topology,
    Uses links,
    Uses edges,
    ImmutableSetMultimap<DatapathId, PortNo> floodPorts,
    Destinations destinations) {
  static Segment of(NetworkView view, Destinations destinations) {
    Topology topology = Topology.of(view);
    ImmutableSet.Builder<ConnectPoint> tree = ImmutableSet.builder();
    topology.spanningTree().forEach(link -> tree.add(link.a(), link.b()));
    ImmutableSet.Builder<ConnectPoint> ends = ImmutableSet.builder();
    for (Link link : view.links()) {
      if (!link.a().dpid().equals(link.b().dpid())) {
        ends.add(link.a(), link.b());
      }
    }
    ImmutableSet<ConnectPoint> edge = edgePorts(view);
    return new Segment(
        view, topology, new Uses(tree.build(), ends.build()), new Uses(edge, edge), destinations);
  }

  /** The segment of another view, with what need not be found anew. */
  @SuppressWarnings("ReferenceEquality") // a view that changes otherwise keeps them
  Segment in(NetworkView other) {
    if (other.switches() != view.switches() || other.links() != view.links()) {
      return of(other, destinations);
    }
    return other == view
        ? this
        : new Segment(other, topology, links, edges, floodPorts, destinations);
  }

  private Segment(
      NetworkView view, Topology topology, Uses links, Uses edges, Destinations destinations) {
    this(
        view, topology, links, edges, bySwitch(Sets.union(links.out(), edges.out())), destinations);
  }

  private static ImmutableSet<ConnectPoint> edgePorts(NetworkView view) {
    ImmutableSet.Builder<ConnectPoint> edge = ImmutableSet.builder();
    for (SwitchNode node : view.switches().values()) {
      for (Port port : node.ports().values()) {
        if (port.isEdge()) {
          edge.add(new ConnectPoint(node.dpid(), port.desc().number()));
        }
      }
    }
    return edge.build();
  }

  private static ImmutableSetMultimap<DatapathId, PortNo> bySwitch(Set<ConnectPoint> ports) {
    ImmutableSetMultimap.Builder<DatapathId, PortNo> bySwitch = ImmutableSetMultimap.builder();
    ports.stream().sorted().forEach(port -> bySwitch.put(port.dpid(), port.port()));
    return bySwitch.build();
  }

  /** The same segment, with less of its links in use. */
  Segment using(Uses less) {
    List<Link> open =
        view.links().stream()
            .filter(link -> less.in().contains(link.a()) && less.in().contains(link.b()))
            .toList();
    Topology passable = new Topology(view.switches().keySet(), open);
    return new Segment(view, passable, less, edges, destinations);
  }

  /** In ascending order. */
  ImmutableSet<PortNo> floodPortsOf(DatapathId dpid) {
    return floodPorts.get(dpid);
  }

  /** Whether packets of other switches may come in at a port. */
  boolean isOpen(ConnectPoint linkPort) {
    return links.in().contains(linkPort);
  }

  /**
   * How a switch reaches a host.
   *
   * @param port where the packet goes out
   * @param next the rule of the next switch that takes it on; empty if the host is at this one
   */
  record Way(PortNo port, Optional<Place> next) {}

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

  /** The rule for a host that takes on what goes out of a port, if another switch is there. */
  Optional<Place> takenOnFrom(ConnectPoint out, MacAddress mac) {
    return topology.linkAt(out).flatMap(link -> takesOn(link.opposite(out), mac));
  }

  private Optional<Place> takesOn(ConnectPoint arrival, MacAddress mac) {
    return view.node(arrival.dpid())
        .map(node ->
            MultiTable.fits(node)
                ? destinations.place(node.dpid(), mac)
                : new Place(node.dpid(), SingleTable.destination(arrival.port(), mac)));
  }
}
