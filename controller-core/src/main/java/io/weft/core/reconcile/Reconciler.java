package io.weft.core.reconcile;

import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.NetworkView;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.net.DatapathId;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.MonitorMultipart.FlowUpdates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Carries the plans of all owners to all connected switches, stage by stage. Network thread only.
 */
public final class Reconciler implements Surroundings {
  /** Tables of a switch that did not say how many it has. */
  private static final int MOST_TABLES = 255;

  /**
   * Switches that are sent mods at a time, or between two ticks: with thousands at once the I/O
   * threads would do nothing else for seconds. One that does not answer is not waited for.
   */
  private static final int MAX_UNDER_WAY = 128;

  private final Executor networkThread;
  private final Runnable onProgress;
  private final Set<Owner> owners;
  private final Supplier<NetworkView> view;
  private final BiFunction<DatapathId, Rule, Optional<SwitchRules.Place>> nextHopsOfFound;
  private final Duration readBackInterval;
  private final Map<DatapathId, SwitchReconciler> switches = new TreeMap<>();
  private final Set<SwitchReconciler> restless = new LinkedHashSet<>();

  /** Switches that lost their connection and may go on forwarding by what they have. */
  private final Map<DatapathId, SwitchReconciler> away = new TreeMap<>();

  private final Pointers pointers = new Pointers();
  private final Pointers pointersOfThoseAway = new Pointers();

  /** What rules lead to that nobody can change; while it is looked for what waits for itself. */
  private final Set<SwitchRules.Place> heldFast = new HashSet<>();

  private final Map<Owner, SwitchRules> everywhere = new LinkedHashMap<>();
  private final Map<Owner, Progress> plans = new LinkedHashMap<>();
  private final Alarms alarms = new Alarms();

  private Instant now;
  private boolean roundAsked;
  private boolean mayHaveProgressed;
  private int underWay;

  /**
   * @param owners all that there will be; rules of ours by any other owner are leftovers
   * @param view the network now
   * @param networkThread runs what follows an answer of a switch
   * @param onProgress run when switches have connected or answered
   * @param nextHopsOfFound where a rule that was found in a switch sends its packets
   * @param readBackInterval how often a switch is read to find changes that it did not tell; zero
   *     for never
   */
  public Reconciler(
      Set<Owner> owners,
      Supplier<NetworkView> view,
      Executor networkThread,
      Runnable onProgress,
      BiFunction<DatapathId, Rule, Optional<SwitchRules.Place>> nextHopsOfFound,
      Duration readBackInterval,
      Instant now) {
    this.owners = Set.copyOf(owners);
    this.view = view;
    this.networkThread = networkThread;
    this.onProgress = onProgress;
    this.nextHopsOfFound = nextHopsOfFound;
    this.readBackInterval = readBackInterval;
    this.now = now;
  }

  /** As the other, for plans without next hops, reading no switch but when it connects. */
  public Reconciler(
      Set<Owner> owners,
      Supplier<NetworkView> view,
      Executor networkThread,
      Runnable onProgress,
      Instant now) {
    this(
        owners,
        view,
        networkThread,
        onProgress,
        (dpid, found) -> Optional.empty(),
        Duration.ZERO,
        now);
  }

  /** Puts the same on every switch that connects from now on. */
  public void wantEverywhere(Owner owner, SwitchRules rules) {
    everywhere.put(owner, rules);
  }

  /** A switch has connected, with these entries in it; how many tables it has is not known. */
  public void connected(SwitchChannel channel, ReadBack installed) {
    connected(channel, MOST_TABLES, installed);
  }

  /**
   * A switch has connected, with these entries in it.
   *
   * @param tables how many tables it has
   */
  public void connected(SwitchChannel channel, int tables, ReadBack installed) {
    SwitchReconciler reconciler =
        new SwitchReconciler(
            channel, tables, installed, owners, networkThread, this, readBackInterval);
    disconnected(channel.dpid());
    SwitchReconciler before = away.remove(channel.dpid());
    if (before != null) {
      reconciler.takeOver(before);
      before.dropped();
      reconciler.findVoids(pointers.at(channel.dpid()));
      reconciler.findVoids(pointersOfThoseAway.at(channel.dpid()));
    }
    switches.put(channel.dpid(), reconciler);
    restless.add(reconciler);
    reconciler.wakeInTime();
    everywhere.forEach(reconciler::want);
    plans.forEach((owner, progress) ->
        progress.rulesOf(channel.dpid()).ifPresent(rules -> reconciler.want(owner, rules)));
    mayHaveProgressed = true;
    askForRound();
  }

