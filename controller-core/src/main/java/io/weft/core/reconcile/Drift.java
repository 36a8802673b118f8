package io.weft.core.reconcile;

import com.google.common.collect.Lists;
import io.weft.core.desired.Entry;
import io.weft.core.desired.EntryKey;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a switch back now and then, to find what changed without being told. What changes while it
 * is read is newer than the answer. Large tables are compared piece by piece, so that the network
 * thread can do other things meanwhile. Network thread only.
 */
final class Drift {
  private static final Logger log = LoggerFactory.getLogger(Drift.class);

  /** Flow entries that are compared at a time: a few milliseconds. */
  private static final int PIECE = 4000;

  private static final Duration SOON = Duration.ofMillis(500);

  private final SwitchChannel channel;
  private final Installed installed;
  private final Executor networkThread;
  private final Consumer<Set<EntryKey>> onFound;
  private final Runnable onEnd;
  private final Supplier<Instant> clock;
  private final Duration interval;
  private final Set<EntryKey> newer = new HashSet<>();
  private Instant next;
  private boolean reading;

  /**
   * @param onFound told the places that are not as was thought
   * @param onEnd run when a reading has ended
   * @param interval between the end of one reading and the next; zero for none but those that are
   *     asked for
   */
  Drift(
      SwitchChannel channel,
      Installed installed,
      Executor networkThread,
      Consumer<Set<EntryKey>> onFound,
      Runnable onEnd,
      Duration interval,
      Supplier<Instant> clock) {
    this.channel = channel;
    this.installed = installed;
    this.networkThread = networkThread;
    this.onFound = onFound;
    this.onEnd = onEnd;
    this.clock = clock;
    this.interval = interval;
    // Switches that connect together are not read together.
    long part = Math.floorMod(channel.dpid().bits() * 0x9e37_79b9L, 1000L);
    this.next =
        interval.isZero()
            ? Instant.MAX
            : clock.get().plus(interval.multipliedBy(part + 1).dividedBy(1000));
  }

  /** Something was learned about a place: what is being read may be older. */
  void isNewer(EntryKey key) {
    if (reading) {
      newer.add(key);
    }
  }

  /** There is reason to doubt. */
  void readSoon(Instant now) {
    Instant soon = now.plus(SOON);
    if (soon.isBefore(next)) {
      next = soon;
    }
  }

  /** When the next reading is to begin; never, as far as is known while one goes on. */
  Instant next() {
    return reading ? Instant.MAX : next;
  }

  /** Begins to read if it is time, unless changes are under way. */
  void tick(Instant now, boolean busy) {
    if (!reading && !busy && !next.isAfter(now)) {
      reading = true;
      newer.clear();
      var _ =
          channel
              .readBack()
              .whenCompleteAsync(
                  (read, failure) -> {
                    if (failure == null && read.known()) {
                      begin(read);
                    } else {
                      end();
                    }
                    // a switch that is gone is about to be dropped
                  },
                  networkThread);
    }
  }

  private void end() {
    reading = false;
    newer.clear();
    Instant now = clock.get();
    next = interval.isZero() ? Instant.MAX : now.plus(interval);
    onEnd.run();
  }

  private void begin(ReadBack read) {
    Installed there =
        Installed.readBack(
            channel.version(), new ReadBack(true, List.of(), read.groups(), read.meters()));
    go(there, List.copyOf(Lists.partition(read.flows(), PIECE)), 0);
  }

  private void go(Installed there, List<List<FlowEntry>> pieces, int piece) {
    if (piece < pieces.size()) {
      pieces.get(piece).forEach(there::take);
      networkThread.execute(() -> go(there, pieces, piece + 1));
    } else {
      compare(there);
      end();
    }
  }

  private void compare(Installed there) {
    Set<EntryKey> found = new LinkedHashSet<>();
    for (Map.Entry<EntryKey, Entry> ours : installed.ours().entrySet()) {
      if (!newer.contains(ours.getKey())
          && !there.at(ours.getKey()).equals(Optional.of(ours.getValue()))) {
        found.add(ours.getKey());
      }
    }
    there
        .ours()
        .forEach((key, entry) -> {
          if (!newer.contains(key) && installed.at(key).isEmpty()) {
            found.add(key);
          }
        });
    for (EntryKey key : found) {
      there.at(key).ifPresentOrElse(installed::put, () -> installed.forget(key));
    }
    if (!found.isEmpty()) {
      log.warn(
          "{}: {} places are not as the switch had confirmed, such as {}",
          channel.dpid(),
          found.size(),
          found.iterator().next());
    }
    found.addAll(installed.foreign().replaceBy(there.foreign(), newer));
    if (!found.isEmpty()) {
      onFound.accept(found);
    }
  }
}
