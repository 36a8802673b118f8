package io.weft.openflow.message;

import io.weft.openflow.notation.Token;
import java.time.Duration;
import java.time.Instant;

/**
 * How long something has been there, in the two numbers that a switch says (OpenFlow 1.3.5,
 * 7.3.5.2). Nothing obliges a switch to say fewer nanoseconds than a second has, so both are kept.
 *
 * @param seconds 0 to 2^32 - 1
 * @param nanoseconds 0 to 2^32 - 1
 */
public record Elapsed(long seconds, long nanoseconds) {
  public static final Elapsed NONE = new Elapsed(0, 0);

  private static final long MOST = 0xffff_ffffL;

  /** What is said of a time that is not known: all ones. */
  public static final Elapsed UNKNOWN = new Elapsed(MOST, MOST);

  private static final int NANOS_A_MILLI = 1_000_000;
  private static final int NANOS_A_SECOND = 1_000_000_000;

  public Elapsed {
    if ((seconds | nanoseconds) >>> 32 != 0) {
      throw new IllegalArgumentException(
          "%d seconds and %d nanoseconds, each must be 0 to %d"
              .formatted(seconds, nanoseconds, MOST));
    }
  }

  /** Whole seconds, 0 to 2^32 - 1. */
  public static Elapsed ofSeconds(long seconds) {
    return new Elapsed(seconds, 0);
  }

  /**
   * The same time in two numbers.
   *
   * @throws IllegalArgumentException if it is below zero or 2^32 seconds and more
   */
  public static Elapsed of(Duration duration) {
    return new Elapsed(duration.getSeconds(), duration.getNano());
  }

  /** From then to now; none if a clock that was set back says that now was before. */
  public static Elapsed between(Instant then, Instant now) {
    return now.isBefore(then) ? NONE : of(Duration.between(then, now));
  }

  /** The sum of both numbers. */
  public Duration toDuration() {
    return Duration.ofSeconds(seconds, nanoseconds);
  }

  /**
   * Parses seconds with up to nine decimals, such as {@code 5.82s}; ten decimals are as many
   * nanoseconds.
   *
   * @throws io.weft.openflow.notation.NotationException if it is anything else
   */
  public static Elapsed parse(String text) {
    return parse(new Token(text, 1));
  }

  static Elapsed parse(Token text) {
    if (!text.text().matches("\\d{1,10}(\\.\\d{1,10})?s")) {
      throw text.expected("seconds, such as 5.820s");
    }
    Token number = text.before("s");
    String decimals = number.after(".").text();
    long seconds = Long.parseLong(number.before(".").text());
    long nanoseconds = Long.parseLong(decimals + "0".repeat(Math.max(0, 9 - decimals.length())));
    if ((seconds | nanoseconds) >>> 32 != 0) {
      throw text.expected("seconds and nanoseconds of up to " + MOST);
    }
    return new Elapsed(seconds, nanoseconds);
  }

  /**
   * As ovs-ofctl has it: seconds without decimals, with three, or with as many of nine as are
   * needed; and with ten if the nanoseconds are more than a second.
   */
  @Override
  public String toString() {
    if (nanoseconds == 0) {
      return seconds + "s";
    }
    String decimals =
        nanoseconds >= NANOS_A_SECOND
            ? Long.toString(nanoseconds)
            : nanoseconds % NANOS_A_MILLI == 0
                ? "%03d".formatted(nanoseconds / NANOS_A_MILLI)
                : "%09d".formatted(nanoseconds).replaceFirst("0+$", "");
    return seconds + "." + decimals + "s";
  }
}
