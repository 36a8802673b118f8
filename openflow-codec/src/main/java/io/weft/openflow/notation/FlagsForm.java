package io.weft.openflow.notation;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A set of enum constants, joined by a bar in the order of the enum.
 *
 * @param constant how one is written
 */
record FlagsForm(Class<?> type, Leaf constant) implements TextForm {
  @Override
  public void print(Object value, StringBuilder out) {
    Set<?> set = (Set<?>) value;
    if (set.isEmpty()) {
      out.append("\"\"");
      return;
    }
    String separator = "";
    for (Object each : type.getEnumConstants()) {
      if (set.contains(each)) {
        out.append(separator);
        constant.print(each, out);
        separator = "|";
      }
    }
  }

  @Override
  public Object parse(Cursor in) {
    Token left = in.peek() == '"' ? in.quoted() : in.simpleWord();
    Set<Object> set = new LinkedHashSet<>();
    while (!left.text().isEmpty()) {
      set.add(constant.parsed().apply(left.before("|")));
      left = left.after("|");
    }
    return Set.copyOf(set);
  }

  @Override
  public Optional<Object> leftOut() {
    return Optional.of(Set.of());
  }
}
