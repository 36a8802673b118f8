package io.weft.core.session;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Time for the sessions of a server that stands still until a test lets it pass. */
final class HandClock {
  private record Alarm(HandTimers owner, Duration at, @Nullable Duration interval, Runnable task) {}

  private final List<Alarm> alarms = new ArrayList<>();
  private Duration now = Duration.ZERO;

  Timers timers(EventLoop loop) {
    return new HandTimers(loop);
  }

  /** What is due meanwhile is done before this returns, one after the other. */
  void pass(Duration time) {
    Duration end = end(time);
    Optional<Alarm> next = take(end);
    while (next.isPresent()) {
      Alarm alarm = next.get();
      var _ = alarm.owner.loop.submit(() -> ring(alarm)).syncUninterruptibly();
      next = take(end);
    }
    setNow(end);
  }

  private void ring(Alarm alarm) {
    if (alarm.owner.cancelled) {
      return;
    }
    alarm.task.run();
    if (alarm.interval != null && !alarm.owner.cancelled) {
      add(alarm.owner, alarm.interval, alarm.interval, alarm.task);
    }
  }

  private synchronized Duration end(Duration time) {
    return now.plus(time);
  }

  private synchronized void setNow(Duration time) {
    now = time;
  }

  private synchronized Optional<Alarm> take(Duration end) {
    Optional<Alarm> next =
        alarms.stream()
            .filter(alarm -> alarm.at.compareTo(end) <= 0)
            .min(Comparator.comparing(Alarm::at));
    next.ifPresent(alarm -> {
      alarms.remove(alarm);
      now = alarm.at;
    });
    return next;
  }

  private synchronized void add(
      HandTimers owner, Duration delay, @Nullable Duration interval, Runnable task) {
    alarms.add(new Alarm(owner, now.plus(delay), interval, task));
  }

  private synchronized void cancel(HandTimers owner) {
    alarms.removeIf(alarm -> alarm.owner.equals(owner));
  }

  private final class HandTimers implements Timers {
    private final EventLoop loop;
    private volatile boolean cancelled;

    HandTimers(EventLoop loop) {
      this.loop = loop;
    }

    @Override
    public void after(Duration delay, Runnable task) {
      if (!cancelled) {
        add(this, delay, null, task);
      }
    }

    @Override
    public void every(Duration interval, Runnable task) {
      if (!cancelled) {
        add(this, interval, interval, task);
      }
    }

    @Override
    public void cancelAll() {
      cancelled = true;
      cancel(this);
    }
  }
}
