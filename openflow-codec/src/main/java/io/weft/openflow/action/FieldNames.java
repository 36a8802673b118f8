package io.weft.openflow.action;

import io.weft.openflow.match.Field;
import io.weft.openflow.notation.Token;
import java.util.Locale;

/** Fields by the names that actions call them. */
final class FieldNames {
  private static final String OXM = "OXM_OF_";

  private FieldNames() {}

  static String print(Field<?> field) {
    return OXM + field.oxmName().toUpperCase(Locale.ROOT);
  }

  static Field<?> parse(Token name) {
    String text = name.text();
    String plain = text.startsWith(OXM) ? text.substring(OXM.length()) : text;
    return Field.named(plain.toLowerCase(Locale.ROOT))
        .orElseThrow(() -> name.expected("the name of a field"));
  }
}
