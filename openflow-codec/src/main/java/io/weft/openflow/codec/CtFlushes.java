package io.weft.openflow.codec;

import static io.weft.openflow.VersionRange.ALL;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.Part.I32;
import static io.weft.openflow.wire.Part.U16;
import static io.weft.openflow.wire.Part.U8;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.net.Bytes;
import io.weft.net.Ipv6Address;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.message.CtFlushProperty;
import io.weft.openflow.message.CtFlushProperty.CtTuplePart;
import io.weft.openflow.message.NxMessage.CtFlush;
import io.weft.openflow.message.UnknownProperty;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.List;

/** NXT_CT_FLUSH (Open vSwitch, nicira-ext.h, struct nx_ct_flush). */
final class CtFlushes {
  // spotless:off
  private static final Part<Bytes>       LABELS  = Part.of(in -> in.bytes(16), (labels, out) -> out.bytes(labels));
  private static final Part<Integer>     PORT    = Part.of(CtFlushes::readPort, U16.pad(2)::write);
  private static final Part<Integer>     OCTET   = Part.of(CtFlushes::readOctet, U8::write);
  private static final Part<Ipv6Address> ADDRESS = Part.of(CtFlushes::readAddress, CtFlushes::writeAddress);

  static final WireTable<CtTuplePart> PARTS = new WireTable<>("part of a connection's name",
      row(0, ALL, CtTuplePart.Source.class,          struct(ADDRESS, CtTuplePart.Source::address, CtTuplePart.Source::new)),
      row(1, ALL, CtTuplePart.Destination.class,     struct(ADDRESS, CtTuplePart.Destination::address, CtTuplePart.Destination::new)),
      row(2, ALL, CtTuplePart.SourcePort.class,      struct(PORT, CtTuplePart.SourcePort::port, CtTuplePart.SourcePort::new)),
      row(3, ALL, CtTuplePart.DestinationPort.class, struct(PORT, CtTuplePart.DestinationPort::port, CtTuplePart.DestinationPort::new)),
      row(4, ALL, CtTuplePart.IcmpId.class,          struct(PORT, CtTuplePart.IcmpId::id, CtTuplePart.IcmpId::new)),
      row(5, ALL, CtTuplePart.IcmpType.class,        struct(OCTET, CtTuplePart.IcmpType::type, CtTuplePart.IcmpType::new)),
      row(6, ALL, CtTuplePart.IcmpCode.class,        struct(OCTET, CtTuplePart.IcmpCode::code, CtTuplePart.IcmpCode::new)));

  private static final Part<List<CtTuplePart>> TUPLE = Part.of(CtFlushes::readTuple, CtFlushes::writeTuple);

  static final WireTable<CtFlushProperty> PROPERTIES = new WireTable<>("connection property",
      row(0, ALL, CtFlushProperty.OriginalTuple.class, struct(TUPLE, CtFlushProperty.OriginalTuple::parts, CtFlushProperty.OriginalTuple::new)),
      row(1, ALL, CtFlushProperty.ReplyTuple.class,    struct(TUPLE, CtFlushProperty.ReplyTuple::parts, CtFlushProperty.ReplyTuple::new)),
      row(2, ALL, CtFlushProperty.Zone.class,          struct(PORT, CtFlushProperty.Zone::zone, CtFlushProperty.Zone::new)),
      row(3, ALL, CtFlushProperty.Mark.class,          struct(I32, CtFlushProperty.Mark::mark, CtFlushProperty.Mark::new)),
      row(4, ALL, CtFlushProperty.MarkMask.class,      struct(I32, CtFlushProperty.MarkMask::mask, CtFlushProperty.MarkMask::new)),
      row(5, ALL, CtFlushProperty.Labels.class,        struct(LABELS, CtFlushProperty.Labels::labels, CtFlushProperty.Labels::new)),
      row(6, ALL, CtFlushProperty.LabelsMask.class,    struct(LABELS, CtFlushProperty.LabelsMask::mask, CtFlushProperty.LabelsMask::new)));
  // spotless:on

