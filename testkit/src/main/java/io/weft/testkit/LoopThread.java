package io.weft.testkit;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one thread that owns switches and hosts. Others have it do things and wait for that. */
final class LoopThread {
  private final EventLoop loop =
      (EventLoop)
          new MultiThreadIoEventLoopGroup(
                  1, new DefaultThreadFactory("fake-network", true), NioIoHandler.newFactory())
              .next();

  EventLoop loop() {
    return loop;
  }

  /** Runs something on the thread, at once if this is it, and returns what it returned. */
  <T extends @Nullable Object> T call(Supplier<T> task) {
    if (loop.inEventLoop()) {
      return task.get();
    }
    return loop.submit(task::get).syncUninterruptibly().getNow();
  }

  void run(Runnable task) {
    call(() -> {
      task.run();
      return true;
    });
  }

  ScheduledFuture<?> every(long millis, Runnable task) {
    return loop.scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
  }

  void stop() {
    var _ = loop.parent().shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
