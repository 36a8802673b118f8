package io.weft.core.session;

import org.slf4j.Logger;

/**
 * Writes to the log what a switch does wrong without being closed for it, a few lines for each
 * while: the log is not to be filled from outside. I/O thread of the session only.
 */
final class Complaints {
  private static final int LINES = 10;

  private final Logger log;
  private int made;

  Complaints(Logger log) {
    this.log = log;
  }

  void make(Object who, String what) {
    if (made++ < LINES) {
      log.warn("{}: {}", who, what);
    }
  }

  /** A while has passed. */
  void newWhile(Object who) {
    if (made > LINES) {
      log.warn("{}: and {} more such messages", who, made - LINES);
    }
    made = 0;
  }
}
