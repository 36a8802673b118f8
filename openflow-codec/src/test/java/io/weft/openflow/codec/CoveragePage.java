package io.weft.openflow.codec;

import io.weft.openflow.ExperimenterId;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldNumber;
import io.weft.openflow.wire.WireTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Writes docs/protocol/coverage.md: what the tables have in each version. */
final class CoveragePage {
  private static final String HEAD =
      """
      # What the codec covers
      Made from the tables of `openflow-codec`; a test compares. After a change of a table:

          mvn -pl openflow-codec test -Dtest=CoveragePageTest -Dweft.write=true

      Each table has a line for each record, and for each version the code that it has on the wire. `NX 10` is type 10 of
      Nicira's extensions, which Open vSwitch speaks, `ONF 2300` one of the Open Networking Foundation's; a code in
      parentheses is an older form, which is read and never written. Whatever has no row is kept as it came and written back,
      or refused with the error that Open vSwitch has for it.

      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  private CoveragePage() {}

  static String text() {
    CoveragePage page = new CoveragePage();
    List<WireTable<?>> tables = new ArrayList<>(AllTables.found());
    tables.removeIf(
        table -> table.rows().isEmpty()); // families that nothing but experimenters fill
    page.summary(tables);
    tables.forEach(page::table);
    page.fields();
    page.errors();
    return page.page.toString();
  }

  private void line(String first, List<String> cells) {
    page.append("| ").append(first).append(" | ").append(String.join(" | ", cells)).append(" |\n");
  }

  private void head(String first, List<String> columns) {
    line(first, columns);
    page.append("|---").append("|---".repeat(columns.size())).append("|\n");
  }

  private static List<String> versions() {
    return OpenFlowCodec.VERSIONS.stream().map(OfVersion::toString).toList();
  }

  private void summary(List<WireTable<?>> tables) {
    page.append("## In numbers\nStandard ones, and after the plus sign extensions.\n\n");
    head("", versions());
    for (WireTable<?> table : tables) {
      List<String> counts = new ArrayList<>();
      for (OfVersion version : OpenFlowCodec.VERSIONS) {
        counts.add(
            counts(
                table.rows().stream()
                    .filter(row -> row.versions().contains(version) && !row.isReadOnly())
                    .map(row -> ExperimenterId.isIn(row.code()))
                    .toList()));
      }
      line(anchor(plural(table.name())), counts);
    }
    List<String> fields = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (OfVersion version : OpenFlowCodec.VERSIONS) {
      fields.add(
          counts(
              Field.all().stream()
                  .filter(f -> f.isIn(version))
                  .map(f -> isExtension(f, version))
                  .toList()));
      errors.add(
          counts(
              List.of(OfError.values()).stream()
                  .filter(error -> error.wire(version).isPresent())
                  .map(error -> error.wire(version).orElseThrow().experimenterId() != 0)
                  .toList()));
    }
    line(anchor("match fields"), fields);
    line(anchor("errors"), errors);
    page.append('\n');
  }

  private static String counts(List<Boolean> areExtensions) {
    long extensions = areExtensions.stream().filter(Predicate.isEqual(true)).count();
    long standard = areExtensions.size() - extensions;
    return areExtensions.isEmpty()
        ? ""
        : extensions == 0 ? "" + standard : standard + " + " + extensions;
  }

  private static boolean isExtension(Field<?> field, OfVersion version) {
    int oxmClass = field.numberIn(version).orElseThrow().oxmClass();
    return oxmClass != FieldNumber.OPENFLOW_BASIC && oxmClass != FieldNumber.PACKET_REGISTERS;
  }

  private static String plural(String name) {
    int of = name.indexOf(" of ");
    if (of > 0) {
      return plural(name.substring(0, of)) + name.substring(of);
    }
    if (name.endsWith("y") && !name.endsWith("ey")) {
      return name.substring(0, name.length() - 1) + "ies";
    }
    return name + "s";
  }

  private static String anchor(String heading) {
    return "[" + heading + "](#" + heading.replace("'", "").replace(' ', '-') + ")";
  }

  private void heading(String name) {
    page.append("## ").append(Character.toUpperCase(name.charAt(0))).append(name.substring(1));
    page.append("\n\n");
  }

  private void table(WireTable<?> table) {
    heading(plural(table.name()));
    Map<String, List<WireTable.Row<?>>> byRecord = new LinkedHashMap<>();
    List<WireTable.Row<?>> rows = new ArrayList<>(table.rows());
    rows.sort(Comparator.comparing(row -> ExperimenterId.isIn(row.code())));
    for (WireTable.Row<?> row : rows) {
      byRecord.computeIfAbsent(name(row.type()), name -> new ArrayList<>()).add(row);
    }
    head("record", versions());
    byRecord.forEach((name, its) -> line(name, codes(its)));
    page.append('\n');
  }

  private static List<String> codes(List<WireTable.Row<?>> rows) {
    List<String> cells = new ArrayList<>();
    for (OfVersion version : OpenFlowCodec.VERSIONS) {
      List<String> codes = new ArrayList<>();
      for (WireTable.Row<?> row : rows) {
        if (row.versions().contains(version)) {
          codes.add(row.isReadOnly() ? "(" + code(row.code()) + ")" : code(row.code()));
        }
      }
      cells.add(String.join(" ", codes));
    }
    return cells;
  }

  private static String name(Class<?> record) {
    Class<?> outer = record.getDeclaringClass();
    return "`" + (outer == null ? "" : outer.getSimpleName() + ".") + record.getSimpleName() + "`";
  }

  private static String code(long code) {
    if (!ExperimenterId.isIn(code)) {
      return Long.toString(code);
    }
    return experimenter((int) (code >>> 32)) + " " + Integer.toUnsignedString((int) code);
  }

  private static String code(OfError.Wire wire) {
    String who = wire.experimenterId() == 0 ? "" : experimenter(wire.experimenterId()) + " ";
    return who + wire.type() + ", " + wire.code();
  }

  private static String experimenter(int id) {
    return switch (id) {
      case ExperimenterId.NICIRA -> "NX";
      case ExperimenterId.ONF -> "ONF";
      default -> "0x" + Integer.toHexString(id);
    };
  }

  private void fields() {
    heading("match fields");
    page.append(
        """
        The numbers that OXM and NXM have for a field. OpenFlow 1.0 and 1.1 match twelve to nineteen of them in a fixed struct;
        the flow mods of Nicira's extensions match all that have an NXM number in any version.

