package io.weft.openflow.message;

/** How a table makes room, and tells of it (OpenFlow 1.5.1, 7.3.4.1); since OpenFlow 1.4. */
public sealed interface TableProperty {
  /** {@code flags} are OFPTMPEF_* bits: what decides which entry is evicted. */
  record Eviction(int flags) implements TableProperty {}

  /**
   * When to tell that the table has little room, or room again. All in percent of the table, 0 to
   * 255 as octets; what is asked for is at most 100.
   *
   * @param down tell when less than this is vacant
   * @param up tell when more than this is vacant
   * @param vacancy how much is vacant now; 0 in a {@link TableMod}
   */
  record Vacancy(int down, int up, int vacancy) implements TableProperty {}

  /** A property that no row reads; written back as it came. */
  record Unknown(UnknownProperty property) implements TableProperty, UnknownProperty.Kept {}
}
