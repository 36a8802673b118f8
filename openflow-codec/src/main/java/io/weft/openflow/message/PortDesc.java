package io.weft.openflow.message;

import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.notation.Token;
import java.util.List;

/**
 * A port as its switch describes it (OpenFlow 1.3.5, 7.2.1; 1.0.0, 5.2.1).
 *
 * @param name at most 15 octets of UTF-8
 * @param config OFPPC_* bits; bit 0, PORT_DOWN, means the same in all versions
 * @param state OFPPS_* bits; bit 0, LINK_DOWN, means the same in all versions
 * @param properties exactly one of {@link PortProperty.Ethernet} before OpenFlow 1.4, which has
 *     other ones too
 */
public record PortDesc(
    PortNo number,
    MacAddress hwAddress,
    String name,
    int config,
    int state,
    List<PortProperty> properties) {
  private static final int PORT_DOWN = 1;
  private static final int LINK_DOWN = 1;
  private static final int LIVE = 4;

  public PortDesc {
    properties = List.copyOf(properties);
  }

  /** A port with Ethernet, its features and speeds as {@link PortProperty.Ethernet} has them. */
  public PortDesc(
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
    this(
        number,
        hwAddress,
        name,
        config,
        state,
        List.of(
            new PortProperty.Ethernet(
                current, advertised, supported, peer, currentSpeed, maxSpeed)));
  }

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

  /** What is known of its Ethernet; nothing if it has none. */
  public PortProperty.Ethernet ethernet() {
    PortProperty.Ethernet found = PortProperty.Ethernet.UNKNOWN;
    for (PortProperty property : properties) {
      if (property instanceof PortProperty.Ethernet ethernet) {
        found = ethernet;
      }
    }
    return found;
  }

  /** Features now, OFPPF_* bits as in 1.1 and later. */
  public int current() {
    return ethernet().current();
  }

  /** Features offered to the other end. */
  public int advertised() {
    return ethernet().advertised();
  }

  /** Features that it can have. */
  public int supported() {
    return ethernet().supported();
  }

  /** Features that the other end offers. */
  public int peer() {
    return ethernet().peer();
  }

  /** In kbit/s, 0 if unknown. */
  public long currentSpeed() {
    return ethernet().currentSpeed();
  }

  /** In kbit/s, 0 if unknown. */
  public long maxSpeed() {
    return ethernet().maxSpeed();
  }

  /** The notation of {@code ovs-ofctl show}, on one line; of the properties it has Ethernet. */
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
