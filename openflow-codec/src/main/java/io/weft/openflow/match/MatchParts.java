package io.weft.openflow.match;

import io.weft.net.Bytes;
import io.weft.openflow.notation.Scanner;
import io.weft.openflow.notation.Token;

/**
 * Matches field by field in numbers, {@code vlan_vid=0x1064/0x1fff}: for those that the notation of
 * {@code ovs-ofctl} cannot say, such as ports of TCP without its protocol.
 */
final class MatchParts {
  private static final String UNKNOWN = "unknown";

  private MatchParts() {}

  static String print(Match match) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < match.size(); i++) {
      out.append(i == 0 ? "" : " ").append(match.fieldAt(i).oxmName()).append('=');
      if (match.fieldAt(i).isVariable()) {
        out.append(match.wideAt(i));
        if (!match.isExactAt(i)) {
          out.append('/').append(match.wideMaskAt(i));
        }
      } else {
        appendNumber(match.highAt(i), match.lowAt(i), out);
        appendNumber(match.maskHighAt(i), match.maskLowAt(i), out.append('/'));
      }
    }
    for (Bytes element : match.unknown()) {
      out.append(out.isEmpty() ? "" : " ").append(UNKNOWN).append('=').append(element);
    }
    return out.toString();
  }

  private static void appendNumber(long high, long low, StringBuilder out) {
    out.append("0x");
    if (high == 0) {
      out.append(Long.toHexString(low));
    } else {
      String digits = Long.toHexString(low);
      out.append(Long.toHexString(high)).append("0".repeat(16 - digits.length())).append(digits);
    }
  }

  static Match parse(String text) {
    Match.Builder match = Match.builder();
    Scanner in = new Scanner(text);
    while (in.hasMore()) {
      Scanner.Item item = in.item();
      if (item.name().is(UNKNOWN)) {
        match.unknown(item.required().as(Bytes::parse));
      } else {
        Field<?> field =
            Field.named(item.name().text())
                .orElseThrow(() -> item.name().expected("the name of a match field"));
        add(match, field, item.value());
      }
    }
    return match.build();
  }

  private static void add(Match.Builder match, Field<?> field, Token text) {
    Token value = text.before("/");
    Token mask = text.after("/");
    if (field.isVariable()) {
      match.setWide(field, value.as(Bytes::parse), mask.as(Bytes::parse), text.contains("/"));
    } else {
      match.set(field, high(value), low(value), high(mask), low(mask));
    }
  }

  /** Where the sixteen last digits begin. */
  private static int lowAt(Token number) {
    return Math.max(2, number.text().length() - 16);
  }

  private static long high(Token number) {
    String digits = number.text().substring(Math.min(2, number.text().length()), lowAt(number));
    return digits.isEmpty() ? 0 : new Token("0x" + digits, number.column()).number(64);
  }

  private static long low(Token number) {
    return number.text().length() <= 2
        ? number.number(64)
        : new Token("0x" + number.text().substring(lowAt(number)), number.column()).number(64);
  }
}