  /**
   * A switch is not connected any more. A plan that is about it does not go on to its next stage
   * until it is back, or another plan comes that is not about it: it may have what it was told
   * last, or not. What it is known to have goes on pointing to rules of others, until a plan is
   * confirmed while the switch is not in the network.
   */
  public void disconnected(DatapathId dpid) {
    SwitchReconciler gone = switches.remove(dpid);
    if (gone != null) {
      gone.lost(pointersOfThoseAway);
      away.put(dpid, gone);
      restless.remove(gone);
      alarms.remove(dpid);
    }
    askForRound();
  }

  /**
   * Whether a switch has just come back without a rule that one without connection sends packets
   * to: that one cannot be told, and what it sends would be flooded.
   */
  public boolean isMissingWhatThoseAwayNeed(DatapathId dpid) {
    SwitchReconciler reconciler = switches.get(dpid);
    return reconciler != null
        && reconciler.voids().stream()
            .anyMatch(key -> pointersOfThoseAway.pointTo(new SwitchRules.Place(dpid, key)));
  }

  /** The rules and groups of an owner that a connected switch has. */
  public SwitchRules installedOf(DatapathId dpid, Owner owner) {
    SwitchReconciler reconciler = switches.get(dpid);
    return reconciler == null ? SwitchRules.NONE : reconciler.installedOf(owner);
  }

  /** Puts a plan in the place of the owner's last one, wherever that was. */
  public void want(Owner owner, Plan plan) {
    Progress progress = new Progress(plan, Parts.of(view.get()));
    plans.put(owner, progress);
    begin(owner, progress, switches.keySet());
    askForRound();
  }

  private void begin(Owner owner, Progress progress, Collection<DatapathId> where) {
    for (DatapathId dpid : where) {
      SwitchReconciler reconciler = switches.get(dpid);
      if (reconciler != null) {
        progress.rulesOf(dpid).ifPresent(rules -> reconciler.want(owner, rules));
      }
    }
    away.forEach((dpid, reconciler) ->
        progress.rulesOf(dpid).ifPresent(rules -> reconciler.wantWhileAway(owner, rules)));
  }

  @Override
  public void progressed() {
    underWay = Math.max(0, underWay - 1);
    mayHaveProgressed = true;
    askForRound();
  }

  /**
   * Once for all that is waiting on the network thread now: going over all switches for each of
   * thousands that connect, or answer, would be all that there is time for.
   */
  private void askForRound() {
    if (!roundAsked) {
      roundAsked = true;
      networkThread.execute(this::round);
    }
  }

  private void round() {
    roundAsked = false;
    advance();
    nextStages();
    forgetThoseThatLeft();
    if (mayHaveProgressed) {
      mayHaveProgressed = false;
      onProgress.run();
    }
  }

  /** Begins the next stage of each plan wherever the last one is confirmed. */
  private void nextStages() {
    plans.forEach((owner, progress) -> {
      List<DatapathId> begun = progress.goOn(this::hasNothingLeftOver);
      while (!begun.isEmpty()) {
        begin(owner, progress, begun);
        advance();
        begun = progress.goOn(this::hasNothingLeftOver);
      }
    });
  }

  /** Where no plan is about a switch and all are confirmed, nothing is sent there any more. */
  private void forgetThoseThatLeft() {
    boolean someLeft =
        away.entrySet()
            .removeIf(each -> {
              boolean left =
                  !view.get().switches().containsKey(each.getKey())
                      && plans.values().stream()
                          .allMatch(plan ->
                              plan.rulesOf(each.getKey()).isEmpty()
                                  && plan.isConfirmed(this::hasNothingLeftOver));
              if (left) {
                each.getValue().dropped();
              }
              return left;
            });
    if (someLeft) {
      advance();
    }
  }

  private boolean hasNothingLeftOver(DatapathId dpid) {
    SwitchReconciler reconciler = switches.get(dpid);
    return reconciler != null && reconciler.hasNothingLeftOver();
  }

  /**
   * Owners whose plan has been confirmed since this was last asked: by every switch that it is
   * about, but for what a switch refuses to add.
   */
  public List<Owner> newlyConfirmed() {
    List<Owner> confirmed = new ArrayList<>();
    plans.forEach((owner, progress) -> {
      if (progress.isNewlyConfirmed(this::hasNothingLeftOver)) {
        confirmed.add(owner);
      }
    });
    return confirmed;
  }

  /** Whether some plan has stages to come where a switch is. */
  public boolean isBetweenStages(DatapathId dpid) {
    return plans.values().stream().anyMatch(progress -> progress.isUnfinished(dpid));
  }

