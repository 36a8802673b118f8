package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF11;
import static io.weft.openflow.OfVersion.OF12;
import static io.weft.openflow.OfVersion.OF13;

import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart.BucketCounters;
import io.weft.openflow.message.GroupMultipart.GroupCounters;
import io.weft.openflow.message.GroupMultipart.GroupDescRequest;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.GroupMultipart.GroupFeatures;
import io.weft.openflow.message.GroupMultipart.GroupLimits;
import io.weft.openflow.message.GroupProperty;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Groups: changed, listed and counted (OpenFlow 1.3.5, 7.3.4.2, 7.3.5.9 to 7.3.5.11; 1.5.1, 7.3.4.3
 * and 7.3.5.9 to 7.3.5.11). The extension for OpenFlow 1.0 has the layouts of 1.5.
 */
final class Groups {
  private static final int BUCKET_COUNTERS = 16;
  private static final GroupType[] TYPES = GroupType.values();

  private Groups() {}

  static GroupMod readMod(WireReader in) {
    boolean of15 = Buckets.areOf15(in.version());
    int command = in.u16();
    int type = in.u8();
    in.skip(1);
    int groupId = in.i32();
    int bucketsLength = in.remaining();
    int commandBucketId = GroupMod.ALL_BUCKETS;
    if (of15) {
      bucketsLength = in.u16();
      in.skip(2);
      commandBucketId = in.i32();
      checkCommandBucket(command, commandBucketId);
      if (bucketsLength > in.remaining()) {
        throw new DecodeException(
            OfError.OFPBRC_BAD_LEN,
            "buckets of " + bucketsLength + " octets, " + in.remaining() + " are left");
      }
    }
    List<Bucket> buckets =
        Buckets.read(in.slice(bucketsLength, OfError.OFPGMFC_BAD_BUCKET), isSelect(type));
    List<GroupProperty> properties =
        of15 ? GroupProperties.read(in, isSelect(type), !isOfBucketsOrDelete(command)) : List.of();
    if (!of15
        && !in.version().isBefore(OF13)
        && command == GroupMod.Command.DELETE.code()
        && !buckets.isEmpty()) {
      throw new DecodeException(OfError.OFPGMFC_INVALID_GROUP, "a group to be deleted has buckets");
    }
    GroupMod.Command named = check(command, type, buckets, in.version());
    return new GroupMod(named, TYPES[type], groupId, commandBucketId, buckets, properties);
  }

  private static boolean isSelect(int type) {
    return type == GroupType.SELECT.ordinal();
  }

  private static boolean isOfBucketsOrDelete(int command) {
    return command == GroupMod.Command.DELETE.code()
        || command == GroupMod.Command.INSERT_BUCKET.code()
        || command == GroupMod.Command.REMOVE_BUCKET.code();
  }

  private static void checkCommandBucket(int command, int bucketId) {
    boolean inserts = command == GroupMod.Command.INSERT_BUCKET.code();
    boolean removes = command == GroupMod.Command.REMOVE_BUCKET.code();
    boolean isOne =
        Integer.compareUnsigned(bucketId, Bucket.MAX_ID) <= 0
            || bucketId == GroupMod.FIRST_BUCKET
            || bucketId == GroupMod.LAST_BUCKET;
    boolean isAll = bucketId == GroupMod.ALL_BUCKETS;
    if (!((inserts || removes) && isOne || !inserts && isAll)) {
      throw new DecodeException(
          OfError.OFPGMFC_BAD_BUCKET,
          "command " + command + " for bucket " + Integer.toUnsignedString(bucketId));
    }
  }

