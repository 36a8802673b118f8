package io.weft.openflow.match;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.notation.Token;
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

  /** How a mask is written. */
  private enum MaskForm {
    /** Like the value, which then is hexadecimal too. */
    HEX,
    /** Like the value. */
    SAME,
    /** As the length of a prefix of 32 or 128 bits if it is one, else like the value. */
    PREFIX_32,
    PREFIX_128
  }

  // spotless:off
  static final FieldType<Integer>     DECIMAL = narrow(MaskForm.HEX,       Integer::toUnsignedLong, bits -> (int) bits, FieldType::parseInt, Integer::toUnsignedString);
  static final FieldType<Integer>     HEX     = narrow(MaskForm.HEX,       Integer::toUnsignedLong, bits -> (int) bits, FieldType::parseInt, v -> "0x" + Integer.toHexString(v));
  static final FieldType<Long>        HEX64   = narrow(MaskForm.SAME,      v -> v, bits -> bits, FieldType::parseLong, v -> "0x" + Long.toHexString(v));
  static final FieldType<PortNo>      PORT    = narrow(MaskForm.SAME,      PortNo::number, bits -> PortNo.of((int) bits), PortNo::parse, PortNo::toString);
  static final FieldType<MacAddress>  MAC     = narrow(MaskForm.SAME,      MacAddress::bits, MacAddress::new, MacAddress::parse, MacAddress::toString);
  static final FieldType<Ipv4Address> IPV4    = narrow(MaskForm.PREFIX_32, v -> Integer.toUnsignedLong(v.bits()), bits -> new Ipv4Address((int) bits), Ipv4Address::parse, Ipv4Address::toString);
  static final FieldType<Integer>     SPI         = narrow(MaskForm.HEX,   Integer::toUnsignedLong, bits -> (int) bits, FieldType::parseInt, v -> "0x" + Integer.toHexString(v));
  static final FieldType<Integer>     HEX_ZERO    = narrow(MaskForm.HEX,   Integer::toUnsignedLong, bits -> (int) bits, FieldType::parseInt, v -> "0x" + Integer.toHexString(v));
  static final FieldType<Integer>     NSH_FLAGS   = narrow(MaskForm.HEX,   Integer::toUnsignedLong, bits -> (int) bits, FieldType::parseInt, Integer::toUnsignedString);
  static final FieldType<Integer>     FRAGMENT    = narrow(MaskForm.HEX,   Integer::toUnsignedLong, bits -> (int) bits, FieldType::parseInt, v -> Fragments.print(v, 3));
  static final FieldType<Integer>     TCP_FLAGS   = narrow(MaskForm.HEX,   Integer::toUnsignedLong, bits -> (int) bits, FieldType::parseInt, Flags.TCP::print);
  static final FieldType<Integer>     TUN_FLAGS   = narrow(MaskForm.HEX,   Integer::toUnsignedLong, bits -> (int) bits, FieldType::parseInt, v -> Flags.TUNNEL.print(v, 1));
  static final FieldType<Integer>     CT_STATE    = narrow(MaskForm.HEX,   Integer::toUnsignedLong, bits -> (int) bits, FieldType::parseInt, Flags.CT_STATE::print);
  static final FieldType<Long>        PACKET_TYPE = narrow(MaskForm.SAME,  v -> v, bits -> bits, FieldType::parsePacketType, FieldType::printPacketType);
  static final FieldType<Uint128>     HEX128      = new FieldType<>(MaskForm.SAME, Uint128::high, Uint128::low, Uint128::new, Uint128::parse, Uint128::toString);
  static final FieldType<Bytes>       BYTES       = new FieldType<>(v -> v, v -> v, FieldType::parseOctets, FieldType::printOctets);
  static final FieldType<Ipv6Address> IPV6    = new FieldType<>(MaskForm.PREFIX_128, Ipv6Address::high, Ipv6Address::low, Ipv6Address::new, Ipv6Address::parse, Ipv6Address::toString);
  // spotless:on

  private final MaskForm maskForm;
  private final ToLongFunction<V> high;
  private final ToLongFunction<V> low;
  private final FromBits<V> make;
  private final Function<String, V> parse;
  private final Function<V, String> print;
  private final Function<Bytes, V> fromOctets;
  private final Function<V, Bytes> toOctets;

  private FieldType(
      MaskForm maskForm,
      ToLongFunction<V> high,
      ToLongFunction<V> low,
      FromBits<V> make,
      Function<String, V> parse,
      Function<V, String> print) {
    this.maskForm = maskForm;
    this.high = high;
    this.low = low;
    this.make = make;
    this.parse = parse;
    this.print = print;
    this.fromOctets = octets -> make.of(0, 0);
    this.toOctets = value -> Bytes.EMPTY;
  }

  private FieldType(
      Function<Bytes, V> fromOctets,
      Function<V, Bytes> toOctets,
      Function<String, V> parse,
      Function<V, String> print) {
    this.maskForm = MaskForm.SAME;
    this.high = value -> 0;
    this.low = value -> 0;
    this.make = (h, l) -> fromOctets.apply(Bytes.EMPTY);
    this.parse = parse;
    this.print = print;
    this.fromOctets = fromOctets;
    this.toOctets = toOctets;
  }

  private static <V> FieldType<V> narrow(
      MaskForm maskForm,
      ToLongFunction<V> low,
      LongFunction<V> make,
      Function<String, V> parse,
      Function<V, String> print) {
    return new FieldType<>(maskForm, v -> 0, low, (h, l) -> make.apply(l), parse, print);
  }

  private static int parseInt(String text) {
    return new Token(text, 1).u32();
  }

  /** Name space and type of a packet without Ethernet header, such as {@code (1,0x800)}. */
  private static long parsePacketType(String text) {
    Token token = new Token(text, 1);
    if (!text.startsWith("(") || !text.endsWith(")")) {
      return token.number(32);
    }
    Token inner = new Token(text.substring(1, text.length() - 1), 2);
    return inner.before(",").number(16) << 16 | inner.after(",").number(16);
  }

  private static String printPacketType(long value) {
    long type = value & 0xffff;
    boolean isEtherType = value >>> 16 == 1;
    return "(" + (value >>> 16) + "," + (isEtherType ? "0x" + Long.toHexString(type) : type) + ")";
  }

  /** A hexadecimal number of any length, as octets; other numbers of up to 64 bits too. */
  private static Bytes parseOctets(String text) {
    String hex =
        text.startsWith("0x") ? text.substring(2) : Long.toHexString(new Token(text, 1).number(64));
    String trimmed = hex.replaceFirst("^0+(?=.)", "");
    return trimmed.equals("0")
        ? Bytes.EMPTY
        : Bytes.parse(trimmed.length() % 2 == 0 ? trimmed : "0" + trimmed);
  }

  private static String printOctets(Bytes octets) {
    String hex = octets.toString().replaceFirst("^0+", "");
    return hex.isEmpty() ? "0" : "0x" + hex;
  }

  private static long parseLong(String text) {
    return new Token(text, 1).number(64);
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

  /** The value of octets, of a type that is of octets. */
  V of(Bytes octets) {
    return fromOctets.apply(octets);
  }

  /** The octets of a value, of a type that is of octets. */
  Bytes octets(V value) {
    return toOctets.apply(value);
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

  boolean isHexadecimal() {
    return this == HEX || this == HEX64 || this == HEX128;
  }

  /** Reads a mask: a prefix length of an IP address, or the form of a value. */
  V parseMask(String text) {
    int bits =
        switch (maskForm) {
          case HEX, SAME -> 0;
          case PREFIX_32 -> 32;
          case PREFIX_128 -> 128;
        };
    if (bits == 0 || !text.chars().allMatch(Character::isDigit)) {
      return parse(text);
    }
    long length = new Token(text, 1).number(8);
    if (length > bits) {
      throw new IllegalArgumentException("prefix of " + length + " bits, " + bits + " are all");
    }
    return bits == 32
        ? of(0, prefix((int) length, 32) & 0xffff_ffffL)
        : of(prefix((int) Math.min(length, 64), 64), prefix((int) Math.max(length - 64, 0), 64));
  }

  /** Ones in the first bits of a word. */
  private static long prefix(int ones, int width) {
    return ones == 0 ? 0 : -1L << (width - ones);
  }

  /** Value and mask, such as {@code 10.0.0.0/8} or {@code 0x1f90/0xfff0}. */
  String print(V value, V mask) {
    return switch (maskForm) {
      case HEX -> "0x" + Long.toHexString(low(value)) + "/0x" + Long.toHexString(low(mask));
      case SAME -> print(value) + "/" + print(mask);
      case PREFIX_32 -> print(value) + "/" + printPrefix(mask, low(mask) << 32, 0);
      case PREFIX_128 -> print(value) + "/" + printPrefix(mask, high(mask), low(mask));
    };
  }

  /** A mask alone. */
  String printMask(V mask) {
    return maskForm == MaskForm.HEX ? "0x" + Long.toHexString(low(mask)) : print(mask);
  }

  private String printPrefix(V mask, long first, long second) {
    int ones = Long.numberOfLeadingZeros(~first);
    int onesOfSecond = ones == 64 ? Long.numberOfLeadingZeros(~second) : 0;
    boolean isPrefix = first == prefix(ones, 64) && second == prefix(onesOfSecond, 64);
    return isPrefix ? Integer.toString(ones + onesOfSecond) : print(mask);
  }
}
