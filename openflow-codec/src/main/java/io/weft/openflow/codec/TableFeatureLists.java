package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;
import static io.weft.openflow.VersionRange.since;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.FieldId;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.TableFeature;
import io.weft.openflow.message.TableFeatures;
import io.weft.openflow.wire.ListPart;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.List;
import java.util.Optional;

/** What tables can do (OpenFlow 1.3.5, 7.3.5.5; 1.5.1, 7.3.5.18). */
final class TableFeatureLists {
  private static final int LEAST = 64;
  private static final int ALL_TABLES = 0xff;
  private static final int ELEMENT_HEADER = 4;

  /** A bit for each type that a table must have: 0, 2, 4, 6, 8, 10, 12, 14. */
  private static final int REQUIRED = 0x5555;

  private static final Part<String> NAME = Part.text(32);

  private static final Part<List<TableFeatures.ElementId>> ELEMENTS =
      ListPart.of(TableFeatureLists::readElement, TableFeatureLists::writeElement);
  private static final Part<List<Integer>> TABLES =
      ListPart.of(TableFeatureLists::readTable, (table, out) -> writeTable(table, out));
  private static final Part<List<FieldId>> FIELDS = FieldIds.LIST;
  private static final Part<List<FieldId>> NO_MASKS = FieldIds.LIST_WITHOUT_MASKS;
  private static final Part<List<Match>> PACKET_TYPES =
      ListPart.of(TableFeatureLists::readPacketType, Oxm::writeAll);

  // spotless:off
  static final WireTable<TableFeature> TABLE = new WireTable<>("table feature",
      row( 0, since(OF13), TableFeature.Instructions.class,           struct(ELEMENTS, TableFeature.Instructions::ids, TableFeature.Instructions::new)),
      row( 1, since(OF13), TableFeature.InstructionsMiss.class,       struct(ELEMENTS, TableFeature.InstructionsMiss::ids, TableFeature.InstructionsMiss::new)),
      row( 2, since(OF13), TableFeature.NextTables.class,             struct(TABLES, TableFeature.NextTables::tables, TableFeature.NextTables::new)),
      row( 3, since(OF13), TableFeature.NextTablesMiss.class,         struct(TABLES, TableFeature.NextTablesMiss::tables, TableFeature.NextTablesMiss::new)),
      row( 4, since(OF13), TableFeature.WriteActions.class,           struct(ELEMENTS, TableFeature.WriteActions::ids, TableFeature.WriteActions::new)),
      row( 5, since(OF13), TableFeature.WriteActionsMiss.class,       struct(ELEMENTS, TableFeature.WriteActionsMiss::ids, TableFeature.WriteActionsMiss::new)),
      row( 6, since(OF13), TableFeature.ApplyActions.class,           struct(ELEMENTS, TableFeature.ApplyActions::ids, TableFeature.ApplyActions::new)),
      row( 7, since(OF13), TableFeature.ApplyActionsMiss.class,       struct(ELEMENTS, TableFeature.ApplyActionsMiss::ids, TableFeature.ApplyActionsMiss::new)),
      row( 8, since(OF13), TableFeature.MatchFields.class,            struct(FIELDS, TableFeature.MatchFields::fields, TableFeature.MatchFields::new)),
      row(10, since(OF13), TableFeature.Wildcards.class,              struct(NO_MASKS, TableFeature.Wildcards::fields, TableFeature.Wildcards::new)),
      row(12, since(OF13), TableFeature.WriteSetFields.class,         struct(NO_MASKS, TableFeature.WriteSetFields::fields, TableFeature.WriteSetFields::new)),
      row(13, since(OF13), TableFeature.WriteSetFieldsMiss.class,     struct(NO_MASKS, TableFeature.WriteSetFieldsMiss::fields, TableFeature.WriteSetFieldsMiss::new)),
      row(14, since(OF13), TableFeature.ApplySetFields.class,         struct(NO_MASKS, TableFeature.ApplySetFields::fields, TableFeature.ApplySetFields::new)),
      row(15, since(OF13), TableFeature.ApplySetFieldsMiss.class,     struct(NO_MASKS, TableFeature.ApplySetFieldsMiss::fields, TableFeature.ApplySetFieldsMiss::new)),
      row(16, since(OF14), TableFeature.TableSyncFrom.class,          struct(TABLES, TableFeature.TableSyncFrom::tables, TableFeature.TableSyncFrom::new)),
      row(18, since(OF15), TableFeature.WriteCopyFields.class,        struct(FIELDS, TableFeature.WriteCopyFields::fields, TableFeature.WriteCopyFields::new)),
      row(19, since(OF15), TableFeature.WriteCopyFieldsMiss.class,    struct(FIELDS, TableFeature.WriteCopyFieldsMiss::fields, TableFeature.WriteCopyFieldsMiss::new)),
      row(20, since(OF15), TableFeature.ApplyCopyFields.class,        struct(FIELDS, TableFeature.ApplyCopyFields::fields, TableFeature.ApplyCopyFields::new)),
      row(21, since(OF15), TableFeature.ApplyCopyFieldsMiss.class,    struct(FIELDS, TableFeature.ApplyCopyFieldsMiss::fields, TableFeature.ApplyCopyFieldsMiss::new)),
      row(22, since(OF15), TableFeature.PacketTypes.class,            struct(PACKET_TYPES, TableFeature.PacketTypes::types, TableFeature.PacketTypes::new)));
  // spotless:on

