package io.weft.openflow.notation;

/** A text that is not in the notation, with the place and what was expected there. */
public final class NotationException extends IllegalArgumentException {
  private final int column;
  private final String detail;

  public NotationException(int column, String detail) {
    super("column " + column + ": " + detail);
    this.column = column;
    this.detail = detail;
  }

  /** The message without the column. */
  String detail() {
    return detail;
  }

  /** Where it is wrong, 1 for the first character. */
  public int column() {
    return column;
  }
}
