package io.weft.openflow.action;

/** Numbers of a record against the bits that they have. */
final class Range {
  private Range() {}

  static void check(String what, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(what + " is " + value + ", must be 0 to " + max);
    }
  }

  static void check(String what, long value, long max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(what + " is " + value + ", must be 0 to " + max);
    }
  }
}
