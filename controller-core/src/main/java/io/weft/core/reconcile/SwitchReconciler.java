package io.weft.core.reconcile;

import static java.util.Comparator.naturalOrder;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import com.google.common.collect.Sets;
import io.weft.core.desired.EntryKey;
import io.weft.core.desired.Group;
import io.weft.core.desired.Meter;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchLimits;
import io.weft.core.desired.SwitchRules;
import io.weft.core.reconcile.Change.Phase;
import io.weft.core.session.Abilities;
import io.weft.core.session.RefusedMod;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.openflow.OfError;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.MonitorMultipart.FlowUpdates;
import io.weft.openflow.message.OfMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one switch as its owners want it: compares what was touched, sends one batch of mods at a
 * time, learns from what the switch answers. Network thread only.
 */
final class SwitchReconciler {
  private static final Logger log = LoggerFactory.getLogger(SwitchReconciler.class);

  /** Mods of a batch: enough to keep a switch busy, few enough to let others through between. */
  static final int MAX_BATCH = 5000;

  private enum Verdict {
    GO,
    /** The next hops come first; their answers make this be asked again. */
    LATER,
    /** Until another switch changes its mind. */
    BLOCKED,
    /** Something else will bring it back. */
    PARKED
  }

  private final SwitchChannel channel;
  private final Executor networkThread;
  private final Surroundings surroundings;
  private final Wanted wanted;
  private final Installed installed;
  private final Drift drift;
  private final Agenda agenda = new Agenda();
  private final Refusals refusals = new Refusals();
  private final FullTables fullTables = new FullTables();
  private final NextHops nextHops;
  private final Map<EntryKey, Change> inFlight = new HashMap<>();

  /** Of those in flight, what somebody else has changed meanwhile. */
  private final Set<EntryKey> doubtful = new HashSet<>();

  /** Rules that are there or not: whatever is wanted has to be sent. */
  private final Set<EntryKey> unsure = new HashSet<>();

  private boolean underWay;
  private boolean heldBack;

  /** Whether there was more to send than a batch takes. */
  private boolean isCut;

  private final Set<EntryKey> blocked = new HashSet<>();
  private boolean away;

  /** Empty places that rules of other switches sent packets to when this one connected. */
  private final Set<Rule.Key> voids = new HashSet<>();

  /**
   * @param owners all that there are; the rules of those that have not spoken stay
   */
  SwitchReconciler(
      SwitchChannel channel,
      int tables,
      ReadBack readBack,
      Set<Owner> owners,
      Executor networkThread,
      Surroundings surroundings,
      Duration readBackInterval) {
    this.channel = channel;
    this.networkThread = networkThread;
    this.surroundings = surroundings;
    this.nextHops = new NextHops(surroundings.pointers());
    this.wanted = new Wanted(channel.dpid(), () -> limits(tables), owners);
    this.installed = Installed.readBack(channel.version(), readBack);
    this.drift =
        new Drift(
            channel,
            installed,
            networkThread,
            this::drifted,
            this::wakeInTime,
            readBackInterval,
            surroundings::now);
    installed
        .ours()
        .forEach((key, entry) -> {
          if (!wanted.isSilent(entry.ownerId())) {
            agenda.touch(key);
          }
        });
  }

  private SwitchLimits limits(int tables) {
    Abilities abilities = channel.abilities();
    return new SwitchLimits(channel.version(), tables, abilities.groups(), abilities.meters());
  }

  /** What of one owner was installed when the switch connected, or is now. */
  SwitchRules installedOf(Owner owner) {
    SwitchRules.Builder own = SwitchRules.builder();
    installed
        .ours()
        .values()
        .forEach(entry -> {
          if (entry.ownerId() == owner.id()) {
            switch (entry) {
              case Rule rule -> own.add(rule);
              case Group group -> own.add(group);
              case Meter meter -> own.add(meter);
            }
          }
        });
    return own.build();
  }

