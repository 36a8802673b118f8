package io.weft.openflow.notation;

import java.util.Optional;

/** How the values of one type are written in the general notation. */
interface TextForm {
  /** Appends the value, as it stands after a name and {@code =} or in a list. */
  void print(Object value, StringBuilder out);

  /**
   * Takes a value off the text.
   *
   * @throws NotationException naming the column and what was expected
   */
  Object parse(Cursor in);

  /** The value that needs no words: what has it is left out of a record. */
  default Optional<Object> leftOut() {
    return Optional.empty();
  }

  /** The value of a text that leaves it out. */
  default Optional<Object> assumed() {
    return leftOut();
  }
}
