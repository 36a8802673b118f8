package io.weft.openflow.cli;

import java.io.IOException;
import java.io.Writer;

/** Tells of what was not understood, after all that was printed before it. */
final class Complaints {
  private final Writer out;
  private final Writer err;
  private boolean any;

  Complaints(Writer out, Writer err) {
    this.out = out;
    this.err = err;
  }

  /** Whether something was not understood. */
  boolean any() {
    return any;
  }

  /** Lets a reader see what was printed so far. */
  void flushPrinted() throws IOException {
    out.flush();
  }

  /** Something was not understood and is told elsewhere. */
  void note() {
    any = true;
  }

  /** Tells of something that was not understood. */
  void add(String complaint) throws IOException {
    any = true;
    out.flush();
    err.write(complaint);
    err.write('\n');
    err.flush();
  }
}
