package io.weft.testkit;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The way of one copy of a frame, from the host or controller that sent it. Copies of one frame
 * share its origin.
 */
final class Trail {
  /** What all copies of a frame have in common. */
  static final class Origin {
    private int deliveries;
    private boolean reported;

    /** Counts one more delivery of a copy, and returns how many there were. */
    int deliver() {
      return ++deliveries;
    }

    /** True the first time. */
    boolean report() {
      boolean first = !reported;
      reported = true;
      return first;
    }

    boolean isReported() {
      return reported;
    }
  }

  private final Origin origin;
  private final @Nullable Trail before;
  private final String place;
  private final int hops;

  private Trail(Origin origin, @Nullable Trail before, String place, int hops) {
    this.origin = origin;
    this.before = before;
    this.place = place;
    this.hops = hops;
  }

  static Trail from(String place) {
    return new Trail(new Origin(), null, place, 0);
  }

  Trail to(String next) {
    return new Trail(origin, this, next, hops + 1);
  }

  Origin origin() {
    return origin;
  }

  int hops() {
    return hops;
  }

  /** The places, first to last. */
  @Override
  public String toString() {
    ArrayDeque<String> places = new ArrayDeque<>();
    for (Trail at = this; at != null; at = at.before) {
      places.addFirst(at.place);
    }
    return String.join(" -> ", places);
  }
}
