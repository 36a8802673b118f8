package io.weft.core.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Timers by the clock of an I/O thread. */
final class LoopTimers implements Timers {
  private final EventLoop loop;
  private final List<Future<?>> running = new ArrayList<>();

  LoopTimers(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public void after(Duration delay, Runnable task) {
    running.removeIf(Future::isDone);
    running.add(loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void every(Duration interval, Runnable task) {
    long millis = interval.toMillis();
    running.add(loop.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS));
  }

  @Override
  public void cancelAll() {
    running.forEach(timer -> timer.cancel(false));
    running.clear();
  }
}
