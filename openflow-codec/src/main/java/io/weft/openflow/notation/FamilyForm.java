package io.weft.openflow.notation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A value of a closed family: the name of its record in capitals, then its components in braces if
 * it has any; or the name of its enum constant.
 */
final class FamilyForm implements TextForm {
  private final Class<?> family;
  private final Map<Class<?>, String> words = new LinkedHashMap<>();
  private final Map<String, Class<?>> records = new LinkedHashMap<>();
  private final List<Class<?>> enums = new ArrayList<>();

  FamilyForm(Class<?> family) {
    this.family = family;
    addMembers(family);
  }

  private void addMembers(Class<?> type) {
    Class<?>[] members = type.getPermittedSubclasses();
    if (members != null) {
      for (Class<?> member : members) {
        addMembers(member);
      }
    } else if (type.isEnum()) {
      enums.add(type);
    } else if (!words.containsKey(type)) {
      String word = word(type);
      Class<?> other = records.get(word);
      if (other != null) {
        // Two of one name: that of what they are in goes before.
        word = word(type.getDeclaringClass()) + "_" + word;
      }
      words.put(type, word);
      records.put(word, type);
    }
  }

  private static String word(Class<?> type) {
    return RecordForm.snake(type.getSimpleName()).toUpperCase(Locale.ROOT);
  }

  @Override
  public void print(Object value, StringBuilder out) {
    if (value instanceof Enum<?> constant) {
      out.append(constant.name());
      return;
    }
    print(value, TextForms.of(value.getClass()), false, out);
  }

  /** With braces even if there is nothing between them. */
  void printBraced(Object value, StringBuilder out) {
    print(value, TextForms.of(value.getClass()), true, out);
  }

  private void print(Object value, TextForm form, boolean braced, StringBuilder out) {
    out.append(words.get(value.getClass()));
    if (form instanceof OwnForm own) {
      own.printBraced(value, out);
    } else if (braced || !(form instanceof RecordForm record && record.isEmpty())) {
      form.print(value, out);
    }
  }

  @Override
  public Object parse(Cursor in) {
    String what = "a " + family.getSimpleName();
    Token word = in.name(what);
    Class<?> type = records.get(word.text().toUpperCase(Locale.ROOT));
    if (type == null) {
      return constant(word, what);
    }
    TextForm form = TextForms.of(type);
    if (form instanceof RecordForm record && record.isEmpty() && in.peek() != '{') {
      return record.parseAll(new Cursor(new Token("", in.column())));
    }
    if (in.peek() != '{' && in.peek() != '"') {
      throw in.expected("'{'");
    }
    return form.parse(in);
  }

  private Object constant(Token word, String what) {
    for (Class<?> type : enums) {
      for (Object constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(word.text())) {
          return constant;
        }
      }
    }
    throw word.expected(words.size() > 20 ? what : "one of " + String.join(", ", words.values()));
  }
}
