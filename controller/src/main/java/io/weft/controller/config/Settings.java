package io.weft.controller.config;

import com.google.protobuf.Duration;
import io.weft.app.l2.L2Config;
import io.weft.controller.config.v1.Config;
import io.weft.controller.config.v1.Discovery;
import io.weft.controller.config.v1.OpenFlow;
import io.weft.core.discovery.DiscoveryConfig;
import io.weft.core.session.SessionConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the parts are told at the start: the configuration, checked, with defaults for what it does
 * not say.
 *
 * @param maxHostsPerPort hosts remembered at one port
 */
public record Settings(
    InetSocketAddress listen,
    int ioThreads,
    SessionConfig session,
    DiscoveryConfig discovery,
    int maxHostsPerPort,
    L2Config l2Learning) {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\[([^]]+)]|([^:\\[\\]]+)):(\\d{1,5})");

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
    // spotless:off
    return new Settings(
        check.address("openflow.listen", openflow.getListen()),
        check.number("openflow.ioThreads", openflow.getIoThreads(), 1, 256, Runtime.getRuntime().availableProcessors()),
        new SessionConfig(
            session.versions(),
            check.duration("openflow.handshakeTimeout", openflow.getHandshakeTimeout(), session.handshakeTimeout()),
            session.readBackTimeout(),
            session.barrierTimeout(),
            check.duration("openflow.echoInterval", openflow.getEchoInterval(), session.echoInterval()),
            session.maxUnhandled(),
            check.number("openflow.maxConnections", openflow.getMaxConnections(), 1, 100_000, session.maxConnections())),
        new DiscoveryConfig(
            check.duration("discovery.interval", discovery.getInterval(), times.interval()),
            check.duration("discovery.linkTimeout", discovery.getLinkTimeout(), times.linkTimeout()),
            check.duration("discovery.probeTime", discovery.getProbeTime(), times.probeTime()),
            check.duration("discovery.settleTime", discovery.getSettleTime(), times.settleTime()),
            check.duration("discovery.disconnectGrace", discovery.getDisconnectGrace(), times.disconnectGrace())),
        check.number("hosts.maxPerPort", config.getHosts().getMaxPerPort(), 1, 1_000_000, 4096),
        check.l2Learning("apps.l2Learning.idleTimeout", config.getApps().getL2Learning().getIdleTimeout()));
    // spotless:on
  }

  /** Checks of single values; what is not in the file has its default. */
  private record Check(ConfigReader.Parsed parsed) {
    private boolean has(String key) {
      return parsed.lines().containsKey(key);
    }

    InetSocketAddress address(String key, String text) throws ConfigException {
      if (!has(key)) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 6653);
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
          throw parsed.wrong(key, expectedAddress(text));
        }
      }
      throw parsed.wrong(key, expectedAddress(text));
    }

    private static String expectedAddress(String text) {
      return "expected address:port such as 127.0.0.1:6653 or [::1]:6653, found '" + text + "'";
    }

    int number(String key, int value, int min, int max, int ifAbsent) throws ConfigException {
      if (!has(key)) {
        return ifAbsent;
      }
      if (value < min || value > max) {
        throw parsed.wrong(key, "expected " + min + " to " + max + ", found " + value);
      }
      return value;
    }

    java.time.Duration duration(String key, Duration value, java.time.Duration ifAbsent)
        throws ConfigException {
      if (!has(key)) {
        return ifAbsent;
      }
      java.time.Duration duration = java(value);
      if (duration.toMillis() < 100 || duration.toHours() > 1) {
        throw parsed.wrong(key, "expected 100ms to 1h, found " + duration.toMillis() + "ms");
      }
      return duration;
    }

    L2Config l2Learning(String key, Duration idleTimeout) throws ConfigException {
      if (!has(key)) {
        return L2Config.DEFAULT;
      }
      try {
        return new L2Config(java(idleTimeout));
      } catch (IllegalArgumentException e) {
        throw parsed.wrong(key, String.valueOf(e.getMessage()));
      }
    }

    private static java.time.Duration java(Duration value) {
      return java.time.Duration.ofSeconds(value.getSeconds(), value.getNanos());
    }
  }
}
