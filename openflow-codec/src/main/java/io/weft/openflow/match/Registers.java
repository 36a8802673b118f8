package io.weft.openflow.match;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Registers of 32 bits, two and four of which are one of 64 and 128: the first has the highest bits
 * (Open vSwitch, meta-flow.h). A match always says those of 32.
 */
public final class Registers {
  /** In their order. */
  public static final List<Field<?>> ALL =
      IntStream.range(0, 16).<Field<?>>mapToObj(i -> Field.named("reg" + i).orElseThrow()).toList();

  private static final long ALL_32 = 0xffff_ffffL;

  private Registers() {}

  /** Whether the field is a register of 32 bits. */
  public static boolean isNarrow(Field<?> field) {
    return field.width() == 32 && field.oxmName().startsWith("reg");
  }

  /** Whether the field is a register of 64 or 128 bits. */
  public static boolean isWide(Field<?> field) {
    return field.oxmName().startsWith("x");
  }

  /** The index of the first register of 32 bits in a wide one. */
  public static int first(Field<?> wide) {
    String name = wide.oxmName();
    return (name.charAt(name.length() - 1) - '0') * (wide.width() / 32);
  }

  /** Whether a match says anything of the registers that a wide one is. */
  public static boolean has(MatchView match, Field<?> wide) {
    int first = first(wide);
    for (int i = first; i < first + wide.width() / 32; i++) {
      if (match.has(ALL.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Says what a wide register has by those of 32 bits. */
  public static void split(
      Field<?> wide, long high, long low, long maskHigh, long maskLow, Match.Builder into) {
    int first = first(wide);
    if (wide.width() == 128) {
      pair(first, high, maskHigh, into);
      pair(first + 2, low, maskLow, into);
    } else {
      pair(first, low, maskLow, into);
    }
  }

  private static void pair(int first, long value, long mask, Match.Builder into) {
    into.set(ALL.get(first), 0, value >>> 32, 0, mask >>> 32);
    into.set(ALL.get(first + 1), 0, value & ALL_32, 0, mask & ALL_32);
  }
}