  static final Part<List<TableFeatures>> WANTED =
      ListPart.of(in -> read(in, false), (table, out) -> write(table, false, out));
  static final Part<List<TableFeatures>> ANSWERED =
      ListPart.some(in -> read(in, true), (table, out) -> write(table, true, out));

  private TableFeatureLists() {}

  private static TableFeatures read(WireReader list, boolean isAnswer) {
    if (list.remaining() < LEAST) {
      throw new DecodeException(
          OfError.OFPBPC_BAD_LEN, list.remaining() + " octets for the features of a table");
    }
    int length = list.u16();
    if (length % 8 != 0) {
      throw new DecodeException(
          OfError.OFPBPC_BAD_LEN, "table features have length " + length + ", no multiple of 8");
    }
    WireReader in = Entries.rest(list, length, 2, LEAST, OfError.OFPBPC_BAD_LEN, "table features");
    boolean of15 = in.version() == OF15;
    int tableId = in.u8();
    int command = in.u8();
    TableFeatures.Command known =
        of15
            ? Enums.read(TableFeatures.Command.values(), command, OfError.OFPTFFC_BAD_COMMAND)
            : TableFeatures.Command.REPLACE;
    if (tableId == ALL_TABLES) {
      throw new DecodeException(OfError.OFPTFFC_BAD_TABLE, "features of table 255");
    }
    int features = in.i32();
    TableFeatures table =
        new TableFeatures(
            tableId,
            known,
            of15 ? features : 0,
            NAME.read(in),
            in.i64(),
            in.i64(),
            in.i32(),
            in.u32(),
            Properties.read(in, TABLE, TableFeature.Unknown::new));
    Optional<String> problem = problem(table.properties(), in.version(), isAnswer);
    if (problem.isPresent()) {
      throw new DecodeException(OfError.OFPTFFC_BAD_FEATURES, problem.get());
    }
    return table;
  }

  /**
   * As Open vSwitch: no type twice, and all that are required; none at all will do in OpenFlow 1.5,
   * and there an answer may have some of them.
   */
  private static Optional<String> problem(
      List<TableFeature> properties, OfVersion version, boolean isAnswer) {
    int seen = 0;
    for (TableFeature property : properties) {
      long type =
          property instanceof TableFeature.Unknown unknown
              ? unknown.property().type()
              : TABLE.rowOf(version, property).code();
      if (type < Integer.SIZE) {
        if ((seen >>> type & 1) != 0) {
          return Optional.of("features of a table with two properties of type " + type);
        }
        seen |= 1 << type;
      }
    }
    boolean mayLack = version == OF15 && (isAnswer || properties.isEmpty());
    return mayLack || (seen & REQUIRED) == REQUIRED
        ? Optional.empty()
        : Optional.of("features of a table without all of the required properties");
  }

  private static void write(TableFeatures table, boolean isAnswer, WireWriter out) {
    boolean of15 = out.version() == OF15;
    if (table.tableId() == ALL_TABLES
        || !of15 && (table.command() != TableFeatures.Command.REPLACE || table.features() != 0)) {
      throw EncodeException.unsayable(table, out.version());
    }
    Optional<String> problem = problem(table.properties(), out.version(), isAnswer);
    if (problem.isPresent()) {
      throw EncodeException.unsayable(problem.get() + ": " + table, out.version());
    }
    int start = out.position();
    out.u16(0);
    out.u8(table.tableId());
    out.u8(table.command().ordinal());
    out.i32(table.features());
    NAME.write(table.name(), out);
    out.i64(table.metadataMatch());
    out.i64(table.metadataWrite());
    out.i32(table.capabilities());
    out.u32(table.maxEntries());
    Properties.writeAll(table.properties(), TABLE, out);
    out.patchLength(start, start, "table features");
  }

  /** Type and length, and what an experimenter adds; not padded, one after the other. */
  static TableFeatures.ElementId readElement(WireReader list) {
    int type = list.u16();
    int length = list.u16();
    WireReader in =
        Entries.rest(
            list,
            length,
            ELEMENT_HEADER,
            ELEMENT_HEADER,
            OfError.OFPBPC_BAD_LEN,
            "action or instruction");
    return new TableFeatures.ElementId(type, in.rest());
  }

  static void writeElement(TableFeatures.ElementId element, WireWriter out) {
    int start = out.position();
    out.u16(element.type());
    out.u16(0);
    out.bytes(element.body());
    out.patchLength(start, start + 2, "action or instruction");
  }

  private static int readTable(WireReader in) {
    int tableId = in.u8();
    if (tableId == ALL_TABLES) {
      throw new DecodeException(OfError.OFPBPC_BAD_VALUE, "next table 255");
    }
    return tableId;
  }

  private static void writeTable(int tableId, WireWriter out) {
    if (tableId == ALL_TABLES) {
      throw EncodeException.unsayable("next table 255", out.version());
    }
    out.u8(tableId);
  }

  private static Match readPacketType(WireReader in) {
    Match.Builder type = Match.builder();
    Oxm.readOne(in, type, Oxm.Place.MATCH);
    return type.build();
  }
}