  /** True if a switch is connected and has confirmed all that is wanted of it. */
  public boolean isInSync(DatapathId dpid) {
    SwitchReconciler reconciler = switches.get(dpid);
    return reconciler != null && reconciler.isInSync();
  }

  /** A switch removed a flow entry: which rule of ours it was, if any. */
  public Optional<Rule> removed(DatapathId dpid, FlowRemoved message) {
    SwitchReconciler reconciler = switches.get(dpid);
    return reconciler == null ? Optional.empty() : reconciler.removed(message);
  }

  /** A flow monitor tells what others have changed. */
  public void updated(DatapathId dpid, FlowUpdates updates) {
    SwitchReconciler reconciler = switches.get(dpid);
    if (reconciler != null) {
      reconciler.updated(updates);
      askForRound();
    }
  }

  /** What is wanted of a connected switch and what it has, now. */
  public Optional<SwitchInventory> inventory(DatapathId dpid) {
    return Optional.ofNullable(switches.get(dpid)).map(SwitchReconciler::inventory);
  }

  /** Sends what can be sent now: next hops are put first and removed last. */
  public void advance() {
    if (restless.isEmpty()) {
      return;
    }
    List<SwitchReconciler> some = List.copyOf(restless);
    for (SwitchReconciler reconciler : some) {
      if (underWay >= MAX_UNDER_WAY) {
        return; // the next answer or tick goes on
      }
      underWay += reconciler.advance(true) ? 1 : 0;
    }
    boolean waitsForItself =
        restless.stream().anyMatch(SwitchReconciler::isHeldBack)
            && restless.stream().noneMatch(SwitchReconciler::isUnderWay);
    if (waitsForItself) {
      // Either a switch does not let go, or next hops go round in a circle: better early than
      // never.
      findHeldFast();
      some.forEach(reconciler -> reconciler.advance(false));
      heldFast.clear();
    }
    restless.removeIf(reconciler -> !reconciler.isRestless());
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void wakeAt(Instant time, DatapathId who) {
    alarms.set(who, time);
  }

  @Override
  public void isRestless(SwitchReconciler who) {
    restless.add(who);
  }

  @Override
  public Optional<SwitchRules.Place> nextHopOfFound(DatapathId dpid, Rule found) {
    return nextHopsOfFound.apply(dpid, found);
  }

  @Override
  public Pointers pointers() {
    return pointers;
  }

  /** A rule that stays as it is may lead to one that is yet to change. */
  @Override
  public Way wayFrom(SwitchRules.Place place) {
    return follow(place, state -> state != Way.DONE);
  }

  @Override
  public boolean isRefusedFurtherOn(SwitchRules.Place place) {
    return follow(place, state -> state == Way.REFUSED) == Way.REFUSED;
  }

  /** The state of the first place on the way for which this holds; DONE if there is none. */
  private Way follow(SwitchRules.Place place, Predicate<Way> endsAt) {
    SwitchRules.Place at = place;
    for (int hops = 0; hops <= switches.size() + away.size(); hops++) {
      SwitchReconciler there = switches.getOrDefault(at.dpid(), away.get(at.dpid()));
      if (there == null) {
        return Way.DONE;
      }
      Way state = there.stateOf(at.key());
      if (endsAt.test(state)) {
        return state;
      }
      Optional<SwitchRules.Place> next = there.nextHopOf(at.key());
      if (next.isEmpty()) {
        return Way.DONE;
      }
      at = next.get();
    }
    return Way.DONE; // a circle: nothing to wait for
  }

  /** Follows the rules that stay, as nobody can change them now, to all that they lead to. */
  private void findHeldFast() {
    Deque<SwitchRules.Place> found = new ArrayDeque<>(pointersOfThoseAway.places());
    switches.values().forEach(reconciler -> found.addAll(reconciler.stuckPointers()));
    while (!found.isEmpty()) {
      SwitchRules.Place place = found.remove();
      SwitchReconciler there = switches.get(place.dpid());
      if (heldFast.add(place) && there != null) {
        there.pointerFrom(place.key()).ifPresent(found::add);
      }
    }
  }

  @Override
  public boolean isHeldFast(SwitchRules.Place place) {
    return pointersOfThoseAway.pointTo(place) || heldFast.contains(place);
  }

  public void tick(Instant time) {
    now = time;
    underWay = 0;
    for (DatapathId dpid : alarms.due(time)) {
      SwitchReconciler reconciler = switches.get(dpid);
      if (reconciler != null) {
        reconciler.wake();
      }
    }
    advance();
  }
}