  /** What must hold between the parts of a group mod, in the order in which Open vSwitch asks. */
  private static GroupMod.Command check(
      int command, int type, List<Bucket> buckets, OfVersion version) {
    boolean deletes = command == GroupMod.Command.DELETE.code();
    if (type == GroupType.INDIRECT.ordinal() && !deletes && buckets.size() != 1) {
      throw new DecodeException(
          OfError.OFPGMFC_INVALID_GROUP, "indirect group of " + buckets.size() + " buckets");
    }
    GroupType named = readType(type);
    GroupMod.Command found = command(command, version);
    if (found == GroupMod.Command.REMOVE_BUCKET && !buckets.isEmpty()) {
      throw new DecodeException(OfError.OFPGMFC_BAD_BUCKET, "buckets in a command that removes");
    }
    for (Bucket bucket : buckets) {
      check(bucket, named);
    }
    return found;
  }

  private static GroupMod.Command command(int code, OfVersion version) {
    for (GroupMod.Command command : GroupMod.Command.values()) {
      if (command.code() == code && (!command.isOfBuckets() || Buckets.areOf15(version))) {
        return command;
      }
    }
    throw new DecodeException(OfError.OFPGMFC_BAD_COMMAND, "group mod command " + code);
  }

  private static void check(Bucket bucket, GroupType type) {
    boolean watches =
        !bucket.watchPort().equals(PortNo.ANY) || bucket.watchGroup() != Bucket.NO_GROUP;
    if (bucket.weight() != 0 && type != GroupType.SELECT) {
      throw new DecodeException(OfError.OFPGMFC_INVALID_GROUP, "weight in a group of " + type);
    }
    if (watches && (type == GroupType.ALL || type == GroupType.INDIRECT)) {
      throw new DecodeException(
          OfError.OFPGMFC_WATCH_UNSUPPORTED, "watched bucket in a group of " + type);
    }
    if (!watches && type == GroupType.FAST_FAILOVER) {
      throw new DecodeException(OfError.OFPGMFC_INVALID_GROUP, type + " bucket watches nothing");
    }
  }

  static void writeMod(GroupMod mod, WireWriter out) {
    boolean of15 = Buckets.areOf15(out.version());
    boolean hasBucketsId = mod.commandBucketId() != GroupMod.ALL_BUCKETS;
    if (!of15 && (mod.command().isOfBuckets() || hasBucketsId || !mod.properties().isEmpty())) {
      throw EncodeException.unsayable("group mod '" + mod + "'", out.version());
    }
    out.u16(mod.command().code());
    out.u8(mod.type().ordinal());
    out.zero(1);
    out.i32(mod.groupId());
    int lengthAt = out.position();
    if (of15) {
      out.u16(0);
      out.zero(2);
      out.i32(mod.commandBucketId());
    }
    int start = out.position();
    Buckets.write(mod.buckets(), mod.type(), out);
    if (of15) {
      out.patchLength(start, lengthAt, "bucket list");
      GroupProperties.write(mod.properties(), out);
    }
  }

  private static GroupType readType(int code) {
    return Enums.read(TYPES, code, OfError.OFPGMFC_BAD_TYPE);
  }

  static GroupDescRequest readDescRequest(WireReader in) {
    if (!Buckets.areOf15(in.version())) {
      return new GroupDescRequest();
    }
    GroupDescRequest request = new GroupDescRequest(in.i32());
    in.skip(4);
    return request;
  }

  static void writeDescRequest(GroupDescRequest request, WireWriter out) {
    if (Buckets.areOf15(out.version())) {
      out.i32(request.groupId());
      out.zero(4);
    } else if (request.groupId() != GroupMod.ALL_GROUPS) {
      throw EncodeException.unsayable(request, out.version());
    }
  }

  static GroupEntry readEntry(WireReader list) {
    boolean of15 = Buckets.areOf15(list.version());
    int header = of15 ? 16 : 8;
    int length = Lengths.ofElement(list, header, "group description");
    WireReader in = list.slice(length, OfError.OFPBRC_BAD_LEN);
    in.skip(2);
    int type = in.u8();
    in.skip(1);
    int groupId = in.i32();
    int bucketsLength = length - header;
    if (of15) {
      bucketsLength = in.u16();
      in.skip(6);
    }
    List<Bucket> buckets =
        Buckets.read(in.slice(bucketsLength, OfError.OFPGMFC_BAD_BUCKET), isSelect(type));
    List<GroupProperty> properties =
        of15 ? GroupProperties.read(in, isSelect(type), true) : List.of();
    return new GroupEntry(groupId, readType(type), buckets, properties);
  }

