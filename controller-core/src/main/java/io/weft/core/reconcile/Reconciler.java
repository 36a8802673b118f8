package io.weft.core.reconcile;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableMap;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.net.DatapathId;
import io.weft.openflow.message.FlowRemoved;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Carries the plans of all owners to all connected switches, stage by stage. Network thread only.
 */
public final class Reconciler {

  /** Where an owner's plan is: the stage that is being made, and those after it. */
  private static final class Progress {
    private ImmutableMap<DatapathId, SwitchRules> current = ImmutableMap.of();
    private final Deque<ImmutableMap<DatapathId, SwitchRules>> later = new ArrayDeque<>();
    private boolean confirmed;
  }

  private final Executor networkThread;
  private final Runnable onProgress;
  private final Set<Owner> owners;
  private final Map<DatapathId, SwitchReconciler> switches = new TreeMap<>();
  private final Map<Owner, Progress> plans = new LinkedHashMap<>();
  private Instant now;

  /**
   * @param owners all that there will be; rules of ours by any other owner are leftovers
   * @param networkThread runs what follows an answer of a switch
   * @param onProgress run after each answer
   */
  public Reconciler(Set<Owner> owners, Executor networkThread, Runnable onProgress, Instant now) {
    this.owners = Set.copyOf(owners);
    this.networkThread = networkThread;
    this.onProgress = onProgress;
    this.now = now;
  }

  /** A switch has connected, with these rules and groups in it. */
  public void connected(SwitchChannel channel, ReadBack installed) {
    SwitchReconciler reconciler =
        new SwitchReconciler(channel, installed, owners, networkThread, this::progressed, now);
    switches.put(channel.dpid(), reconciler);
    plans.forEach((owner, progress) -> {
      SwitchRules rules = progress.current.get(channel.dpid());
      if (rules != null) {
        reconciler.want(owner, rules);
      }
    });
    advance();
  }

  public void disconnected(DatapathId dpid) {
    switches.remove(dpid);
    advance();
    nextStages();
  }

  /** The rules of an owner that a connected switch has. */
  public List<Rule> rulesOf(DatapathId dpid, Owner owner) {
    SwitchReconciler reconciler = switches.get(dpid);
    return reconciler == null ? List.of() : reconciler.rulesOf(owner);
  }

  /** Puts a plan in the place of the owner's last one, wherever that was. */
  public void want(Owner owner, Plan plan) {
    Progress progress = plans.computeIfAbsent(owner, o -> new Progress());
    progress.later.clear();
    progress.later.addAll(plan.stages());
    progress.confirmed = false;
    begin(owner, progress);
    nextStages();
  }

  private void begin(Owner owner, Progress progress) {
    progress.current = progress.later.remove();
    switches.forEach((dpid, reconciler) ->
        reconciler.want(owner, progress.current.getOrDefault(dpid, SwitchRules.NONE)));
    advance();
  }

  private void progressed() {
    advance();
    nextStages();
    onProgress.run();
  }

  /** Begins the next stage of each plan whose last one is confirmed everywhere. */
  private void nextStages() {
    for (Map.Entry<Owner, Progress> plan : plans.entrySet()) {
      while (!plan.getValue().later.isEmpty()
          && switches.values().stream().allMatch(SwitchReconciler::isInSync)) {
        begin(plan.getKey(), plan.getValue());
      }
    }
  }

  /** Owners whose plan has been confirmed by every connected switch since this was last asked. */
  public List<Owner> newlyConfirmed() {
    if (!switches.values().stream().allMatch(SwitchReconciler::isInSync)) {
      return List.of();
    }
    List<Owner> confirmed = new ArrayList<>();
    plans.forEach((owner, progress) -> {
      if (!progress.confirmed && progress.later.isEmpty()) {
        progress.confirmed = true;
        confirmed.add(owner);
      }
    });
    return confirmed;
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

  /** Sends what can be sent now: next hops are put first and removed last. */
  public void advance() {
    Supplier<Set<SwitchRules.Place>> pointers = Suppliers.memoize(this::allPointers);
    switches
        .values()
        .forEach(reconciler ->
            reconciler.advance(this::isConfirmed, place -> pointers.get().contains(place)));
    boolean waitsForItself =
        switches.values().stream().anyMatch(SwitchReconciler::isHeldBack)
            && switches.values().stream().noneMatch(SwitchReconciler::isUnderWay);
    if (waitsForItself) {
      // An app's next hops go round in a circle: better early than never.
      switches.values().forEach(reconciler -> reconciler.advance(place -> true, place -> false));
    }
  }

  private Set<SwitchRules.Place> allPointers() {
    Set<SwitchRules.Place> pointers = new HashSet<>();
    switches.values().forEach(reconciler -> pointers.addAll(reconciler.pointers()));
    return pointers;
  }

  /**
   * Whether the way from a place on is as wanted, up to its end: a rule that stays as it is may
   * lead to one that is yet to change.
   */
  private boolean isConfirmed(SwitchRules.Place place) {
    SwitchRules.Place at = place;
    for (int hops = 0; hops <= switches.size(); hops++) {
      SwitchReconciler there = switches.get(at.dpid());
      if (there == null) {
        return true;
      }
      if (!there.hasAsWanted(at.key())) {
        return false;
      }
      Optional<SwitchRules.Place> next = there.nextHopOf(at.key());
      if (next.isEmpty()) {
        return true;
      }
      at = next.get();
    }
    return true; // a circle: nothing to wait for
  }

  public void tick(Instant time) {
    now = time;
    switches.values().forEach(reconciler -> reconciler.tick(time));
    advance();
  }
}
