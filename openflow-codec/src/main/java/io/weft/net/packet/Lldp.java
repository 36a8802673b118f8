package io.weft.net.packet;

import io.weft.net.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * The data unit of an LLDP frame (IEEE 802.1AB-2016, clause 8), which tells the neighbor on a link
 * who sends it and from which port.
 *
 * @param ttl how long the receiver should keep it, seconds, 0 to 65535; 0 says that the sender goes
 * @param others the TLVs after the three mandatory ones, in order, without the end; at most {@link
 *     #MAX_TLVS}
 */
public record Lldp(Id chassis, Id port, int ttl, List<Tlv> others) {
  /** A data unit with more is parsed without the rest of them. */
  public static final int MAX_TLVS = 128;

  public static final int CHASSIS_MAC = 4;
  public static final int CHASSIS_LOCAL = 7;
  public static final int PORT_MAC = 3;
  public static final int PORT_INTERFACE_NAME = 5;
  public static final int PORT_LOCAL = 7;

  public Lldp {
    Require.fits("ttl", ttl, 16);
    Require.within("number of TLVs", others.size(), 0, MAX_TLVS);
    others = List.copyOf(others);
  }

  /**
   * A chassis or port id (8.5.2, 8.5.3).
   *
   * @param subtype how to read the value, 0 to 255, such as {@link #CHASSIS_MAC}
   * @param value 1 to 255 octets
   */
  public record Id(int subtype, Bytes value) {
    public Id {
      Require.fits("subtype", subtype, 8);
      Require.within("octets of an id", value.size(), 1, 255);
    }
  }

  /** An optional TLV. */
  public sealed interface Tlv {}

  /**
   * Any but an organizationally specific one, also of a type not known here.
   *
   * @param type 4 to 126
   * @param value at most 511 octets
   */
  public record Basic(int type, Bytes value) implements Tlv {
    public static final int PORT_DESCRIPTION = 4;
    public static final int SYSTEM_NAME = 5;
    public static final int SYSTEM_DESCRIPTION = 6;

    public Basic {
      Require.within("type", type, 4, 126);
      Require.within("octets of a TLV", value.size(), 0, 511);
    }
  }

  /**
   * An organizationally specific one (8.6).
   *
   * @param oui whose, 24 bits
   * @param subtype 0 to 255
   * @param value at most 507 octets
   */
  public record Organizational(int oui, int subtype, Bytes value) implements Tlv {
    public Organizational {
      Require.fits("oui", oui, 24);
      Require.fits("subtype", subtype, 8);
      Require.within("octets of a TLV", value.size(), 0, 507);
    }
  }

  /**
   * Empty if one of the mandatory TLVs is cut, missing, out of order, repeated or of a wrong length
   * (9.2.7.7.1), or an organizationally specific one is too short for its head. A TLV that runs
   * beyond the data ends the list, as does the end TLV or the end of the data.
   */
  public static Optional<Lldp> parse(Bytes dataUnit) {
    return LldpCodec.read(dataUnit);
  }

  /** The data unit in a frame; empty if the frame carries something else or parsing fails. */
  public static Optional<Lldp> in(Ethernet frame) {
    return frame.etherType() == EtherType.LLDP ? parse(frame.payload()) : Optional.empty();
  }

  public Bytes toBytes() {
    return LldpCodec.write(this);
  }

  /** The value of the first TLV of an organization and a subtype. */
  public Optional<Bytes> organizational(int oui, int subtype) {
    for (Tlv tlv : others) {
      if (tlv instanceof Organizational own && own.oui == oui && own.subtype == subtype) {
        return Optional.of(own.value);
      }
    }
    return Optional.empty();
  }

  /** The value of the first TLV of a type, such as {@link Basic#SYSTEM_NAME}. */
  public Optional<Bytes> basic(int type) {
    for (Tlv tlv : others) {
      if (tlv instanceof Basic own && own.type == type) {
        return Optional.of(own.value);
      }
    }
    return Optional.empty();
  }
}
