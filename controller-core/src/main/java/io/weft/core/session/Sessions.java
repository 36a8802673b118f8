package io.weft.core.session;

import io.weft.net.DatapathId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Which connection speaks for which switch: one each. Any thread. */
final class Sessions {
  private final Map<DatapathId, SwitchSession> byDpid = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();

  int opened() {
    return open.incrementAndGet();
  }

  void closed() {
    open.decrementAndGet();
  }

  /** Claims a datapath id; the session that has it already, if there is one. */
  Optional<SwitchSession> claim(DatapathId dpid, SwitchSession session) {
    return Optional.ofNullable(byDpid.putIfAbsent(dpid, session));
  }

  void release(DatapathId dpid, SwitchSession session) {
    byDpid.remove(dpid, session);
  }

  Iterable<SwitchSession> all() {
    return byDpid.values();
  }
}
