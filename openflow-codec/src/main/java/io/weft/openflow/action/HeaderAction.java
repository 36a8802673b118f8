package io.weft.openflow.action;

import io.weft.net.Bytes;
import java.util.List;
import java.util.StringJoiner;

/**
 * Adding and removing whole headers (Open vSwitch, NXAST_ENCAP and NXAST_DECAP, after the ONF's
 * EXT-382).
 */
public sealed interface HeaderAction extends Action {
  /** Packet types: namespace in the high 16 bits, type below (OpenFlow 1.5.1, 7.2.3.11). */
  int ETHERNET = 0;

  int NSH = 0x1_894f;
  int MPLS = 0x1_8847;
  int MPLS_MULTICAST = 0x1_8848;

  /** Of {@link Decap}: what the removed header says comes next. */
  int NEXT_PROTOCOL = 0xfffe;

  /** What a new header is to contain. */
  sealed interface Property {
    /** The metadata type of a network service header, 1 or 2. */
    record NshMdType(int mdType) implements Property {
      public NshMdType {
        Range.check("md_type", mdType, 0xff);
      }

      @Override
      public String toString() {
        return "md_type=" + mdType;
      }
    }

    /**
     * A metadata element of a network service header.
     *
     * @param value up to 240 octets
     */
    record NshTlv(int tlvClass, int tlvType, Bytes value) implements Property {
      public NshTlv {
        Range.check("class", tlvClass, 0xffff);
        Range.check("type", tlvType, 0xff);
        Range.check("length", value.size(), 240);
      }

      @Override
      public String toString() {
        return "tlv(0x%04x,%d,%s)".formatted(tlvClass, tlvType, ActionText.hex(value));
      }
    }
  }

  /**
   * Adds a header.
   *
   * @param headerSize its octets, 0 if not said; it has no notation
   * @param packetType what the packet then is
   */
  record Encap(int headerSize, int packetType, List<Property> properties) implements HeaderAction {
    public Encap {
      Range.check("header size", headerSize, 0xffff);
      properties = List.copyOf(properties);
    }

    @Override
    public String toString() {
      StringJoiner inside = new StringJoiner(",", "(", ")").setEmptyValue("");
      properties.forEach(property -> inside.add(property.toString()));
      return "encap(" + word(packetType) + inside + ")";
    }
  }

  private static String word(int packetType) {
    return switch (packetType) {
      case ETHERNET -> "ethernet";
      case NSH -> "nsh";
      case MPLS -> "mpls";
      case MPLS_MULTICAST -> "mpls_mc";
      default -> "UNKNOWN";
    };
  }

  /**
   * Removes the outermost header.
   *
   * @param packetType what the packet then is, or {@link #NEXT_PROTOCOL}
   */
  record Decap(int packetType) implements HeaderAction {
    @Override
    public String toString() {
      return packetType == NEXT_PROTOCOL
          ? "decap()"
          : "decap(packet_type(ns=%d,type=%s))"
              .formatted(packetType >>> 16, ActionText.hex(packetType & 0xffff));
    }
  }
}
