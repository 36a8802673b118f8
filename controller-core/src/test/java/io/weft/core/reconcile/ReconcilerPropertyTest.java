package io.weft.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Group;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.NetworkView;
import io.weft.core.network.Sample;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.GroupType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever plans, edits, operators, refusals, read-backs and reconnections come, in whatever order:
 * when they have stopped, the switch has exactly what is wanted, and what others made is untouched.
 */
class ReconcilerPropertyTest {
  private static final Owner APP = new Owner(50, "app");
  private static final Owner OTHER = new Owner(51, "other");
  private static final long SEEDS = Long.getLong("weft.seeds", 300);
  private static final int STEPS = 120;

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private Instant now = Instant.EPOCH;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void endsWithExactlyWhatIsWanted(boolean monitored) {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        new Run(seed, monitored).go();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
      tasks.clear();
    }
  }

  private final class Run {
    private final Random random;
    private final ModelSwitch there;
    private final NetworkView view = NetworkView.EMPTY.with(Sample.node(1, 2));
    private Reconciler reconciler;
    private final Map<Owner, SwitchRules> wanted =
        new HashMap<>(Map.of(APP, SwitchRules.NONE, OTHER, SwitchRules.NONE));

    Run(long seed, boolean monitored) {
      random = new Random(seed);
      there = new ModelSwitch(OfVersion.OF13, monitored, random, tasks);
      reconciler = fresh();
    }

    private Reconciler fresh() {
      return new Reconciler(
          Set.of(APP, OTHER),
          () -> view,
          tasks::add,
          () -> {},
          (dpid, found) -> Optional.empty(),
          Duration.ofSeconds(30),
          now);
    }

    void go() {
      connect();
      for (int i = 0; i < STEPS; i++) {
        step();
        for (int some = random.nextInt(4); some > 0 && !tasks.isEmpty(); some--) {
          tasks.remove().run();
        }
      }
      there.behave();
      for (int i = 0; i < 100; i++) {
        pass(Duration.ofSeconds(2));
      }
      there.assertHas(wanted.values());
      SwitchInventory inventory = reconciler.inventory(there.dpid()).orElseThrow();
      assertThat(inventory.failed()).isEmpty();
      assertThat(inventory.inSync()).isTrue();
      int mods = there.mods();
      pass(Duration.ofSeconds(60));
      assertThat(there.mods()).as("mods when nothing is to be done").isEqualTo(mods);
    }

    private void connect() {
      there.connect(reconciler);
    }

    private void pass(Duration time) {
      now = now.plus(time);
      reconciler.tick(now);
      drain();
    }

    private void drain() {
      int most = 100_000;
      while (!tasks.isEmpty() && most-- > 0) {
        tasks.remove().run();
      }
      assertThat(tasks).as("it comes to rest").isEmpty();
    }

    private void step() {
      switch (random.nextInt(10)) {
        case 0, 1 -> want(random.nextBoolean() ? APP : OTHER);
        case 2, 3 -> edit(random.nextBoolean() ? APP : OTHER);
        case 4 -> there.operatorDeletes();
        case 5 -> there.operatorAddsAndModifies();
        case 6 ->
            there.refuseNext(
                random.nextBoolean() ? OfError.OFPFMFC_TABLE_FULL : OfError.OFPFMFC_EPERM);
        case 7 -> {
          now = now.plusMillis(700);
          reconciler.tick(now);
        }
        case 8 -> {
          if (random.nextInt(4) == 0) {
            there.disconnect(reconciler);
            connect();
          }
        }
        default -> {
          if (random.nextInt(4) == 0) {
            there.disconnect(reconciler);
            tasks.clear();
            reconciler = fresh();
            connect();
            Map.copyOf(wanted).forEach(this::say);
          }
        }
      }
    }

    private void want(Owner owner) {
      SwitchRules.Builder rules = SwitchRules.builder();
      int groups = random.nextInt(3);
      for (int i = 0; i < groups; i++) {
        rules.add(group(owner, i));
      }
      for (int i = random.nextInt(8); i > 0; i--) {
        Rule rule = rule(owner, random.nextInt(20), groups);
        try {
          rules.add(rule);
        } catch (IllegalArgumentException e) {
          // another one in the same place
        }
      }
      say(owner, rules.build());
    }

    private void edit(Owner owner) {
      SwitchRules before = wanted.getOrDefault(owner, SwitchRules.NONE);
      SwitchRules.Edit edit = before.edit();
      for (int i = random.nextInt(4); i > 0; i--) {
        Rule rule = rule(owner, random.nextInt(20), before.groups().size());
        if (random.nextBoolean()) {
          edit.put(rule);
        } else {
          edit.remove(rule.key());
        }
      }
      say(owner, edit.build());
    }

    private void say(Owner owner, SwitchRules rules) {
      wanted.put(owner, rules);
      reconciler.want(owner, Plan.of(ImmutableMap.of(there.dpid(), rules)));
    }

    private Group group(Owner owner, int number) {
      return new Group(
          owner.groupId(number),
          GroupType.ALL,
          List.of(Bucket.of(Action.output(PortNo.of(1 + random.nextInt(2))))));
    }

    private Rule rule(Owner owner, int number, int groups) {
      Action action =
          groups > 0 && random.nextBoolean()
              ? new Action.Group(owner.groupId(random.nextInt(groups)))
              : Action.output(PortNo.of(1 + random.nextInt(2)));
      return new Rule(
          new Rule.Key(0, owner.id(), Match.parse("in_port=" + (number + 1))),
          new Cookie(owner.id(), 1, 0),
          List.of(Instruction.apply(action)),
          0);
    }
  }
}
