package io.weft.testkit;

import io.weft.core.app.App;
import io.weft.core.control.AppLimits;
import io.weft.core.control.AppStatus;
import io.weft.core.control.Controller;
import io.weft.core.control.Core;
import io.weft.core.control.NetworkThread;
import io.weft.core.desired.Owner;
import io.weft.core.discovery.DiscoveryConfig;
import io.weft.core.discovery.LinkDiscovery;
import io.weft.core.hosts.HostTracker;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.NetworkView;
import io.weft.core.session.OpenFlowServer;
import io.weft.core.session.SessionConfig;
import io.weft.core.session.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A whole controller with the apps under test, listening on a loopback port of its own. Its times
 * are shorter than those of a real one, so that a port is ready for hosts after 100 ms. Apps are
 * called in step, on the network thread, unless limits are given.
 */
public final class RunningController implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(10);
  private static final DiscoveryConfig TIMES =
      new DiscoveryConfig(
          Duration.ofMillis(500),
          Duration.ofSeconds(3),
          Duration.ofMillis(100),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));

  private final Controller controller;
  private final NetworkThread networkThread;
  private final OpenFlowServer server;

  private RunningController(
      DiscoveryConfig times, AppLimits limits, InstantSource clock, List<App> apps) {
    networkThread = new NetworkThread(TICK);
    byte[] secret = "known to all tests".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    controller =
        new Controller(
            apps,
            limits,
            new LinkDiscovery(times, secret),
            new HostTracker(4096),
            networkThread,
            clock,
            times.disconnectGrace(),
            Controller.READ_BACK_INTERVAL);
    try {
      server =
          OpenFlowServer.listen(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              2,
              SessionConfig.DEFAULT,
              controller);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    networkThread.start(controller::tick);
  }

  /** Starts a controller that runs these apps, in the order in which packets pass their tables. */
  public static RunningController with(App... apps) {
    return with(InstantSource.system(), apps);
  }

  /** Starts a controller with other times of link discovery. */
  public static RunningController with(DiscoveryConfig times, App... apps) {
    return new RunningController(times, AppLimits.IN_STEP, InstantSource.system(), List.of(apps));
  }

  /** Starts a controller with a clock of the test's. */
  public static RunningController with(InstantSource clock, App... apps) {
    return new RunningController(TIMES, AppLimits.IN_STEP, clock, List.of(apps));
  }

  /** Starts a controller that keeps its apps apart, on threads of their own, as a real one does. */
  public static RunningController with(AppLimits limits, App... apps) {
    return new RunningController(TIMES, limits, InstantSource.system(), List.of(apps));
  }

  /** Where it listens: what {@link FakeNetwork#connect} wants. */
  public SocketAddress address() {
    return server.address();
  }

  /** The network as it knows it now. */
  public NetworkView view() {
    return controller.view();
  }

  /** How the apps do. */
  public List<AppStatus> apps() {
    return controller.apps().stream().filter(app -> !app.owner().equals(Owner.CORE)).toList();
  }

  /** Whether every app has its say on the view, and all switches have confirmed it. */
  public boolean isAtRest() {
    return onNetworkThread(controller::isAtRest);
  }

  /** Does what is due by the clock. */
  void tick() {
    var _ =
        onNetworkThread(() -> {
          controller.tick();
          return true;
        });
  }

  private boolean onNetworkThread(Supplier<Boolean> task) {
    return CompletableFuture.supplyAsync(task, networkThread)
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  /** How many PACKET_INs of each port it dropped because its apps did not keep up. */
  public Map<ConnectPoint, Long> droppedPacketIns() {
    return controller.droppedPacketIns();
  }

  /** What it can be asked. */
  public Core core() {
    return controller;
  }

  /** The thread that owns its view. */
  public NetworkThread networkThread() {
    return networkThread;
  }

  /** What went over its connections. */
  public Traffic traffic() {
    return server.traffic();
  }

  /** Stops it; switches keep their rules. */
  @Override
  public void close() {
    server.close();
    networkThread.close();
    controller.close();
  }
}
