package io.weft.openflow.message;

import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import java.util.List;

/**
 * Changes how a port behaves (OpenFlow 1.3.5, 7.3.4.3; 1.0.0, 5.3.3).
 *
 * @param hwAddress the port's own, which must fit the number
 * @param config OFPPC_* bits to have
 * @param mask which of the bits to change
 * @param properties what else to change; before OpenFlow 1.4 nothing, or one of {@link
 *     Property.Ethernet} that advertises something
 */
public record PortMod(
    PortNo port, MacAddress hwAddress, int config, int mask, List<Property> properties)
    implements OfMessage {
  public PortMod {
    properties = List.copyOf(properties);
  }

  /** What else a port has to change (OpenFlow 1.5.1, 7.3.4.3). */
  public sealed interface Property {
    /** Features to offer to the other end, OFPPF_* bits as in 1.1 and later; 0 for no change. */
    record Ethernet(int advertise) implements Property {}

    /**
     * The laser of an optical port; since OpenFlow 1.4.
     *
     * @param configure OFPOPF_* bits
     * @param frequency the centre, in MHz, or the wavelength in nm times 100
     * @param offset from the centre, in MHz, or nm times 100
     * @param gridSpan MHz, or nm times 100
     * @param txPower dBm times 10
     */
    record Optical(int configure, long frequency, int offset, long gridSpan, long txPower)
        implements Property {}

    /** A property that no row reads; written back as it came. */
    record Unknown(UnknownProperty property) implements Property, UnknownProperty.Kept {}
  }
}
