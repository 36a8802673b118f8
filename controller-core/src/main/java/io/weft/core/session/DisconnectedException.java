package io.weft.core.session;

import io.weft.net.DatapathId;

/** The connection ended before the answer came; what was sent may have become effective or not. */
public final class DisconnectedException extends RuntimeException {
  public DisconnectedException(DatapathId dpid) {
    super(dpid + " disconnected", null, false, false);
  }
}