  void want(Owner owner, SwitchRules rules) {
    if (wanted.isSilent(owner.id())) {
      installed
          .ours()
          .forEach((key, entry) -> {
            if (entry.ownerId() == owner.id()) {
              agenda.touch(key);
              if (entry instanceof Rule rule && nextHops.of(rule.key()).isEmpty()) {
                nextHops.found(rule.key(), surroundings.nextHopOfFound(channel.dpid(), rule));
              }
            }
          });
    }
    agenda.touchAll(wanted.want(owner, rules));
    if (!agenda.isSorted()) {
      surroundings.isRestless(this);
    }
  }

  // ---- what the switch tells

  Optional<Rule> removed(FlowRemoved message) {
    Optional<Rule> rule = installed.take(message);
    rule.ifPresent(gone -> touchGone(gone.key()));
    fullTables.room(message.tableId(), surroundings.now());
    wakeInTime();
    return rule;
  }

  private void touchGone(Rule.Key key) {
    nextHops.gone(key);
    touch(key);
  }

  /** Somebody else than this controller has changed what is in a place, or is there. */
  private void touch(EntryKey key) {
    drift.isNewer(key);
    if (inFlight.get(key) instanceof Change.Put) {
      doubtful.add(key);
    } else {
      unsure.remove(key);
    }
    agenda.touch(key);
    surroundings.isRestless(this);
  }

  /** What a flow monitor tells of changes by others. */
  void updated(FlowUpdates updates) {
    if (updates.updates().isEmpty()) {
      drift.readSoon(surroundings.now());
      wakeInTime();
      return;
    }
    Set<EntryKey> changed = new FlowWatch(channel.version(), installed).take(updates);
    if (!changed.isEmpty()) {
      log.info("{}: {} places of ours changed by somebody else", channel.dpid(), changed.size());
    }
    found(changed);
    updates.updates().forEach(update -> FlowWatch.roomIn(update).ifPresent(this::room));
    if (updates.updates().stream().anyMatch(FlowWatch::tellsOfAGroupOrMeter)) {
      // Nobody tells which ones are gone besides those that these rules used.
      drift.readSoon(surroundings.now());
    }
    wakeInTime();
  }

  private void room(int tableId) {
    fullTables.room(tableId, surroundings.now());
  }

  private void drifted(Set<EntryKey> changed) {
    found(changed);
    surroundings.progressed();
  }

  /** These places are not as was thought. */
  private void found(Set<EntryKey> changed) {
    for (EntryKey key : changed) {
      if (key instanceof Rule.Key rule && installed.at(key).isEmpty()) {
        touchGone(rule);
      } else {
        touch(key);
      }
    }
  }

  /** Sees to it that {@link #wake} is called when time concerns this switch again. */
  void wakeInTime() {
    Instant next =
        Stream.of(drift.next(), refusals.next(), fullTables.next()).min(naturalOrder()).get();
    if (!away) {
      surroundings.wakeAt(next, channel.dpid());
    }
  }

  /** Does what is due. */
  void wake() {
    Instant now = surroundings.now();
    drift.tick(now, underWay);
    List<EntryKey> due = refusals.due(now);
    agenda.touchAll(due);
    List<EntryKey> dueInFullTables = fullTables.isEmpty() ? List.of() : fullTables.due(now);
    agenda.touchAll(dueInFullTables);
    if (!due.isEmpty() || !dueInFullTables.isEmpty()) {
      surroundings.isRestless(this);
    }
    wakeInTime();
  }

  // ---- what is to be done

  /** Whether all that is wanted is confirmed, but for what this switch or another one refuses. */
  boolean isInSync() {
    return !underWay && !heldBack && !isCut && agenda.isSorted();
  }

  /**
   * Whether the switch has confirmed what it was told, and nothing is in it that should not be
   * there any more, because it refused to remove or to change it.
   */
  boolean hasNothingLeftOver() {
    return isInSync() && !refusals.keepSomethingThere();
  }

  /** Whether something is to be sent that waits for other switches. */
  boolean isHeldBack() {
    return heldBack && !underWay;
  }

