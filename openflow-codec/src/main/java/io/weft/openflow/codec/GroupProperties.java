package io.weft.openflow.codec;

import static io.weft.openflow.ExperimenterId.code;
import static io.weft.openflow.VersionRange.ALL;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldNumber;
import io.weft.openflow.match.FieldTable;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.MatchForm;
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
   * A header without HASMASK and a value that is the mask. Fields are written by their newest
   * numbers; by another one, or with bits that its field does not have, one is kept as it is.
   */
  private static Match readField(WireReader in) {
    int oxmClass = in.peekU16(0);
    int header = in.peekU16(2);
    int length = header & Oxm.LENGTH;
    if ((header & Oxm.HAS_MASK) != 0) {
      throw new DecodeException(OfError.OFPBMC_BAD_MASK, "selection field with a mask of its mask");
    }
    boolean isOfExperimenter = oxmClass == FieldNumber.EXPERIMENTER;
    var known = FieldTable.find(oxmClass, header >>> 9, 0);
    if (known.isEmpty() && !isOfExperimenter
        || known.isPresent() && !Oxm.fits(known.get(), length)) {
      throw new DecodeException(
          OfError.OFPBMC_BAD_FIELD, "class " + oxmClass + " number " + (header >>> 9));
    }
    Bytes element = in.bytes(HEADER + length);
    if (known.isEmpty() || known.get().isVariable()) {
      return Match.builder().unknown(element).build();
    }
    Field<?> field = known.get();
    long high = 0;
    long low = 0;
    for (int i = HEADER; i < element.size(); i++) {
      high = high << 8 | low >>> 56;
      low = low << 8 | element.u8(i);
    }
    boolean isUsual = header(field) == ((long) oxmClass << 48 | (long) (header >>> 9) << 41);
    boolean fits = (high & ~field.fullHigh() | low & ~field.fullLow()) == 0;
    return isUsual && fits
        ? Match.builder().set(field, high, low, field.fullHigh(), field.fullLow()).build()
        : Match.builder().unknown(element).build();
  }

  private static long header(Field<?> field) {
    return field.header(MatchForm.OF15);
  }

  private static void writeField(Match match, WireWriter out) {
    match.unknown().forEach(out::bytes);
    for (Field<?> field : match.fields()) {
      if (header(field) == FieldNumber.NO_HEADER || field.isVariable()) {
        throw EncodeException.unsayable("selection by " + field, out.version());
      }
      int octets = field.octets();
      OxmWriter.writeHeader(header(field), false, octets, out);
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
