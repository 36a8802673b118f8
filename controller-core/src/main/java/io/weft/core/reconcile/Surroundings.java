package io.weft.core.reconcile;

import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.net.DatapathId;
import java.time.Instant;
import java.util.Optional;

/** What one switch must know of the others. Network thread only. */
interface Surroundings {
  /** Whether packets can be sent to a place of another switch. */
  Way wayFrom(SwitchRules.Place place);

  /** Whether a switch on the way from a place refuses its rule, though nearer ones are coming. */
  boolean isRefusedFurtherOn(SwitchRules.Place place);

  /** Rules of other switches that send packets to places. */
  Pointers pointers();

  /** Whether a rule that nobody can change now sends packets to a place, directly or by others. */
  boolean isHeldFast(SwitchRules.Place place);

  /** Where a rule that was found in a switch sends its packets, by what its owner says. */
  Optional<SwitchRules.Place> nextHopOfFound(DatapathId dpid, Rule found);

  /** The time of the last tick. */
  Instant now();

  /** A connected switch is to be woken at the first tick from a time on, and not before. */
  void wakeAt(Instant time, DatapathId who);

  /** There is something to be sent to a switch. */
  void isRestless(SwitchReconciler who);

  /** A switch has answered. */
  void progressed();
}
