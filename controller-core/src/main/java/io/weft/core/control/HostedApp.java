package io.weft.core.control;

import io.weft.core.app.App;
import io.weft.core.app.Reaction;
import io.weft.core.app.Recovered;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.event.Event;
import io.weft.core.network.NetworkView;
import io.weft.core.network.SwitchNode;
import io.weft.net.DatapathId;
import io.weft.openflow.reactive.PacketHandler;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One app and the thread that calls it: takes calls out of a mailbox, hands what the app says back
 * to the network thread, and stops an app that throws, does not return or asks for too much.
 *
 * <p>All methods are for the network thread, but for those that say otherwise.
 */
final class HostedApp {
  private static final Logger log = LoggerFactory.getLogger(HostedApp.class);
  private static final int EVENTS_PER_PACKET = 4;

  /** What follows from what an app says; network thread. */
  interface Listener {
    void reacted(HostedApp app, Reaction reaction);

    void planned(HostedApp app, Plan plan);
  }

  /** A call that has begun. */
  private record Running(AppCall<?> call, long sinceNanos) {}

  /** A question that must be answered, by the app or for it. */
  private record Open<T>(Consumer<T> answer, T ifStopped) {
    void answerForIt() {
      answer.accept(ifStopped);
    }
  }

  private final Owner owner;
  private final AppLimits limits;
  private final Executor networkThread;
  private final Supplier<NetworkView> view;
  private final Listener listener;
  private final Mailbox mailbox = new Mailbox();
  private final Optional<Thread> thread;

  // Network thread.
  private final Set<Open<?>> open = new LinkedHashSet<>();
  private PMap<DatapathId, TableSlot> slots = HashTreePMap.empty();
  private PMap<DatapathId, String> conflicts = HashTreePMap.empty();
  private long plannedNumber;
  private boolean onTrial;
  private Map<SwitchRules.Place, SwitchRules.Place> nextHops = Map.of();

  // The thread that calls the app.
  private final PlanMover mover;
  private long planNumber;
  private final Map<DatapathId, SwitchRules> found = new HashMap<>();
  private boolean draining;

  // Any thread.
  private final AtomicLong packetsDropped = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();
  private final AtomicLong missedInAll = new AtomicLong();
  private volatile boolean isDropping;
  private volatile @Nullable App app;
  private volatile @Nullable Running running;
  private volatile @Nullable String failure;
  private volatile boolean failedUnheard;
  private volatile PMap<DatapathId, String> shownConflicts = HashTreePMap.empty();

  HostedApp(
      App app,
      AppLimits limits,
      Executor networkThread,
      Supplier<NetworkView> view,
      Listener listener) {
    this.app = app;
    this.owner = app.owner();
    this.limits = limits;
    this.networkThread = networkThread;
    this.view = view;
    this.listener = listener;
    this.mover = new PlanMover(limits.planSize());
    this.thread =
        limits.ownThreads()
            ? Optional.of(
                Thread.ofPlatform().daemon().name("weft-app-" + owner).unstarted(this::serve))
            : Optional.empty();
    thread.ifPresent(t -> {
      t.setContextClassLoader(app.getClass().getClassLoader());
      t.start();
    });
  }

  Owner owner() {
    return owner;
  }

  /** It is not yet one of those that run. */
  void onTrial() {
    onTrial = true;
  }

  /** It is from now on. */
  void passed() {
    onTrial = false;
  }

  boolean isRunning() {
    return failure == null;
  }

  /** Any thread may ask. */
  AppStatus status() {
    return new AppStatus(
        owner,
        Optional.ofNullable(failure),
        List.copyOf(shownConflicts.values()),
        mailbox.size(),
        packetsDropped.get(),
        missedInAll.get());
  }

  /** Whether it has said all that it has to say; any thread may ask. */
  boolean isIdle() {
    return failure != null || mailbox.isIdle();
  }

  // ---- where its tables are

  Optional<TableSlot> slot(DatapathId dpid) {
    return Optional.ofNullable(slots.get(dpid));
  }

  /** Takes note of the app's tables on a switch that has connected. */
  void place(DatapathId dpid, TableLayout layout) {
    TableSlot slot = layout.slots().get(owner);
    slots = slot == null ? slots.minus(dpid) : slots.plus(dpid, slot);
    Optional<String> conflict = layout.conflictOf(owner);
    if (!conflict.equals(Optional.ofNullable(conflicts.get(dpid)))) {
      conflict.ifPresent(log::error);
    }
    conflicts =
        conflict.map(why -> conflicts.plus(dpid, why)).orElseGet(() -> conflicts.minus(dpid));
    shownConflicts = conflicts;
  }

  /** A switch has left the network. */
  void forget(DatapathId dpid) {
    slots = slots.minus(dpid);
    conflicts = conflicts.minus(dpid);
    shownConflicts = conflicts;
  }

