package io.weft.core.network;

import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.message.PortDesc;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * The network at one moment: switches with their ports and roles, links and hosts. Immutable; a
 * changed copy shares what did not change, so a copy per event is cheap with many hosts. Replaced
 * by the network thread, read by any.
 *
 * @param switches by datapath id, those whose connection is lost but who may still forward among
 *     them
 * @param links seen in both directions
 * @param hosts by MAC address
 * @param settled false for a while after the controller started among switches that already carried
 *     its rules: links that the rules speak of have not all been seen again, so decisions on this
 *     view would undo what is right
 */
public record NetworkView(
    PSortedMap<DatapathId, SwitchNode> switches,
    PSet<Link> links,
    PMap<MacAddress, Host> hosts,
    boolean settled) {
  public static final NetworkView EMPTY =
      new NetworkView(TreePMap.empty(), HashTreePSet.empty(), HashTreePMap.empty(), true);

  public Optional<SwitchNode> node(DatapathId dpid) {
    return Optional.ofNullable(switches.get(dpid));
  }

  public Optional<Host> host(MacAddress mac) {
    return Optional.ofNullable(hosts.get(mac));
  }

  /** What a port is for; DOWN if there is no such port. */
  public PortRole role(ConnectPoint point) {
    SwitchNode node = switches.get(point.dpid());
    return node == null ? PortRole.DOWN : node.role(point.port());
  }

  public boolean isEdge(ConnectPoint point) {
    return role(point) == PortRole.EDGE;
  }

  public NetworkView with(SwitchNode node) {
    return new NetworkView(switches.plus(node.dpid(), node), links, hosts, settled);
  }

  /** Without a switch; its links and hosts must have been taken out before. */
  public NetworkView withoutSwitch(DatapathId dpid) {
    return new NetworkView(switches.minus(dpid), links, hosts, settled);
  }

  public NetworkView withConnected(DatapathId dpid, boolean connected) {
    return node(dpid).map(node -> with(node.withConnected(connected))).orElse(this);
  }

  /** With a port's new description; its role stays, DOWN if it is new. */
  public NetworkView withPort(DatapathId dpid, PortDesc desc) {
    return node(dpid)
        .map(node -> with(node.withPort(new Port(desc, node.role(desc.number())))))
        .orElse(this);
  }

  public NetworkView withoutPort(ConnectPoint point) {
    return node(point.dpid()).map(node -> with(node.withoutPort(point.port()))).orElse(this);
  }

  public NetworkView withRole(ConnectPoint point, PortRole role) {
    SwitchNode node = switches.get(point.dpid());
    Port port = node == null ? null : node.ports().get(point.port());
    return node == null || port == null || port.role() == role
        ? this
        : with(node.withPort(port.withRole(role)));
  }

  public NetworkView with(Link link) {
    return new NetworkView(switches, links.plus(link), hosts, settled);
  }

  public NetworkView without(Link link) {
    return new NetworkView(switches, links.minus(link), hosts, settled);
  }

  public NetworkView with(Host host) {
    return new NetworkView(switches, links, hosts.plus(host.mac(), host), settled);
  }

  public NetworkView without(Host host) {
    return new NetworkView(switches, links, hosts.minus(host.mac()), settled);
  }

  public NetworkView withSettled(boolean nowSettled) {
    return nowSettled == settled ? this : new NetworkView(switches, links, hosts, nowSettled);
  }

  /** The port's description, if the switch has it. */
  public Optional<PortDesc> port(DatapathId dpid, PortNo number) {
    return node(dpid).flatMap(node -> node.port(number)).map(Port::desc);
  }
}
