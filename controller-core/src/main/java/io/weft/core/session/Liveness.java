package io.weft.core.session;

import io.weft.openflow.netty.OpenFlowConnection;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Notices that a switch is dead: it says nothing and does not answer an echo request, or it does
 * not read what waits for it. Silence proves nothing while the session itself does not read, nor
 * while a backlog is being written. I/O thread of the session only.
 */
final class Liveness {
  /** Checks in an echo interval: a switch is taken for dead after 2 to 2.5 intervals. */
  private static final int CHECKS = 2;

  private final SessionConfig config;
  private final Timers timers;
  private final OpenFlowConnection connection;
  private final BooleanSupplier reading;
  private final Runnable sendEcho;
  private final Consumer<String> dead;

  private long heard;
  private long heardAtCheck;
  private long writtenAtCheck;
  private int silentChecks;
  private boolean proving;

  /**
   * @param reading whether the session reads from the switch at the moment
   * @param dead told why
   */
  Liveness(
      SessionConfig config,
      Timers timers,
      OpenFlowConnection connection,
      BooleanSupplier reading,
      Runnable sendEcho,
      Consumer<String> dead) {
    this.config = config;
    this.timers = timers;
    this.connection = connection;
    this.reading = reading;
    this.sendEcho = sendEcho;
    this.dead = dead;
  }

  void start() {
    timers.every(config.echoInterval().dividedBy(CHECKS), this::check);
  }

  /** The switch said something. */
  void heard() {
    heard++;
  }

  private void check() {
    boolean backlog = !connection.isWritable();
    boolean progress = connection.written() != writtenAtCheck;
    writtenAtCheck = connection.written();
    if (heard != heardAtCheck || !reading.getAsBoolean() || backlog && progress) {
      heardAtCheck = heard;
      silentChecks = 0;
      return;
    }
    silentChecks++;
    if (silentChecks == CHECKS && !backlog) {
      sendEcho.run();
    } else if (silentChecks >= 2 * CHECKS) {
      dead.accept(
          backlog
              ? "does not read what it is sent"
              : "no answer to echo for " + text(config.echoInterval()));
    }
  }

  private static String text(Duration time) {
    return time.toMillis() < 10_000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
  }

  /** Another connection claims to be this switch: if this one is dead, do not wait to find out. */
  void prove() {
    if (proving) {
      return;
    }
    proving = true;
    long before = heard;
    sendEcho.run();
    timers.after(
        config.readBackTimeout(),
        () -> {
          proving = false;
          if (heard == before && reading.getAsBoolean()) {
            dead.accept("dead, and the switch has connected anew");
          }
        });
  }
}
