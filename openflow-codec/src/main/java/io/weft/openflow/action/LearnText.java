package io.weft.openflow.action;

import io.weft.net.Bytes;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.notation.Scanner;
import io.weft.openflow.notation.Token;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** The notation of {@code learn(...)}. */
final class LearnText {
  private static final int DEFAULT_PRIORITY = 0x8000;
  private static final int DEFAULT_TABLE = 1;
  private static final int LONGEST_NUMBER = 16;

  private LearnText() {}

  static String print(Learn learn, long limit, Optional<Subfield> result) {
    StringJoiner text = new StringJoiner(",", "learn(", ")");
    text.add("table=" + learn.tableId());
    add(text, "idle_timeout", learn.idleTimeout());
    add(text, "hard_timeout", learn.hardTimeout());
    add(text, "fin_idle_timeout", learn.finIdleTimeout());
    add(text, "fin_hard_timeout", learn.finHardTimeout());
    if (learn.priority() != DEFAULT_PRIORITY) {
      text.add("priority=" + learn.priority());
    }
    for (Learn.Flag flag : Learn.Flag.values()) {
      if (learn.flags().contains(flag)) {
        text.add(word(flag));
      }
    }
    if (learn.cookie() != 0) {
      text.add("cookie=" + ActionText.hex(learn.cookie()));
    }
    if (limit != 0) {
      text.add("limit=" + limit);
    }
    result.ifPresent(target -> text.add("result_dst=" + target));
    learn.specs().forEach(spec -> text.add(spec.toString()));
    return text.toString();
  }

  private static void add(StringJoiner text, String name, int value) {
    if (value != 0) {
      text.add(name + "=" + value);
    }
  }

  private static String word(Learn.Flag flag) {
    return flag.name().toLowerCase(Locale.ROOT);
  }

  /** As in a match if it is a whole field, else in hexadecimal digits. */
  static String print(LearnSpec.MatchValue spec) {
    Subfield target = spec.target();
    if (!target.isWhole() || spec.value().size() > LONGEST_NUMBER) {
      return target + "=" + ActionText.hex(spec.value());
    }
    Field<?> field = target.field();
    byte[] all = new byte[LONGEST_NUMBER];
    spec.value().copyTo(all, LONGEST_NUMBER - spec.value().size());
    Bytes bits = Bytes.wrap(all);
    if (((bits.i64(0) & ~field.fullHigh()) | (bits.i64(8) & ~field.fullLow())) != 0) {
      return field.setName() + "=" + ActionText.hex(spec.value());
    }
    Match exact =
        Match.setting()
            .set(field, bits.i64(0), bits.i64(8), field.fullHigh(), field.fullLow())
            .build();
    return field.setName() + "=" + ActionText.value(exact, field);
  }

  static Action parse(Token arguments) {
    int[] numbers = {0, 0, DEFAULT_PRIORITY, DEFAULT_TABLE, 0, 0};
    long cookie = 0;
    long limit = 0;
    Optional<Subfield> result = Optional.empty();
    Set<Learn.Flag> flags = EnumSet.noneOf(Learn.Flag.class);
    List<LearnSpec> specs = new ArrayList<>();
    Scanner in = new Scanner(arguments);
    while (in.hasMore()) {
      Scanner.Item item = in.item();
      switch (item.name().text()) {
        case "idle_timeout" -> numbers[0] = item.required().u16();
        case "hard_timeout" -> numbers[1] = item.required().u16();
        case "priority" -> numbers[2] = item.required().u16();
        case "table" -> numbers[3] = item.required().u8();
        case "fin_idle_timeout" -> numbers[4] = item.required().u16();
        case "fin_hard_timeout" -> numbers[5] = item.required().u16();
        case "cookie" -> cookie = item.required().number(64);
        case "send_flow_rem" -> flags.add(Learn.Flag.SEND_FLOW_REM);
        case "delete_learned" -> flags.add(Learn.Flag.DELETE_LEARNED);
        case "limit" -> limit = item.required().number(32);
        case "result_dst" -> result = Optional.of(Subfield.parse(item.required()));
        default -> specs.add(spec(item));
      }
    }
    long ofEntry = cookie;
    Learn learn =
        arguments.as(text ->
            new Learn(
                numbers[0],
                numbers[1],
                numbers[2],
                ofEntry,
                flags,
                numbers[3],
                numbers[4],
                numbers[5],
                specs));
    if (limit == 0 && result.isEmpty()) {
      return learn;
    }
    long most = limit;
    Optional<Subfield> target = result;
    return arguments.as(text -> new Learn.Limited(learn, most, target));
  }

  private static LearnSpec spec(Scanner.Item item) {
    return switch (item.name().text()) {
      case "load" -> load(item.required());
      case "output" -> new LearnSpec.Output(Subfield.parse(item.required()));
      default -> match(item);
    };
  }

  private static LearnSpec load(Token value) {
    if (Character.isDigit(value.text().charAt(0))) {
      Subfield target = Subfield.parse(value.after("->"));
      return new LearnSpec.LoadValue(number(value.before("->"), target.bits()), target);
    }
    Subfield[] move = Subfield.parseMove(value);
    return new LearnSpec.LoadField(move[0], move[1]);
  }

  private static LearnSpec match(Scanner.Item item) {
    Token name = item.name();
    Subfield target = Subfield.parse(name);
    if (!name.contains("[")) {
      return new LearnSpec.MatchValue(target, value(target.field(), item.required()));
    }
    if (!item.hasValue()) {
      return new LearnSpec.MatchField(target, target);
    }
    Token value = item.required();
    if (Character.isDigit(value.text().charAt(0))) {
      return new LearnSpec.MatchValue(target, number(value, target.bits()));
    }
    Subfield source = Subfield.parse(value);
    return value.as(text -> new LearnSpec.MatchField(target, source));
  }

  private static Bytes value(Field<?> field, Token text) {
    Match match = Match.setting().parse(field, text).build();
    if (!match.isExact(field)) {
      throw text.expected("a value of all bits of " + field);
    }
    return LearnSpec.octets(match.high(field), match.low(field), Subfield.width(field));
  }

  /** Digits, or 0x and hexadecimal ones, as the octets that so many bits need. */
  private static Bytes number(Token text, int bits) {
    boolean hex = text.text().startsWith("0x");
    BigInteger value =
        text.as(digits -> hex ? new BigInteger(digits.substring(2), 16) : new BigInteger(digits));
    if (value.signum() < 0 || value.bitLength() > bits) {
      throw text.expected("a number of at most " + bits + " bits");
    }
    byte[] octets = new byte[(bits + 7) / 8];
    byte[] signed = value.toByteArray();
    int copied = Math.min(signed.length, octets.length);
    System.arraycopy(signed, signed.length - copied, octets, octets.length - copied, copied);
    return Bytes.wrap(octets);
  }
}
