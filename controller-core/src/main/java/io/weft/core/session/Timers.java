package io.weft.core.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The timers of one session, run on its I/O thread and ended together. */
final class Timers {
  private final EventLoop loop;
  private final List<Future<?>> running = new ArrayList<>();

  Timers(EventLoop loop) {
    this.loop = loop;
  }

  void after(Duration delay, Runnable task) {
    running.removeIf(Future::isDone);
    running.add(loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Each time after the last has run: a pause of the process must not count as several. */
  void every(Duration interval, Runnable task) {
    long millis = interval.toMillis();
    running.add(loop.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS));
  }

  void cancelAll() {
    running.forEach(timer -> timer.cancel(false));
    running.clear();
  }
}
