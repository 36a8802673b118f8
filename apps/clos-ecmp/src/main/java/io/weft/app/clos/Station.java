package io.weft.app.clos;

import io.weft.core.network.ConnectPoint;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;

/** An address of a host, and the port of a leaf where it is. */
record Station(Ipv4Address ip, MacAddress mac, ConnectPoint at) implements Comparable<Station> {
  @Override
  public int compareTo(Station other) {
    return ip.compareTo(other.ip);
  }
}
