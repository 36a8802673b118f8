package io.weft.openflow.message;

import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.notation.Token;

/**
 * A port as its switch describes it (OpenFlow 1.3.5, 7.2.1; 1.0.0, 5.2.1).
 *
 * @param name at most 15 octets of UTF-8
 * @param config OFPPC_* bits; bit 0, PORT_DOWN, means the same in all versions
 * @param state OFPPS_* bits; bit 0, LINK_DOWN, means the same in all versions
 * @param current features now, OFPPF_* bits as in 1.1 and later
 * @param advertised features offered to the other end
 * @param supported features that it can have
 * @param peer features that the other end offers
 * @param currentSpeed kbit/s, 0 if unknown; since 1.1
 * @param maxSpeed kbit/s, 0 if unknown; since 1.1
 */
public record PortDesc(
    PortNo number,
    MacAddress hwAddress,
    String name,
    int config,
    int state,
    int current,
    int advertised,
    int supported,
    int peer,
    long currentSpeed,
    long maxSpeed) {
  private static final int PORT_DOWN = 1;
  private static final int LINK_DOWN = 1;
  private static final int LIVE = 4;

  /** A port with no features known. */
  public static PortDesc of(PortNo number, MacAddress hwAddress, String name, boolean up) {
    return new PortDesc(number, hwAddress, name, 0, up ? LIVE : LINK_DOWN, 0, 0, 0, 0, 0, 0);
  }

  /** True unless it was shut or has no carrier. */
  public boolean isUp() {
    return (config & PORT_DOWN) == 0 && (state & LINK_DOWN) == 0;
  }

  /** OFPPS_LIVE: fast failover may use it. OpenFlow 1.0 does not say. */
  public boolean isLive() {
    return (state & LIVE) != 0;
  }

  /** The notation of {@code ovs-ofctl show}, on one line. */
  @Override
  public String toString() {
    return PortText.print(this);
  }

  /**
   * Parses what {@link #toString} prints.
   *
   * @throws io.weft.openflow.notation.NotationException naming the column and what was expected
   */
  public static PortDesc parse(String text) {
    return PortText.parse(new Token(text, 1));
  }
}
