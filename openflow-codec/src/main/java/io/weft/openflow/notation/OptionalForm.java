package io.weft.openflow.notation;

import java.util.Optional;

/** What may be absent, and is left out then. */
record OptionalForm(TextForm present) implements TextForm {
  private static final String ABSENT = "absent";

  @Override
  public void print(Object value, StringBuilder out) {
    Optional<?> optional = (Optional<?>) value;
    if (optional.isPresent()) {
      present.print(optional.get(), out);
    } else {
      out.append(ABSENT);
    }
  }

  @Override
  public Object parse(Cursor in) {
    return in.acceptWord(ABSENT) ? Optional.empty() : Optional.of(present.parse(in));
  }

  @Override
  public Optional<Object> leftOut() {
    return Optional.of(Optional.empty());
  }
}
