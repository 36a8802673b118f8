package io.weft.openflow.match;

import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * How the bits of a field become a Java value and text: up to 64 bits in a low long, an IPv6
 * address in a high and a low one.
 *
 * @param <V> the value, such as {@link MacAddress}
 */
public final class FieldType<V> {
  /** Makes a value of its high and its low 64 bits. */
  private interface FromBits<V> {
    V of(long high, long low);
  }

  // spotless:off
  static final FieldType<Integer>     DECIMAL = narrow(Integer::toUnsignedLong, bits -> (int) bits, FieldType::parseInt, Integer::toUnsignedString);
  static final FieldType<Integer>     HEX     = narrow(Integer::toUnsignedLong, bits -> (int) bits, FieldType::parseInt, v -> "0x" + Integer.toHexString(v));
  static final FieldType<Long>        HEX64   = narrow(v -> v, bits -> bits, FieldType::parseLong, v -> "0x" + Long.toHexString(v));
  static final FieldType<PortNo>      PORT    = narrow(PortNo::number, bits -> new PortNo((int) bits), PortNo::parse, PortNo::toString);
  static final FieldType<MacAddress>  MAC     = narrow(MacAddress::bits, MacAddress::new, MacAddress::parse, MacAddress::toString);
  static final FieldType<Ipv4Address> IPV4    = narrow(v -> Integer.toUnsignedLong(v.bits()), bits -> new Ipv4Address((int) bits), Ipv4Address::parse, Ipv4Address::toString);
  static final FieldType<Ipv6Address> IPV6    = new FieldType<>(Ipv6Address::high, Ipv6Address::low, Ipv6Address::new, Ipv6Address::parse, Ipv6Address::toString);
  // spotless:on

  private final ToLongFunction<V> high;
  private final ToLongFunction<V> low;
  private final FromBits<V> make;
  private final Function<String, V> parse;
  private final Function<V, String> print;

  private FieldType(
      ToLongFunction<V> high,
      ToLongFunction<V> low,
      FromBits<V> make,
      Function<String, V> parse,
      Function<V, String> print) {
    this.high = high;
    this.low = low;
    this.make = make;
    this.parse = parse;
    this.print = print;
  }

  private static <V> FieldType<V> narrow(
      ToLongFunction<V> low,
      LongFunction<V> make,
      Function<String, V> parse,
      Function<V, String> print) {
    return new FieldType<>(v -> 0, low, (h, l) -> make.apply(l), parse, print);
  }

  private static int parseInt(String text) {
    long value = parseLong(text);
    if (value >>> 32 != 0) {
      throw new IllegalArgumentException("'" + text + "' has more than 32 bits");
    }
    return (int) value;
  }

  private static long parseLong(String text) {
    try {
      return text.startsWith("0x") || text.startsWith("0X")
          ? Long.parseUnsignedLong(text.substring(2), 16)
          : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no number; expected decimal digits or 0x and hexadecimal ones", e);
    }
  }

  long high(V value) {
    return high.applyAsLong(value);
  }

  long low(V value) {
    return low.applyAsLong(value);
  }

  V of(long high, long low) {
    return make.of(high, low);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public V parse(String text) {
    return parse.apply(text);
  }

  public String print(V value) {
    return print.apply(value);
  }
}
