package io.weft.controller.config;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The section of a plugin's app as it was written. Only the plugin knows what it may say.
 *
 * @param node without aliases
 */
public record AppSection(Node node) {
  /** What a file that does not have the section means. */
  static final AppSection NONE =
      new AppSection(new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK));

  /** Its keys, each with its value on one line. */
  ImmutableMap<String, String> keys() {
    if (!(node instanceof MappingNode mapping)) {
      return ImmutableMap.of();
    }
    ImmutableMap.Builder<String, String> keys = ImmutableMap.builder();
    for (NodeTuple entry : mapping.getValue()) {
      keys.put(flow(entry.getKeyNode()), flow(entry.getValueNode()));
    }
    return keys.buildKeepingLast();
  }

  /** As a file has it, under a key at some depth. */
  String yaml(String key, int depth) {
    return "  ".repeat(depth) + key + ":" + block(node, depth + 1);
  }

  /** A value behind its key: on the same line, or on the next ones. */
  private static String block(Node value, int depth) {
    StringBuilder lines = new StringBuilder("\n");
    if (value instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
      for (NodeTuple entry : mapping.getValue()) {
        lines.append("  ".repeat(depth)).append(flow(entry.getKeyNode())).append(':');
        lines.append(block(entry.getValueNode(), depth + 1));
      }
    } else if (value instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
      for (Node each : sequence.getValue()) {
        lines.append("  ".repeat(depth)).append("- ").append(flow(each)).append('\n');
      }
    } else {
      return " " + flow(value) + "\n";
    }
    return lines.toString();
  }

  private static String flow(Node value) {
    return switch (value) {
      case ScalarNode scalar -> text(scalar);
      case MappingNode mapping ->
          mapping.getValue().stream()
              .map(entry -> flow(entry.getKeyNode()) + ": " + flow(entry.getValueNode()))
              .collect(Collectors.joining(", ", "{", "}"));
      case SequenceNode sequence ->
          sequence.getValue().stream()
              .map(AppSection::flow)
              .collect(Collectors.joining(", ", "[", "]"));
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  /** What was in quotes stays so, or it might become a number. */
  private static String text(ScalarNode scalar) {
    String text = scalar.getValue();
    if (text.contains("\n")) {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
    boolean isPlain =
        scalar.getScalarStyle() == ScalarStyle.PLAIN
            && text.chars().noneMatch(c -> ",[]{}".indexOf(c) >= 0);
    return isPlain ? text : "'" + text.replace("'", "''") + "'";
  }
}
