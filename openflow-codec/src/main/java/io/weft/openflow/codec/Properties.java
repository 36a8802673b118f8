package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.ExperimenterId;
import io.weft.openflow.OfError;
import io.weft.openflow.message.UnknownProperty;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Lists of properties (OpenFlow 1.4.1, 7.2.1.2): 16 bits of type, 16 bits of length that count both
 * and not the padding, the body, zeroes up to a multiple of eight octets. What exists of a family
 * is a table like any other; an experimenter's property has its id and type as the code.
 */
final class Properties {
  private static final int HEADER = 4;
  private static final int EXPERIMENTER = 0xffff;

  private Properties() {}

  /**
   * Reads properties up to the end.
   *
   * @param unknown what becomes of one that the table does not have; may refuse it
   */
  static <P> List<P> read(
      WireReader in, WireTable<P> table, Function<UnknownProperty, ? extends P> unknown) {
    if (!in.hasMore()) {
      return List.of();
    }
    List<P> properties = new ArrayList<>(4);
    WireReader list = in.rest(OfError.OFPBPC_BAD_LEN);
    while (list.hasMore()) {
      int type = list.u16();
      int length = list.u16();
      if (length < HEADER || length - HEADER > list.remaining()) {
        throw new DecodeException(
            OfError.OFPBPC_BAD_LEN,
            "property of type "
                + type
                + " has length "
                + length
                + ", "
                + list.remaining()
                + " octets are left");
      }
      WireReader body = list.slice(length - HEADER, OfError.OFPBPC_BAD_LEN);
      list.skip(-length & 7);
      properties.add(readOne(type, body, table, unknown));
    }
    return properties;
  }

  private static <P> P readOne(
      int type,
      WireReader body,
      WireTable<P> table,
      Function<UnknownProperty, ? extends P> unknown) {
    boolean isExtension = type == EXPERIMENTER;
    if (isExtension && body.remaining() < 8) {
      throw new DecodeException(
          OfError.OFPBPC_BAD_LEN, "property of an experimenter has no id and type");
    }
    if (isExtension && body.peekI64() >>> 32 == 0) {
      throw new DecodeException(OfError.OFPBPC_BAD_EXPERIMENTER, "property of experimenter 0");
    }
    var row = table.find(body.version(), isExtension ? body.peekI64() : type);
    if (row.isEmpty()) {
      return unknown.apply(new UnknownProperty(type, body.rest()));
    }
    body.skip(isExtension ? 8 : 0);
    P property = row.get().codec().read(body);
    body.expectEnd("property", type);
    return property;
  }

  /** Writes properties in their order, those that the table does not have as they came. */
  static <P> void writeAll(List<P> properties, WireTable<P> table, WireWriter out) {
    for (P property : properties) {
      if (property instanceof UnknownProperty.Kept kept) {
        writeUnknown(kept.property(), table, out);
      } else {
        write(property, table, out);
      }
    }
  }

  /**
   * Writes back what {@link #read} did not know.
   *
   * @throws EncodeException if it is no property, or one that the version knows: what one version
   *     does not know may be something else in another
   */
  static void writeUnknown(UnknownProperty property, WireTable<?> table, WireWriter out) {
    boolean isExtension = property.type() == EXPERIMENTER;
    boolean isWhole = !isExtension || property.body().size() >= 8;
    long code = isExtension && isWhole ? property.body().asByteBuffer().getLong() : property.type();
    if (!isWhole
        || isExtension && !ExperimenterId.isIn(code)
        || table.find(out.version(), code).isPresent()) {
      throw EncodeException.unsayable(property, out.version());
    }
    write(property, out);
  }

  /** Writes a property that the table has. */
  static <P> void write(P property, WireTable<P> table, WireWriter out) {
    var row = table.rowOf(out.version(), property);
    boolean isExtension = ExperimenterId.isIn(row.code());
    int start = begin(isExtension ? EXPERIMENTER : (int) row.code(), out);
    if (isExtension) {
      out.i64(row.code());
    }
    row.writeBody(property, out);
    end(start, out);
  }

  /** Writes back what {@link #read} did not know. */
  static void write(UnknownProperty property, WireWriter out) {
    int start = begin(property.type(), out);
    out.bytes(property.body());
    end(start, out);
  }

  private static int begin(int type, WireWriter out) {
    int start = out.position();
    out.u16(type);
    out.u16(0);
    return start;
  }

  private static void end(int start, WireWriter out) {
    out.patchLength(start, start + 2, "property");
    out.padTo8(start);
  }
}
