package io.weft.openflow.message;

/** Numbers of a record against the bits that they have. */
final class Unsigned {
  private Unsigned() {}

  static void check8(String what, int value) {
    check(what, value, 0xff);
  }

  static void check16(String what, int value) {
    check(what, value, 0xffff);
  }

  static void check32(String what, long value) {
    check(what, value, 0xffff_ffffL);
  }

  private static void check(String what, long value, long max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(what + " is " + value + ", must be 0 to " + max);
    }
  }
}
