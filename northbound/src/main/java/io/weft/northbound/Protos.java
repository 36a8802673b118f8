package io.weft.northbound;

import io.weft.api.v1.App;
import io.weft.api.v1.ConnectPoint;
import io.weft.api.v1.Host;
import io.weft.api.v1.Link;
import io.weft.api.v1.Port;
import io.weft.api.v1.Switch;
import io.weft.core.control.AppStatus;
import io.weft.core.network.PortRole;
import io.weft.core.network.SwitchNode;
import io.weft.net.DatapathId;

/** What the core says, in the words of {@code weft.v1}. */
final class Protos {
  private Protos() {}

  static Switch of(SwitchNode node) {
    return Switch.newBuilder()
        .setDpid(node.dpid().toString())
        .setOpenflow(node.version().toString())
        .setConnected(node.connected())
        .setTables(node.tables())
        .setPorts(node.ports().size())
        .setManufacturer(node.desc().manufacturer())
        .setHardware(node.desc().hardware())
        .setSoftware(node.desc().software())
        .setSerialNumber(node.desc().serialNumber())
        .setDescription(node.desc().datapath())
        .build();
  }

  static Port of(DatapathId dpid, io.weft.core.network.Port port) {
    return Port.newBuilder()
        .setSwitch(dpid.toString())
        .setNumber(port.desc().number().bits())
        .setName(port.desc().name())
        .setHwAddress(port.desc().hwAddress().toString())
        .setRole(of(port.role()))
        .setUp(port.desc().isUp())
        .setSpeedKbps(port.desc().currentSpeed())
        .build();
  }

  private static Port.Role of(PortRole role) {
    return switch (role) {
      case DOWN -> Port.Role.DOWN;
      case PROBING -> Port.Role.PROBING;
      case EDGE -> Port.Role.EDGE;
      case LINK -> Port.Role.LINK;
      case STALE -> Port.Role.STALE;
    };
  }

  static Link of(io.weft.core.network.Link link) {
    return Link.newBuilder().setA(of(link.a())).setB(of(link.b())).build();
  }

  private static ConnectPoint of(io.weft.core.network.ConnectPoint point) {
    return ConnectPoint.newBuilder()
        .setSwitch(point.dpid().toString())
        .setPort(point.port().bits())
        .build();
  }

  static Host of(io.weft.core.network.Host host) {
    Host.Builder builder =
        Host.newBuilder().setMac(host.mac().toString()).setLocation(of(host.location()));
    host.ipv4().forEach(address -> builder.addIpv4(address.toString()));
    host.ipv6().forEach(address -> builder.addIpv6(address.toString()));
    return builder.build();
  }

  static App of(AppStatus app) {
    return App.newBuilder()
        .setName(app.owner().name())
        .setId(app.owner().id())
        .setState(app.failure().isPresent() ? App.State.STOPPED : App.State.RUNNING)
        .setReason(app.failure().orElse(""))
        .addAllConflicts(app.conflicts())
        .setWaiting(app.waiting())
        .setPacketsDropped(app.packetsDropped())
        .setEventsMissed(app.eventsMissed())
        .build();
  }
}
