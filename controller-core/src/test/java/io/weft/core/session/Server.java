package io.weft.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.weft.openflow.OfVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

/**
 * A listening server with a healthy switch connected, whose core and log can be read. Its time
 * stands still until a test lets it {@link #pass}. When it ends, the healthy switch must still be
 * there.
 */
final class Server implements AutoCloseable {
  static final long HEALTHY = 0xfeed;
  private static final Duration BIT = Duration.ofMillis(50);

  static final SessionConfig CONFIG =
      new SessionConfig(
          List.of(OfVersion.OF10, OfVersion.OF13),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          16,
          20);

  final Core core = new Core();
  final OpenFlowServer server;
  private final HandClock clock = new HandClock();
  private final Duration step;
  private final Peer healthy;
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          events.add(event);
        }
      };
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.weft");

  static {
    Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    Awaitility.setDefaultPollDelay(Duration.ZERO);
  }

  Server() {
    this(CONFIG);
  }

  Server(SessionConfig config) {
    step = config.echoInterval().dividedBy(2);
    logger.setLevel(Level.DEBUG);
    logger.addAppender(appender);
    appender.start();
    try {
      server =
          OpenFlowServer.listen(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              1,
              config,
              core,
              clock::timers);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    healthy = Peer.ready(address(), HEALTHY);
    core.awaitConnected(HEALTHY);
  }

  /** Lets time pass, in which the healthy switch is never silent for long. */
  void pass(Duration time) {
    Duration left = time;
    for (; left.compareTo(step) > 0; left = left.minus(step)) {
      clock.pass(step);
      healthy.echo();
    }
    clock.pass(left);
    healthy.echo();
  }

  /** Lets time pass, a bit at a time, until something has come of it. */
  void passUntil(Callable<Boolean> condition) {
    Awaitility.await()
        .until(() -> {
          clock.pass(BIT);
          healthy.echo();
          return condition.call();
        });
  }

  InetSocketAddress address() {
    return server.address();
  }

  Peer connect() {
    return Peer.connect(address());
  }

  Peer ready(long dpid) {
    return ready(OfVersion.OF13, dpid);
  }

  Peer ready(OfVersion version, long dpid) {
    Peer peer = Peer.ready(address(), version, dpid);
    core.awaitConnected(dpid);
    return peer;
  }

  /** A switch that reads nothing; whether it answers what it may leave out is waited for. */
  Peer readyAndDeaf(long dpid) {
    Peer peer = Peer.readyAndDeaf(address(), dpid);
    passUntil(() -> core.connected.size() > 1);
    core.awaitConnected(dpid);
    return peer;
  }

  SwitchChannel channel(long dpid) {
    return core.awaitConnected(dpid).channel();
  }

  /** The lines of the log so far that contain a text. */
  List<String> log(String part) {
    return events.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.contains(part))
        .toList();
  }

  String awaitLog(String part) {
    Awaitility.await("a line of the log with '" + part + "'").until(() -> !log(part).isEmpty());
    return log(part).getFirst();
  }

  /** Errors with their stack traces, which only a bug has. */
  List<ILoggingEvent> bugs() {
    return events.stream()
        .filter(event -> event.getLevel() == Level.ERROR || event.getThrowableProxy() != null)
        .toList();
  }

  /** The healthy switch is answered, in both directions. */
  void assertUndisturbed() {
    healthy.echo();
    assertThat(channel(HEALTHY).commit(List.of()).toCompletableFuture())
        .succeedsWithin(Duration.ofSeconds(5))
        .isEqualTo(List.of());
  }

  @Override
  public void close() {
    try {
      assertUndisturbed();
      assertThat(core.disconnected).noneMatch(line -> line.contains("feed"));
    } finally {
      healthy.close();
      server.close();
      logger.detachAppender(appender);
    }
  }
}
