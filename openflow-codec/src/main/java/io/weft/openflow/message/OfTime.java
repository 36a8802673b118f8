package io.weft.openflow.message;

/**
 * A time of a scheduled bundle (OpenFlow 1.5.1, 7.3.9.6): since the beginning of 1970 in
 * international atomic time, or a span.
 *
 * @param seconds 64 bits without sign
 * @param nanoseconds 0 to 4294967295; those of a sound clock are below a billion
 */
public record OfTime(long seconds, long nanoseconds) {
  public OfTime {
    Unsigned.check32("nanoseconds", nanoseconds);
  }
}
