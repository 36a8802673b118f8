package io.weft.core.app;

import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import java.util.Map;
import java.util.Set;

/**
 * What installed rules tell of the network around a switch.
 *
 * @param hosts which host is at which port
 * @param linkPorts ports that led to another switch
 */
public record Recovered(Map<MacAddress, PortNo> hosts, Set<PortNo> linkPorts) {
  public static final Recovered NOTHING = new Recovered(Map.of(), Set.of());

  public Recovered {
    hosts = Map.copyOf(hosts);
    linkPorts = Set.copyOf(linkPorts);
  }
}
