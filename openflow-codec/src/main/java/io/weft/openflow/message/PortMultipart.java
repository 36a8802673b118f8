package io.weft.openflow.message;

import io.weft.net.PortNo;
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
   * @param lifetime how long the port has existed; zero before OpenFlow 1.3, which does not say
   * @param properties exactly one of {@link CounterProperty.Ethernet} before OpenFlow 1.4, which
   *     has other ones too
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
      Elapsed lifetime,
      List<CounterProperty> properties) {
    public PortCounters {
      properties = List.copyOf(properties);
    }

    /** The counters of a port with Ethernet. */
    public PortCounters(
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
        Elapsed lifetime) {
      this(
          port,
          rxPackets,
          txPackets,
          rxBytes,
          txBytes,
          rxDropped,
          txDropped,
          rxErrors,
          txErrors,
          lifetime,
          List.of(
              new CounterProperty.Ethernet(rxFrameErrors, rxOverErrors, rxCrcErrors, collisions)));
    }
  }

  /** What is counted beside packets and octets (OpenFlow 1.5.1, 7.3.5.8). */
  sealed interface CounterProperty {
    /** All ones where the switch does not count. */
    record Ethernet(long rxFrameErrors, long rxOverErrors, long rxCrcErrors, long collisions)
        implements CounterProperty {}

    /**
     * The laser of an optical port; since OpenFlow 1.4.
     *
     * @param flags OFPOSF_* bits: which of the others are known
     * @param txFrequency in MHz, or the wavelength in nm times 100; the same for the others
     * @param txPower dBm times 10, 0 to 65535
     * @param rxPower dBm times 10, 0 to 65535
     * @param biasCurrent mA times 10, 0 to 65535
     * @param temperature degrees Celsius times 10, 0 to 65535
     */
    record Optical(
        int flags,
        long txFrequency,
        long txOffset,
        long txGridSpan,
        long rxFrequency,
        long rxOffset,
        long rxGridSpan,
        int txPower,
        int rxPower,
        int biasCurrent,
        int temperature)
        implements CounterProperty {}

    /**
     * Packets by size, and errors, as RFC 2819 counts them (Open vSwitch, intel-ext.h); all ones
     * where the switch does not count. Sizes are in octets.
     */
    record Rfc2819(
        long rx1To64Packets,
        long rx65To127Packets,
        long rx128To255Packets,
        long rx256To511Packets,
        long rx512To1023Packets,
        long rx1024To1522Packets,
        long rx1523ToMaxPackets,
        long tx1To64Packets,
        long tx65To127Packets,
        long tx128To255Packets,
        long tx256To511Packets,
        long tx512To1023Packets,
        long tx1024To1522Packets,
        long tx1523ToMaxPackets,
        long txMulticastPackets,
        long rxBroadcastPackets,
        long txBroadcastPackets,
        long rxUndersizedErrors,
        long rxOversizeErrors,
        long rxFragmentedErrors,
        long rxJabberErrors)
        implements CounterProperty {}

    /** Counters that the port has names for (Open vSwitch, intel-ext.h). */
    record Custom(List<CustomCounter> counters) implements CounterProperty {
      public Custom {
        counters = List.copyOf(counters);
      }
    }

    /** A property that no row reads; written back as it came. */
    record Unknown(UnknownProperty property) implements CounterProperty, UnknownProperty.Kept {}
  }

  /**
   * A counter with a name.
   *
   * @param name at most 255 octets of UTF-8; Open vSwitch shows 63 of them
   */
  record CustomCounter(String name, long value) {}

  /**
   * Asks what ports there are.
   *
   * @param port which one, ANY for all; before OpenFlow 1.5 always ANY
   */
  record PortDescRequest(PortNo port) implements Request {
    /** Asks for all. */
    public PortDescRequest() {
      this(PortNo.ANY);
    }
  }

  record PortDescs(List<PortDesc> ports) implements Reply {
    public PortDescs {
      ports = List.copyOf(ports);
    }
  }
}
