package io.weft.openflow.codec;

import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart.BucketCounters;
import io.weft.openflow.message.GroupMultipart.GroupCounters;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Groups: changed, listed and counted (OpenFlow 1.3.5, 7.3.4.2, 7.3.5.9 and 7.3.5.10). */
final class Groups {
  private static final int BUCKET_HEADER = 16;

  private Groups() {}

  static GroupMod readMod(WireReader in) {
    GroupMod.Command command =
        Enums.read(GroupMod.Command.values(), in.u16(), OfError.OFPGMFC_BAD_COMMAND);
    GroupType type = readType(in);
    in.skip(1);
    int groupId = in.i32();
    return new GroupMod(command, type, groupId, readBuckets(in));
  }

  static void writeMod(GroupMod mod, WireWriter out) {
    out.u16(mod.command().ordinal());
    out.u8(mod.type().ordinal());
    out.zero(1);
    out.i32(mod.groupId());
    mod.buckets().forEach(bucket -> writeBucket(bucket, out));
  }

  private static GroupType readType(WireReader in) {
    return Enums.read(GroupType.values(), in.u8(), OfError.OFPGMFC_BAD_TYPE);
  }

  private static List<Bucket> readBuckets(WireReader in) {
    List<Bucket> buckets = new ArrayList<>();
    WireReader list = in.rest(OfError.OFPGMFC_BAD_BUCKET);
    while (list.hasMore()) {
      int length = list.u16();
      if (length < BUCKET_HEADER) {
        throw new DecodeException(OfError.OFPGMFC_BAD_BUCKET, "bucket of length " + length);
      }
      WireReader body = list.slice(length - 2, OfError.OFPGMFC_BAD_BUCKET);
      int weight = body.u16();
      PortNo watchPort = PortCodec.read(body);
      int watchGroup = body.i32();
      body.skip(4);
      buckets.add(new Bucket(weight, watchPort, watchGroup, Actions.read(body)));
    }
    return buckets;
  }

  private static void writeBucket(Bucket bucket, WireWriter out) {
    int start = out.position();
    out.u16(0);
    out.u16(bucket.weight());
    PortCodec.write(bucket.watchPort(), out);
    out.i32(bucket.watchGroup());
    out.zero(4);
    Actions.write(bucket.actions(), out);
    out.patchLength(start, start, "bucket");
  }

  static GroupEntry readEntry(WireReader list) {
    int length = list.u16();
    if (length < 8) {
      throw new DecodeException(OfError.OFPBRC_BAD_LEN, "group description of length " + length);
    }
    WireReader in = list.slice(length - 2, OfError.OFPBRC_BAD_LEN);
    GroupType type = readType(in);
    in.skip(1);
    return new GroupEntry(in.i32(), type, readBuckets(in));
  }

  static void writeEntry(GroupEntry entry, WireWriter out) {
    int start = out.position();
    out.u16(0);
    out.u8(entry.type().ordinal());
    out.zero(1);
    out.i32(entry.groupId());
    entry.buckets().forEach(bucket -> writeBucket(bucket, out));
    out.patchLength(start, start, "group description");
  }

  static GroupCounters readCounters(WireReader list) {
    int length = list.u16();
    if (length < 40) {
      throw new DecodeException(OfError.OFPBRC_BAD_LEN, "group counters of length " + length);
    }
    WireReader in = list.slice(length - 2, OfError.OFPBRC_BAD_LEN);
    in.skip(2);
    int groupId = in.i32();
    long references = in.u32();
    in.skip(4);
    long packets = in.i64();
    long bytes = in.i64();
    Duration lifetime = Durations.read(in);
    List<BucketCounters> buckets = new ArrayList<>();
    while (in.hasMore()) {
      buckets.add(new BucketCounters(in.i64(), in.i64()));
    }
    return new GroupCounters(groupId, references, packets, bytes, lifetime, buckets);
  }

  static void writeCounters(GroupCounters counters, WireWriter out) {
    int start = out.position();
    out.u16(0);
    out.zero(2);
    out.i32(counters.groupId());
    out.u32(counters.referenceCount());
    out.zero(4);
    out.i64(counters.packets());
    out.i64(counters.bytes());
    Durations.write(counters.lifetime(), out);
    for (BucketCounters bucket : counters.buckets()) {
      out.i64(bucket.packets());
      out.i64(bucket.bytes());
    }
    out.patchLength(start, start, "group counters");
  }
}
