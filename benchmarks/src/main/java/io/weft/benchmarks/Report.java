package io.weft.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What a benchmark found: a table, what was to be reached, and what is to be known about both.
 *
 * @param columns a name each, with the unit
 * @param rows cells, each a {@code String}, a {@code Number} or a {@code Boolean}
 */
public record Report(
    List<String> columns, List<List<Object>> rows, List<Bar> bars, List<String> notes) {
  /**
   * Something that was to be reached.
   *
   * @param what is measured, with the unit
   * @param isLeast whether {@code bound} is the least that is enough, else the most that is allowed
   */
  public record Bar(String what, double value, double bound, boolean isLeast) {
    /** Whether it was. */
    public boolean isReached() {
      return isLeast ? value >= bound : value <= bound;
    }
  }

  public Report {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    bars = List.copyOf(bars);
    notes = List.copyOf(notes);
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException("row " + row + " for the columns " + columns);
      }
    }
  }

  /** Begins a table. */
  public static Builder of(String... columns) {
    return new Builder(List.of(columns));
  }

  /** Collects rows, bars and notes. */
  public static final class Builder {
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Builder(List<String> columns) {
      this.columns = columns;
    }

    /** One cell for each column. */
    public Builder row(Object... cells) {
      rows.add(List.of(cells));
      return this;
    }

    public Builder atLeast(String what, double value, double least) {
      bars.add(new Bar(what, value, least, true));
      return this;
    }

    public Builder atMost(String what, double value, double most) {
      bars.add(new Bar(what, value, most, false));
      return this;
    }

    public Builder note(String text) {
      notes.add(text);
      return this;
    }

    public Report build() {
      return new Report(columns, rows, bars, notes);
    }
  }
}
