package io.weft.openflow.cli.capture;

/** A file that is no capture, or is damaged. */
public final class CaptureException extends Exception {
  private static final long serialVersionUID = 1;

  CaptureException(String message) {
    super(message);
  }
}
