package io.weft.core.dataplane;

import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.List;

/**
 * A match made ready to be held against packets, and the relations between matches. A field that a
 * packet does not have is zero, as in Open vSwitch; a match can only name it with what it
 * presupposes, so that makes a difference for headers that are cut short.
 */
final class Criteria {
  private record Criterion(PacketField field, long high, long low, long maskHigh, long maskLow) {
    boolean holds(Packet packet) {
      if (packet.layout().fragment() != 0 && field.isHiddenInFragments()) {
        return low == 0;
      }
      return (field.low(packet) & maskLow) == low
          && (maskHigh == 0 || (field.high(packet) & maskHigh) == high);
    }
  }

  private final List<Criterion> criteria;

  private Criteria(List<Criterion> criteria) {
    this.criteria = criteria;
  }

  /** Every field of the match must be one of {@link PacketField}'s table. */
  static Criteria of(Match match) {
    return new Criteria(match.fields().stream().map(field -> criterion(match, field)).toList());
  }

  private static Criterion criterion(Match match, Field<?> field) {
    return new Criterion(
        PacketField.of(field).orElseThrow(),
        match.high(field),
        match.low(field),
        match.maskHigh(field),
        match.maskLow(field));
  }

  boolean hold(Packet packet) {
    for (Criterion criterion : criteria) {
      if (!criterion.holds(packet)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether all packets of one match are among those of the other, field by field: what a
   * non-strict request selects (OpenFlow 1.3.5, 6.4).
   */
  static boolean covers(Match wide, Match narrow) {
    for (Field<?> field : wide.fields()) {
      long maskHigh = wide.maskHigh(field);
      long maskLow = wide.maskLow(field);
      boolean within =
          narrow.has(field)
              && (narrow.maskHigh(field) & maskHigh) == maskHigh
              && (narrow.maskLow(field) & maskLow) == maskLow
              && (narrow.high(field) & maskHigh) == wide.high(field)
              && (narrow.low(field) & maskLow) == wide.low(field);
      if (!within) {
        return false;
      }
    }
    return true;
  }

  /** Whether one packet may match both. */
  static boolean overlap(Match one, Match other) {
    for (Field<?> field : one.fields()) {
      long high = (one.high(field) ^ other.high(field)) & one.maskHigh(field);
      long low = (one.low(field) ^ other.low(field)) & one.maskLow(field);
      if ((high & other.maskHigh(field)) != 0 || (low & other.maskLow(field)) != 0) {
        return false;
      }
    }
    return true;
  }
}
