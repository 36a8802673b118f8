package io.weft.controller.plugin;

import org.jspecify.annotations.Nullable;

/** A plugin cannot be used; the message says why, in one line. */
final class PluginException extends Exception {
  private static final long serialVersionUID = 1;
  private static final int MAX = 300;

  PluginException(@Nullable String message) {
    super(line(message));
  }

  /** Code of a plugin has thrown something. */
  static PluginException of(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean isWrapped = thrown instanceof ExceptionInInitializerError && cause != null;
    return new PluginException("it threw " + (isWrapped ? cause : thrown));
  }

  /** A text in one line. */
  static String line(@Nullable String text) {
    String line = String.valueOf(text).replaceAll("\\s+", " ");
    return line.length() <= MAX ? line : line.substring(0, MAX) + "...";
  }
}
