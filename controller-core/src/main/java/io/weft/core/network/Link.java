package io.weft.core.network;

import io.weft.net.DatapathId;

/**
 * A cable between two switches, seen in both directions.
 *
 * @param a the lower of the two ends
 * @param b the higher of the two ends
 */
public record Link(ConnectPoint a, ConnectPoint b) implements Comparable<Link> {
  public Link {
    if (a.compareTo(b) >= 0) {
      throw new IllegalArgumentException("ends out of order: " + a + ", " + b);
    }
  }

  /** The link between two ends given in any order. */
  public static Link between(ConnectPoint one, ConnectPoint other) {
    return one.compareTo(other) < 0 ? new Link(one, other) : new Link(other, one);
  }

  /** The end at a switch; if both are there, the lower one. */
  public ConnectPoint endAt(DatapathId dpid) {
    if (a.dpid().equals(dpid)) {
      return a;
    }
    if (b.dpid().equals(dpid)) {
      return b;
    }
    throw new IllegalArgumentException(this + " does not touch " + dpid);
  }

  /** The end that is not this one. */
  public ConnectPoint opposite(ConnectPoint end) {
    return end.equals(a) ? b : a;
  }

  @Override
  public int compareTo(Link other) {
    int byA = a.compareTo(other.a);
    return byA != 0 ? byA : b.compareTo(other.b);
  }

  @Override
  public String toString() {
    return a + "--" + b;
  }
}
