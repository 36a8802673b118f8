package io.weft.openflow.message;

import io.weft.net.PortNo;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Prints flow mods as {@code ovs-ofctl add-flow} takes them, with the word of {@code ofp-print} for
 * the command in front unless it adds, and flow entries as {@code ovs-ofctl dump-flows} does.
 */
final class FlowText {
  static final int DEFAULT_PRIORITY = 0x8000;

  private FlowText() {}

  static boolean isDelete(FlowModCommand command) {
    return command == FlowModCommand.DELETE || command == FlowModCommand.DELETE_STRICT;
  }

  /** The table of a text that names none: a delete is then about all of them. */
  static int defaultTable(FlowModCommand command) {
    return isDelete(command) ? FlowMod.ALL_TABLES : 0;
  }

  static String commandWord(FlowModCommand command) {
    return switch (command) {
      case ADD -> "ADD";
      case MODIFY -> "MOD";
      case MODIFY_STRICT -> "MOD_STRICT";
      case DELETE -> "DEL";
      case DELETE_STRICT -> "DEL_STRICT";
    };
  }

  static String print(FlowMod mod) {
    List<String> items = new ArrayList<>();
    if (mod.tableId() != defaultTable(mod.command())) {
      items.add("table=" + mod.tableId());
    }
    if (mod.cookie() != 0 || mod.cookieMask() != 0) {
      items.add("cookie=" + hex(mod.cookie()) + cookieMask(mod.cookieMask()));
    }
    addTimeouts(mod.idleTimeout(), mod.hardTimeout(), items);
    items.addAll(flagWords(mod.flags()));
    if (!mod.bufferId().isNone()) {
      items.add("buffer=" + mod.bufferId());
    }
    if (!mod.outPort().equals(PortNo.ANY)) {
      items.add("out_port=" + mod.outPort());
    }
    if (mod.outGroup() != Bucket.NO_GROUP) {
      items.add("out_group=" + Integer.toUnsignedString(mod.outGroup()));
    }
    addPriorityAndMatch(mod.priority(), mod.match(), items);

    List<String> words = new ArrayList<>();
    if (mod.command() != FlowModCommand.ADD) {
      words.add(commandWord(mod.command()));
    }
    if (!items.isEmpty()) {
      words.add(String.join(",", items));
    }
    if (!isDelete(mod.command()) || !mod.instructions().isEmpty()) {
      words.add("actions=" + Instruction.print(mod.instructions()));
    }
    return String.join(" ", words);
  }

  static String print(FlowEntry entry) {
    List<String> items = new ArrayList<>();
    items.add("cookie=" + hex(entry.cookie()));
    items.add("duration=" + duration(entry.lifetime()));
    items.add("table=" + entry.tableId());
    items.add("n_packets=" + Long.toUnsignedString(entry.packets()));
    items.add("n_bytes=" + Long.toUnsignedString(entry.bytes()));
    addTimeouts(entry.idleTimeout(), entry.hardTimeout(), items);

    List<String> priorityAndMatch = new ArrayList<>();
    addPriorityAndMatch(entry.priority(), entry.match(), priorityAndMatch);
    List<String> words = new ArrayList<>(flagWords(entry.flags()));
    if (!priorityAndMatch.isEmpty()) {
      words.add(String.join(",", priorityAndMatch));
    }
    words.add("actions=" + Instruction.print(entry.instructions()));
    items.add(String.join(" ", words));
    return String.join(", ", items);
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  private static String cookieMask(long mask) {
    return mask == 0 ? "" : "/" + hex(mask);
  }

  private static void addTimeouts(int idle, int hard, List<String> items) {
    if (idle != 0) {
      items.add("idle_timeout=" + idle);
    }
    if (hard != 0) {
      items.add("hard_timeout=" + hard);
    }
  }

  private static void addPriorityAndMatch(int priority, Match match, List<String> items) {
    if (priority != DEFAULT_PRIORITY) {
      items.add("priority=" + priority);
    }
    if (!match.isEmpty()) {
      items.add(match.toString());
    }
  }

  private static List<String> flagWords(Set<FlowFlag> flags) {
    return Arrays.stream(FlowFlag.values()).filter(flags::contains).map(FlowText::word).toList();
  }

  static String word(FlowFlag flag) {
    return flag.name().toLowerCase(Locale.ROOT);
  }

  /** Seconds with no decimals, with three, or with as many of nine as are needed. */
  private static String duration(Duration duration) {
    int nanos = duration.toNanosPart();
    String decimals =
        nanos == 0
            ? ""
            : nanos % 1_000_000 == 0
                ? ".%03d".formatted(nanos / 1_000_000)
                : ".%09d".formatted(nanos).replaceFirst("0+$", "");
    return duration.toSeconds() + decimals + "s";
  }
}
