package io.weft.openflow.message;

import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Scanner;
import io.weft.openflow.notation.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Group mods as {@code ovs-ofctl add-group} takes them, with the word of {@code ofp-print} for the
 * command in front unless it adds, and groups as {@code ovs-ofctl dump-groups} prints them.
 */
final class GroupText {
  private static final String ALL_GROUPS = "ALL";
  private static final Map<String, GroupMod.Command> COMMANDS =
      Map.of(
          "add", GroupMod.Command.ADD,
          "mod", GroupMod.Command.MODIFY,
          "modify", GroupMod.Command.MODIFY,
          "del", GroupMod.Command.DELETE,
          "delete", GroupMod.Command.DELETE);

  private GroupText() {}

  static String print(GroupMod mod) {
    String command =
        switch (mod.command()) {
          case ADD -> "";
          case MODIFY -> "MOD ";
          case DELETE -> "DEL ";
        };
    return command + print(mod.groupId(), mod.type(), mod.buckets());
  }

  static String print(GroupEntry entry) {
    return print(entry.groupId(), entry.type(), entry.buckets());
  }

  private static String print(int groupId, GroupType type, List<Bucket> buckets) {
    StringBuilder text = new StringBuilder("group_id=");
    text.append(groupId == GroupMod.ALL_GROUPS ? ALL_GROUPS : Integer.toUnsignedString(groupId));
    text.append(",type=").append(word(type));
    for (Bucket bucket : buckets) {
      text.append(",bucket=");
      if (bucket.weight() != defaultWeight(type)) {
        text.append("weight:").append(bucket.weight()).append(',');
      }
      if (!bucket.watchPort().equals(PortNo.ANY)) {
        text.append("watch_port:").append(bucket.watchPort()).append(',');
      }
      if (bucket.watchGroup() != Bucket.NO_GROUP) {
        text.append("watch_group:");
        text.append(Integer.toUnsignedString(bucket.watchGroup())).append(',');
      }
      text.append("actions=").append(Action.print(bucket.actions()));
    }
    return text.toString();
  }

  private static String word(GroupType type) {
    return type == GroupType.FAST_FAILOVER ? "ff" : type.name().toLowerCase(Locale.ROOT);
  }

  /** What a bucket weighs that does not say; weight means something in SELECT groups only. */
  private static int defaultWeight(GroupType type) {
    return type == GroupType.SELECT ? 1 : 0;
  }

  static GroupMod parseMod(Token text) {
    Scanner words = new Scanner(text);
    GroupMod.Command command = GroupMod.Command.ADD;
    Token rest = text;
    if (words.hasMore()) {
      GroupMod.Command found = COMMANDS.get(words.word().text().toLowerCase(Locale.ROOT));
      if (found != null) {
        command = found;
        rest = words.rest();
      }
    }
    GroupEntry entry = parseEntry(rest);
    return new GroupMod(command, entry.type(), entry.groupId(), entry.buckets());
  }

  static GroupEntry parseEntry(Token text) {
    Scanner in = new Scanner(text);
    Scanner head = new Scanner(in.before("bucket="));
    GroupType type = GroupType.ALL;
    boolean hasId = false;
    int groupId = 0;
    while (head.hasMore()) {
      Scanner.Item item = head.item();
      switch (item.name().text()) {
        case "group_id" -> {
          groupId = groupId(item.required());
          hasId = true;
        }
        case "type" -> type = type(item.required());
        default -> throw item.name().expected("group_id=, type= or bucket=");
      }
    }
    if (!hasId) {
      throw new NotationException(text.column(), "expected group_id=");
    }
    return new GroupEntry(groupId, type, buckets(in, type));
  }

  private static int groupId(Token value) {
    return value.text().equalsIgnoreCase(ALL_GROUPS) ? GroupMod.ALL_GROUPS : value.u32();
  }

  private static GroupType type(Token value) {
    return switch (value.text()) {
      case "all" -> GroupType.ALL;
      case "select" -> GroupType.SELECT;
      case "indirect" -> GroupType.INDIRECT;
      case "ff", "fast_failover" -> GroupType.FAST_FAILOVER;
      default -> throw value.expected("all, select, indirect or ff");
    };
  }

  private static List<Bucket> buckets(Scanner in, GroupType type) {
    List<Bucket> buckets = new ArrayList<>();
    while (in.hasMore() && in.accept("bucket=")) {
      buckets.add(bucket(new Scanner(in.before("bucket=")), type));
    }
    return buckets;
  }

  private static Bucket bucket(Scanner in, GroupType type) {
    int weight = defaultWeight(type);
    PortNo watchPort = PortNo.ANY;
    int watchGroup = Bucket.NO_GROUP;
    while (in.hasMore()) {
      if (in.accept("actions=")) {
        return new Bucket(weight, watchPort, watchGroup, Action.parse(in.rest()));
      }
      Scanner.Item item = in.item();
      switch (item.name().text()) {
        case "weight" -> weight = item.required().u16();
        case "watch_port" -> watchPort = item.required().as(PortNo::parse);
        case "watch_group" -> watchGroup = item.required().u32();
        default -> throw item.name().expected("weight:, watch_port:, watch_group: or actions=");
      }
    }
    throw new NotationException(in.rest().column(), "expected actions= of a bucket");
  }
}
