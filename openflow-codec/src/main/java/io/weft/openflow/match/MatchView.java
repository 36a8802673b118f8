package io.weft.openflow.match;

/** What a match says, or one that is being made. */
public interface MatchView {
  /** Whether it names the field. */
  boolean has(Field<?> field);

  /** Bits 63..0 of the value, 0 if absent. */
  long low(Field<?> field);

  /** Bits 63..0 of the mask, 0 if absent. */
  long maskLow(Field<?> field);
}
