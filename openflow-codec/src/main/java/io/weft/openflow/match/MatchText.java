package io.weft.openflow.match;

import java.util.StringJoiner;

final class MatchText {
  private MatchText() {}

  static String print(Match match) {
    StringJoiner text = new StringJoiner(",");
    for (Field<?> field : match.fields()) {
      text.add(field.ovsName() + "=" + value(match, field));
    }
    match.unknown().forEach(element -> text.add("oxm(" + element + ")"));
    return text.toString();
  }

  private static <V> String value(Match match, Field<V> field) {
    String value = match.get(field).map(field.type()::print).orElse("");
    return match.mask(field).map(mask -> value + "/" + field.type().print(mask)).orElse(value);
  }

  static Match parse(String text) {
    throw new IllegalArgumentException("column 1: '" + text + "'");
  }
}
