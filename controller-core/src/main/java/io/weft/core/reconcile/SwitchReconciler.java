package io.weft.core.reconcile;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.session.RefusedMod;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.OfMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one switch as its owners want it: one batch of mods under way at a time, what the switch
 * refuses tried again later and later. Network thread only.
 */
final class SwitchReconciler {
  private static final Logger log = LoggerFactory.getLogger(SwitchReconciler.class);
  private static final int MAX_BATCH = 2000;
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(60);

  /** A mod that was refused and waits. */
  private record Refusal(Change change, Instant retryAt, Duration delay) {}

  private final SwitchChannel channel;
  private final Executor networkThread;
  private final Runnable onProgress;
  private final Installed installed;
  private final Set<Integer> silentOwners;
  private final Map<Owner, SwitchRules> desired = new TreeMap<>(Comparator.comparingInt(Owner::id));
  private final Map<Object, Refusal> refusals = new HashMap<>();
  private final Map<Rule.Key, SwitchRules.Place> pointers = new HashMap<>();
  private boolean underWay;
  private boolean dirty = true;
  private Instant now;

  /**
   * @param owners all that there are; the rules of those that have not spoken stay
   * @param onProgress run on the network thread after a batch was answered
   */
  SwitchReconciler(
      SwitchChannel channel,
      ReadBack readBack,
      Set<Owner> owners,
      Executor networkThread,
      Runnable onProgress,
      Instant now) {
    this.channel = channel;
    this.networkThread = networkThread;
    this.onProgress = onProgress;
    this.installed = Installed.readBack(channel.version(), readBack.flows(), readBack.groups());
    this.silentOwners = new HashSet<>();
    owners.forEach(owner -> silentOwners.add(owner.id()));
    this.now = now;
  }

  /** The rules of one owner that were installed when the switch connected, or are now. */
  List<Rule> rulesOf(Owner owner) {
    return installed.rules().values().stream()
        .filter(rule -> rule.cookie().ownerId() == owner.id())
        .toList();
  }

  void want(Owner owner, SwitchRules rules) {
    boolean spokeBefore = !silentOwners.remove(owner.id());
    SwitchRules before = desired.put(owner, withoutConflicts(owner, rules));
    if (!spokeBefore || !rules.equals(before)) {
      dirty = true;
    }
  }

  /** Two owners cannot have one place in a table: who came first keeps it. */
  private SwitchRules withoutConflicts(Owner owner, SwitchRules rules) {
    Set<Rule.Key> taken = new HashSet<>();
    desired.forEach((other, theirs) -> {
      if (!other.equals(owner)) {
        for (Rule.Key key : Sets.intersection(theirs.rules().keySet(), rules.rules().keySet())) {
          log.error(
              "{}: {} and {} both want {}; {} keeps it", channel.dpid(), other, owner, key, other);
          taken.add(key);
        }
      }
    });
    return taken.isEmpty()
        ? rules
        : new SwitchRules(
            ImmutableMap.copyOf(Maps.filterKeys(rules.rules(), key -> !taken.contains(key))),
            rules.groups(),
            rules.after());
  }

  /** Whether all that is wanted is confirmed, but for what the switch refuses. */
  boolean isInSync() {
    return !underWay && !dirty;
  }

  Optional<Rule> removed(FlowRemoved message) {
    Optional<Rule> rule = installed.take(channel.version(), message);
    rule.ifPresent(gone -> {
      dirty = true;
      pointers.remove(gone.key());
    });
    return rule;
  }

  void tick(Instant time) {
    now = time;
    if (refusals.values().stream().anyMatch(refusal -> !refusal.retryAt.isAfter(now))) {
      dirty = true;
    }
  }

  /**
   * Sends the next batch, if there is something to send and none is under way.
   *
   * @param isConfirmed whether what is wanted in a place of another switch is there
   * @param isPointedTo whether an installed rule of another switch still sends packets to a place
   */
  void advance(Predicate<SwitchRules.Place> isConfirmed, Predicate<SwitchRules.Place> isPointedTo) {
    if (underWay || !dirty) {
      return;
    }
    List<Change> changes = RuleDiff.between(installed, desired.values(), silentOwners);
    changes.removeIf(this::mustWait);
    if (changes.isEmpty()) {
      dirty = false;
      return;
    }
    changes.removeIf(change -> isTooEarly(change, isConfirmed, isPointedTo));
    if (changes.isEmpty()) {
      return; // the next hops come first; their answers call this again
    }
    underWay = true;
    List<Change> batch = changes.subList(0, Math.min(MAX_BATCH, changes.size()));
    if (log.isDebugEnabled()) {
      batch.forEach(change -> log.debug("{}: {}", channel.dpid(), change.message()));
    }
    List<OfMessage> mods = Lists.transform(batch, Change::message);
    var _ =
        channel
            .commit(new ArrayList<>(mods))
            .whenCompleteAsync(
                (refused, failure) -> {
                  underWay = false;
                  if (failure == null) {
                    take(batch, refused);
                    onProgress.run();
                  }
                  // else disconnected: this reconciler is about to be dropped
                },
                networkThread);
  }