  // ---- calls

  /**
   * Asks something that the network thread waits for.
   *
   * @param ifStopped the answer of an app that does not run
   */
  <T> void ask(Supplier<String> what, Function<App, T> question, T ifStopped, Consumer<T> answer) {
    ask(what, limits.call(), question, ifStopped, answer);
  }

  private <T> void ask(
      Supplier<String> what,
      Duration limit,
      Function<App, T> question,
      T ifStopped,
      Consumer<T> answer) {
    if (!isRunning()) {
      answer.accept(ifStopped);
      return;
    }
    Open<T> asked = new Open<>(answer, ifStopped);
    open.add(asked);
    enqueue(
        mailbox::put,
        new AppCall<>(
            what,
            limit,
            question,
            said -> {
              if (open.remove(asked)) {
                answer.accept(said);
              }
            }));
  }

  /** Shows the app what of its own a switch has that has connected. */
  void recover(SwitchNode node, SwitchRules installed, Consumer<Recovered> answer) {
    SwitchRules its = slot(node.dpid()).map(slot -> slot.toApp(installed)).orElse(SwitchRules.NONE);
    ask(
        () -> "shown its rules on " + node.dpid(),
        limits.plan(),
        each -> {
          found.put(node.dpid(), its);
          return each.recover(node, its);
        },
        Recovered.NOTHING,
        answer);
  }

  /** What answers the packets of a switch before the core sees them; any thread may ask. */
  Optional<PacketHandler> packetHandler(SwitchNode node) {
    App current = app;
    return current == null ? Optional.empty() : current.packetHandler(node);
  }

  void tell(Event event, NetworkView seen) {
    if (!isRunning()) {
      return;
    }
    long confirmed = plannedNumber;
    boolean isOwnPlan = event instanceof Event.PlanConfirmed plan && plan.owner().equals(owner);
    AppCall<Reaction> call =
        new AppCall<>(
            () -> "told of " + brief(event),
            limits.call(),
            // That an older plan is confirmed says nothing of the last one.
            each -> isOwnPlan && confirmed != planNumber ? Reaction.NONE : each.on(event, seen),
            reaction -> listener.reacted(this, reaction));
    if (event instanceof Event.PacketSeen || event instanceof Event.TransitSeen) {
      tellPacket(call);
    } else {
      enqueue(c -> mailboxOrMissed(c), call);
    }
  }

  private void tellPacket(AppCall<Reaction> call) {
    if (mailbox.offer(call, limits.mailbox())) {
      if (isDropping && mailbox.size() < limits.mailbox() / 2) {
        isDropping = false;
      }
      drainHere();
      return;
    }
    packetsDropped.incrementAndGet();
    if (!isDropping) {
      isDropping = true;
      log.warn("app {} is too slow: {} packets wait, more are dropped", owner, limits.mailbox());
    }
  }

  private void mailboxOrMissed(AppCall<?> call) {
    if (!mailbox.offer(call, EVENTS_PER_PACKET * limits.mailbox())) {
      missedInAll.incrementAndGet();
      if (missed.getAndIncrement() == 0) {
        log.warn("app {} is too slow: it misses events, and will be shown the view", owner);
        mailbox.put(
            new AppCall<>(
                () -> "told of missed events",
                limits.call(),
                each -> each.on(new Event.Missed(missed.getAndSet(0)), view.get()).andReplan(),
                reaction -> listener.reacted(this, reaction)));
      }
    }
  }

  /** Asks for a plan on a view, instead of on an older one that it was not yet asked on. */
  void plan(NetworkView on) {
    if (!isRunning()) {
      return;
    }
    PMap<DatapathId, TableSlot> where = slots;
    enqueue(
        mailbox::putPlan,
        new AppCall<>(
            () -> "asked for a plan",
            limits.plan(),
            each ->
                new Numbered(
                    ++planNumber,
                    mover.move(each.plan(on), where),
                    nextHopsOfFound(each, on, where)),
            numbered -> {
              plannedNumber = numbered.number;
              nextHops = numbered.nextHops;
              listener.planned(this, numbered.plan);
            }));
  }

  /** Asks for a plan out of turn; empty of an app that does not run. */
  void planOnce(NetworkView on, Consumer<Optional<Plan>> answer) {
    PMap<DatapathId, TableSlot> where = slots;
    ask(
        () -> "asked for a plan",
        limits.plan(),
        each -> Optional.of(mover.move(each.plan(on), where)),
        Optional.empty(),
        answer);
  }

  /**
   * A plan with its place in the row of the app's plans.
   *
   * @param nextHops of rules that were found since the one before, as they are on the switches
   */
  private record Numbered(
      long number, Plan plan, Map<SwitchRules.Place, SwitchRules.Place> nextHops) {}

