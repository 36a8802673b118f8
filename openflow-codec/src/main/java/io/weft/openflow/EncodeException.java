package io.weft.openflow;

/**
 * A value that the version cannot say, or that does not fit. A mistake of the caller: nothing was
 * written.
 */
public final class EncodeException extends RuntimeException {
  public EncodeException(String message) {
    super(message);
  }

  public static EncodeException unsayable(Object value, OfVersion version) {
    return new EncodeException("OpenFlow " + version + " cannot say " + value);
  }
}
