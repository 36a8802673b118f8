package io.weft.core.session;

import java.time.Duration;

/** The timers of one session, run on its I/O thread and ended together. */
interface Timers {
  void after(Duration delay, Runnable task);

  /** Each time after the last has run: a pause of the process must not count as several. */
  void every(Duration interval, Runnable task);

  void cancelAll();
}