  private Map<SwitchRules.Place, SwitchRules.Place> nextHopsOfFound(
      App each, NetworkView on, PMap<DatapathId, TableSlot> where) {
    Map<SwitchRules.Place, SwitchRules.Place> next = new HashMap<>();
    found.forEach((dpid, rules) -> {
      for (Rule rule : rules.rules().values()) {
        each.nextHopOf(dpid, rule, on)
            .ifPresent(place ->
                next.put(
                    onSwitch(new SwitchRules.Place(dpid, rule.key()), where),
                    onSwitch(place, where)));
      }
    });
    found.clear();
    return next;
  }

  private static SwitchRules.Place onSwitch(
      SwitchRules.Place place, PMap<DatapathId, TableSlot> where) {
    TableSlot slot = where.get(place.dpid());
    return slot == null ? place : slot.toSwitch(place);
  }

  /** Where a rule that was found leads; to be asked while the plan that came with it begins. */
  Optional<SwitchRules.Place> nextHopOfFound(SwitchRules.Place rule) {
    return Optional.ofNullable(nextHops.get(rule));
  }

  private void enqueue(Consumer<AppCall<?>> into, AppCall<?> call) {
    into.accept(call);
    drainHere();
  }

  /** Without a thread of its own, the app is called right here. */
  private void drainHere() {
    if (thread.isPresent() || draining) {
      return;
    }
    draining = true;
    try {
      for (AppCall<?> call = mailbox.poll(); call != null; call = mailbox.poll()) {
        run(call);
      }
    } finally {
      draining = false;
    }
  }

  // ---- on the app's thread

  private void serve() {
    try {
      for (AppCall<?> call = mailbox.take(); call != null; call = mailbox.take()) {
        run(call);
      }
    } catch (InterruptedException e) {
      // stopped
    }
  }

  @SuppressWarnings("CatchingUnchecked") // whatever it is: the app is at fault, and is stopped
  private <T> void run(AppCall<T> call) {
    App current = app;
    if (current == null) {
      return;
    }
    running = new Running(call, System.nanoTime());
    try {
      T said = call.question().apply(current);
      running = null;
      if (Reaction.NONE.equals(said)) {
        mailbox.finished();
        return;
      }
      networkThread.execute(() -> {
        if (isRunning()) {
          call.answer().accept(said);
        }
        mailbox.finished();
      });
    } catch (Throwable e) {
      // First of all its memory: there may be none to write the log with.
      app = null;
      mailbox.close();
      running = null;
      failed(call, e);
    }
  }

  private void failed(AppCall<?> call, Throwable e) {
    if (!isRunning()) {
      return; // abandoned, and the log has said why
    }
    try {
      String why = "it " + AppFailure.describe(e) + ", " + call.what().get();
      log.debug("app {} failed", owner, e);
      networkThread.execute(() -> stop(why));
    } catch (OutOfMemoryError again) {
      failedUnheard = true; // watch() says it later
    }
  }

  // ---- the end

  /** Finds a call that takes too long; to be called often. */
  void watch() {
    if (!isRunning()) {
      return;
    }
    if (failedUnheard) {
      stop("it ran out of memory");
      return;
    }
    Running now = running;
    if (now == null) {
      return;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - now.sinceNanos);
    if (took.compareTo(now.call.limit()) > 0) {
      String at = thread.map(t -> AppFailure.place(t.getStackTrace())).orElse("");
      stop(
          "it did not return within "
              + now.call.limit().toMillis()
              + " ms"
              + at
              + ", "
              + now.call.what().get());
    }
  }

  /**
   * Stops the app for good: it is not called any more, and what it may still say is not heard. Its
   * rules stay as they are.
   */
  void stop(String why) {
    if (!isRunning()) {
      return;
    }
    failure = why;
    close();
    if (onTrial) {
      log.error("app {}, as it was to become, failed: {}; nothing is changed", owner, why);
    } else {
      log.error("app {} stopped: {}; its rules stay as they are", owner, why);
    }
    answerForIt();
  }

  /** Another instance has taken its place: what it may still say is not heard. */
  void retire() {
    if (isRunning()) {
      failure = "another instance has taken its place";
      close();
      answerForIt();
    }
  }

  private void answerForIt() {
    List<Open<?>> unanswered = List.copyOf(open);
    open.clear();
    unanswered.forEach(Open::answerForIt);
  }

  /** Lets the thread end. */
  void close() {
    app = null;
    mailbox.close();
    thread.ifPresent(Thread::interrupt);
  }

  private static String brief(Event event) {
    String text = event.toString().replaceAll("\\s+", " ");
    return text.length() <= 160 ? text : text.substring(0, 160) + "...";
  }
}
