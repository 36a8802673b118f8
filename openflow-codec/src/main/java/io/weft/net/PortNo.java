package io.weft.net;

import java.util.Arrays;
import java.util.Locale;

/**
 * A port number of a switch, physical or reserved, in the 32-bit numbering of OpenFlow 1.1 and
 * later (OpenFlow 1.3.5, 7.2.1). OpenFlow 1.0's 16-bit reserved numbers are mapped by the codec.
 *
 * @param bits the number, unsigned; 1 to 0xffffff00 physical
 */
public record PortNo(int bits) implements Comparable<PortNo> {
  private static final int FIRST_RESERVED = 0xffff_fff7;

  /** Highest number of a physical or logical port. */
  public static final PortNo MAX = new PortNo(0xffff_ff00);

  /** OFPP_UNSET, OpenFlow 1.5 only. */
  public static final PortNo UNSET = new PortNo(0xffff_fff7);

  public static final PortNo IN_PORT = new PortNo(0xffff_fff8);
  public static final PortNo TABLE = new PortNo(0xffff_fff9);
  public static final PortNo NORMAL = new PortNo(0xffff_fffa);
  public static final PortNo FLOOD = new PortNo(0xffff_fffb);
  public static final PortNo ALL = new PortNo(0xffff_fffc);
  public static final PortNo CONTROLLER = new PortNo(0xffff_fffd);
  public static final PortNo LOCAL = new PortNo(0xffff_fffe);

  /** OFPP_ANY; OpenFlow 1.0 calls it OFPP_NONE. */
  public static final PortNo ANY = new PortNo(0xffff_ffff);

  private static final String[] RESERVED_NAMES = {
    "UNSET", "IN_PORT", "TABLE", "NORMAL", "FLOOD", "ALL", "CONTROLLER", "LOCAL", "ANY"
  };

  /** Ports come with every packet and every rule; these are most of them. */
  private static final PortNo[] LOWEST = new PortNo[256];

  private static final PortNo[] RESERVED = new PortNo[RESERVED_NAMES.length];

  /**
   * The last of the others, each at the place that its low bits give: switches that number ports
   * higher use the same few of them again and again. Any thread may replace any; all are right.
   */
  private static final PortNo[] RECENT = new PortNo[256];

  static {
    Arrays.setAll(LOWEST, PortNo::new);
    Arrays.fill(RECENT, MAX);
    Arrays.setAll(RESERVED, i -> new PortNo(FIRST_RESERVED + i));
  }

  /** The port of a number, without sign; the usual ones are not made again. */
  public static PortNo of(int number) {
    if (Integer.compareUnsigned(number, LOWEST.length) < 0) {
      return LOWEST[number];
    }
    return number >= FIRST_RESERVED && number < 0
        ? RESERVED[number - FIRST_RESERVED]
        : recent(number);
  }

  private static PortNo recent(int number) {
    int at = number & RECENT.length - 1;
    PortNo port = RECENT[at];
    if (port.bits != number) {
      port = new PortNo(number);
      RECENT[at] = port;
    }
    return port;
  }

  /**
   * Parses a decimal number or a reserved name in any case; {@code NONE} is {@code ANY}.
   *
   * @throws IllegalArgumentException naming the text, if it is neither
   */
  public static PortNo parse(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    for (int i = 0; i < RESERVED_NAMES.length; i++) {
      if (RESERVED_NAMES[i].equals(upper)) {
        return new PortNo(FIRST_RESERVED + i);
      }
    }
    if (upper.equals("NONE")) {
      return ANY;
    }
    // The JDK's parser takes a sign and the digits of every script.
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    long number = digits && text.length() <= 10 ? Long.parseLong(text) : -1;
    if (number < 0 || number > 0xffff_ffffL) {
      throw new IllegalArgumentException(
          "'" + text + "' is no port; expected a number or a name such as LOCAL");
    }
    return new PortNo((int) number);
  }

  /** True of numbers that name no physical or logical port: those above {@link #MAX}. */
  public boolean isReserved() {
    return Integer.compareUnsigned(bits, MAX.bits) > 0;
  }

  /** The number as an unsigned value. */
  public long number() {
    return Integer.toUnsignedLong(bits);
  }

  @Override
  public int compareTo(PortNo other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return Integer.compareUnsigned(bits, FIRST_RESERVED) >= 0
        ? RESERVED_NAMES[bits - FIRST_RESERVED]
        : Integer.toUnsignedString(bits);
  }
}
