package io.weft.openflow.message;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.GroupMultipart.BucketCounters;
import io.weft.openflow.message.GroupMultipart.GroupCounters;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Scanner;
import io.weft.openflow.notation.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parses what {@link GroupText} prints, and the other forms that {@code ovs-ofctl} takes. */
final class GroupParser {
  private static final Map<String, GroupMod.Command> COMMANDS =
      Map.of(
          "add", GroupMod.Command.ADD,
          "mod", GroupMod.Command.MODIFY,
          "modify", GroupMod.Command.MODIFY,
          "del", GroupMod.Command.DELETE,
          "delete", GroupMod.Command.DELETE,
          "insert_bucket", GroupMod.Command.INSERT_BUCKET,
          "remove_bucket", GroupMod.Command.REMOVE_BUCKET,
          "add_or_mod", GroupMod.Command.ADD_OR_MOD);

  private final Scanner in;
  private final int column;
  private GroupType type = GroupType.ALL;
  private Optional<Integer> groupId = Optional.empty();
  private int commandBucketId = GroupMod.ALL_BUCKETS;
  private String method = "";
  private long methodParam;
  private List<Match> methodFields = List.of();
  private final List<GroupProperty> properties = new ArrayList<>();

  private GroupParser(Token text) {
    this.in = new Scanner(text);
    this.column = text.column();
  }

  static GroupMod mod(Token text) {
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
    return new GroupParser(rest).parseMod(command);
  }

  static GroupEntry entry(Token text) {
    return new GroupParser(text).parseEntry();
  }

  private GroupMod parseMod(GroupMod.Command command) {
    boolean namesNone = command == GroupMod.Command.DELETE && !in.hasMore();
    if (namesNone) {
      return new GroupMod(command, type, GroupMod.ALL_GROUPS, List.of());
    }
    GroupEntry entry = parseEntry();
    return new GroupMod(
        command,
        entry.type(),
        entry.groupId(),
        commandBucketId,
        entry.buckets(),
        entry.properties());
  }

  private GroupEntry parseEntry() {
    Scanner head = new Scanner(in.before("bucket="));
    while (head.hasMore()) {
      parse(head.item());
    }
    if (groupId.isEmpty()) {
      throw new NotationException(column, "expected group_id=");
    }
    if (!method.isEmpty()) {
      properties.addFirst(new GroupProperty.SelectionMethod(method, methodParam, methodFields));
    }
    return new GroupEntry(groupId.get(), type, buckets(), properties);
  }

  private void parse(Scanner.Item item) {
    switch (item.name().text()) {
      case "group_id" -> groupId = Optional.of(groupId(item.required()));
      case "type" -> type = type(item.required());
      case "command_bucket_id" -> commandBucketId = commandBucket(item.required());
      case "selection_method" -> method = item.required().text();
      case "selection_method_param" -> methodParam = item.required().number(64);
      case "fields" -> methodFields = fields(item.required());
      case "property" -> {
        Token value = item.required();
        Bytes body = value.after(":").as(Bytes::parse);
        properties.add(
            new GroupProperty.Unknown(new UnknownProperty(value.before(":").u16(), body)));
      }
      default -> throw item.name().expected("group_id=, type= or bucket=");
    }
  }

