package io.weft.openflow.codec;

import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.action.HeaderAction;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** The layouts of encap and decap (nicira-ext.h; Open vSwitch, ofp-ed-props). */
final class HeaderActions {
  private static final int NSH_CLASS = 4;
  private static final int MD_TYPE = 1;
  private static final int TLV = 2;

  private HeaderActions() {}

  static HeaderAction.Encap readEncap(WireReader in) {
    int headerSize = in.u16();
    int packetType = in.i32();
    switch (packetType) {
      case HeaderAction.ETHERNET,
          HeaderAction.NSH,
          HeaderAction.MPLS,
          HeaderAction.MPLS_MULTICAST -> {}
      default ->
          throw new DecodeException(
              OfError.NXBAC_BAD_HEADER_TYPE, "encap with packet type 0x%x".formatted(packetType));
    }
    List<HeaderAction.Property> properties = new ArrayList<>();
    while (in.hasMore()) {
      properties.add(readProperty(in));
    }
    return new HeaderAction.Encap(headerSize, packetType, properties);
  }

  private static HeaderAction.Property readProperty(WireReader list) {
    int propertyClass = list.u16();
    int type = list.u8();
    int length = list.u8();
    int padded = (length + 7) / 8 * 8;
    if (length < 4 || padded - 4 > list.remaining()) {
      throw new DecodeException(OfError.OFPBAC_BAD_LEN, "property of length " + length);
    }
    if (propertyClass != NSH_CLASS || type != MD_TYPE && type != TLV) {
      throw new DecodeException(
          OfError.NXBAC_UNKNOWN_ED_PROP, "property " + type + " of class " + propertyClass);
    }
    if (type == MD_TYPE && length > 8) {
      throw badProperty(length);
    }
    WireReader in = list.slice(padded - 4, OfError.NXBAC_BAD_ED_PROP);
    if (type == MD_TYPE) {
      return new HeaderAction.Property.NshMdType(in.u8());
    }
    int tlvClass = in.u16();
    int tlvType = in.u8();
    int tlvLength = in.u8();
    if (length != 8 + (tlvLength + 7) / 8 * 8) {
      throw badProperty(length);
    }
    Bytes value = in.bytes(tlvLength);
    return new HeaderAction.Property.NshTlv(tlvClass, tlvType, value);
  }

  private static DecodeException badProperty(int length) {
    return new DecodeException(OfError.NXBAC_BAD_ED_PROP, "property of length " + length);
  }

  static void writeEncap(HeaderAction.Encap encap, WireWriter out) {
    out.u16(encap.headerSize());
    out.i32(encap.packetType());
    for (HeaderAction.Property property : encap.properties()) {
      int start = out.position();
      out.u16(NSH_CLASS);
      switch (property) {
        case HeaderAction.Property.NshMdType p -> {
          out.u8(MD_TYPE);
          out.u8(5);
          out.u8(p.mdType());
        }
        case HeaderAction.Property.NshTlv p -> {
          out.u8(TLV);
          out.u8(8 + (p.value().size() + 7) / 8 * 8);
          out.u16(p.tlvClass());
          out.u8(p.tlvType());
          out.u8(p.value().size());
          out.bytes(p.value());
        }
      }
      out.padTo8(start);
    }
  }

  static HeaderAction.Decap readDecap(WireReader in) {
    in.skip(2);
    int packetType = in.i32();
    if (in.hasMore()) {
      throw new DecodeException(OfError.NXBAC_UNKNOWN_ED_PROP, "decap with a property");
    }
    return new HeaderAction.Decap(packetType);
  }

  static void writeDecap(HeaderAction.Decap decap, WireWriter out) {
    out.zero(2);
    out.i32(decap.packetType());
  }
}
