package io.weft.openflow.message;

import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.GroupMultipart.BucketCounters;
import io.weft.openflow.message.GroupMultipart.GroupCounters;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Prints group mods as {@code ovs-ofctl add-group} takes them, with the word of {@code ofp-print}
 * for the command in front unless it adds, and groups as {@code ovs-ofctl dump-groups} and {@code
 * dump-group-stats} do.
 */
final class GroupText {
  private GroupText() {}

  static String print(GroupMod mod) {
    StringBuilder text = new StringBuilder();
    text.append(commandWord(mod.command()));
    if (mod.command().isOfBuckets()) {
      text.append("command_bucket_id:").append(bucketWord(mod.commandBucketId())).append(',');
    }
    print(mod.groupId(), mod.type(), mod.command().isOfBuckets(), mod.properties(), text);
    mod.buckets().forEach(bucket -> print(bucket, mod.type(), text));
    return text.toString();
  }

  static String print(GroupEntry entry) {
    StringBuilder text = new StringBuilder();
    print(entry.groupId(), entry.type(), false, entry.properties(), text);
    entry.buckets().forEach(bucket -> print(bucket, entry.type(), text));
    return text.toString();
  }

  static String print(GroupCounters group) {
    StringBuilder text = new StringBuilder("group_id=");
    text.append(Integer.toUnsignedString(group.groupId()));
    group.lifetime().ifPresent(lifetime -> text.append(",duration=").append(lifetime));
    text.append(",ref_count=").append(group.referenceCount());
    print(new BucketCounters(group.packets(), group.bytes()), text.append(','));
    for (int i = 0; i < group.buckets().size(); i++) {
      if (group.buckets().get(i).packets() != Oxs.UNKNOWN) {
        print(group.buckets().get(i), text.append(",bucket").append(i).append(':'));
      }
    }
    return text.toString();
  }

  private static void print(BucketCounters counters, StringBuilder text) {
    text.append("packet_count=").append(Long.toUnsignedString(counters.packets()));
    text.append(",byte_count=").append(Long.toUnsignedString(counters.bytes()));
  }

  private static String commandWord(GroupMod.Command command) {
    return switch (command) {
      case ADD -> "";
      case MODIFY -> "MOD ";
      case DELETE -> "DEL ";
      case INSERT_BUCKET -> "INSERT_BUCKET ";
      case REMOVE_BUCKET -> "REMOVE_BUCKET ";
      case ADD_OR_MOD -> "ADD_OR_MOD ";
    };
  }

  private static void print(
      int groupId,
      GroupType type,
      boolean withoutType,
      List<GroupProperty> properties,
      StringBuilder text) {
    text.append("group_id=").append(Integer.toUnsignedString(groupId));
    if (!withoutType) {
      text.append(",type=").append(word(type));
    }
    for (GroupProperty property : properties) {
      switch (property) {
        case GroupProperty.SelectionMethod method -> print(method, text);
        case GroupProperty.OldSelectionMethod old -> print(old.of(), text);
        case GroupProperty.Unknown unknown ->
            text.append(",property=")
                .append(unknown.property().type())
                .append(':')
                .append(unknown.property().body());
      }
    }
  }

  private static void print(GroupProperty.SelectionMethod method, StringBuilder text) {
    text.append(",selection_method=").append(method.method());
    if (method.param() != 0) {
      text.append(",selection_method_param=").append(Long.toUnsignedString(method.param()));
    }
    if (method.fields().isEmpty()) {
      return;
    }
    List<Match> fields = new ArrayList<>(method.fields());
    fields.sort(Comparator.comparingInt(GroupText::placeInTable));
    boolean isOne = fields.size() == 1;
    text.append(isOne ? ",fields=" : ",fields(");
    for (int i = 0; i < fields.size(); i++) {
      text.append(i == 0 ? "" : ",").append(fieldWord(fields.get(i)));
    }
    text.append(isOne ? "" : ")");
  }

  /** Open vSwitch prints the fields in its own order, whatever the order on the wire. */
  private static int placeInTable(Match field) {
    return field.fields().isEmpty() ? -1 : Field.all().indexOf(field.fields().getFirst());
  }

  /** The field's name, with the mask of the bits that count unless all do. */
  private static String fieldWord(Match field) {
    if (field.fields().isEmpty()) {
      return field.toString();
    }
    Field<?> named = field.fields().getFirst();
    int width = named.width();
    boolean isAll =
        field.low(named) == (width >= 64 ? -1 : (1L << width) - 1)
            && (width <= 64 || field.high(named) == -1L >>> 128 - width);
    return isAll ? named.setName() : named.setName() + "=" + field.valueText(named);
  }

  private static void print(Bucket bucket, GroupType type, StringBuilder text) {
    text.append(",bucket=");
    if (bucket.bucketId() != Bucket.NO_ID) {
      text.append("bucket_id:").append(bucketWord(bucket.bucketId())).append(',');
    }
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
    bucket.experimenters().forEach(e -> text.append("experimenter:").append(e).append(','));
    text.append("actions=").append(Action.print(bucket.actions()));
  }

  private static String bucketWord(int bucketId) {
    return switch (bucketId) {
      case GroupMod.FIRST_BUCKET -> "first";
      case GroupMod.LAST_BUCKET -> "last";
      case GroupMod.ALL_BUCKETS -> "all";
      default -> Integer.toUnsignedString(bucketId);
    };
  }

  static String word(GroupType type) {
    return type == GroupType.FAST_FAILOVER ? "ff" : type.name().toLowerCase(Locale.ROOT);
  }

  /** What a bucket weighs that does not say; weight means something in SELECT groups only. */
  static int defaultWeight(GroupType type) {
    return type == GroupType.SELECT ? 1 : 0;
  }
}
