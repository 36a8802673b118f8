package io.weft.core.dataplane;

import io.weft.openflow.OfError;

/** A request that the pipeline does not carry out; nothing was changed. */
public final class RefusedException extends RuntimeException {
  private final OfError error;

  /**
   * @param error what a switch answers
   * @param detail which part was refused
   */
  public RefusedException(OfError error, String detail) {
    super(error + ": " + detail);
    this.error = error;
  }

  public OfError error() {
    return error;
  }
}
