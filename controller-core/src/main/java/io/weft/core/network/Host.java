package io.weft.core.network;

import com.google.common.collect.ImmutableSortedSet;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;

/**
 * An end station.
 *
 * @param mac what it sends from
 * @param location the edge port where it was last heard
 * @param ipv4 addresses that it claimed by ARP or was given by DHCP
 * @param ipv6 addresses that it claimed by neighbour discovery
 */
public record Host(
    MacAddress mac,
    ConnectPoint location,
    ImmutableSortedSet<Ipv4Address> ipv4,
    ImmutableSortedSet<Ipv6Address> ipv6) {
  /** A host of which no address is known. */
  public static Host at(MacAddress mac, ConnectPoint location) {
    return new Host(mac, location, ImmutableSortedSet.of(), ImmutableSortedSet.of());
  }

  public Host movedTo(ConnectPoint newLocation) {
    return new Host(mac, newLocation, ipv4, ipv6);
  }

  public Host with(Ipv4Address address) {
    return new Host(
        mac,
        location,
        ImmutableSortedSet.<Ipv4Address>naturalOrder().addAll(ipv4).add(address).build(),
        ipv6);
  }

  public Host with(Ipv6Address address) {
    return new Host(
        mac,
        location,
        ipv4,
        ImmutableSortedSet.<Ipv6Address>naturalOrder().addAll(ipv6).add(address).build());
  }
}
