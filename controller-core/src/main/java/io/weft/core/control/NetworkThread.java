package io.weft.core.control;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns what concerns the whole network. Tasks run in the order in which they
 * came, and a tick between them at an interval. The queue is bounded by its writers: a session
 * stops reading while too many of its messages wait here, and packets wait in {@link
 * PacketInQueue}.
 */
public final class NetworkThread implements Executor, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NetworkThread.class);

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Thread thread;
  private final long tickNanos;
  private volatile Runnable onTick = () -> {};
  private volatile boolean closed;
  private volatile long busyNanos;
  private boolean ranOut;

  public NetworkThread(Duration tick) {
    this.tickNanos = tick.toNanos();
    this.thread = Thread.ofPlatform().name("weft-network").daemon().unstarted(this::run);
  }

  /** Begins to run tasks, and ticks. */
  public void start(Runnable tick) {
    onTick = tick;
    thread.start();
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /** Tasks that wait. */
  public int queued() {
    return tasks.size();
  }

  /**
   * How long it has been at work since its start, in nanoseconds, the task that runs not counted.
   */
  public long busyNanos() {
    return busyNanos;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // this thread alone writes it
  private void run() {
    long nextTick = System.nanoTime() + tickNanos;
    while (!closed) {
      long begin = System.nanoTime();
      try {
        long wait = nextTick - begin;
        Runnable task = wait > 0 ? tasks.poll(wait, TimeUnit.NANOSECONDS) : tasks.poll();
        begin = System.nanoTime();
        if (task != null) {
          task.run();
        }
        if (System.nanoTime() - nextTick >= 0) {
          onTick.run();
          nextTick = System.nanoTime() + tickNanos;
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.error("a bug: what follows was not finished on the network thread", e);
      } catch (OutOfMemoryError e) {
        // An app that eats the memory is stopped by what it allocates next; this thread goes on.
        ranOut = true;
      }
      sayThatItRanOut();
      busyNanos += System.nanoTime() - begin;
    }
  }

  /** As soon as there is memory to say it with. */
  private void sayThatItRanOut() {
    if (ranOut) {
      try {
        log.error("out of memory on the network thread: something was not finished");
        ranOut = false;
      } catch (OutOfMemoryError e) {
        // later
      }
    }
  }

  /** Ends after the task that runs now. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
