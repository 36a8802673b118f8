package io.weft.app.clos;

import com.google.common.collect.ImmutableMap;
import io.weft.core.app.App;
import io.weft.core.app.Reaction;
import io.weft.core.app.Recovered;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.event.Event;
import io.weft.core.event.Transmission;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Host;
import io.weft.core.network.NetworkView;
import io.weft.core.network.Port;
import io.weft.core.network.PortRole;
import io.weft.core.network.SwitchNode;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.net.packet.Arp;
import io.weft.net.packet.Ethernet;
import io.weft.net.packet.Ipv4;
import io.weft.net.packet.Packets;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A CLOS of switches as one routed network: every leaf is the gateway of its hosts, flows are
 * spread over all ways of equal length, and switches go round what has failed by themselves.
 */
public final class ClosEcmp implements App {
  private static final Logger log = LoggerFactory.getLogger(ClosEcmp.class);

  private final Blueprint blueprint;
  private final ImmutableMap<DatapathId, Integer> tierOf;
  private final Cabling cabling;
  private final Map<Ipv4Address, Station> recovered = new HashMap<>();
  private final Waiting waiting = new Waiting();

  /** Addresses of the last plan, and those that were heard since. */
  private final Map<Ipv4Address, Station> known = new HashMap<>();

  private final Set<DatapathId> strangers = new HashSet<>();

  public ClosEcmp(Blueprint blueprint) {
    this.blueprint = blueprint;
    this.tierOf = blueprint.tierOf();
    this.cabling = new Cabling(tierOf);
  }

  @Override
  public Owner owner() {
    return Kind.OWNER;
  }

  @Override
  public int tables(SwitchNode node) {
    return fits(node) ? SwitchPipeline.TABLES : 0;
  }

  private static boolean fits(SwitchNode node) {
    return !node.version().isBefore(OfVersion.OF13) && node.tables() >= SwitchPipeline.TABLES;
  }

  @Override
  public Recovered recover(SwitchNode node, SwitchRules installed) {
    Map<MacAddress, PortNo> hosts = new HashMap<>();
    Set<PortNo> linkPorts = new HashSet<>();
    for (Rule rule : installed.rules().values()) {
      if (Kind.FABRIC_PORT.is(rule)) {
        rule.match().get(Field.IN_PORT).ifPresent(linkPorts::add);
      } else if (Kind.STATION.is(rule)) {
        recover(node.dpid(), rule, hosts);
      }
    }
    return new Recovered(hosts, linkPorts);
  }

  private void recover(DatapathId dpid, Rule rule, Map<MacAddress, PortNo> hosts) {
    for (Instruction instruction : rule.instructions()) {
      if (instruction instanceof Instruction.ApplyActions(var actions)
          && actions.getLast() instanceof Action.Output(var port, var _)) {
        for (Action action : actions) {
          if (action instanceof Action.SetField(var value)) {
            value
                .get(Field.ETH_DST)
                .ifPresent(mac -> {
                  hosts.put(mac, port);
                  rule.match()
                      .get(Field.IPV4_DST)
                      .ifPresent(ip ->
                          recovered.put(ip, new Station(ip, mac, new ConnectPoint(dpid, port))));
                });
          }
        }
      }
    }
  }

  @Override
  public Reaction on(Event event, NetworkView view) {
    return switch (event) {
      case Event.PacketSeen seen -> onPacket(seen.at(), seen.packet(), seen.frame(), view);
      case Event.TransitSeen seen -> onPacket(seen.at(), seen.packet(), seen.frame(), view);
      case Event.HostSeen seen -> serveWaiting(seen.host());
      case Event.HostGone _,
          Event.SwitchUp _,
          Event.SwitchDown _,
          Event.PortChanged _,
          Event.LinkUp _,
          Event.LinkDown _,
          Event.RuleExpired _,
          Event.PlanConfirmed _,
          Event.Missed _ ->
          Reaction.NONE;
    };
  }

  /** Somebody sends to an address that nobody has been heard from, or asks for it. */
  private Reaction onPacket(ConnectPoint at, PacketIn packet, Ethernet frame, NetworkView view) {
    Optional<Arp> arp = Arp.in(frame).filter(Arp::isRequest);
    if (arp.isPresent()) {
      boolean isOwn = arp.get().isProbe() || arp.get().isGratuitous();
      return isOwn
          ? Reaction.NONE
          : lookFor(arp.get().targetIp(), new Waiting.Item.Asker(at, arp.get()), view);
    }
    return Ipv4.in(frame)
        .map(ip -> lookFor(ip.dst(), new Waiting.Item.Packet(packet.data()), view))
        .orElse(Reaction.NONE);
  }

