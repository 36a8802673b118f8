package io.weft.lab.capture;

/** A capture cannot be trusted: it is no pcap file, or bytes are missing in it. */
public final class CaptureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CaptureException(String message) {
    super(message);
  }

  CaptureException(String message, Throwable cause) {
    super(message, cause);
  }
}
