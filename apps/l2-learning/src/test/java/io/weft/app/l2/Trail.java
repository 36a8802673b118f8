package io.weft.app.l2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of one copy of a frame.
 *
 * @param place the switch port that it came in at last; null at the start
 * @param before the way until there
 * @param timesAtController how often the controller has had it on its way
 */
record Trail(@Nullable Object place, @Nullable Trail before, int timesAtController) {
  static final Trail START = new Trail(null, null, 0);

  Trail to(Object next) {
    return new Trail(next, this, timesAtController);
  }

  /** Sent on by the controller, some time later: rules may be others by now. */
  Trail throughController() {
    return new Trail("controller", this, timesAtController + 1);
  }

  /** Whether it was at a place since the controller had it last. */
  boolean passed(Object where) {
    for (Trail at = this; at != null && at.timesAtController == timesAtController; at = at.before) {
      if (where.equals(at.place)) {
        return true;
      }
    }
    return false;
  }

  /** Switch ports that it came in at. */
  int length() {
    return before == null ? 0 : before.length() + ("controller".equals(place) ? 0 : 1);
  }

  @Override
  public String toString() {
    List<Object> places = new ArrayList<>();
    for (Trail at = this; at != null && at.place != null; at = at.before) {
      places.addFirst(at.place);
    }
    return places.toString();
  }
}
