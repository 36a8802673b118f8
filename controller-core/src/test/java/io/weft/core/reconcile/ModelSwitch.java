package io.weft.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.core.dataplane.BucketChooser;
import io.weft.core.dataplane.Pipeline;
import io.weft.core.dataplane.PipelineSettings;
import io.weft.core.dataplane.RefusedException;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.EntryKey;
import io.weft.core.desired.Group;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.session.Abilities;
import io.weft.core.session.DisconnectedException;
import io.weft.core.session.RefusedMod;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.net.DatapathId;
import io.weft.openflow.ErrorCode;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.message.MonitorMultipart.FlowEvent;
import io.weft.openflow.message.MonitorMultipart.FlowUpdate;
import io.weft.openflow.message.MonitorMultipart.FlowUpdates;
import io.weft.openflow.message.OfMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A switch out of the model of a pipeline, whose answers come when the test lets its tasks run, and
 * an operator at its other side.
 */
final class ModelSwitch {
  private static final int FIRST_OF_OPERATOR = 100;

  private final DatapathId dpid = new DatapathId(1);
  private final boolean monitored;
  private final Random random;
  private final Deque<Runnable> tasks;
  private final Pipeline pipeline;
  private final Set<Match> operators = new HashSet<>();
  private Optional<ErrorCode> refuseNext = Optional.empty();
  private Optional<Channel> channel = Optional.empty();
  private int mods;

  ModelSwitch(OfVersion version, boolean monitored, Random random, Deque<Runnable> tasks) {
    this.monitored = monitored;
    this.random = random;
    this.tasks = tasks;
    this.pipeline = new Pipeline(PipelineSettings.of(version), BucketChooser.byFlow());
  }

  DatapathId dpid() {
    return dpid;
  }

  int mods() {
    return mods;
  }

  void refuseNext(OfError error) {
    refuseNext = Optional.of(error);
  }

  void behave() {
    refuseNext = Optional.empty();
  }

  void connect(Reconciler to) {
    Channel fresh = new Channel(to);
    channel = Optional.of(fresh);
    to.connected(fresh, read());
  }

  void disconnect(Reconciler from) {
    channel.ifPresent(open -> {
      open.waiting.forEach(done -> done.completeExceptionally(new DisconnectedException(dpid)));
      open.waiting.clear();
    });
    channel = Optional.empty();
    from.disconnected(dpid);
  }

  private List<FlowEntry> flows() {
    return pipeline.flows(FlowStatsRequest.all(), Instant.EPOCH);
  }

  private ReadBack read() {
    return new ReadBack(true, flows(), pipeline.groups());
  }

  // ---- the operator

  private boolean isOurs(FlowEntry flow) {
    return Cookie.of(flow.cookie()).isPresent();
  }

  /** Deletes one of our flow entries, or a group, or all. */
  void operatorDeletes() {
    List<FlowEntry> flows = flows().stream().filter(this::isOurs).toList();
    if (random.nextInt(4) == 0 && !pipeline.groups().isEmpty()) {
      int id = pipeline.groups().get(random.nextInt(pipeline.groups().size())).groupId();
      asOperator(new GroupMod(GroupMod.Command.DELETE, GroupType.ALL, id, List.of()));
    } else if (!flows.isEmpty()) {
      FlowEntry victim = flows.get(random.nextInt(flows.size()));
      Rule rule = Rule.installed(OfVersion.OF13, victim).orElseThrow();
      asOperator(rule.toDelete());
    }
  }

  /** Adds one of his own, and changes one of ours. */
  void operatorAddsAndModifies() {
    FlowMod own =
        FlowMod.parse(
            "cookie=0x99,priority=7,in_port=%d,actions=drop"
                .formatted(FIRST_OF_OPERATOR + random.nextInt(5)));
    operators.add(own.match());
    asOperator(own);
    List<FlowEntry> flows = flows().stream().filter(this::isOurs).toList();
    if (!flows.isEmpty()) {
      FlowEntry victim = flows.get(random.nextInt(flows.size()));
      Rule rule = Rule.installed(OfVersion.OF13, victim).orElseThrow();
      asOperator(new Rule(rule.key(), rule.cookie(), List.of(), 0).toAdd());
    }
  }

  private void asOperator(OfMessage mod) {
    Map<Rule.Key, FlowEntry> before = byKey();
    List<FlowRemoved> gone = apply(mod);
    if (monitored) {
      tellDifference(before, gone);
    } else {
      gone.forEach(this::tell);
    }
  }

  private Map<Rule.Key, FlowEntry> byKey() {
    Map<Rule.Key, FlowEntry> all = new HashMap<>();
    flows()
        .forEach(
            flow -> all.put(new Rule.Key(flow.tableId(), flow.priority(), flow.match()), flow));
    return all;
  }