  static void writeEntry(GroupEntry entry, WireWriter out) {
    boolean of15 = Buckets.areOf15(out.version());
    if (!of15 && !entry.properties().isEmpty()) {
      throw EncodeException.unsayable("properties of group '" + entry + "'", out.version());
    }
    int start = out.position();
    out.u16(0);
    out.u8(entry.type().ordinal());
    out.zero(1);
    out.i32(entry.groupId());
    int lengthAt = out.position();
    out.zero(of15 ? 8 : 0);
    int buckets = out.position();
    Buckets.write(entry.buckets(), entry.type(), out);
    if (of15) {
      out.patchLength(buckets, lengthAt, "bucket list");
      GroupProperties.write(entry.properties(), out);
    }
    out.patchLength(start, start, "group description");
  }

  private static boolean saysLifetime(OfVersion version) {
    return version != OF11 && version != OF12;
  }

  static GroupCounters readCounters(WireReader list) {
    boolean hasLifetime = saysLifetime(list.version());
    int header = hasLifetime ? 40 : 32;
    int length = Lengths.ofElement(list, header, "list of group counters");
    // A length that ends within a bucket's counters means those before, as in Open vSwitch.
    int whole = length - (length - header) % BUCKET_COUNTERS;
    WireReader in = list.slice(whole, OfError.OFPBRC_BAD_LEN);
    in.skip(4);
    int groupId = in.i32();
    long references = in.u32();
    in.skip(4);
    long packets = in.i64();
    long bytes = in.i64();
    Optional<Elapsed> lifetime = hasLifetime ? Optional.of(Durations.read(in)) : Optional.empty();
    List<BucketCounters> buckets = new ArrayList<>();
    while (in.hasMore()) {
      buckets.add(new BucketCounters(in.i64(), in.i64()));
    }
    return new GroupCounters(groupId, references, packets, bytes, lifetime, buckets);
  }

  static void writeCounters(GroupCounters counters, WireWriter out) {
    if (saysLifetime(out.version()) != counters.lifetime().isPresent()) {
      throw EncodeException.unsayable("lifetime of " + counters, out.version());
    }
    int start = out.position();
    out.u16(0);
    out.zero(2);
    out.i32(counters.groupId());
    out.u32(counters.referenceCount());
    out.zero(4);
    out.i64(counters.packets());
    out.i64(counters.bytes());
    counters.lifetime().ifPresent(lifetime -> Durations.write(lifetime, out));
    for (BucketCounters bucket : counters.buckets()) {
      out.i64(bucket.packets());
      out.i64(bucket.bytes());
    }
    out.patchLength(start, start, "group counters");
  }

  static GroupFeatures readFeatures(WireReader in) {
    int types = in.i32();
    int capabilities = in.i32();
    long[] most = new long[TYPES.length];
    for (int i = 0; i < most.length; i++) {
      most[i] = in.u32();
    }
    return new GroupFeatures(
        types,
        capabilities,
        new GroupLimits(most[0], in.i32()),
        new GroupLimits(most[1], in.i32()),
        new GroupLimits(most[2], in.i32()),
        new GroupLimits(most[3], in.i32()));
  }

  static void writeFeatures(GroupFeatures features, WireWriter out) {
    List<GroupLimits> limits =
        List.of(features.all(), features.select(), features.indirect(), features.fastFailover());
    out.i32(features.types());
    out.i32(features.capabilities());
    limits.forEach(limit -> out.u32(limit.maxGroups()));
    limits.forEach(limit -> out.i32(limit.actions()));
  }
}
