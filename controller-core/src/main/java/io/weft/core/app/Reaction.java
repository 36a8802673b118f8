package io.weft.core.app;

import io.weft.core.event.Transmission;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.openflow.message.PacketOut;
import java.util.List;
import java.util.Set;

/**
 * What an app does about an event.
 *
 * @param transmissions packets to send now
 * @param idleHosts hosts to be forgotten, because they have been silent for too long
 * @param replan whether {@link App#plan} would now say something else although the view is the same
 */
public record Reaction(
    List<Transmission> transmissions, Set<MacAddress> idleHosts, boolean replan) {
  public static final Reaction NONE = new Reaction(List.of(), Set.of(), false);

  public Reaction {
    transmissions = List.copyOf(transmissions);
    idleHosts = Set.copyOf(idleHosts);
  }

  public static Reaction send(DatapathId dpid, PacketOut packet) {
    return new Reaction(List.of(new Transmission(dpid, packet)), Set.of(), false);
  }

  public static Reaction idle(MacAddress host) {
    return new Reaction(List.of(), Set.of(host), true);
  }

  public Reaction andReplan() {
    return new Reaction(transmissions, idleHosts, true);
  }
}
