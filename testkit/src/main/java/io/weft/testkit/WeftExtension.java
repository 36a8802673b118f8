package io.weft.testkit;

import io.weft.core.app.App;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A controller with the apps under test and a network of fake switches, connected and settled
 * before each test begins, ended after it. A field of the test class, not a static one, so that
 * each test has new apps:
 *
 * <pre>
 * &#64;RegisterExtension
 * final WeftExtension weft =
 *     WeftExtension.with(new PatchPanel()).on(FakeNetwork.builder().host(1).host(1));
 * </pre>
 *
 * <p>A test method may have parameters of type {@link FakeNetwork}, {@link RunningController} and
 * {@link ManualClock}.
 */
public final class WeftExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Duration STEP = Duration.ofMillis(50);
  private static final int MOST_STEPS = 400;

  private final List<App> apps;
  private FakeNetworkBuilder plan = FakeNetwork.builder().line(2);
  private Optional<ManualClock> clock = Optional.empty();
  private @Nullable FakeNetwork network;
  private @Nullable RunningController controller;

  private WeftExtension(List<App> apps) {
    this.apps = apps;
  }

  /** Apps in the order in which packets pass their tables. */
  public static WeftExtension with(App... apps) {
    return new WeftExtension(List.of(apps));
  }

  /** The network; without this, two switches in a row with a host at each. */
  public WeftExtension on(FakeNetworkBuilder builder) {
    plan = builder;
    return this;
  }

  /**
   * With a clock for the controller and the switches that stands still unless {@link #advance}
   * moves it.
   */
  public WeftExtension withManualClock() {
    clock = Optional.of(ManualClock.create());
    return this;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    InstantSource source = clock.<InstantSource>map(c -> c).orElse(InstantSource.system());
    RunningController started = RunningController.with(source, apps.toArray(App[]::new));
    controller = started;
    FakeNetwork built = plan.clock(source).build();
    network = built;
    built.connect(started);
    if (clock.isEmpty()) {
      built.awaitSettled();
      return;
    }
    for (int i = 0; !built.isSettled(); i++) {
      if (i == MOST_STEPS) {
        throw new AssertionError("the network does not settle: " + started.view());
      }
      advance(STEP);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (controller != null) {
      controller.close();
    }
    if (network != null) {
      network.close();
    }
  }

  public FakeNetwork network() {
    return started(network);
  }

  public RunningController controller() {
    return started(controller);
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("there is none before a test has begun");
    }
    return part;
  }

  /** Lets time pass, in steps of 50 ms, and what is due in each be done. */
  public void advance(Duration time) {
    ManualClock hand = clock.orElseThrow(() -> new IllegalStateException("not withManualClock()"));
    for (Duration left = time; left.isPositive(); left = left.minus(STEP)) {
      hand.advance(left.compareTo(STEP) < 0 ? left : STEP);
      network().switches().forEach(FakeSwitch::expireFlows);
      controller().tick();
      network().awaitQuiet();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == FakeNetwork.class
        || type == RunningController.class
        || (type == ManualClock.class && clock.isPresent());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == ManualClock.class) {
      return clock.orElseThrow();
    }
    return type == FakeNetwork.class ? network() : controller();
  }
}
