package io.weft.core.dataplane;

import io.weft.core.dataplane.PipelineOutput.Reason;
import java.util.Optional;

/**
 * Where a list of actions stands.
 *
 * @param reason what the controller is told
 * @param flow the entry; empty in a PACKET_OUT
 */
record Position(Reason reason, int tableId, Optional<InstalledFlow> flow) {
  private static final long NO_COOKIE = -1;

  static final Position PACKET_OUT = new Position(Reason.ACTION, 0, Optional.empty());

  Position because(Reason other) {
    return new Position(other, tableId, flow);
  }

  long cookie() {
    return flow.map(InstalledFlow::cookie).orElse(NO_COOKIE);
  }
}