  boolean isUnderWay() {
    return underWay;
  }

  /** Whether it has to be asked to advance when another switch has made progress. */
  boolean isRestless() {
    return underWay || !agenda.isEmpty();
  }

  /**
   * Sends the next batch, if there is something to send and none is under way.
   *
   * @param waits false to send also what should come after other switches
   * @return whether it sent something
   */
  boolean advance(boolean waits) {
    if (underWay) {
      return false;
    }
    agenda.sort(this::compare);
    if (!fullTables.isEmpty()) {
      wakeInTime(); // they may have got room
    }
    List<Change> batch = nextBatch(waits);
    if (batch.isEmpty()) {
      return false;
    }
    send(batch);
    return true;
  }

  private Optional<Change> compare(EntryKey key) {
    var want = wanted.at(key);
    var have = installed.at(key);
    Optional<Change> change = Optional.empty();
    if (want.isEmpty()) {
      if (have.isPresent() && !wanted.isSilent(have.get().ownerId())) {
        change = Optional.of(new Change.Remove(have.get()));
      }
    } else if (want.equals(have) && !unsure.contains(key)) {
      if (key instanceof Rule.Key rule) {
        nextHops.known(rule, wanted.nextHopOf(rule));
      }
    } else if (have.isPresent() || installed.foreign().at(key).isEmpty()) {
      change = Optional.of(new Change.Put(want.get(), !installed.has(key)));
    } else {
      log.warn("{}: {} is left out, somebody else has the place", channel.dpid(), want.get());
    }
    if (change.isEmpty()) {
      refusals.remove(key);
    }
    if (key instanceof Rule.Key rule && !fullTables.isEmpty() && !isNewRule(change)) {
      fullTables.done(rule, surroundings.now());
    }
    return change;
  }

  private static boolean isNewRule(Optional<Change> change) {
    return change.isPresent()
        && change.get() instanceof Change.Put put
        && put.isNew()
        && put.entry() instanceof Rule;
  }

  private List<Change> nextBatch(boolean waits) {
    heldBack = false;
    isCut = false;
    blocked.clear();
    List<Change> batch = new ArrayList<>();
    Set<EntryKey> removed = new HashSet<>();
    for (Phase phase : Phase.values()) {
      // Removing a meter removes what uses it: only when all else is confirmed.
      boolean mayBegin = phase != Phase.REMOVE_METER || batch.isEmpty();
      for (Change change : agenda.of(phase)) {
        if (batch.size() == MAX_BATCH) {
          isCut = true;
          return batch;
        }
        switch (mayBegin ? verdict(change, waits, removed) : Verdict.LATER) {
          case GO -> {
            batch.add(change);
            if (change instanceof Change.Remove) {
              removed.add(change.key());
            }
          }
          case LATER -> heldBack = true;
          case PARKED -> agenda.remove(change.key());
          case BLOCKED -> blocked.add(change.key());
        }
      }
    }
    return batch;
  }

  private Verdict verdict(Change change, boolean waits, Set<EntryKey> removedBefore) {
    if (refusals.mustWait(change)) {
      return Verdict.PARKED;
    }
    return switch (change) {
      case Change.Put put -> mayPut(put, waits);
      case Change.Remove remove ->
          switch (remove.entry()) {
            case Rule rule -> mayRemove(placeOf(rule.key()), waits);
            case Group _, Meter _ ->
                installed.isUsed(remove.key(), removedBefore) ? Verdict.LATER : Verdict.GO;
          };
    };
  }

  private Verdict mayPut(Change.Put put, boolean waits) {
    if (!(put.entry() instanceof Rule rule)) {
      return Verdict.GO;
    }
    if (put.isNew() && !fullTables.isEmpty() && fullTables.holdsBack(rule)) {
      return Verdict.PARKED;
    }
    if (!voids.isEmpty() && wanted.isEntrance(rule.key()) && !voids().isEmpty()) {
      return waits ? Verdict.LATER : Verdict.GO;
    }
    Optional<SwitchRules.Place> next = wanted.nextHopOf(rule.key());
    Way way = next.map(surroundings::wayFrom).orElse(Way.DONE);
    return switch (way) {
      case DONE -> Verdict.GO;
      case COMING -> waits ? Verdict.LATER : goOrBlocked(next);
      case REFUSED -> Verdict.BLOCKED;
    };
  }

