package io.weft.openflow.message;

import io.weft.net.PortNo;
import io.weft.openflow.match.FieldId;
import java.util.List;

/** What a port has beside number, name and state (OpenFlow 1.5.1, 7.2.1.2). */
public sealed interface PortProperty {
  /**
   * Speeds and media of a port with Ethernet; part of every port before OpenFlow 1.4.
   *
   * @param current features now, OFPPF_* bits as in 1.1 and later
   * @param advertised features offered to the other end
   * @param supported features that it can have
   * @param peer features that the other end offers
   * @param currentSpeed kbit/s, 0 if unknown; since 1.1
   * @param maxSpeed kbit/s, 0 if unknown; since 1.1
   */
  record Ethernet(
      int current, int advertised, int supported, int peer, long currentSpeed, long maxSpeed)
      implements PortProperty {
    /** Nothing known. */
    public static final Ethernet UNKNOWN = new Ethernet(0, 0, 0, 0, 0, 0);
  }

  /**
   * The laser of an optical port; since OpenFlow 1.4. Frequencies are in MHz, or wavelengths in nm
   * times 100, as {@code supported} says.
   *
   * @param supported OFPOPF_* bits
   * @param txMinPower dBm times 10, 0 to 65535
   * @param txMaxPower dBm times 10, 0 to 65535
   */
  record Optical(
      int supported,
      long txMinFrequency,
      long txMaxFrequency,
      long txGrid,
      long rxMinFrequency,
      long rxMaxFrequency,
      long rxGrid,
      int txMinPower,
      int txMaxPower)
      implements PortProperty {}

  /** Fields that packets from this port have in the pipeline; since OpenFlow 1.5. */
  record PipelineInput(List<FieldId> fields) implements PortProperty {
    public PipelineInput {
      fields = List.copyOf(fields);
    }
  }

  /** Fields of the pipeline that this port consumes; since OpenFlow 1.5. */
  record PipelineOutput(List<FieldId> fields) implements PortProperty {
    public PipelineOutput {
      fields = List.copyOf(fields);
    }
  }

  /** Ports where packets sent to this one come back in; since OpenFlow 1.5. */
  record Recirculate(List<PortNo> ports) implements PortProperty {
    public Recirculate {
      ports = List.copyOf(ports);
    }
  }

  /** A property that no row reads; written back as it came. */
  record Unknown(UnknownProperty property) implements PortProperty, UnknownProperty.Kept {}
}
