package io.weft.testkit;

import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.PortDesc;
import java.util.List;

/** Port descriptions as Open vSwitch gives them. */
final class SwitchPorts {
  private static final int LINK_DOWN = 1;
  private static final int LIVE = 1 << 2;
  private static final int TEN_GIGABIT_COPPER = 1 << 6 | 1 << 11;
  private static final long TEN_GIGABIT = 10_000_000;

  private SwitchPorts() {}

  /** A port of 10 Gbit/s that is up; its address is made of the switch's and the number. */
  static PortDesc port(long dpid, int number) {
    MacAddress address = new MacAddress(0x0200_0000_0000L | (dpid & 0xffff) << 16 | number);
    return new PortDesc(
        new PortNo(number),
        address,
        "s" + (dpid & 0xffff) + "-eth" + number,
        0,
        LIVE,
        TEN_GIGABIT_COPPER,
        0,
        0,
        0,
        TEN_GIGABIT,
        TEN_GIGABIT);
  }

  /** The port as a version can say it: OpenFlow 1.0 has no LIVE and no speeds. */
  static PortDesc as(OfVersion version, PortDesc port) {
    if (version != OfVersion.OF10) {
      return port;
    }
    return new PortDesc(
        port.number(),
        port.hwAddress(),
        port.name(),
        port.config(),
        port.state() & ~LIVE,
        port.current(),
        port.advertised(),
        port.supported(),
        port.peer(),
        0,
        0);
  }

  /**
   * The states that a port is reported in when its carrier goes or comes: the change of LIVE and
   * that of LINK_DOWN are told apart, one message each.
   */
  static List<PortDesc> carrier(PortDesc port, boolean up) {
    int between = port.state() & ~LIVE & ~LINK_DOWN;
    return List.of(withState(port, between), withState(port, between | (up ? LIVE : LINK_DOWN)));
  }

  private static PortDesc withState(PortDesc port, int state) {
    return new PortDesc(
        port.number(),
        port.hwAddress(),
        port.name(),
        port.config(),
        state,
        port.current(),
        port.advertised(),
        port.supported(),
        port.peer(),
        port.currentSpeed(),
        port.maxSpeed());
  }
}
