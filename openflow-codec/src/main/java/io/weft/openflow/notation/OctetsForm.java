package io.weft.openflow.notation;

import io.weft.net.Bytes;
import java.util.Optional;

/** Octets as hexadecimal digits. */
enum OctetsForm implements TextForm {
  HEXADECIMAL;

  @Override
  public void print(Object value, StringBuilder out) {
    out.append(((Bytes) value).isEmpty() ? "\"\"" : value.toString());
  }

  @Override
  public Object parse(Cursor in) {
    return (in.peek() == '"' ? in.quoted() : in.simpleWord()).as(Bytes::parse);
  }

  @Override
  public Optional<Object> leftOut() {
    return Optional.of(Bytes.EMPTY);
  }
}
