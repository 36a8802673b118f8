package io.weft.benchmarks;

/** The command line asks for what there is not. */
public final class UsageException extends RuntimeException {
  /**
   * @param message what was not understood, and what was expected
   */
  public UsageException(String message) {
    super(message, null, false, false);
  }
}
