package io.weft.controller.config;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** How an error shows what a file has: on one line, whatever it is. */
final class Shown {
  private static final int MAX = 60;

  private Shown() {}

  static String of(Node node) {
    return switch (node) {
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
      case ScalarNode scalar -> "'" + line(scalar.getValue(), MAX) + "'";
      case MappingNode _ -> "keys and values";
      default -> "a list";
    };
  }

  /** A text without control characters, cut at a length. */
  static String line(String text, int max) {
    String line = text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?").strip();
    return line.length() <= max ? line : line.substring(0, max) + "...";
  }
}
