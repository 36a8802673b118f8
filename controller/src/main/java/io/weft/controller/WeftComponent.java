package io.weft.controller;

import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.weft.controller.config.Settings;
import io.weft.core.control.Controller;
import io.weft.core.control.NetworkThread;
import io.weft.core.discovery.LinkDiscovery;
import io.weft.core.hosts.HostTracker;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What is made of what.
 *
 * <pre>
 *                      Settings
 *          .--------------+--------------.
 *          v              v              v
 *    OpenFlowServer   Controller <--- LinkDiscovery, HostTracker
 *          |            ^   |   ^
 *          '--says what-'   |   '--- Apps: L2Learning or LearningSwitch, and plugins
 *            switches say   v
 *                      NetworkThread
 *
 *    ApiServer --asks--> Controller, OpenFlowServer, LiveConfig --another app--> Controller
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
    WeftComponent create(@BindsInstance Settings settings, @BindsInstance Apps apps);
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
    static Controller controller(
        Apps apps,
        LinkDiscovery discovery,
        HostTracker hosts,
        NetworkThread networkThread,
        Settings settings) {
      return new Controller(
          apps.inOrder(),
          settings.appLimits(),
          discovery,
          hosts,
          networkThread,
          InstantSource.system(),
          settings.discovery().disconnectGrace(),
          settings.readBackInterval());
    }
  }
}
