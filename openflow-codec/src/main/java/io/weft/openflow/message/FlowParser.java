package io.weft.openflow.message;

import io.weft.net.PortNo;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.MatchParser;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.NxFlowEntry;
import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Scanner;
import io.weft.openflow.notation.Token;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Parses what {@link FlowText} prints; the items before the actions may come in any order. */
final class FlowParser {
  private static final Map<String, FlowModCommand> COMMANDS =
      Map.ofEntries(
          Map.entry("add", FlowModCommand.ADD),
          Map.entry("mod", FlowModCommand.MODIFY),
          Map.entry("modify", FlowModCommand.MODIFY),
          Map.entry("mod_strict", FlowModCommand.MODIFY_STRICT),
          Map.entry("modify_strict", FlowModCommand.MODIFY_STRICT),
          Map.entry("del", FlowModCommand.DELETE),
          Map.entry("delete", FlowModCommand.DELETE),
          Map.entry("del_strict", FlowModCommand.DELETE_STRICT),
          Map.entry("delete_strict", FlowModCommand.DELETE_STRICT));

  private final Scanner in;
  private final MatchParser match = new MatchParser();
  private final Set<FlowFlag> flags = EnumSet.noneOf(FlowFlag.class);
  private OptionalInt tableId = OptionalInt.empty();
  private long cookie;
  private long cookieMask;
  private int idleTimeout;
  private int hardTimeout;
  private int importance;
  private int priority = FlowText.DEFAULT_PRIORITY;
  private BufferId bufferId = BufferId.NONE;
  private PortNo outPort = PortNo.ANY;
  private int outGroup = Bucket.NO_GROUP;
  private Elapsed lifetime = Elapsed.NONE;
  private long packets;
  private long bytes;

  /** Seconds and one; 0 if it is not said. */
  private long idleAge;

  private long hardAge;
  private boolean hasActions;
  private List<Instruction> instructions = List.of();

  private FlowParser(Token text) {
    this.in = new Scanner(text);
  }

  static FlowMod mod(Token text) {
    Scanner command = new Scanner(text);
    FlowModCommand named = FlowModCommand.ADD;
    Token rest = text;
    if (command.hasMore()) {
      FlowModCommand found = COMMANDS.get(command.word().text().toLowerCase(Locale.ROOT));
      if (found != null) {
        named = found;
        rest = command.rest();
      }
    }
    return new FlowParser(rest).parseMod(named);
  }

  static FlowEntry entry(Token text) {
    return new FlowParser(text).parseEntry();
  }

  static NxFlowEntry nxEntry(Token text) {
    return new FlowParser(text).parseNxEntry();
  }

  private FlowMod parseMod(FlowModCommand command) {
    parseItems(false);
    if (!hasActions && !FlowText.isDelete(command)) {
      throw new NotationException(in.rest().column(), "expected actions=");
    }
    return new FlowMod(
        command,
        cookie,
        cookieMask,
        tableId.orElse(FlowText.defaultTable(command)),
        idleTimeout,
        hardTimeout,
        priority,
        bufferId,
        outPort,
        outGroup,
        flags,
        importance,
        match.build(),
        instructions);
  }

  private NxFlowEntry parseNxEntry() {
    parseItems(true);
    if (hardAge == 0 && idleAge != 0) {
      // One that is as old as the entry is not printed; both are said or neither is.
      hardAge = Math.min(lifetime.seconds() + 1, 0xffff);
    }
    FlowEntry entry = entry(Optional.empty());
    return new NxFlowEntry(entry, (int) Math.min(idleAge, 0xffff), (int) hardAge);
  }

  private FlowEntry parseEntry() {
    parseItems(true);
    if (idleAge == 0) {
      return entry(Optional.empty());
    }
    return entry(
        Optional.of(
            new Oxs(
                List.of(
                    new Oxs.Stat.Lifetime(lifetime),
                    new Oxs.Stat.IdleTime(Elapsed.ofSeconds(idleAge - 1)),
                    new Oxs.Stat.PacketCount(packets),
                    new Oxs.Stat.ByteCount(bytes)))));
  }

  private FlowEntry entry(Optional<Oxs> stats) {
    return new FlowEntry(
        tableId.orElse(0),
        lifetime,
        priority,
        idleTimeout,
        hardTimeout,
        flags,
        importance,
        cookie,
        packets,
        bytes,
        match.build(),
        instructions,
        stats);
  }

  private void parseItems(boolean ofEntry) {
    while (in.hasMore()) {
      if (in.accept("actions=") || in.accept("action=")) {
        hasActions = true;
        instructions = Instruction.parse(in.rest());
        return;
      }
      Scanner.Item item = in.item();
      if (!(common(item) || (ofEntry ? ofEntry(item) : ofMod(item)))) {
        match.add(item);
      }
    }
  }

  /** Takes what mods and entries both have; false if it is something else. */
  private boolean common(Scanner.Item item) {
    switch (item.name().text()) {
      case "table" -> tableId = OptionalInt.of(item.required().u8());
      case "cookie" -> {
        cookie = item.required().before("/").number(64);
        if (item.value().contains("/")) {
          cookieMask = item.value().after("/").number(64);
        }
      }
      case "idle_timeout" -> idleTimeout = item.required().u16();
      case "hard_timeout" -> hardTimeout = item.required().u16();
      case "importance" -> importance = item.required().u16();
      case "priority" -> priority = item.required().u16();
      default -> {
        return flag(item);
      }
    }
    return true;
  }

  private boolean flag(Scanner.Item item) {
    for (FlowFlag flag : FlowFlag.values()) {
      if (item.name().is(FlowText.word(flag))) {
        item.expectBare();
        flags.add(flag);
        return true;
      }
    }
    return false;
  }

  private boolean ofMod(Scanner.Item item) {
    switch (item.name().text()) {
      case "out_port" -> outPort = item.required().as(PortNo::parse);
      case "out_group" ->
          outGroup = item.required().is("ANY") ? Bucket.NO_GROUP : item.value().u32();
      case "buffer" -> bufferId = new BufferId(item.required().u32());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean ofEntry(Scanner.Item item) {
    switch (item.name().text()) {
      case "duration" -> lifetime = Elapsed.parse(item.required());
      case "n_packets" -> packets = counter(item.required());
      case "n_bytes" -> bytes = counter(item.required());
      case "idle_age" -> idleAge = item.required().number(32) + 1;
      case "hard_age" -> hardAge = item.required().u16() + 1L;
      default -> {
        return false;
      }
    }
    return true;
  }

  private static long counter(Token text) {
    return text.is("?") ? Oxs.UNKNOWN : text.number(64);
  }
}
