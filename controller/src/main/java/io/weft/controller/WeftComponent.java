package io.weft.controller;

import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.weft.app.l2.L2Learning;
import io.weft.controller.config.Settings;
import io.weft.core.app.App;
import io.weft.core.control.Controller;
import io.weft.core.control.NetworkThread;
import io.weft.core.discovery.LinkDiscovery;
import io.weft.core.hosts.HostTracker;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What is made of what.
 *
 * <pre>
 *                      Settings
 *          .--------------+--------------.
 *          v              v              v
 *    OpenFlowServer   Controller <--- LinkDiscovery, HostTracker
 *          |            ^   |   ^
 *          '--says what-'   |   '--- apps: L2Learning
 *            switches say   v
 *                      NetworkThread
 * </pre>
 */
@Singleton
@Component(modules = WeftComponent.Parts.class)
interface WeftComponent {
  Controller controller();

  NetworkThread networkThread();

  /** Makes the component. */
  @Component.Factory
  interface Factory {
    WeftComponent create(@BindsInstance Settings settings);
  }

  /** How each part is made. */
  @Module
  interface Parts {
    /** Twenty times a second: the resolution of all times in link discovery. */
    Duration TICK = Duration.ofMillis(50);

    @Provides
    @Singleton
    static NetworkThread networkThread() {
      return new NetworkThread(TICK);
    }

    @Provides
    @Singleton
    static LinkDiscovery linkDiscovery(Settings settings) {
      byte[] secret = new byte[32];
      new SecureRandom().nextBytes(secret);
      return new LinkDiscovery(settings.discovery(), secret);
    }

    @Provides
    @Singleton
    static HostTracker hostTracker(Settings settings) {
      return new HostTracker(settings.maxHostsPerPort());
    }

    @Provides
    @Singleton
    static List<App> apps(Settings settings) {
      return List.of(new L2Learning(settings.l2Learning()));
    }

    @Provides
    @Singleton
    static Controller controller(
        List<App> apps,
        LinkDiscovery discovery,
        HostTracker hosts,
        NetworkThread networkThread,
        Settings settings) {
      return new Controller(
          apps,
          discovery,
          hosts,
          networkThread,
          InstantSource.system(),
          settings.discovery().disconnectGrace());
    }
  }
}
