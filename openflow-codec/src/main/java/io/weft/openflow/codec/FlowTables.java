package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.VersionRange.since;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.Part.I32;
import static io.weft.openflow.wire.Part.U8;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.TableDesc;
import io.weft.openflow.message.TableMod;
import io.weft.openflow.message.TableMultipart.TableCounters;
import io.weft.openflow.message.TableProperty;
import io.weft.openflow.message.TableStatus;
import io.weft.openflow.message.TableSummary;
import io.weft.openflow.message.UnknownProperty;
import io.weft.openflow.wire.ListPart;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.List;
import java.util.Optional;

/** Tables: configured, described and counted (OpenFlow 1.4.1, 7.3.3, 7.3.5.4 and 7.3.5.17). */
final class FlowTables {
  private static final int PERCENT = 100;
  private static final int EXPERIMENTER = 0xffff;
  private static final int FIRST_REASON = 3;
  private static final Part<String> NAME = Part.text(32);

  // spotless:off
  static final WireTable<TableProperty> PROPERTIES = new WireTable<>("table property",
      row(2, since(OF14), TableProperty.Eviction.class, struct(I32, TableProperty.Eviction::flags, TableProperty.Eviction::new)),
      row(3, since(OF14), TableProperty.Vacancy.class,  struct(U8, TableProperty.Vacancy::down, U8, TableProperty.Vacancy::up, U8.pad(1), TableProperty.Vacancy::vacancy, TableProperty.Vacancy::new)));
  // spotless:on

  static final Part<List<TableDesc>> DESCS =
      ListPart.some(FlowTables::readDesc, FlowTables::writeDesc);

  private FlowTables() {}

  static TableMod readMod(WireReader in) {
    int tableId = in.u8();
    in.skip(3);
    int config = in.i32();
    if (in.version().isBefore(OF14)) {
      return new TableMod(tableId, config, List.of());
    }
    List<TableProperty> properties = Properties.read(in, PROPERTIES, FlowTables::ofExperimenter);
    for (TableProperty property : properties) {
      if (!canBeAsked(property)) {
        throw new DecodeException(OfError.OFPBPC_BAD_VALUE, property.toString());
      }
    }
    return new TableMod(tableId, config, properties);
  }

  static void writeMod(TableMod mod, WireWriter out) {
    boolean hasProperties = !out.version().isBefore(OF14);
    for (TableProperty property : mod.properties()) {
      if (!hasProperties || !canBeAsked(property)) {
        throw EncodeException.unsayable(mod, out.version());
      }
    }
    out.u8(mod.tableId());
    out.zero(3);
    out.i32(mod.config());
    Properties.writeAll(mod.properties(), PROPERTIES, out);
  }

