package io.weft.openflow.cli;

import java.io.IOException;
import java.io.InputStream;

/** What is done with the input. */
interface Command {
  /**
   * Takes a line that is not blank.
   *
   * @param number counted from 1 over the whole input
   */
  void line(String line, int number) throws IOException;

  /** Takes a capture if the command reads captures. */
  void capture(InputStream capture) throws IOException;
}