  private CtFlushes() {}

  static CtFlush read(WireReader in) {
    int ipProto = in.u8();
    if (in.number(7) != 0) {
      throw new DecodeException(OfError.NXBRC_MUST_BE_ZERO, "padding of a conntrack flush");
    }
    CtFlush flush =
        new CtFlush(
            ipProto,
            Properties.read(
                in,
                PROPERTIES,
                unknown -> {
                  throw refusal(unknown);
                }));
    checkFamilies(flush);
    return flush;
  }

  static void write(CtFlush flush, WireWriter out) {
    out.u8(flush.ipProto());
    out.zero(7);
    for (CtFlushProperty property : flush.properties()) {
      Properties.write(property, PROPERTIES, out);
    }
  }

  /** A switch must not forget more than it was asked to, so it refuses what it does not know. */
  private static DecodeException refusal(UnknownProperty property) {
    return new DecodeException(
        property.type() == 0xffff ? OfError.OFPBPC_BAD_EXP_TYPE : OfError.OFPBPC_BAD_TYPE,
        "property of type " + property.type() + " of a conntrack flush");
  }

  private static List<CtTuplePart> readTuple(WireReader in) {
    in.skip(4);
    return Properties.read(
        in,
        PARTS,
        unknown -> {
          throw refusal(unknown);
        });
  }

  private static void writeTuple(List<CtTuplePart> parts, WireWriter out) {
    out.zero(4);
    for (CtTuplePart part : parts) {
      Properties.write(part, PARTS, out);
    }
  }

  /** More octets than there must be are passed over here and below, as in Open vSwitch. */
  private static int readPort(WireReader in) {
    int port = in.u16();
    in.skip(in.remaining());
    return port;
  }

  private static int readOctet(WireReader in) {
    int octet = in.u8();
    in.skip(in.remaining());
    return octet;
  }

  private static Ipv6Address readAddress(WireReader in) {
    Ipv6Address address = new Ipv6Address(in.i64(), in.i64());
    in.skip(in.remaining());
    return address;
  }

  private static void writeAddress(Ipv6Address address, WireWriter out) {
    out.i64(address.high());
    out.i64(address.low());
  }

  private enum Family {
    NONE,
    IPV4,
    IPV6
  }

  /** Open vSwitch compares each address with the one before it, and one of zeroes with none. */
  private static void checkFamilies(CtFlush flush) {
    Family last = Family.NONE;
    for (CtFlushProperty property : flush.properties()) {
      List<CtTuplePart> parts =
          switch (property) {
            case CtFlushProperty.OriginalTuple tuple -> tuple.parts();
            case CtFlushProperty.ReplyTuple tuple -> tuple.parts();
            case CtFlushProperty.Zone _,
                CtFlushProperty.Mark _,
                CtFlushProperty.MarkMask _,
                CtFlushProperty.Labels _,
                CtFlushProperty.LabelsMask _ ->
                List.of();
          };
      for (CtTuplePart part : parts) {
        switch (part) {
          case CtTuplePart.Source(Ipv6Address address) -> last = next(last, address);
          case CtTuplePart.Destination(Ipv6Address address) -> last = next(last, address);
          case CtTuplePart.SourcePort _,
              CtTuplePart.DestinationPort _,
              CtTuplePart.IcmpId _,
              CtTuplePart.IcmpType _,
              CtTuplePart.IcmpCode _ -> {}
        }
      }
    }
  }

  private static Family next(Family last, Ipv6Address address) {
    Family family = Family.IPV6;
    if (address.high() == 0) {
      family =
          address.low() == 0
              ? Family.NONE
              : address.low() >>> 32 == 0xffff ? Family.IPV4 : Family.IPV6;
    }
    if (last != Family.NONE && family != Family.NONE && last != family) {
      throw new DecodeException(
          OfError.OFPBPC_BAD_VALUE, "addresses of IPv4 and IPv6 in one conntrack flush");
    }
    return family;
  }
}
