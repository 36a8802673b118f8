package io.weft.benchmarks.load;

import io.weft.openflow.OfVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The process that makes the load. It connects its switches, lets each station announce itself, and
 * then asks about packets in one of three ways ({@link Mode}), second after second, writing one
 * line of {@code key=value} for each to the standard output: what was answered correctly in it, by
 * all switches, and by the slowest and the fastest of them. Something on its standard input makes
 * it stop asking, wait for what is outstanding and write the last line.
 */
public final class LoadGenerator {
  /** How much is asked at a time. */
  enum Mode {
    /** As much as the sockets take. */
    THROUGHPUT,
    /** One packet of each switch at a time. */
    LATENCY,
    /** At a rate, whether answers come or not. */
    OPEN
  }

  /**
   * What to do.
   *
   * @param rate PACKET_INs in a second of all switches together; of {@link Mode#OPEN} only
   * @param warmUp seconds that do not count
   * @param seconds that count, at most
   */
  record Task(
      int port,
      OfVersion version,
      Mode mode,
      int switches,
      int sources,
      int rate,
      int warmUp,
      int seconds,
      boolean buffered) {
    /** As {@link #arguments} writes it. */
    static Task parse(String... words) {
      return new Task(
          Integer.parseInt(words[0]),
          OfVersion.valueOf(words[1]),
          Mode.valueOf(words[2]),
          Integer.parseInt(words[3]),
          Integer.parseInt(words[4]),
          Integer.parseInt(words[5]),
          Integer.parseInt(words[6]),
          Integer.parseInt(words[7]),
          Boolean.parseBoolean(words[8]));
    }

    List<String> arguments() {
      return List.of(
          "" + port,
          version.name(),
          mode.name(),
          "" + switches,
          "" + sources,
          "" + rate,
          "" + warmUp,
          "" + seconds,
          "" + buffered);
    }
  }

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long PATIENCE = 30 * SECOND;
  private static final long DRAIN = 10 * SECOND;
  private static final long ANNOUNCE_AGAIN = SECOND;

  /** After so long an answer in latency mode is lost, and the next packet is sent. */
  private static final long LOST = SECOND;

  private final Task task;
  private final List<EmulatedSwitch> switches = new ArrayList<>();
  private final Selector selector;
  private final Histogram latency = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
  private boolean measuring;

  // Open loop: packet k of all switches together is due at start + k * interval.
  private long start;
  private long due;

  // Latency mode: when the outstanding packet of each switch was sent.
  private final long[] askedAt;
  private long timedOut;

  private LoadGenerator(Task task) throws IOException {
    this.task = task;
    this.selector = Selector.open();
    this.askedAt = new long[task.switches];
  }

  /** Exits with 1 and a line that says why if the controller does not play along. */
  public static void main(String[] args) throws IOException {
    try {
      new LoadGenerator(Task.parse(args)).run();
    } catch (IOException e) {
      System.err.println("load generator: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run() throws IOException {
    connect();
    awaitAnnounced();
    start = System.nanoTime();
    for (int i = 0; i < task.switches; i++) {
      if (task.mode == Mode.LATENCY) {
        ask(i, start);
      }
    }
    long next = start;
    for (int second = 0; second < task.warmUp + task.seconds; second++) {
      measuring = second >= task.warmUp;
      long[] before = answers();
      long began = System.nanoTime();
      next = Math.max(next + SECOND, began + SECOND / 2);
      askUntil(next);
      report(measuring ? "second" : "warm", before, System.nanoTime() - began);
      if (System.in.available() > 0) {
        break;
      }
    }
    measuring = false;
    drain();
    reportEnd();
    for (EmulatedSwitch each : switches) {
      each.close();
    }
  }

  // ---- connecting

  private void connect() throws IOException {
    InetSocketAddress controller =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), task.port);
    WireForm form = WireForm.of(task.version);
    for (int i = 0; i < task.switches; i++) {
      EmulatedSwitch each = new EmulatedSwitch(controller, i, form, task.sources, task.buffered);
      switches.add(each);
      each.channel().register(selector, SelectionKey.OP_READ, i);
      each.flush();
    }
  }

