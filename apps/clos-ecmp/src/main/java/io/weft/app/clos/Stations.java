package io.weft.app.clos;

import com.google.common.collect.ImmutableListMultimap;
import io.weft.app.clos.Blueprint.Subnet;
import io.weft.core.network.Host;
import io.weft.core.network.NetworkView;
import io.weft.net.Ipv4Address;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The addresses of hosts that are known, by the subnet that they are in. */
final class Stations {
  private final ImmutableListMultimap<Subnet, Station> bySubnet;

  private Stations(ImmutableListMultimap<Subnet, Station> bySubnet) {
    this.bySubnet = bySubnet;
  }

  /**
   * Those at leaves that have the subnet; of two hosts with one address the one whose MAC address
   * is lower.
   *
   * @param recovered what rules said of addresses before the controller was started
   */
  static Stations of(Blueprint blueprint, NetworkView view, Map<Ipv4Address, Station> recovered) {
    Map<Ipv4Address, Station> byAddress = new TreeMap<>();
    for (Host host : view.hosts().values()) {
      host.ipv4().forEach(ip -> add(byAddress, new Station(ip, host.mac(), host.location())));
    }
    recovered
        .values()
        .forEach(station -> {
          Optional<Host> host = view.host(station.mac());
          if (host.isPresent() && host.get().ipv4().isEmpty()) {
            add(byAddress, new Station(station.ip(), station.mac(), host.get().location()));
          }
        });
    ImmutableListMultimap.Builder<Subnet, Station> bySubnet = ImmutableListMultimap.builder();
    byAddress
        .values()
        .forEach(station ->
            blueprint
                .subnetOf(station.ip())
                .filter(subnet -> !subnet.gateway().equals(station.ip()))
                .filter(subnet -> blueprint.leavesOf(subnet).contains(station.at().dpid()))
                .ifPresent(subnet -> bySubnet.put(subnet, station)));
    return new Stations(bySubnet.build());
  }

  private static void add(Map<Ipv4Address, Station> to, Station station) {
    to.merge(
        station.ip(), station, (one, other) -> one.mac().compareTo(other.mac()) <= 0 ? one : other);
  }

  /** In the order of their addresses. */
  List<Station> of(Subnet subnet) {
    return bySubnet.get(subnet);
  }

  Collection<Station> all() {
    return bySubnet.values();
  }
}
