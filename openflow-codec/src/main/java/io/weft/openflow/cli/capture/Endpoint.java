package io.weft.openflow.cli.capture;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;

/**
 * One end of a TCP connection.
 *
 * @param address 4 or 16 octets
 */
public record Endpoint(Bytes address, int port) {
  @Override
  public String toString() {
    return address.size() == 4
        ? new Ipv4Address(address.i32(0)) + ":" + port
        : "[" + new Ipv6Address(address.i64(0), address.i64(8)) + "]:" + port;
  }
}
