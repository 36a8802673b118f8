package io.weft.openflow.message;

import io.weft.net.PortNo;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.NxFlowEntry;
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

  /** How Open vSwitch prints seconds and nanoseconds that are all ones. */
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
    if (mod.importance() != 0) {
      items.add("importance=" + mod.importance());
    }
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
    Elapsed idle = entry.stats().map(Oxs::idleTime).orElse(Elapsed.UNKNOWN);
    return print(entry, idle.equals(Elapsed.UNKNOWN) ? -1 : idle.seconds(), -1);
  }

  /** Ages are given as they are and one more. */
  static String print(NxFlowEntry value) {
    return print(value.entry(), value.idleAge() - 1, value.hardAge() - 1);
  }

  /**
   * As in Open vSwitch an age of 2^31 and more is not printed.
   *
   * @param idleAge seconds, below 0 if it is not known
   * @param hardAge seconds, below 0 if it is not known
   */
  private static String print(FlowEntry entry, long idleAge, long hardAge) {
    StringBuilder text = new StringBuilder();
    text.append("cookie=").append(hex(entry.cookie()));
    text.append(", duration=").append(entry.lifetime());
    text.append(", table=").append(entry.tableId());
    text.append(", n_packets=").append(counter(entry.packets()));
    text.append(", n_bytes=").append(counter(entry.bytes()));
    text.append(", ");
    List<String> items = new ArrayList<>();
    addTimeouts(entry.idleTimeout(), entry.hardTimeout(), items);
    items.forEach(item -> text.append(item).append(", "));
    flagWords(entry.flags()).forEach(word -> text.append(word).append(' '));
    if (entry.importance() != 0) {
      text.append("importance=").append(entry.importance()).append(", ");
    }
    if (idleAge >= 0 && idleAge <= Integer.MAX_VALUE) {
      text.append("idle_age=").append(idleAge).append(", ");
    }
    if (hardAge >= 0 && hardAge != entry.lifetime().seconds()) {
      text.append("hard_age=").append(hardAge).append(", ");
    }
    List<String> priorityAndMatch = new ArrayList<>();
    addPriorityAndMatch(entry.priority(), entry.match(), priorityAndMatch);
    if (!priorityAndMatch.isEmpty()) {
      text.append(String.join(",", priorityAndMatch)).append(' ');
    }
    return text.append("actions=").append(Instruction.print(entry.instructions())).toString();
  }

  private static String counter(long count) {
    return count == Oxs.UNKNOWN ? "?" : Long.toUnsignedString(count);
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
}
