package io.weft.core.dataplane;

import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMultipart.PortCounters;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The ports of a switch: what they are, whether they may be used, and what went through. */
final class PortTable {
  // OFPPC_* (OpenFlow 1.3.5, 7.2.1; NO_FLOOD: 1.0.0, 5.2.1)
  private static final int NO_RECV = 1 << 2;
  private static final int NO_FLOOD = 1 << 4;
  private static final int NO_FWD = 1 << 5;
  private static final int NO_PACKET_IN = 1 << 6;

  private static final class Port {
    private PortDesc desc;
    private final Instant since;
    private long rxPackets;
    private long txPackets;
    private long rxBytes;
    private long txBytes;
    private long rxDropped;
    private long txDropped;

    Port(PortDesc desc, Instant since) {
      this.desc = desc;
      this.since = since;
    }

    Port copy() {
      Port copy = new Port(desc, since);
      copy.rxPackets = rxPackets;
      copy.txPackets = txPackets;
      copy.rxBytes = rxBytes;
      copy.txBytes = txBytes;
      copy.rxDropped = rxDropped;
      copy.txDropped = txDropped;
      return copy;
    }

    boolean mayReceive() {
      return desc.isUp() && (desc.config() & NO_RECV) == 0;
    }

    boolean maySend() {
      return desc.isUp() && (desc.config() & NO_FWD) == 0;
    }
  }

  private final OfVersion version;
  private final TreeMap<PortNo, Port> ports = new TreeMap<>();

  PortTable(OfVersion version) {
    this.version = version;
  }

  PortTable copy() {
    PortTable copy = new PortTable(version);
    ports.forEach((number, port) -> copy.ports.put(number, port.copy()));
    return copy;
  }

  void put(PortDesc desc, Instant now) {
    Port port = ports.get(desc.number());
    if (port == null) {
      ports.put(desc.number(), new Port(desc, now));
    } else {
      port.desc = desc;
    }
  }

  void remove(PortNo number) {
    ports.remove(number);
  }

  Optional<PortDesc> find(PortNo number) {
    return Optional.ofNullable(ports.get(number)).map(port -> port.desc);
  }

  List<PortDesc> all() {
    return ports.values().stream().map(port -> port.desc).toList();
  }

  /** What FLOOD or ALL means; the ingress port is left out when it is sent. */
  List<PortNo> floodPorts(boolean all) {
    return ports.values().stream()
        .filter(port -> all || (port.desc.config() & NO_FLOOD) == 0)
        .map(port -> port.desc.number())
        .toList();
  }

  boolean isLive(PortNo number) {
    Port port = ports.get(number);
    return port != null && port.desc.isUp() && port.desc.isLive();
  }

  boolean sendsMisses(PortNo number) {
    Port port = ports.get(number);
    return port == null || (port.desc.config() & NO_PACKET_IN) == 0;
  }

  /** Whether a frame may come in; false if the port is absent, down or closed to it. */
  boolean mayReceive(PortNo number) {
    Port port = ports.get(number);
    return port != null && port.mayReceive();
  }

  /** Counts an arriving frame; false if the port is absent, down or closed to it. */
  boolean receive(PortNo number, int octets) {
    Port port = ports.get(number);
    if (port == null) {
      return false;
    }
    if (!port.mayReceive()) {
      port.rxDropped++;
      return false;
    }
    port.rxPackets++;
    port.rxBytes += octets;
    return true;
  }

  /** Whether a frame may leave; false if the port is absent, down or closed to it. */
  boolean maySend(PortNo number) {
    Port port = ports.get(number);
    return port != null && port.maySend();
  }

  /** Counts a leaving frame. */
  void countSent(PortNo number, int octets) {
    Port port = ports.get(number);
    if (port != null) {
      port.txPackets++;
      port.txBytes += octets;
    }
  }

  /** Counts a frame that might not leave, if there is such a port. */
  void countDropped(PortNo number) {
    Port port = ports.get(number);
    if (port != null) {
      port.txDropped++;
    }
  }

  /** The counters of one port, or of all for ANY. */
  List<PortCounters> counters(PortNo wanted, Instant now) {
    return ports.values().stream()
        .filter(port -> wanted.equals(PortNo.ANY) || port.desc.number().equals(wanted))
        .map(port -> counters(port, now))
        .toList();
  }

  private PortCounters counters(Port port, Instant now) {
    return new PortCounters(
        port.desc.number(),
        port.rxPackets,
        port.txPackets,
        port.rxBytes,
        port.txBytes,
        port.rxDropped,
        port.txDropped,
        0,
        0,
        0,
        0,
        0,
        0,
        version.isBefore(OfVersion.OF13) ? Elapsed.NONE : Elapsed.between(port.since, now));
  }
}
