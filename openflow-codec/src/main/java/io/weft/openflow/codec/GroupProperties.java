package io.weft.openflow.codec;

import static io.weft.openflow.ExperimenterId.code;
import static io.weft.openflow.VersionRange.ALL;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.GroupProperty;
import io.weft.openflow.message.GroupProperty.OldSelectionMethod;
import io.weft.openflow.message.GroupProperty.SelectionMethod;
import io.weft.openflow.message.UnknownProperty;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Properties of groups (OpenFlow 1.5.1, 7.3.4.3; Open vSwitch, netronome-ext.h). */
final class GroupProperties {
  private static final int NETRONOME = 0x0000_154d;
  private static final int NETRONOME_OLD = 0x0000_1540;
  private static final int SELECTION_METHOD = 1;
  private static final int METHOD = 16;
  private static final int EXPERIMENTER = 0xffff;
  private static final int HEADER = 4;
  private static final Part<SelectionMethod> SELECTION =
      Part.of(GroupProperties::readSelection, GroupProperties::writeSelection);

  // spotless:off
  static final WireTable<GroupProperty> TABLE = new WireTable<>("group property",
      row(code(NETRONOME, SELECTION_METHOD),     ALL, SelectionMethod.class,    SELECTION),
      row(code(NETRONOME_OLD, SELECTION_METHOD), ALL, OldSelectionMethod.class, struct(SELECTION, OldSelectionMethod::of, OldSelectionMethod::new)));
  // spotless:on

  private GroupProperties() {}

  /**
   * Reads properties up to the end.
   *
   * @param isSelect whether the group chooses one of its buckets
   * @param setsGroup whether it is a command that sets the whole group, or a description
   */
  static List<GroupProperty> read(WireReader in, boolean isSelect, boolean setsGroup) {
    List<GroupProperty> properties =
        Properties.read(in.rest(OfError.OFPBPC_BAD_LEN), TABLE, GroupProperties::unknown);
    for (GroupProperty property : properties) {
      if (!(property instanceof GroupProperty.Unknown) && !(isSelect && setsGroup)) {
        throw badValue("selection method of a group that does not select");
      }
    }
    return properties;
  }

  private static GroupProperty unknown(UnknownProperty property) {
    if (property.type() != EXPERIMENTER) {
      throw new DecodeException(
          OfError.OFPBPC_BAD_TYPE, "property of type " + property.type() + " in a group");
    }
    return new GroupProperty.Unknown(property);
  }

  static void write(List<GroupProperty> properties, WireWriter out) {
    for (GroupProperty property : properties) {
      if (property instanceof GroupProperty.Unknown unknown) {
        Properties.write(unknown.property(), out);
      } else {
        Properties.write(property, TABLE, out);
      }
    }
  }

  private static DecodeException badValue(String detail) {
    return new DecodeException(OfError.OFPBPC_BAD_VALUE, detail);
  }

  private static SelectionMethod readSelection(WireReader in) {
    in.skip(4);
    byte[] name = in.bytes(METHOD).toArray();
    int length = 0;
    while (length < METHOD && name[length] != 0) {
      length++;
    }
    String method = new String(name, 0, length, StandardCharsets.UTF_8);
    long param = in.i64();
    if (!method.equals("hash") && !method.equals("dp_hash")) {
      throw badValue("selection method '" + method + "'");
    }
    if (in.hasMore() && !method.equals("hash")) {
      throw badValue("selection method " + method + " with fields");
    }
    WireReader elements = in.rest(OfError.OFPBMC_BAD_LEN);
    List<Match> fields = new ArrayList<>();
    while (elements.hasMore()) {
      fields.add(readField(elements));
    }
    return new SelectionMethod(method, param, fields);
  }

  /**
   * A header without HASMASK and a value that is the mask. The fields are those of OXM in OpenFlow
   * 1.0 too; one that has bits which its field does not have is kept as it is.
   */
  private static Match readField(WireReader in) {
    int header = in.peekU16(2);
    int length = header & 0xff;
    var known = Field.ofOxm(OfVersion.OF15, in.peekU16(0), header >>> 9);
    if ((header & 0x100) != 0 || known.isEmpty()) {
      return Match.builder().unknown(in.bytes(HEADER + length)).build();
    }
    Field<?> field = known.get();
    if (length != field.octets()) {
      throw new DecodeException(
          OfError.OFPBMC_BAD_LEN, field + " has length " + length + " in a selection");
    }
    WireReader value = in.slice(HEADER + length, OfError.OFPBMC_BAD_LEN);
    value.skip(HEADER);
    long high = length > 8 ? value.number(length - 8) : 0;
    long low = value.number(Math.min(length, 8));
    int width = field.width();
    long fullHigh = width <= 64 ? 0 : -1L >>> 128 - width;
    long fullLow = width >= 64 ? -1 : (1L << width) - 1;
    if ((high & ~fullHigh | low & ~fullLow) != 0) {
      throw new DecodeException(OfError.OFPBMC_BAD_VALUE, field + " has bits too many");
    }
    return Match.builder().set(field, high, low, fullHigh, fullLow).build();
  }

  private static void writeField(Match match, WireWriter out) {
    match.unknown().forEach(out::bytes);
    for (Field<?> field : match.fields()) {
      int octets = field.octets();
      out.i32(field.oxmId() | octets);
      if (octets > 8) {
        out.number(match.high(field), octets - 8);
      }
      out.number(match.low(field), Math.min(octets, 8));
    }
  }

  private static void writeSelection(SelectionMethod selection, WireWriter out) {
    byte[] method = selection.method().getBytes(StandardCharsets.UTF_8);
    if (method.length >= METHOD || selection.method().indexOf(0) >= 0) {
      throw EncodeException.unsayable(
          "'" + selection.method() + "' in " + (METHOD - 1) + " octets", out.version());
    }
    out.zero(HEADER);
    for (byte octet : method) {
      out.u8(octet & 0xff);
    }
    out.zero(METHOD - method.length);
    out.i64(selection.param());
    for (Match field : selection.fields()) {
      writeField(field, out);
    }
  }
}
