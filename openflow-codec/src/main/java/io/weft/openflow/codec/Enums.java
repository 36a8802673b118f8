package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import java.util.EnumSet;
import java.util.Set;

/** Enums whose constants are in the order of their codes or bits. */
final class Enums {
  private Enums() {}

  static <E extends Enum<E>> E read(E[] constants, int code, OfError ifUnknown) {
    if (code < 0 || code >= constants.length) {
      throw new DecodeException(
          ifUnknown, constants[0].getDeclaringClass().getSimpleName() + " " + code);
    }
    return constants[code];
  }

  static <E extends Enum<E>> Set<E> readBits(Class<E> type, int bits, OfError ifUnknown) {
    if (bits == 0) {
      return Set.of();
    }
    EnumSet<E> set = EnumSet.noneOf(type);
    int left = bits;
    for (E constant : type.getEnumConstants()) {
      int bit = 1 << constant.ordinal();
      if ((left & bit) != 0) {
        set.add(constant);
        left &= ~bit;
      }
    }
    if (left != 0) {
      throw new DecodeException(
          ifUnknown, type.getSimpleName() + " 0x" + Integer.toHexString(bits));
    }
    return set;
  }

  static int toBits(Set<? extends Enum<?>> set) {
    if (set.isEmpty()) {
      return 0;
    }
    int bits = 0;
    for (Enum<?> constant : set) {
      bits |= 1 << constant.ordinal();
    }
    return bits;
  }
}
