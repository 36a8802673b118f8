package io.weft.openflow.message;

import io.weft.net.PortNo;
import java.time.Duration;
import java.util.List;

/** Ports and their counters, asked for and listed (OpenFlow 1.3.5, 7.3.5.6 and 7.3.5.7). */
public interface PortMultipart {
  /** A question. */
  sealed interface Request extends MultipartBody.Request {}

  /** One part of an answer; lists of several parts are joined by the session. */
  sealed interface Reply extends MultipartBody.Reply {}

  /** Asks for a port's counters; ANY for all ports. */
  record PortStatsRequest(PortNo port) implements Request {}

  record PortStats(List<PortCounters> ports) implements Reply {
    public PortStats {
      ports = List.copyOf(ports);
    }
  }

  /**
   * The counters of a port (OpenFlow 1.3.5, 7.3.5.6), all ones where the switch does not count.
   *
   * @param lifetime how long the port has existed; zero in OpenFlow 1.0, which does not say
   */
  record PortCounters(
      PortNo port,
      long rxPackets,
      long txPackets,
      long rxBytes,
      long txBytes,
      long rxDropped,
      long txDropped,
      long rxErrors,
      long txErrors,
      long rxFrameErrors,
      long rxOverErrors,
      long rxCrcErrors,
      long collisions,
      Duration lifetime) {}

  record PortDescRequest() implements Request {}

  record PortDescs(List<PortDesc> ports) implements Reply {
    public PortDescs {
      ports = List.copyOf(ports);
    }
  }
}
