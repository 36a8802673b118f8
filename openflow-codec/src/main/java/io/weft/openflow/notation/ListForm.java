package io.weft.openflow.notation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Elements in square brackets, separated by commas.
 *
 * @param ofSet whether the order means nothing
 */
record ListForm(TextForm element, boolean ofSet) implements TextForm {
  @Override
  public void print(Object value, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (Object each : (Collection<?>) value) {
      out.append(separator);
      element.print(each, out);
      separator = ", ";
    }
    out.append(']');
  }

  @Override
  public Object parse(Cursor in) {
    in.expect('[');
    List<Object> list = new ArrayList<>();
    in.skipSeparators();
    while (!in.accept(']')) {
      int before = in.column();
      if (!in.atEnd()) {
        list.add(element.parse(in));
        in.skipSeparators();
      }
      if (in.column() == before) {
        throw in.expected("']' or an element");
      }
    }
    return ofSet ? Set.copyOf(list) : List.copyOf(list);
  }

  @Override
  public Optional<Object> leftOut() {
    return Optional.of(ofSet ? Set.of() : List.of());
  }
}