  /** Nobody will answer: what comes next waits for itself, or for a switch that refuses. */
  private Verdict goOrBlocked(Optional<SwitchRules.Place> next) {
    return next.filter(surroundings::isRefusedFurtherOn).isPresent() ? Verdict.BLOCKED : Verdict.GO;
  }

  private Verdict mayRemove(SwitchRules.Place place, boolean waits) {
    if (surroundings.isHeldFast(place)) {
      return Verdict.BLOCKED;
    }
    return waits && surroundings.pointers().pointTo(place) ? Verdict.LATER : Verdict.GO;
  }

  private SwitchRules.Place placeOf(Rule.Key key) {
    return new SwitchRules.Place(channel.dpid(), key);
  }

  private void send(List<Change> batch) {
    underWay = true;
    for (Change change : batch) {
      agenda.remove(change.key());
      inFlight.put(change.key(), change);
      unsure.remove(change.key());
      if (change instanceof Change.Put && change.key() instanceof Rule.Key rule) {
        nextHops.sent(rule, wanted.nextHopOf(rule));
      }
      drift.isNewer(change.key());
    }
    boolean tellRemoval = !channel.abilities().flowMonitor();
    if (log.isDebugEnabled()) {
      batch.forEach(change -> log.debug("{}: {}", channel.dpid(), change.message(tellRemoval)));
    }
    List<OfMessage> mods = Lists.transform(batch, change -> change.message(tellRemoval));
    var _ =
        channel
            .commit(List.copyOf(mods))
            .whenCompleteAsync(
                (refused, failure) -> {
                  if (failure == null) {
                    underWay = false;
                    inFlight.clear();
                    take(batch, refused);
                    wakeInTime();
                    surroundings.progressed();
                  }
                  // else disconnected: nobody knows what it has got of it
                },
                networkThread);
  }

  // ---- what the switch answers

  private void take(List<Change> batch, List<RefusedMod> refused) {
    Map<Integer, RefusedMod> byIndex = new HashMap<>();
    refused.forEach(mod -> byIndex.put(mod.index(), mod));
    for (int i = 0; i < batch.size(); i++) {
      RefusedMod no = byIndex.get(i);
      if (no == null) {
        accepted(batch.get(i));
      } else {
        refused(batch.get(i), no);
      }
    }
    for (EntryKey key : doubtful) {
      // Before or after the mod? Nobody knows; so it is sent again, or removed.
      if (key instanceof Rule.Key) {
        unsure.add(key);
      } else {
        installed.forget(key);
      }
      agenda.touch(key);
    }
    if (!doubtful.isEmpty()) {
      drift.readSoon(surroundings.now());
      doubtful.clear();
    }
  }

  private void accepted(Change change) {
    installed.take(change);
    refusals.remove(change.key());
    switch (change) {
      case Change.Put put -> {
        if (put.entry() instanceof Rule rule) {
          nextHops.accepted(rule.key());
          if (!fullTables.isEmpty()) {
            fullTables.done(rule.key(), surroundings.now());
          }
        } else if (!refusals.isEmpty()) {
          agenda.touchAll(refusals.users(put.key()));
        }
      }
      case Change.Remove remove -> {
        if (remove.entry() instanceof Rule rule) {
          nextHops.gone(rule.key());
          fullTables.room(rule.tableId(), surroundings.now());
        }
      }
    }
  }

