package io.weft.openflow;

/**
 * Bytes that are no OpenFlow. Thrown anywhere below {@code OpenFlowCodec.decode} and caught there
 * alone, where it becomes a {@code Decoded.Malformed}: a value that the session answers.
 */
public final class DecodeException extends RuntimeException {
  private final OfError error;

  /**
   * @param error what OpenFlow calls this mistake
   * @param detail where it is and what was expected
   */
  public DecodeException(OfError error, String detail) {
    // No stack trace: hostile input must not be expensive, and the detail names the place.
    super(detail, null, false, false);
    this.error = error;
  }

  public OfError error() {
    return error;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
