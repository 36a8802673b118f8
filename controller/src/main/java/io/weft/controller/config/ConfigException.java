package io.weft.controller.config;

/**
 * The configuration is wrong; the message is for the operator: file, line, key, what was expected.
 */
public final class ConfigException extends Exception {
  public ConfigException(String message) {
    super(message);
  }
}
