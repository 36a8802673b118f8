package io.weft.core.dataplane;

import io.weft.net.Bytes;
import io.weft.openflow.match.Field;

/**
 * Up to 128 bits as a number: what a field, or a piece of one, has.
 *
 * @param high bits 127..64
 * @param low bits 63..0
 */
record Bits(long high, long low) {
  static final Bits NONE = new Bits(0, 0);

  static Bits of(long low) {
    return new Bits(0, low);
  }

  /** As many ones from bit 0 on. */
  static Bits ones(int count) {
    return new Bits(
        count <= 64 ? 0 : count >= 128 ? -1L : (1L << count - 64) - 1,
        count >= 64 ? -1L : (1L << count) - 1);
  }

  /** The number that octets are, the first one highest; what is beyond 128 bits is lost. */
  static Bits of(Bytes octets) {
    Bits value = NONE;
    for (int i = 0; i < octets.size(); i++) {
      value = value.left(8).or(of(octets.u8(i)));
    }
    return value;
  }

  /** All ones as far as a field goes. */
  static Bits all(Field<?> field) {
    return new Bits(field.fullHigh(), field.fullLow());
  }

  Bits and(Bits other) {
    return new Bits(high & other.high, low & other.low);
  }

  Bits or(Bits other) {
    return new Bits(high | other.high, low | other.low);
  }

  Bits not() {
    return new Bits(~high, ~low);
  }

  /** Shifts towards the higher bits, by 0 to 127. */
  Bits left(int count) {
    return switch (count) {
      case 0 -> this;
      case 64 -> new Bits(low, 0);
      default ->
          count > 64
              ? new Bits(low << count - 64, 0)
              : new Bits(high << count | low >>> 64 - count, low << count);
    };
  }

  /** Shifts towards bit 0, by 0 to 127. */
  Bits right(int count) {
    return switch (count) {
      case 0 -> this;
      case 64 -> new Bits(0, high);
      default ->
          count > 64
              ? new Bits(0, high >>> count - 64)
              : new Bits(high >>> count, low >>> count | high << 64 - count);
    };
  }
}