  /** Also waits for the controller to accept all switches. */
  private void awaitAnnounced() throws IOException {
    long began = System.nanoTime();
    long announceAt = began;
    while (!switches.stream().allMatch(EmulatedSwitch::isAnnounced)) {
      long now = System.nanoTime();
      if (now - began > PATIENCE) {
        long accepted = switches.stream().filter(EmulatedSwitch::isAccepted).count();
        throw new IOException(
            "the controller has accepted %d of %d switches and floods no broadcasts"
                .formatted(accepted, task.switches));
      }
      boolean announces = now - announceAt >= 0;
      if (announces) {
        announceAt = now + ANNOUNCE_AGAIN;
      }
      for (EmulatedSwitch each : switches) {
        each.receive();
        if (announces && each.isAccepted() && !each.isAnnounced()) {
          each.announce();
        }
        each.flush();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  // ---- asking

  private void askUntil(long end) throws IOException {
    switch (task.mode) {
      case THROUGHPUT -> flood(end);
      case LATENCY -> oneByOne(end);
      case OPEN -> atRate(end);
    }
  }

  private void flood(long end) throws IOException {
    while (System.nanoTime() - end < 0) {
      for (int i = 0; i < task.switches; i++) {
        EmulatedSwitch each = switches.get(i);
        each.sendAll();
        each.receive();
      }
    }
  }

  private void oneByOne(long end) throws IOException {
    long checkAt = System.nanoTime() + LOST;
    while (true) {
      long now = System.nanoTime();
      if (now - end >= 0) {
        return;
      }
      selector.select(key -> answered((int) key.attachment()), 1);
      if (now - checkAt >= 0) {
        checkAt = now + LOST;
        for (int i = 0; i < task.switches; i++) {
          if (now - askedAt[i] > LOST) {
            timedOut++;
            ask(i, now);
          }
        }
      }
    }
  }

  private void answered(int index) {
    try {
      EmulatedSwitch each = switches.get(index);
      if (each.receive() > 0) {
        long now = System.nanoTime();
        if (measuring) {
          latency.recordValue(Math.min(now - askedAt[index], latency.getHighestTrackableValue()));
        }
        ask(index, now);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void ask(int index, long now) throws IOException {
    askedAt[index] = now;
    switches.get(index).enqueue(1);
    switches.get(index).flush();
  }

  /**
   * The time of an answer counts from when its packet was due, not from when it could be sent: a
   * controller that stands still must not be asked less for that (coordinated omission).
   */
  private void atRate(long end) throws IOException {
    double interval = (double) SECOND / task.rate;
    while (true) {
      long now = System.nanoTime();
      if (now - end >= 0) {
        return;
      }
      long until = (long) ((now - start) / interval);
      while (due < until && switches.get((int) (due % task.switches)).enqueue(1) == 1) {
        due++;
      }
      for (int i = 0; i < task.switches; i++) {
        EmulatedSwitch each = switches.get(i);
        each.flush();
        long from = each.lastAnswered();
        int count = each.receive();
        if (count > 0 && measuring) {
          recordAnswers(i, from + 1, each.lastAnswered(), System.nanoTime(), interval);
        }
      }
    }
  }

  /** Packets of one switch with numbers from one to another, both included, were answered. */
  private void recordAnswers(int index, long first, long last, long now, double interval) {
    for (long number = first; number <= last; number++) {
      long dueAt = start + (long) ((number * task.switches + index) * interval);
      latency.recordValue(Math.clamp(now - dueAt, 0, latency.getHighestTrackableValue()));
    }
  }

  /** Waits for what is outstanding, as long as something comes and not for ever. */
  private void drain() throws IOException {
    long begin = System.nanoTime();
    long last = begin;
    while (System.nanoTime() - last < SECOND && System.nanoTime() - begin < DRAIN) {
      boolean done = true;
      for (EmulatedSwitch each : switches) {
        each.flush();
        if (each.receive() > 0) {
          last = System.nanoTime();
        }
        done &= each.answers() == each.sent();
      }
      if (done) {
        return;
      }
    }
  }

  // ---- what came of it

  private long[] answers() {
    return switches.stream().mapToLong(EmulatedSwitch::answers).toArray();
  }

  private void report(String what, long[] before, long nanos) {
    long[] after = answers();
    long all = 0;
    long slowest = Long.MAX_VALUE;
    long fastest = 0;
    for (int i = 0; i < after.length; i++) {
      long each = after[i] - before[i];
      all += each;
      slowest = Math.min(slowest, each);
      fastest = Math.max(fastest, each);
    }
    System.out.printf(
        Locale.ROOT,
        "%s nanos=%d answers=%d slowest=%d fastest=%d%n",
        what,
        nanos,
        all,
        slowest,
        fastest);
  }

  private void reportEnd() {
    System.out.printf(
        Locale.ROOT,
        "end sent=%d answers=%d flooded=%d wrong=%d unrelated=%d p50=%d p99=%d p999=%d max=%d"
            + " timed=%d late=%d%n",
        switches.stream().mapToLong(EmulatedSwitch::sent).sum(),
        switches.stream().mapToLong(EmulatedSwitch::answers).sum(),
        switches.stream().mapToLong(EmulatedSwitch::flooded).sum(),
        switches.stream().mapToLong(EmulatedSwitch::wrong).sum(),
        switches.stream().mapToLong(EmulatedSwitch::unrelated).sum(),
        latency.getValueAtPercentile(50),
        latency.getValueAtPercentile(99),
        latency.getValueAtPercentile(99.9),
        latency.getMaxValue(),
        latency.getTotalCount(),
        timedOut);
  }
}
