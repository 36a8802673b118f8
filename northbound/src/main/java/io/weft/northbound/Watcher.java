package io.weft.northbound;

import io.grpc.Status;
import io.weft.api.v1.Kind;
import io.weft.api.v1.Lost;
import io.weft.api.v1.Synced;
import io.weft.api.v1.WatchRequest;
import io.weft.api.v1.WatchResponse;
import io.weft.net.DatapathId;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * One client that watches: first all that there is, then what changes, as fast as it reads. Changes
 * wait in a bounded queue; when that is full they are thrown away, and the client, as soon as it
 * reads again, is told how many were lost and then everything anew. All methods but {@link #end}
 * are called on the thread of the hub.
 */
final class Watcher {
  /** Changes that wait for a client at most. */
  static final int MAX_WAITING = 10_000;

  /** Messages that one client takes before it is another's turn. */
  private static final int TURN = 500;

  /** Where the messages go. */
  interface Sink {
    /** Whether one more can be taken without waiting somewhere in memory. */
    boolean isReady();

    void send(WatchResponse message);

    /** What was sent is to go out now. */
    default void flush() {}

    void end(Status status);

    boolean isGone();
  }

  private static final Set<Kind> STANDARD =
      EnumSet.of(Kind.SWITCHES, Kind.PORTS, Kind.LINKS, Kind.HOSTS, Kind.APPS);

  private final Set<Kind> kinds;
  private final Optional<DatapathId> only;
  private final Sink sink;
  private final Queue<Told> waiting = new ArrayDeque<>();

  private boolean joined;
  private boolean begun;
  private Iterator<Told> initial = Collections.emptyIterator();
  private boolean synced;
  private long generation;
  private long lost;

  private Watcher(Set<Kind> kinds, Optional<DatapathId> only, Sink sink) {
    this.kinds = kinds;
    this.only = only;
    this.sink = sink;
  }

  /**
   * Makes a watcher of what a client asked for.
   *
   * @throws io.grpc.StatusRuntimeException naming the field that is wrong
   */
  static Watcher of(WatchRequest request, Sink sink) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (int i = 0; i < request.getKindsCount(); i++) {
      Kind kind = request.getKinds(i);
      if (kind == Kind.UNRECOGNIZED || kind == Kind.KIND_UNSPECIFIED) {
        throw Problem.wrong(
            "kinds",
            "SWITCHES, PORTS, LINKS, HOSTS, RULES, GROUPS or APPS",
            Integer.toString(request.getKindsValue(i)));
      }
      kinds.add(kind);
    }
    return new Watcher(
        kinds.isEmpty() ? STANDARD : kinds, Filter.parse(request.getSwitch()).only(), sink);
  }

  Set<Kind> kinds() {
    return kinds;
  }

  boolean wantsTablesOf(DatapathId dpid) {
    return (kinds.contains(Kind.RULES) || kinds.contains(Kind.GROUPS))
        && (only.isEmpty() || only.get().equals(dpid));
  }

  boolean isGone() {
    return sink.isGone();
  }

  /** What it watches is in what is known from now on. */
  void join() {
    joined = true;
  }

  /** A change that this one may want. */
  void tell(Told told) {
    if (!begun || !told.isFor(kinds, only)) {
      return; // what is there at the beginning has it
    }
    if (lost > 0 || waiting.size() >= MAX_WAITING) {
      lost += 1 + waiting.size();
      waiting.clear();
      initial = Collections.emptyIterator();
    } else {
      waiting.add(told);
    }
  }

  /**
   * Sends what the client takes.
   *
   * @param known what has been told of up to now
   */
  void pump(Knowledge known) {
    boolean sent = false;
    for (int turn = 0; joined && turn < TURN && !sink.isGone() && sink.isReady(); turn++) {
      Optional<WatchResponse> next = next(known);
      if (next.isEmpty()) {
        break;
      }
      sink.send(next.get());
      sent = true;
    }
    if (sent) {
      sink.flush();
    }
  }

  /** Whether there is something to send that the client would take now. */
  boolean hasMore() {
    boolean isDone = begun && lost == 0 && synced && waiting.isEmpty();
    return joined && !isDone && !sink.isGone() && sink.isReady();
  }

  private Optional<WatchResponse> next(Knowledge known) {
    if (lost > 0) {
      Lost told = Lost.newBuilder().setChanges(lost).build();
      lost = 0;
      begun = false;
      return Optional.of(WatchResponse.newBuilder().setLost(told).build());
    }
    if (!begun) {
      begun = true;
      synced = false;
      generation = known.generation();
      initial = known.since(Knowledge.NOTHING, kinds).iterator();
    }
    while (initial.hasNext()) {
      Told told = initial.next();
      if (told.isFor(kinds, only)) {
        return Optional.of(WatchResponse.newBuilder().setChange(told.change()).build());
      }
    }
    if (!synced) {
      synced = true;
      Synced told = Synced.newBuilder().setGeneration(generation).build();
      return Optional.of(WatchResponse.newBuilder().setSynced(told).build());
    }
    return Optional.ofNullable(waiting.poll())
        .map(told -> WatchResponse.newBuilder().setChange(told.change()).build());
  }

  /** Ends the answer, saying why. Any thread. */
  void end(Status status) {
    sink.end(status);
  }
}
