package io.weft.core.reconcile;

import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.net.DatapathId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts, for places, the installed rules that send packets there. Network thread only. */
final class Pointers {
  private final Map<SwitchRules.Place, Integer> counts = new HashMap<>();

  void add(SwitchRules.Place place) {
    counts.merge(place, 1, Integer::sum);
  }

  void remove(SwitchRules.Place place) {
    counts.computeIfPresent(place, (at, count) -> count > 1 ? count - 1 : null);
  }

  /** The places of one switch. */
  Set<Rule.Key> at(DatapathId dpid) {
    Set<Rule.Key> keys = new HashSet<>();
    for (SwitchRules.Place place : counts.keySet()) {
      if (place.dpid().equals(dpid)) {
        keys.add(place.key());
      }
    }
    return keys;
  }

  Set<SwitchRules.Place> places() {
    return Collections.unmodifiableSet(counts.keySet());
  }

  boolean pointTo(SwitchRules.Place place) {
    return counts.containsKey(place);
  }
}
