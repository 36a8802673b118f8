package io.weft.testkit;

import io.weft.core.app.App;
import io.weft.core.control.Controller;
import io.weft.core.control.NetworkThread;
import io.weft.core.discovery.DiscoveryConfig;
import io.weft.core.discovery.LinkDiscovery;
import io.weft.core.hosts.HostTracker;
import io.weft.core.network.NetworkView;
import io.weft.core.session.OpenFlowServer;
import io.weft.core.session.SessionConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * A whole controller with the apps under test, listening on a loopback port of its own. Its times
 * are shorter than those of a real one, so that a port is ready for hosts after 100 ms.
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

  private RunningController(DiscoveryConfig times, List<App> apps) {
    networkThread = new NetworkThread(TICK);
    byte[] secret = "known to all tests".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    controller =
        new Controller(
            apps,
            new LinkDiscovery(times, secret),
            new HostTracker(4096),
            networkThread,
            InstantSource.system(),
            times.disconnectGrace());
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

  /** Starts a controller that runs these apps. */
  public static RunningController with(App... apps) {
    return new RunningController(TIMES, List.of(apps));
  }

  /** Starts a controller with other times of link discovery. */
  public static RunningController with(DiscoveryConfig times, App... apps) {
    return new RunningController(times, List.of(apps));
  }

  /** Where it listens: what {@link FakeNetwork#connect} wants. */
  public SocketAddress address() {
    return server.address();
  }

  /** The network as it knows it now. */
  public NetworkView view() {
    return controller.view();
  }

  /** Stops it; switches keep their rules. */
  @Override
  public void close() {
    server.close();
    networkThread.close();
  }
}
