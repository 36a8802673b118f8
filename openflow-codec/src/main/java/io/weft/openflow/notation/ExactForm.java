package io.weft.openflow.notation;

import java.util.function.Function;

/**
 * A type that is no record and has a second notation, which says everything: in braces, what it
 * says in braces once more so that the first notation is not looked for.
 */
record ExactForm(Function<Object, String> printed, Function<String, Object> parsed)
    implements TextForm {
  @Override
  public void print(Object value, StringBuilder out) {
    out.append('{').append(printed.apply(value)).append('}');
  }

  @Override
  public Object parse(Cursor in) {
    return in.braced().as(parsed);
  }
}
