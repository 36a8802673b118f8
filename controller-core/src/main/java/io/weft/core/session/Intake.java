package io.weft.core.session;

import io.weft.openflow.netty.OpenFlowConnection;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what a switch said and the core has not dealt with yet: from a limit on the switch is not
 * read any more, until half of it is done. What was read before that still comes, so the limit may
 * be passed by as many messages as fit into 64 KB.
 */
final class Intake {
  private final OpenFlowConnection connection;
  private final int limit;
  private final AtomicInteger unhandled = new AtomicInteger();
  private volatile boolean stopped;

  Intake(OpenFlowConnection connection, int limit) {
    this.connection = connection;
    this.limit = limit;
  }

  /** One more was taken in. I/O thread of the session. */
  void taken() {
    if (unhandled.incrementAndGet() >= limit && !stopped) {
      stopped = true;
      connection.pauseReading(true);
      // The core may have been done with all of them before it could see that it must resume.
      resume();
    }
  }

  /** One was dealt with. Any thread. */
  void handled() {
    if (unhandled.decrementAndGet() <= limit / 2 && stopped) {
      connection.execute(this::resume);
    }
  }

  private void resume() {
    if (stopped && unhandled.get() <= limit / 2) {
      stopped = false;
      connection.pauseReading(false);
    }
  }

  /** Whether the switch is being read, as far as this goes. */
  boolean isOpen() {
    return !stopped;
  }
}
