package io.weft.benchmarks;

import java.io.PrintStream;

/**
 * What is being done at the moment, on the error stream: one line that is replaced on a terminal,
 * else a line for each. Any thread.
 */
public final class Progress {
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream out;
  private final boolean isTerminal;
  private String shown = "";

  Progress(PrintStream out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /** Says what goes on now. */
  public synchronized void say(String what) {
    if (what.equals(shown)) {
      return;
    }
    shown = what;
    if (isTerminal) {
      out.print(CLEAR + "weft: " + what);
    } else {
      out.println("weft: " + what);
    }
    out.flush();
  }

  /** Says what is to stay on the screen. */
  public synchronized void keep(String what) {
    clear();
    out.println("weft: " + what);
  }

  /** Takes the line away. */
  public synchronized void clear() {
    if (isTerminal && !shown.isEmpty()) {
      out.print(CLEAR);
      out.flush();
    }
    shown = "";
  }
}
