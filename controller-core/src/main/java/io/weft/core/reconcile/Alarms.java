package io.weft.core.reconcile;

import io.weft.net.DatapathId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which switch is to be woken when: of thousands only a few have something to do at a tick. Network
 * thread only.
 */
final class Alarms {
  private record Alarm(Instant at, DatapathId who) {}

  private final TreeSet<Alarm> inOrder =
      new TreeSet<>(Comparator.comparing(Alarm::at).thenComparing(Alarm::who));

  private final Map<DatapathId, Instant> times = new HashMap<>();

  /** A switch wants to be woken at a time, and at no other. */
  void set(DatapathId who, Instant at) {
    Instant before = times.put(who, at);
    if (!at.equals(before)) {
      if (before != null) {
        inOrder.remove(new Alarm(before, who));
      }
      inOrder.add(new Alarm(at, who));
    }
  }

  void remove(DatapathId who) {
    Instant at = times.remove(who);
    if (at != null) {
      inOrder.remove(new Alarm(at, who));
    }
  }

  /** Those whose time has come; each is named once and has to {@link #set} its next one. */
  List<DatapathId> due(Instant now) {
    List<DatapathId> due = new ArrayList<>();
    while (!inOrder.isEmpty() && !inOrder.first().at.isAfter(now)) {
      DatapathId who = inOrder.pollFirst().who;
      times.remove(who);
      due.add(who);
    }
    return due;
  }
}
