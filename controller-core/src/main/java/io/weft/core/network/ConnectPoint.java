package io.weft.core.network;

import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import java.util.Comparator;

/** A port of a switch. */
public record ConnectPoint(DatapathId dpid, PortNo port) implements Comparable<ConnectPoint> {
  private static final Comparator<ConnectPoint> ORDER =
      Comparator.comparing(ConnectPoint::dpid).thenComparing(ConnectPoint::port);

  @Override
  public int compareTo(ConnectPoint other) {
    return ORDER.compare(this, other);
  }

  /** Such as {@code 0000000000000001:3}. */
  @Override
  public String toString() {
    return dpid + ":" + port;
  }
}
