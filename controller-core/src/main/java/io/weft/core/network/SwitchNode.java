package io.weft.core.network;

import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.MultipartBody.Desc;
import io.weft.openflow.message.PortDesc;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A switch in the view.
 *
 * @param version what was negotiated
 * @param tables how many flow tables it has
 * @param desc what it says of itself; empty texts if it does not say
 * @param connected false while its connection is lost and it is still believed to forward
 * @param ports by number, without LOCAL and other reserved ones
 */
public record SwitchNode(
    DatapathId dpid,
    OfVersion version,
    int tables,
    Desc desc,
    boolean connected,
    SortedMap<PortNo, Port> ports) {
  public SwitchNode {
    ports = Collections.unmodifiableSortedMap(new TreeMap<>(ports));
  }

  /** A switch that has just connected: its ports are down or probing. */
  public static SwitchNode connected(
      DatapathId dpid, OfVersion version, int tables, Desc desc, Collection<PortDesc> ports) {
    SortedMap<PortNo, Port> byNumber = new TreeMap<>();
    for (PortDesc port : ports) {
      if (!port.number().isReserved()) {
        byNumber.put(port.number(), new Port(port, port.isUp() ? PortRole.PROBING : PortRole.DOWN));
      }
    }
    return new SwitchNode(dpid, version, tables, desc, true, byNumber);
  }

  public Optional<Port> port(PortNo number) {
    return Optional.ofNullable(ports.get(number));
  }

  public PortRole role(PortNo number) {
    Port port = ports.get(number);
    return port == null ? PortRole.DOWN : port.role();
  }

  SwitchNode withPort(Port port) {
    TreeMap<PortNo, Port> changed = new TreeMap<>(ports);
    changed.put(port.desc().number(), port);
    return new SwitchNode(dpid, version, tables, desc, connected, changed);
  }

  SwitchNode withoutPort(PortNo number) {
    TreeMap<PortNo, Port> changed = new TreeMap<>(ports);
    changed.remove(number);
    return new SwitchNode(dpid, version, tables, desc, connected, changed);
  }

  SwitchNode withConnected(boolean nowConnected) {
    return new SwitchNode(dpid, version, tables, desc, nowConnected, ports);
  }
}