  /** What a switch may describe and does not take, as Open vSwitch has it. */
  private static TableProperty ofExperimenter(UnknownProperty property) {
    if (property.type() != EXPERIMENTER) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_TYPE, "table mod with property " + property.type());
    }
    return new TableProperty.Unknown(property);
  }

  private static boolean canBeAsked(TableProperty property) {
    return switch (property) {
      case TableProperty.Eviction eviction -> true;
      case TableProperty.Vacancy vacancy ->
          vacancy.down() <= vacancy.up() && vacancy.up() <= PERCENT && vacancy.vacancy() == 0;
      case TableProperty.Unknown unknown -> unknown.property().type() == EXPERIMENTER;
    };
  }

  static TableDesc readDesc(WireReader list) {
    int length = list.u16();
    WireReader in = Entries.rest(list, length, 2, 8, OfError.OFPBRC_BAD_LEN, "table description");
    int tableId = in.u8();
    in.skip(1);
    int config = in.i32();
    return new TableDesc(
        tableId, config, Properties.read(in, PROPERTIES, TableProperty.Unknown::new));
  }

  static void writeDesc(TableDesc desc, WireWriter out) {
    int start = out.position();
    out.u16(0);
    out.u8(desc.tableId());
    out.zero(1);
    out.i32(desc.config());
    Properties.writeAll(desc.properties(), PROPERTIES, out);
    out.patchLength(start, start, "table description");
  }

  static TableStatus readStatus(WireReader in) {
    TableStatus.Reason reason =
        Enums.read(TableStatus.Reason.values(), in.u8() - FIRST_REASON, OfError.OFPBPC_BAD_VALUE);
    in.skip(7);
    TableDesc table = readDesc(in);
    in.skip(in.remaining()); // as Open vSwitch, which looks at one only
    return new TableStatus(reason, table);
  }

  static void writeStatus(TableStatus status, WireWriter out) {
    out.u8(status.reason().ordinal() + FIRST_REASON);
    out.zero(7);
    writeDesc(status.table(), out);
  }

  static TableCounters readCounters(WireReader in) {
    int tableId = in.u8();
    Optional<TableSummary> summary =
        switch (in.version()) {
          case OF10 -> Optional.of(readSummary10(in));
          case OF11 -> Optional.of(readSummary11(in));
          case OF12 -> Optional.of(readSummary12(in));
          case OF13, OF14, OF15 -> {
            in.skip(3);
            yield Optional.empty();
          }
        };
    return new TableCounters(tableId, in.u32(), in.i64(), in.i64(), summary);
  }

  static void writeCounters(TableCounters counters, WireWriter out) {
    if (counters.summary().isPresent() != out.version().isBefore(OF13)) {
      throw EncodeException.unsayable(counters, out.version());
    }
    out.u8(counters.tableId());
    if (counters.summary().isPresent()) {
      writeSummary(counters.summary().get(), out);
    } else {
      out.zero(3);
    }
    out.u32(counters.activeEntries());
    out.i64(counters.lookups());
    out.i64(counters.matches());
  }

  private static void writeSummary(TableSummary summary, WireWriter out) {
    OfVersion version =
        switch (summary) {
          case TableSummary.Of10 s -> OfVersion.OF10;
          case TableSummary.Of11 s -> OfVersion.OF11;
          case TableSummary.Of12 s -> OfVersion.OF12;
        };
    if (version != out.version()) {
      throw EncodeException.unsayable(summary, out.version());
    }
    switch (summary) {
      case TableSummary.Of10 of10 -> writeSummary(of10, out);
      case TableSummary.Of11 of11 -> writeSummary(of11, out);
      case TableSummary.Of12 of12 -> writeSummary(of12, out);
    }
  }

  private static TableSummary readSummary10(WireReader in) {
    in.skip(3);
    return new TableSummary.Of10(NAME.read(in), in.i32(), in.u32());
  }

  private static void writeSummary(TableSummary.Of10 summary, WireWriter out) {
    out.zero(3);
    NAME.write(summary.name(), out);
    out.i32(summary.wildcards());
    out.u32(summary.maxEntries());
  }

  private static TableSummary readSummary11(WireReader in) {
    in.skip(7);
    return new TableSummary.Of11(
        NAME.read(in), in.i32(), in.i32(), in.i32(), in.i32(), in.i32(), in.i32(), in.u32());
  }

  private static void writeSummary(TableSummary.Of11 summary, WireWriter out) {
    out.zero(7);
    NAME.write(summary.name(), out);
    out.i32(summary.wildcards());
    out.i32(summary.match());
    out.i32(summary.instructions());
    out.i32(summary.writeActions());
    out.i32(summary.applyActions());
    out.i32(summary.config());
    out.u32(summary.maxEntries());
  }

  private static TableSummary readSummary12(WireReader in) {
    in.skip(7);
    return new TableSummary.Of12(
        NAME.read(in),
        in.i64(),
        in.i64(),
        in.i32(),
        in.i32(),
        in.i64(),
        in.i64(),
        in.i64(),
        in.i64(),
        in.i32(),
        in.i32(),
        in.u32());
  }

  private static void writeSummary(TableSummary.Of12 summary, WireWriter out) {
    out.zero(7);
    NAME.write(summary.name(), out);
    out.i64(summary.match());
    out.i64(summary.wildcards());
    out.i32(summary.writeActions());
    out.i32(summary.applyActions());
    out.i64(summary.writeSetFields());
    out.i64(summary.applySetFields());
    out.i64(summary.metadataMatch());
    out.i64(summary.metadataWrite());
    out.i32(summary.instructions());
    out.i32(summary.config());
    out.u32(summary.maxEntries());
  }
}