  /** Asks for an address at all ports where it may be. */
  private Reaction lookFor(Ipv4Address wanted, Waiting.Item item, NetworkView view) {
    Optional<Blueprint.Subnet> subnet =
        blueprint.subnetOf(wanted).filter(of -> !of.gateway().equals(wanted));
    if (subnet.isEmpty()) {
      return Reaction.NONE;
    }
    Station station = known.get(wanted);
    if (station != null) {
      // Its rules are on their way.
      return new Reaction(List.of(serve(item, station)), Set.of(), false);
    }
    waiting.add(wanted, item);
    Bytes request =
        Packets.arpRequest(blueprint.gatewayMac(), subnet.get().gateway(), wanted).toBytes();
    List<Transmission> requests = new ArrayList<>();
    for (DatapathId leaf : blueprint.leavesOf(subnet.get())) {
      for (PortNo port : edgePorts(leaf, view)) {
        requests.add(new Transmission(leaf, PacketOut.to(port, request)));
      }
    }
    return new Reaction(requests, Set.of(), false);
  }

  /** A host has been heard: what waits for it need not wait for the rules. */
  private Reaction serveWaiting(Host host) {
    List<Transmission> transmissions = new ArrayList<>();
    for (Ipv4Address address : host.ipv4()) {
      Station station = new Station(address, host.mac(), host.location());
      known.put(address, station);
      for (Waiting.Item item : waiting.take(address)) {
        transmissions.add(serve(item, station));
      }
    }
    return transmissions.isEmpty() ? Reaction.NONE : new Reaction(transmissions, Set.of(), false);
  }

  private Transmission serve(Waiting.Item item, Station station) {
    return switch (item) {
      case Waiting.Item.Packet(var frame) -> deliver(frame, station);
      case Waiting.Item.Asker(var at, var request) ->
          new Transmission(
              at.dpid(),
              PacketOut.to(at.port(), Packets.arpReply(request, blueprint.gatewayMac()).toBytes()));
    };
  }

  private Transmission deliver(Bytes frame, Station station) {
    return new Transmission(
        station.at().dpid(),
        new PacketOut(
            BufferId.NONE,
            PortNo.CONTROLLER,
            List.of(
                new Action.DecNwTtl(),
                Action.setField(Field.ETH_SRC, blueprint.gatewayMac()),
                Action.setField(Field.ETH_DST, station.mac()),
                Action.output(station.at().port())),
            frame));
  }

  private static List<PortNo> edgePorts(DatapathId leaf, NetworkView view) {
    return view.node(leaf).filter(SwitchNode::connected).stream()
        .flatMap(node -> node.ports().values().stream())
        .filter(port -> port.role() == PortRole.EDGE)
        .map(Port::desc)
        .map(desc -> desc.number())
        .toList();
  }

  @Override
  public Plan plan(NetworkView view) {
    cabling.update(view);
    Fabric fabric = Fabric.of(blueprint, view, cabling);
    Stations stations = Stations.of(blueprint, view, recovered);
    known.clear();
    stations.all().forEach(station -> known.put(station.ip(), station));
    ImmutableMap.Builder<DatapathId, SwitchRules> rules = ImmutableMap.builder();
    for (SwitchNode node : view.switches().values()) {
      Fabric.Node place = fabric.nodes().get(node.dpid());
      if (place != null && fits(node)) {
        rules.put(node.dpid(), SwitchPipeline.of(blueprint, fabric, place, node, stations));
      } else {
        rules.put(node.dpid(), SwitchRules.NONE);
        complain(node);
      }
    }
    return Plan.of(rules.buildOrThrow());
  }

  private void complain(SwitchNode node) {
    if (strangers.add(node.dpid())) {
      if (tierOf.containsKey(node.dpid())) {
        log.error(
            "{}: has OpenFlow {} and {} tables; the fabric needs 1.3 and {}: it gets no rules",
            node.dpid(),
            node.version(),
            node.tables(),
            SwitchPipeline.TABLES);
      } else {
        log.warn("{}: is not in the blueprint; it forwards nothing", node.dpid());
      }
    }
  }
}
