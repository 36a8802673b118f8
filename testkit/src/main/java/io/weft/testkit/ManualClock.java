package io.weft.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is advanced. Any thread may read and advance it. */
public final class ManualClock extends Clock {
  private final ZoneId zone;
  private final Hand hand;

  /** What clocks of several zones share. */
  private static final class Hand {
    private Instant now;

    Hand(Instant now) {
      this.now = now;
    }

    synchronized Instant read() {
      return now;
    }

    synchronized void advance(Duration by) {
      now = now.plus(by);
    }
  }

  private ManualClock(Hand hand, ZoneId zone) {
    this.hand = hand;
    this.zone = zone;
  }

  /** A clock that begins at noon of 1 January 2026, UTC. */
  public static ManualClock create() {
    return startingAt(Instant.parse("2026-01-01T12:00:00Z"));
  }

  public static ManualClock startingAt(Instant start) {
    return new ManualClock(new Hand(start), ZoneOffset.UTC);
  }

  /**
   * Moves the clock.
   *
   * @throws IllegalArgumentException if it would go back
   */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("a clock does not go back by " + by);
    }
    hand.advance(by);
  }

  @Override
  public Instant instant() {
    return hand.read();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new ManualClock(hand, other);
  }
}
