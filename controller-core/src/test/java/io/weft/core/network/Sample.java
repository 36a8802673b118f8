package io.weft.core.network;

import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.MultipartBody.Desc;
import io.weft.openflow.message.PortDesc;
import java.util.ArrayList;
import java.util.List;

/** Switches, ports and links of tests, by small numbers. */
public final class Sample {
  private Sample() {}

  public static DatapathId dpid(long number) {
    return new DatapathId(number);
  }

  public static PortNo port(int number) {
    return PortNo.of(number);
  }

  public static ConnectPoint at(long dpid, int port) {
    return new ConnectPoint(dpid(dpid), port(port));
  }

  public static Link link(long one, int onePort, long other, int otherPort) {
    return Link.between(at(one, onePort), at(other, otherPort));
  }

  public static MacAddress mac(long number) {
    return new MacAddress(0x0a00_0000_0000L | number);
  }

  public static MacAddress macOfPort(long dpid, int port) {
    return new MacAddress(0x0200_0000_0000L | dpid << 16 | port);
  }

  public static PortDesc desc(long dpid, int port, boolean up) {
    return PortDesc.of(port(port), macOfPort(dpid, port), "s" + dpid + "-eth" + port, up);
  }

  /** A switch that has just connected, with ports 1 to a number, all up. */
  public static SwitchNode node(long dpid, int ports) {
    return node(dpid, OfVersion.OF13, ports);
  }

  public static SwitchNode node(long dpid, OfVersion version, int ports) {
    List<PortDesc> descs = new ArrayList<>();
    for (int number = 1; number <= ports; number++) {
      descs.add(desc(dpid, number, true));
    }
    return node(dpid, version, descs);
  }

  public static SwitchNode node(long dpid, OfVersion version, List<PortDesc> ports) {
    int tables = version == OfVersion.OF10 ? 1 : 254;
    return SwitchNode.connected(dpid(dpid), version, tables, new Desc("", "", "", "", ""), ports);
  }
}
