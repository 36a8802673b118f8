package io.weft.testkit;

import io.weft.core.dataplane.RefusedException;
import io.weft.openflow.OfError;

/** The highest generation id of claims so far; it outlives connections (1.3.5, 6.3.5). */
final class Mastery {
  private boolean claimed;
  private long generationId;

  /**
   * @throws RefusedException if a later claim was made before
   */
  void claim(long generation) {
    if (claimed && generation - generationId < 0) {
      throw new RefusedException(
          OfError.OFPRRFC_STALE, "generation " + generation + " after " + generationId);
    }
    claimed = true;
    generationId = generation;
  }

  /** All ones before the first claim. */
  long generationId() {
    return claimed ? generationId : -1;
  }
}
