package io.weft.net.packet;

/** What the constructors of the records demand of their numbers. */
final class Require {
  private Require() {}

  /**
   * @throws IllegalArgumentException naming the value, if it does not fit the field
   */
  static void fits(String field, int value, int bits) {
    if (value >>> bits != 0) {
      throw new IllegalArgumentException(field + " does not fit " + bits + " bits: " + value);
    }
  }

  /**
   * @throws IllegalArgumentException naming the value, if it is beyond either bound
   */
  static void within(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + " is not within " + least + " to " + most + ": " + value);
    }
  }

  /**
   * Options of IPv4 and TCP: whole 32-bit words, at most 40 octets.
   *
   * @throws IllegalArgumentException naming the size, if they are not
   */
  static void optionsFit(int size) {
    if (size % 4 != 0 || size > 40) {
      throw new IllegalArgumentException("options are no 0 to 10 words of 4 octets: " + size);
    }
  }
}