        """);
    head("field", List.of("bits", "mask", "numbers"));
    for (Field<?> field : Field.all()) {
      List<String> numbers = new ArrayList<>();
      for (FieldNumber number : field.numbers()) {
        numbers.add("`%s` %s".formatted(number.name(), number(number)));
      }
      line(
          "`" + field.oxmName() + "`",
          List.of(
              Integer.toString(field.width()),
              field.isMaskable() ? "yes" : "",
              String.join("<br>", numbers)));
    }
    page.append('\n');
  }

  private static String number(FieldNumber number) {
    String where =
        number.isNxm() ? "" : number.since() == OfVersion.OF10 ? "" : " since " + number.since();
    return "0x%04x:%d%s".formatted(number.oxmClass(), number.number(), where);
  }

  private void errors() {
    heading("errors");
    page.append("Type and code; since OpenFlow 1.2 those of experimenters have a type alone.\n\n");
    head("error", versions());
    for (OfError error : OfError.values()) {
      List<String> cells = new ArrayList<>();
      for (OfVersion version : OpenFlowCodec.VERSIONS) {
        cells.add(error.wire(version).map(CoveragePage::code).orElse(""));
      }
      line("`" + error + "`", cells);
    }
    page.append("\nAny other error is read as what it is, and written back.\n");
  }
}
