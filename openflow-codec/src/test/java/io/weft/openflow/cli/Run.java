package io.weft.openflow.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a command did.
 *
 * @param out what it printed
 * @param err what it printed as errors
 */
public record Run(int status, String out, String err) {
  public static Run of(String... arguments) {
    return with("", arguments);
  }

  /** With a text as standard input. */
  public static Run with(String input, String... arguments) {
    return with(input.getBytes(StandardCharsets.UTF_8), arguments);
  }

  public static Run with(byte[] input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status = CodecMain.run(List.of(arguments), new ByteArrayInputStream(input), out, err);
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