  /** A number, {@code all} or {@code any}. */
  static int groupId(Token value) {
    return switch (value.text().toLowerCase(Locale.ROOT)) {
      case "all" -> GroupMod.ALL_GROUPS;
      case "any" -> Bucket.NO_GROUP;
      default -> value.u32();
    };
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

  private static int commandBucket(Token value) {
    return switch (value.text()) {
      case "first" -> GroupMod.FIRST_BUCKET;
      case "last" -> GroupMod.LAST_BUCKET;
      case "all" -> GroupMod.ALL_BUCKETS;
      default -> bucketId(value);
    };
  }

  private static int bucketId(Token value) {
    int bucketId = value.u32();
    if (Integer.compareUnsigned(bucketId, Bucket.MAX_ID) > 0) {
      throw value.expected(
          "the id of a bucket, at most " + Integer.toUnsignedString(Bucket.MAX_ID));
    }
    return bucketId;
  }

  private static List<Match> fields(Token text) {
    List<Match> fields = new ArrayList<>();
    Scanner items = new Scanner(text);
    while (items.hasMore()) {
      Scanner.Item item = items.item();
      Field<?> field =
          Field.named(item.name().text())
              .orElseThrow(() -> item.name().expected("the name of a field"));
      fields.add(item.hasValue() ? mask(field, item.required()) : allBits(field));
    }
    return fields;
  }

  private static <V> Match mask(Field<V> field, Token value) {
    return Match.builder().parse(field, value).build();
  }

  private static Match allBits(Field<?> field) {
    int width = field.width();
    long high = width <= 64 ? 0 : -1L >>> 128 - width;
    long low = width >= 64 ? -1 : (1L << width) - 1;
    return Match.builder().set(field, high, low, high, low).build();
  }

  private List<Bucket> buckets() {
    List<Bucket> buckets = new ArrayList<>();
    while (in.hasMore() && in.accept("bucket=")) {
      buckets.add(bucket(new Scanner(in.before("bucket="))));
    }
    return buckets;
  }

  private Bucket bucket(Scanner text) {
    int weight = GroupText.defaultWeight(type);
    PortNo watchPort = PortNo.ANY;
    int watchGroup = Bucket.NO_GROUP;
    int bucketId = Bucket.NO_ID;
    List<Bytes> experimenters = new ArrayList<>();
    while (text.hasMore()) {
      if (text.accept("actions=") || text.accept("action=")) {
        List<Action> actions = Action.parse(text.rest());
        return new Bucket(weight, watchPort, watchGroup, actions, bucketId, experimenters);
      }
      Scanner.Item item = text.item();
      switch (item.name().text()) {
        case "weight" -> weight = item.required().u16();
        case "watch_port" -> watchPort = item.required().as(PortNo::parse);
        case "watch_group" -> watchGroup = item.required().u32();
        case "bucket_id" -> bucketId = bucketId(item.required());
        case "experimenter" -> experimenters.add(item.required().as(Bytes::parse));
        default -> throw item.name().expected("weight:, watch_port:, watch_group: or actions=");
      }
    }
    throw new NotationException(text.rest().column(), "expected actions= of a bucket");
  }

  /** Buckets that a switch does not count are not printed: they come back as such. */
  static GroupCounters counters(Token text) {
    Scanner head = new Scanner(text);
    Optional<Integer> groupId = Optional.empty();
    Optional<Elapsed> lifetime = Optional.empty();
    long references = 0;
    long[] sum = new long[2];
    List<BucketCounters> buckets = new ArrayList<>();
    while (head.hasMore()) {
      Scanner.Item item = head.item();
      String name = item.name().text();
      switch (name) {
        case "group_id" -> groupId = Optional.of(groupId(item.required()));
        case "duration" -> lifetime = Optional.of(Elapsed.parse(item.required()));
        case "ref_count" -> references = item.required().number(32);
        case "packet_count" -> sum[0] = item.required().number(64);
        case "byte_count" -> sum[1] = item.required().number(64);
        default -> {
          if (!name.startsWith("bucket")) {
            throw item.name().expected("group_id=, duration=, ref_count= or bucket0:");
          }
          Token packets = item.required().after("packet_count=");
          int index = item.name().after("bucket").u16();
          while (buckets.size() < index) {
            buckets.add(new BucketCounters(Oxs.UNKNOWN, Oxs.UNKNOWN));
          }
          head.hasMore();
          Scanner.Item bytes = head.item();
          buckets.add(new BucketCounters(packets.number(64), bytes.required().number(64)));
        }
      }
    }
    if (groupId.isEmpty()) {
      throw new NotationException(text.column(), "expected group_id=");
    }
    return new GroupCounters(groupId.get(), references, sum[0], sum[1], lifetime, buckets);
  }
}
