package io.weft.benchmarks;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as a table for people, which is Markdown too, and as JSON for machines. */
final class ReportText {
  private static final int DIGITS = 3;

  private ReportText() {}

  static String table(Report report) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(report.columns());
    report.rows().forEach(row -> lines.add(row.stream().map(ReportText::cell).toList()));
    int columns = report.columns().size();
    int[] widths = new int[columns];
    boolean[] isNumber = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      int column = c;
      widths[c] = lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
      isNumber[c] = report.rows().stream().anyMatch(row -> row.get(column) instanceof Number);
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      appendLine(out, lines.get(i), widths, isNumber);
      if (i == 0) {
        appendRule(out, widths, isNumber);
      }
    }
    report.bars().forEach(bar -> out.append(line(bar)).append('\n'));
    report.notes().forEach(note -> out.append(note).append('\n'));
    return out.toString();
  }

  private static void appendLine(
      StringBuilder out, List<String> cells, int[] widths, boolean[] isNumber) {
    for (int c = 0; c < widths.length; c++) {
      String pad = " ".repeat(widths[c] - cells.get(c).length());
      String cell = isNumber[c] ? pad + cells.get(c) : cells.get(c) + pad;
      out.append("| ").append(cell).append(' ');
    }
    out.append("|\n");
  }

  private static void appendRule(StringBuilder out, int[] widths, boolean[] isNumber) {
    for (int c = 0; c < widths.length; c++) {
      out.append('|').append("-".repeat(widths[c] + 1)).append(isNumber[c] ? ':' : '-');
    }
    out.append("|\n");
  }

  private static String line(Report.Bar bar) {
    return String.format(
        Locale.ROOT,
        "%-7s %s: %s, %s %s",
        bar.isReached() ? "reached" : "MISSED",
        bar.what(),
        cell(bar.value()),
        bar.isLeast() ? "at least" : "at most",
        cell(bar.bound()));
  }

  /** Numbers with as many digits as a measurement is good for. */
  private static String cell(Object cell) {
    return switch (cell) {
      case Double number when !Double.isFinite(number) -> "-";
      case Double number when Math.abs(number) < 1000 ->
          BigDecimal.valueOf(number)
              .round(new MathContext(DIGITS, RoundingMode.HALF_UP))
              .toPlainString();
      case Number number -> String.format(Locale.ROOT, "%,.0f", number.doubleValue());
      default -> cell.toString();
    };
  }

  static String json(String name, boolean isQuick, Instant at, Report report) {
    JsonObject json = new JsonObject();
    json.addProperty("bench", name);
    json.addProperty("quick", isQuick);
    json.addProperty("at", at.toString());
    json.addProperty("processors", Runtime.getRuntime().availableProcessors());
    json.addProperty("java", Runtime.version().toString());
    JsonArray rows = new JsonArray();
    for (List<Object> row : report.rows()) {
      JsonObject line = new JsonObject();
      for (int c = 0; c < row.size(); c++) {
        line.add(report.columns().get(c), primitive(row.get(c)));
      }
      rows.add(line);
    }
    json.add("rows", rows);
    JsonArray bars = new JsonArray();
    for (Report.Bar bar : report.bars()) {
      JsonObject line = new JsonObject();
      line.addProperty("what", bar.what());
      line.add("value", primitive(bar.value()));
      line.addProperty(bar.isLeast() ? "atLeast" : "atMost", bar.bound());
      line.addProperty("reached", bar.isReached());
      bars.add(line);
    }
    json.add("bars", bars);
    JsonArray notes = new JsonArray();
    report.notes().forEach(notes::add);
    json.add("notes", notes);
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json) + "\n";
  }

  private static JsonPrimitive primitive(Object cell) {
    return switch (cell) {
      case Boolean truth -> new JsonPrimitive(truth);
      // JSON has no infinity.
      case Double number when !Double.isFinite(number) -> new JsonPrimitive(number.toString());
      case Number number -> new JsonPrimitive(number);
      default -> new JsonPrimitive(cell.toString());
    };
  }
}
