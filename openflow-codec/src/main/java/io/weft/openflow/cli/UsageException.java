package io.weft.openflow.cli;

/** Arguments that the command does not take. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
