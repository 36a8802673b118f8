package io.weft.controller.config;

import io.weft.app.l2.L2Config;
import io.weft.app.learning.LearningSwitchConfig;
import io.weft.controller.config.v1.Config;
import io.weft.controller.config.v1.Discovery;
import io.weft.controller.config.v1.OpenFlow;
import io.weft.core.control.AppLimits;
import io.weft.core.control.Controller;
import io.weft.core.discovery.DiscoveryConfig;
import io.weft.core.session.SessionConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the parts are told at the start: the configuration, checked, with defaults for what it does
 * not say.
 *
 * @param readBackInterval between two readings of what a switch has installed
 * @param maxHostsPerPort hosts remembered at one port
 * @param runsL2Learning whether L2 learning runs, if the learning switch does not
 * @param isLearningSwitch whether the learning switch runs instead of L2 learning
 * @param api where who asks is listened for; empty for nowhere
 * @param appLimits what an app may take
 * @param plugins the folder of app jars, if there is one
 */
public record Settings(
    InetSocketAddress listen,
    int ioThreads,
    Duration readBackInterval,
    SessionConfig session,
    DiscoveryConfig discovery,
    int maxHostsPerPort,
    L2Config l2Learning,
    boolean runsL2Learning,
    boolean isLearningSwitch,
    LearningSwitchConfig learningSwitch,
    Optional<InetSocketAddress> api,
    AppLimits appLimits,
    Optional<Path> plugins) {
  /** The app whose switches have no other purpose: L2 learning must be asked for beside it. */
  private static final String FABRIC = "closEcmp";

  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\[([^]]+)]|([^:\\[\\]]+)):(\\d{1,5})");

  private static final Duration MIN_TIME = Duration.ofMillis(100);
  private static final Duration MAX_TIME = Duration.ofHours(1);

  /**
   * Checks a configuration.
   *
   * @throws ConfigException naming the line, the key and the range
   */
  public static Settings of(ConfigReader.Parsed parsed) throws ConfigException {
    Check check = new Check(parsed);
    Config config = parsed.config();
    OpenFlow openflow = config.getOpenflow();
    Discovery discovery = config.getDiscovery();
    SessionConfig session = SessionConfig.DEFAULT;
    DiscoveryConfig times = DiscoveryConfig.DEFAULT;
    AppLimits limits = AppLimits.DEFAULT;
    // spotless:off
    return new Settings(
        check.address("openflow.listen", openflow.getListen(), 6653),
        check.number("openflow.ioThreads", openflow.getIoThreads(), 1, 256, Runtime.getRuntime().availableProcessors()),
        check.duration("openflow.readBackInterval", openflow.getReadBackInterval(), Controller.READ_BACK_INTERVAL),
        new SessionConfig(
            session.versions(),
            check.duration("openflow.handshakeTimeout", openflow.getHandshakeTimeout(), session.handshakeTimeout()),
            session.readBackTimeout(),
            session.barrierTimeout(),
            check.duration("openflow.echoInterval", openflow.getEchoInterval(), session.echoInterval()),
            session.maxUnhandled(),
            check.number("openflow.maxConnections", openflow.getMaxConnections(), 1, 100_000, session.maxConnections())),
        check.consistent(new DiscoveryConfig(
            check.duration("discovery.interval", discovery.getInterval(), times.interval()),
            check.duration("discovery.linkTimeout", discovery.getLinkTimeout(), times.linkTimeout()),
            check.duration("discovery.probeTime", discovery.getProbeTime(), times.probeTime()),
            check.duration("discovery.settleTime", discovery.getSettleTime(), times.settleTime()),
            check.duration("discovery.disconnectGrace", discovery.getDisconnectGrace(), times.disconnectGrace()))),
        check.number("hosts.maxPerPort", config.getHosts().getMaxPerPort(), 1, 1_000_000, 4096),
        new L2Config(
            check.seconds("apps.l2Learning.idleTimeout", config.getApps().getL2Learning().getIdleTimeout(), L2Config.DEFAULT.idleTimeout())),
        parsed.has("apps.l2Learning.enabled") ? config.getApps().getL2Learning().getEnabled() : !parsed.sections().containsKey(FABRIC),
        config.getApps().getLearningSwitch().getEnabled(),
        new LearningSwitchConfig(
            check.seconds("apps.learningSwitch.idleTimeout", config.getApps().getLearningSwitch().getIdleTimeout(), LearningSwitchConfig.DEFAULT.idleTimeout()),
            check.seconds("apps.learningSwitch.flowIdleTimeout", config.getApps().getLearningSwitch().getFlowIdleTimeout(), LearningSwitchConfig.DEFAULT.flowIdleTimeout()),
            check.number("apps.learningSwitch.maxAddresses", config.getApps().getLearningSwitch().getMaxAddresses(), 1, 1_000_000, LearningSwitchConfig.DEFAULT.maxAddresses())),
        check.addressOrOff("api.listen", config.getApi().getListen(), 8080),
        new AppLimits(
            check.duration("appLimits.call", config.getAppLimits().getCall(), limits.call()),
            check.duration("appLimits.plan", config.getAppLimits().getPlan(), limits.plan()),
            check.number("appLimits.planSize", config.getAppLimits().getPlanSize(), 1, 100_000_000, limits.planSize()),
            check.number("appLimits.mailbox", config.getAppLimits().getMailbox(), 1, 1_000_000, limits.mailbox()),
            true),
        check.folder("plugins.folder", config.getPlugins().getFolder()));
    // spotless:on
  }

  /** The same with other settings of the app. */
  public Settings withL2Learning(L2Config changed) {
    return new Settings(
        listen,
        ioThreads,
        readBackInterval,
        session,
        discovery,
        maxHostsPerPort,
        changed,
        runsL2Learning,
        isLearningSwitch,
        learningSwitch,
        api,
        appLimits,
        plugins);
  }

  /** Checks of values; what is not in the file has its default. */
  private record Check(ConfigReader.Parsed parsed) {
    Optional<InetSocketAddress> addressOrOff(String key, String text, int ifAbsent)
        throws ConfigException {
      return parsed.has(key) && text.equals("off")
          ? Optional.empty()
          : Optional.of(address(key, text, ifAbsent));
    }

    InetSocketAddress address(String key, String text, int ifAbsent) throws ConfigException {
      if (!parsed.has(key)) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ifAbsent);
      }
      Matcher parts = ADDRESS.matcher(text);
      if (parts.matches()) {
        String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
        int port = Integer.parseInt(parts.group(3));
        try {
          if (port <= 0xffff) {
            // A literal only: a name could change its meaning behind the operator's back.
            return new InetSocketAddress(InetAddress.ofLiteral(host), port);
          }
        } catch (IllegalArgumentException e) {
          throw wrongAddress(key, ifAbsent);
        }
      }
      throw wrongAddress(key, ifAbsent);
    }

    private ConfigException wrongAddress(String key, int port) {
      return parsed.wrong(key, "address:port such as 127.0.0.1:" + port + " or [::1]:" + port);
    }

    /** The launcher says where it stands. */
    Optional<Path> folder(String key, String text) throws ConfigException {
      if (!parsed.has(key)) {
        return Optional.ofNullable(System.getProperty("weft.plugins")).map(Path::of);
      }
      if (text.equals("off")) {
        return Optional.empty();
      }
      try {
        Path folder = Path.of(text);
        if (Files.isDirectory(folder)) {
          return Optional.of(folder);
        }
      } catch (InvalidPathException e) {
        // nor is this one
      }
      throw parsed.wrong(key, "a folder, or off");
    }

    int number(String key, int value, int min, int max, int ifAbsent) throws ConfigException {
      if (!parsed.has(key)) {
        return ifAbsent;
      }
      long unsigned = Integer.toUnsignedLong(value);
      if (unsigned < min || unsigned > max) {
        throw parsed.wrong(key, min + " to " + max);
      }
      return value;
    }

    Duration duration(String key, com.google.protobuf.Duration value, Duration ifAbsent)
        throws ConfigException {
      return duration(key, value, ifAbsent, MIN_TIME, MAX_TIME, "100ms to 1h");
    }

    /** Durations that are counted in seconds on the wire (OpenFlow 1.3.5, 7.3.4.1). */
    Duration seconds(String key, com.google.protobuf.Duration value, Duration ifAbsent)
        throws ConfigException {
      String range = "1s to 65535s";
      Duration checked =
          duration(key, value, ifAbsent, Duration.ofSeconds(1), Duration.ofSeconds(0xffff), range);
      if (checked.toMillisPart() != 0) {
        throw parsed.wrong(key, range + ", in whole seconds");
      }
      return checked;
    }

    private Duration duration(
        String key,
        com.google.protobuf.Duration value,
        Duration ifAbsent,
        Duration min,
        Duration max,
        String range)
        throws ConfigException {
      if (!parsed.has(key)) {
        return ifAbsent;
      }
      Duration duration = Duration.ofSeconds(value.getSeconds(), value.getNanos());
      if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
        throw parsed.wrong(key, range);
      }
      return duration;
    }

    /** A link must not be taken for lost before the next frame could come. */
    DiscoveryConfig consistent(DiscoveryConfig times) throws ConfigException {
      if (times.linkTimeout().compareTo(times.interval()) > 0) {
        return times;
      }
      throw parsed.has("discovery.linkTimeout")
          ? parsed.wrong(
              "discovery.linkTimeout", "more than discovery.interval, " + text(times.interval()))
          : parsed.wrong(
              "discovery.interval",
              "less than discovery.linkTimeout, " + text(times.linkTimeout()));
    }

    private static String text(Duration time) {
      return time.toMillisPart() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
  }
}