  private void tellDifference(Map<Rule.Key, FlowEntry> before, List<FlowRemoved> gone) {
    Map<Rule.Key, FlowEntry> after = byKey();
    List<FlowUpdate> updates = new ArrayList<>();
    before.forEach((key, flow) -> {
      if (!after.containsKey(key)) {
        int reason =
            gone.stream()
                .filter(message -> message.match().equals(flow.match()))
                .map(message -> message.reason().code())
                .findFirst()
                .orElse(FlowRemoved.Reason.DELETE.code());
        updates.add(update(FlowEvent.REMOVED, flow, reason));
      }
    });
    after.forEach((key, flow) -> {
      FlowEntry old = before.get(key);
      if (old == null || !old.instructions().equals(flow.instructions())) {
        updates.add(update(old == null ? FlowEvent.ADDED : FlowEvent.MODIFIED, flow, 0));
      }
    });
    channel.ifPresent(to ->
        tasks.add(() -> {
          if (channel.equals(Optional.of(to)) && !updates.isEmpty()) {
            to.reconciler.updated(dpid, new FlowUpdates(updates));
          }
        }));
  }

  private static FlowUpdate update(FlowEvent event, FlowEntry flow, int reason) {
    return new FlowUpdate.FlowChange(
        event,
        flow.tableId(),
        reason,
        0,
        0,
        flow.priority(),
        flow.cookie(),
        flow.match(),
        flow.instructions());
  }

  private void tell(FlowRemoved removed) {
    channel.ifPresent(to ->
        tasks.add(() -> {
          if (channel.equals(Optional.of(to))) {
            var _ = to.reconciler.removed(dpid, removed);
            to.reconciler.advance();
          }
        }));
  }

  private List<FlowRemoved> apply(OfMessage mod) {
    return switch (mod) {
      case FlowMod flow -> pipeline.apply(flow, Instant.EPOCH);
      case GroupMod group -> pipeline.apply(group, Instant.EPOCH);
      default -> throw new IllegalArgumentException("no mod: " + mod);
    };
  }

  // ---- what must hold

  void assertHas(Collection<SwitchRules> wanted) {
    Map<EntryKey, Object> expected = new HashMap<>();
    wanted.forEach(rules -> rules.keys().forEach(key -> expected.put(key, rules.at(key).get())));
    Map<EntryKey, Object> actual = new HashMap<>();
    Set<Match> foreign = new HashSet<>();
    for (FlowEntry flow : flows()) {
      Rule.installed(OfVersion.OF13, flow)
          .ifPresentOrElse(rule -> actual.put(rule.key(), rule), () -> foreign.add(flow.match()));
    }
    pipeline
        .groups()
        .forEach(entry -> {
          Group group = Group.installed(entry);
          actual.put(group.key(), group);
        });
    assertThat(actual).isEqualTo(expected);
    assertThat(foreign).isEqualTo(operators);
  }

  private final class Channel implements SwitchChannel {
    private final Reconciler reconciler;
    private final Deque<CompletableFuture<?>> waiting = new ArrayDeque<>();

    Channel(Reconciler reconciler) {
      this.reconciler = reconciler;
    }

    @Override
    public DatapathId dpid() {
      return dpid;
    }

    @Override
    public OfVersion version() {
      return OfVersion.OF13;
    }

    @Override
    public Abilities abilities() {
      return new Abilities(false, monitored, Optional.empty(), Optional.empty());
    }

    @Override
    public boolean offer(OfMessage message) {
      throw new AssertionError("the reconciler sends no packets");
    }

    @Override
    public CompletionStage<List<RefusedMod>> commit(List<? extends OfMessage> batch) {
      CompletableFuture<List<RefusedMod>> done = new CompletableFuture<>();
      waiting.add(done);
      List<OfMessage> copy = List.copyOf(batch);
      tasks.add(() -> {
        if (!channel.equals(Optional.of(this))) {
          return;
        }
        List<RefusedMod> refused = new ArrayList<>();
        for (int i = 0; i < copy.size(); i++) {
          mods++;
          int index = i;
          try {
            if (refuseNext.isPresent() && copy.get(i) instanceof FlowMod) {
              ErrorCode error = refuseNext.get();
              refuseNext = Optional.empty();
              refused.add(new RefusedMod(index, Optional.of(error), "the test wants it"));
            } else {
              List<FlowRemoved> gone = apply(copy.get(i));
              if (!monitored) {
                gone.forEach(ModelSwitch.this::tell);
              }
            }
          } catch (RefusedException e) {
            refused.add(new RefusedMod(index, Optional.of(e.error()), e.error().toString()));
          }
        }
        tasks.add(() -> done.complete(refused));
      });
      return done;
    }

    @Override
    public CompletionStage<ReadBack> readBack() {
      CompletableFuture<ReadBack> done = new CompletableFuture<>();
      waiting.add(done);
      tasks.add(() -> {
        ReadBack read = read();
        tasks.add(() -> done.complete(read));
      });
      return done;
    }

    @Override
    public void close(String reason) {
      throw new AssertionError("the reconciler closes nothing");
    }
  }
}