  private void refused(Change change, RefusedMod no) {
    if (change instanceof Change.Put && change.key() instanceof Rule.Key rule) {
      nextHops.refused(rule);
    }
    Set<EntryKey> learned = installed.correct(change, no);
    boolean isFull = no.error().equals(Optional.of(OfError.OFPFMFC_TABLE_FULL));
    boolean isNews;
    if (!learned.isEmpty()) {
      agenda.touchAll(learned);
      return;
    } else if (isFull
        && change instanceof Change.Put put
        && put.isNew()
        && put.entry() instanceof Rule rule) {
      isNews = fullTables.refused(rule, surroundings.now());
    } else {
      isNews = refusals.add(change, no, installed.has(change.key()), surroundings.now());
    }
    if (isNews) {
      log.warn(
          "{}: refused {} of {}: {}; will be tried again",
          channel.dpid(),
          change.message(false),
          nameOf(change.entry().ownerId()),
          no.reason());
    }
  }

  private String nameOf(int ownerId) {
    return wanted.byOwner().keySet().stream()
        .filter(owner -> owner.id() == ownerId)
        .map(Owner::name)
        .findFirst()
        .orElse("owner " + ownerId);
  }

  // ---- ways

  /** Whether a place holds what is wanted there, as far as this switch will have it. */
  Way stateOf(Rule.Key key) {
    boolean isUncertain = inFlight.containsKey(key) || unsure.contains(key);
    var want = wanted.at(key);
    if (!isUncertain && (want.isEmpty() || want.equals(installed.at(key)))) {
      return Way.DONE;
    }
    boolean stuck =
        away
            || refusals.isRefused(key)
            || fullTables.isWaiting(key)
            || installed.at(key).isEmpty() && installed.foreign().at(key).isPresent();
    return stuck ? Way.REFUSED : Way.COMING;
  }

  /** Where rules point to that stay as they are for now, though others are wanted. */
  List<SwitchRules.Place> stuckPointers() {
    List<SwitchRules.Place> places = new ArrayList<>();
    for (EntryKey key : Sets.union(blocked, refusals.all().keySet())) {
      if (key instanceof Rule.Key rule) {
        nextHops.of(rule).ifPresent(places::add);
      }
    }
    return places;
  }

  /** Where the rule points to that is in a place. */
  Optional<SwitchRules.Place> pointerFrom(Rule.Key key) {
    return nextHops.of(key);
  }

  /** Where the rule is to point to that is wanted in a place. */
  Optional<SwitchRules.Place> nextHopOf(Rule.Key key) {
    return wanted.nextHopOf(key);
  }

  // ---- while it is not connected

  /** The switch is not connected any more; it may go on forwarding by what it has. */
  void lost(Pointers stuck) {
    away = true;
    nextHops.moveTo(stuck);
  }

  /** What is wanted of the switch when it is back. */
  void wantWhileAway(Owner owner, SwitchRules rules) {
    var _ = wanted.want(owner, rules);
  }

  /** Of what the switch had before its connection ended, what it was found to have still. */
  void takeOver(SwitchReconciler before) {
    nextHops.takeOver(before.nextHops, installed::has);
  }

  /** Of places that others point to, those that are empty. */
  void findVoids(Set<Rule.Key> pointedTo) {
    pointedTo.stream().filter(key -> !installed.has(key)).forEach(voids::add);
  }

  /** Those that are empty still, and pointed to. */
  Set<Rule.Key> voids() {
    voids.removeIf(key ->
        installed.has(key)
            || !surroundings.pointers().pointTo(placeOf(key))
                && !surroundings.isHeldFast(placeOf(key)));
    return voids;
  }

  /** The switch does not forward for others any more, or another connection has taken over. */
  void dropped() {
    nextHops.clear();
  }

  // ---- to be asked

  SwitchInventory inventory() {
    return new SwitchInventory(
        channel.dpid(),
        ImmutableMap.copyOf(wanted.byOwner()),
        ImmutableMap.copyOf(installed.ours()),
        List.copyOf(installed.foreign().flows()),
        List.copyOf(installed.foreign().groups()),
        List.copyOf(installed.foreign().meters()),
        new Failures(wanted, installed, refusals, fullTables).list(this::nameOf),
        isInSync());
  }
}
