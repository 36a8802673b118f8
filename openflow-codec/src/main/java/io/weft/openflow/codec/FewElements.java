package io.weft.openflow.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects a list that mostly has one or two elements, such as the actions of a flow entry: for
 * those the JDK has lists without an array, and nothing else is made on the way.
 */
final class FewElements<T> {
  private @Nullable T first;
  private @Nullable T second;
  private @Nullable List<T> all;

  void add(T element) {
    if (all != null) {
      all.add(element);
    } else if (first == null) {
      first = element;
    } else if (second == null) {
      second = element;
    } else {
      all = new ArrayList<>(8);
      all.add(first);
      all.add(second);
      all.add(element);
    }
  }

  /** All of them; not to be changed, and not to be added to any more. */
  List<T> list() {
    if (all != null) {
      return List.copyOf(all);
    }
    if (first == null) {
      return List.of();
    }
    return second == null ? List.of(first) : List.of(first, second);
  }
}
