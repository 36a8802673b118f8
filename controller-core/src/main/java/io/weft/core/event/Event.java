package io.weft.core.event;

import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Host;
import io.weft.core.network.Link;
import io.weft.core.network.PortRole;
import io.weft.net.DatapathId;
import io.weft.net.packet.Ethernet;
import io.weft.openflow.message.PacketIn;
import java.util.Optional;

/** Something happened; the view that comes with it already says so. */
public sealed interface Event {
  /** A switch is connected, and what it has installed is known. */
  record SwitchUp(DatapathId dpid) implements Event {}

  /** A switch has left the view. */
  record SwitchDown(DatapathId dpid) implements Event {}

  /** A port got another role. */
  record PortChanged(ConnectPoint port, PortRole role) implements Event {}

  record LinkUp(Link link) implements Event {}

  record LinkDown(Link link) implements Event {}

  /**
   * A host is new, moved, or known by another address.
   *
   * @param previous what was known of it
   */
  record HostSeen(Host host, Optional<Host> previous) implements Event {}

  record HostGone(Host host) implements Event {}

  /**
   * A packet from a host reached the controller.
   *
   * @param at the edge port where it came in
   * @param frame parsed from the packet's data, which may be cut short
   */
  record PacketSeen(ConnectPoint at, PacketIn packet, Ethernet frame) implements Event {}

  /**
   * A packet that came from another switch reached the controller by a rule of this app's, such as
   * one for addresses that nobody is known to have.
   *
   * @param at the port where it came in, of a link
   * @param frame as the switch had changed it until then
   */
  record TransitSeen(ConnectPoint at, PacketIn packet, Ethernet frame) implements Event {}

  /**
   * A rule of this app's, in its own numbering of tables, has gone because no packet came for its
   * idle timeout.
   */
  record RuleExpired(DatapathId dpid, Rule rule) implements Event {}

  /**
   * Every switch that the last plan of an owner is about has confirmed it, its last stage too: what
   * is not in the plan is gone everywhere. Not told while a switch of the plan has no connection.
   */
  record PlanConfirmed(Owner owner) implements Event {}

  /**
   * Events that could not be told, because the app was too slow and its mailbox full. What they
   * said of the network is in the view; the app is asked for a plan after this.
   *
   * @param events how many there were
   */
  record Missed(long events) implements Event {}
}