  private boolean isTooEarly(
      Change change,
      Predicate<SwitchRules.Place> isConfirmed,
      Predicate<SwitchRules.Place> isPointedTo) {
    if (change instanceof Change.RemoveRule remove) {
      return isPointedTo.test(new SwitchRules.Place(channel.dpid(), remove.rule().key()));
    }
    if (change instanceof Change.PutRule put) {
      for (SwitchRules wanted : desired.values()) {
        SwitchRules.Place before = wanted.after().get(put.rule().key());
        if (before != null && !isConfirmed.test(before)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a place holds what is wanted there, as far as this switch will have it. */
  boolean hasAsWanted(Rule.Key key) {
    for (SwitchRules wanted : desired.values()) {
      Rule rule = wanted.rules().get(key);
      if (rule != null) {
        return rule.equals(installed.rules().get(key)) || refusals.containsKey(key);
      }
    }
    return true;
  }

  /** Remembers where an installed rule sends its packets, until it is replaced or removed. */
  private void notePointer(Change change) {
    switch (change) {
      case Change.PutRule put ->
          nextHopOf(put.rule().key())
              .ifPresentOrElse(
                  next -> pointers.put(put.rule().key(), next),
                  () -> pointers.remove(put.rule().key()));
      case Change.RemoveRule remove -> pointers.remove(remove.rule().key());
      case Change.PutGroup _, Change.RemoveGroup _ -> {}
    }
  }

  /** Where the installed rules send their packets, as far as they were put here. */
  Collection<SwitchRules.Place> pointers() {
    return pointers.values();
  }

  /** The place that the rule wanted here sends its packets to. */
  Optional<SwitchRules.Place> nextHopOf(Rule.Key key) {
    return desired.values().stream()
        .map(wanted -> wanted.after().get(key))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Whether something is to be sent that waits for other switches. */
  boolean isHeldBack() {
    return dirty && !underWay;
  }

  boolean isUnderWay() {
    return underWay;
  }

  private void take(List<Change> batch, List<RefusedMod> refused) {
    Map<Integer, RefusedMod> byIndex = new HashMap<>();
    refused.forEach(mod -> byIndex.put(mod.index(), mod));
    for (int i = 0; i < batch.size(); i++) {
      Change change = batch.get(i);
      RefusedMod no = byIndex.get(i);
      if (no == null) {
        installed.take(change);
        notePointer(change);
        refusals.remove(placeOf(change));
      } else {
        postpone(change, no);
      }
    }
  }

  private static Object placeOf(Change change) {
    return switch (change) {
      case Change.PutRule put -> put.rule().key();
      case Change.RemoveRule remove -> remove.rule().key();
      case Change.PutGroup put -> put.group().id();
      case Change.RemoveGroup remove -> remove.group().id();
    };
  }

  private boolean mustWait(Change change) {
    Refusal refusal = refusals.get(placeOf(change));
    return refusal != null && refusal.change.equals(change) && refusal.retryAt.isAfter(now);
  }

  private void postpone(Change change, RefusedMod no) {
    Refusal before = refusals.get(placeOf(change));
    Duration delay = FIRST_RETRY;
    boolean again = false;
    if (before != null && before.change.equals(change)) {
      again = true;
      delay = before.delay.multipliedBy(2);
      delay = delay.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : delay;
    }
    refusals.put(placeOf(change), new Refusal(change, now.plus(delay), delay));
    if (!again) {
      log.warn(
          "{}: refused {} of {}: {}; will be tried again",
          channel.dpid(),
          change.message(),
          ownerOf(change),
          no.reason());
    }
  }

  private String ownerOf(Change change) {
    int id =
        switch (change) {
          case Change.PutRule put -> put.rule().cookie().ownerId();
          case Change.RemoveRule remove -> remove.rule().cookie().ownerId();
          case Change.PutGroup put -> Owner.ofGroup(put.group().id());
          case Change.RemoveGroup remove -> Owner.ofGroup(remove.group().id());
        };
    return desired.keySet().stream()
        .filter(owner -> owner.id() == id)
        .map(Owner::name)
        .findFirst()
        .orElse("owner " + id);
  }
}
