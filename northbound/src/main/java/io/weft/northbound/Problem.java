package io.weft.northbound;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * Why a request cannot be answered, for who asked: the field, what was expected, what was found.
 */
final class Problem {
  private static final int SHOWN = 60;

  private Problem() {}

  static StatusRuntimeException wrong(String field, String expected, String found) {
    return Status.INVALID_ARGUMENT
        .withDescription(field + ": expected " + expected + ", found '" + shown(found) + "'")
        .asRuntimeException();
  }

  static StatusRuntimeException notFound(String what) {
    return Status.NOT_FOUND.withDescription(what).asRuntimeException();
  }

  static StatusRuntimeException unavailable(String why) {
    return Status.UNAVAILABLE.withDescription(why).asRuntimeException();
  }

  /** On one line, and not all of it. */
  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }
}
