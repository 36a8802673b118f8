package io.weft.openflow.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map of classes, looked up for everything that is written: an array with so much room that most
 * lookups are one comparison, without the nodes of a HashMap.
 */
final class ByClass<V> {
  private final @Nullable Class<?>[] keys;
  private final @Nullable Object[] values;
  private final int mask;

  ByClass(Map<Class<?>, V> entries) {
    int size = Integer.highestOneBit(4 * entries.size() + 1) << 1;
    keys = new Class<?>[size];
    values = new Object[size];
    mask = size - 1;
    entries.forEach((key, value) -> {
      int at = key.hashCode() & mask;
      while (keys[at] != null) {
        at = at + 1 & mask;
      }
      keys[at] = key;
      values[at] = value;
    });
  }

  /** What belongs to a class, or null. */
  @SuppressWarnings("unchecked") // only values of V were put in
  @Nullable V find(Class<?> key) {
    for (int at = key.hashCode() & mask; ; at = at + 1 & mask) {
      if (keys[at] == key) {
        return (V) values[at];
      }
      if (keys[at] == null) {
        return null;
      }
    }
  }
}
