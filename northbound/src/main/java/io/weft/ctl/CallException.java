package io.weft.ctl;

/** A call that was not answered with what was asked for; the message is for the operator. */
final class CallException extends Exception {
  /** The controller said no. */
  static final int REFUSED = 1;

  /** EX_UNAVAILABLE of sysexits.h. */
  static final int NOT_REACHABLE = 69;

  private final int exitCode;

  CallException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
