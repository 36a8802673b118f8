package io.weft.openflow.notation;

import java.util.Optional;

/** Strings, always quoted; a word without quotes is understood. */
enum StringForm implements TextForm {
  QUOTED;

  @Override
  public void print(Object value, StringBuilder out) {
    Quoted.append((String) value, out);
  }

  @Override
  public Object parse(Cursor in) {
    return (in.peek() == '"' ? in.quoted() : in.word()).text();
  }

  @Override
  public Optional<Object> leftOut() {
    return Optional.of("");
  }
}
