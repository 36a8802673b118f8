package io.weft.core.control;

/** An app wants more than its limit allows; the message goes on after "it". */
final class TooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooLargeException(String message) {
    super(message);
  }
}
