package io.weft.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.core.app.App;
import io.weft.core.app.Reaction;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.network.NetworkView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostedAppTest {
  private final List<Runnable> tasks = new ArrayList<>();
  private final List<Plan> heard = new ArrayList<>();
  private final HostedApp hosted =
      new HostedApp(
          new WantsNothing(),
          AppLimits.IN_STEP,
          tasks::add,
          () -> NetworkView.EMPTY,
          new HostedApp.Listener() {
            @Override
            public void reacted(HostedApp app, Reaction reaction) {}

            @Override
            public void planned(HostedApp app, Plan plan) {
              heard.add(plan);
            }
          });

  /** An app without a wish. */
  private static final class WantsNothing implements App {
    @Override
    public Owner owner() {
      return new Owner(50, "app");
    }

    @Override
    public Plan plan(NetworkView view) {
      return Plan.NOTHING;
    }
  }

  private void run() {
    while (!tasks.isEmpty()) {
      tasks.removeFirst().run();
    }
  }

  @Test
  void isHeardWhileItRuns() {
    List<Integer> answers = new ArrayList<>();
    hosted.plan(NetworkView.EMPTY);
    hosted.ask(() -> "asked for a number", _ -> 7, 0, answers::add);
    run();

    assertThat(heard).hasSize(1);
    assertThat(answers).containsExactly(7);
  }

  /** Its plan would undo that of the instance in its place, and a switch would wait for ever. */
  @Test
  void isNotHeardWhenAnotherInstanceHasTakenItsPlaceAndNobodyWaitsForIt() {
    List<Integer> answers = new ArrayList<>();
    hosted.plan(NetworkView.EMPTY);
    hosted.ask(() -> "asked for a number", _ -> 7, 0, answers::add);
    hosted.retire();
    run();

    assertThat(heard).isEmpty();
    assertThat(answers).containsExactly(0);
    assertThat(hosted.isIdle()).isTrue();
  }
}
