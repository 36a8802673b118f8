package io.weft.core.session;

import io.weft.net.DatapathId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** All connections, and which of them speaks for which switch: one each. Any thread. */
final class Sessions {
  private final int limit;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final Set<SwitchSession> open = ConcurrentHashMap.newKeySet();
  private final Map<DatapathId, SwitchSession> byDpid = new ConcurrentHashMap<>();
  private final TrafficSums ended = new TrafficSums();
  private final LongAdder modsSent = new LongAdder();
  private final LongAdder modsConfirmed = new LongAdder();
  private final LongAdder modsRefused = new LongAdder();
  private final LongAdder droppedPacketOuts = new LongAdder();

  /**
   * @param limit connections at a time
   */
  Sessions(int limit) {
    this.limit = limit;
  }

  /** A connection came up; false if it is one too many, and then it is not counted. */
  boolean open(SwitchSession session) {
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      return false;
    }
    open.add(session);
    return true;
  }

  /** A connection that was counted is gone. */
  void closed(SwitchSession session) {
    boolean counted;
    synchronized (ended) {
      counted = open.remove(session);
      if (counted) {
        ended.add(session);
      }
    }
    if (counted) {
      count.decrementAndGet();
      refused.set(0);
    }
  }

  /** One more was refused: how many have been since there was room. */
  int refused() {
    return refused.incrementAndGet();
  }

  /** Claims a datapath id; the session that has it already, if there is one. */
  Optional<SwitchSession> claim(DatapathId dpid, SwitchSession session) {
    return Optional.ofNullable(byDpid.putIfAbsent(dpid, session));
  }

  void release(DatapathId dpid, SwitchSession session) {
    byDpid.remove(dpid, session);
  }

  void modsSent(int mods) {
    modsSent.add(mods);
  }

  /** A barrier was answered, of so many mods of which some were refused. */
  void modsAnswered(int mods, int refused) {
    modsConfirmed.add(mods - refused);
    modsRefused.add(refused);
  }

  void droppedPacketOuts(long packets) {
    droppedPacketOuts.add(packets);
  }

  /** Sums over all connections. */
  Traffic traffic() {
    TrafficSums sums = new TrafficSums();
    synchronized (ended) {
      sums.add(ended);
      open.forEach(sums::add);
    }
    return new Traffic(
        open.size(),
        sums.received(),
        sums.sent(),
        modsSent.sum(),
        modsConfirmed.sum(),
        modsRefused.sum(),
        droppedPacketOuts.sum());
  }

  Iterable<SwitchSession> all() {
    return open;
  }
}
