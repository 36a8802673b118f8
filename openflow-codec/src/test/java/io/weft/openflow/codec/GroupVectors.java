package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF11;
import static io.weft.openflow.OfVersion.OF12;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF15;

import io.weft.net.Bytes;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart.GroupCounters;
import io.weft.openflow.message.GroupMultipart.GroupDesc;
import io.weft.openflow.message.GroupMultipart.GroupDescRequest;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.GroupMultipart.GroupFeatures;
import io.weft.openflow.message.GroupMultipart.GroupFeaturesRequest;
import io.weft.openflow.message.GroupMultipart.GroupLimits;
import io.weft.openflow.message.GroupMultipart.GroupStats;
import io.weft.openflow.message.GroupMultipart.GroupStatsRequest;
import io.weft.openflow.message.GroupProperty;
import io.weft.openflow.message.GroupProperty.OldSelectionMethod;
import io.weft.openflow.message.GroupProperty.SelectionMethod;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.UnknownProperty;
import java.util.List;

/** Groups in the forms that came after OpenFlow 1.3, and in the extension's for 1.0. */
final class GroupVectors {
  private static final String BUCKETS =
      "bucket=bucket_id:0,weight:5,watch_port:1,actions=output:1,bucket=bucket_id:7,watch_group:2,actions=output:2";
  private static final GroupFeatures FEATURES =
      new GroupFeatures(
          0xf,
          0x3,
          new GroupLimits(1, 0x1),
          new GroupLimits(2, 0x3),
          new GroupLimits(3, 0x7),
          new GroupLimits(4, 0xf));

  private GroupVectors() {}

  private static Vector<OfMessage> v(OfVersion version, String hex, OfMessage value) {
    return new Vector<>(version, hex, value);
  }

  private static OfMessage ask(MultipartBody.Request body) {
    return new OfMessage.MultipartRequest(false, body);
  }

  private static OfMessage answer(MultipartBody.Reply body) {
    return new OfMessage.MultipartReply(false, body);
  }

  private static GroupMod with(GroupProperty property) {
    return new GroupMod(
        GroupMod.Command.ADD,
        GroupType.SELECT,
        9,
        GroupMod.ALL_BUCKETS,
        List.of(),
        List.of(property));
  }

  // spotless:off
  static final List<Vector<OfMessage>> ALL = List.of(
      v(OF11, "020f0030 0000007b 00000300 00000009 00200000 00000001 ffffffff 00000000 00000010 00000001 00000000 00000000", GroupMod.parse("group_id=9,type=ff,bucket=watch_port:1,actions=output:1")),
      v(OF12, "030f0030 0000007b 80000000 00000009 00200000 ffffffff ffffffff 00000000 00000010 00000001 00000000 00000000", GroupMod.parse("add_or_mod group_id=9,type=all,bucket=actions=output:1")),
      v(OF10, "01040098 0000007b 00002320 0000001f 00000100 00000009 00400000 ffffffff 00200008 00000000 00000008 00010000 00000008 00050000 00010008 00000001 00200008 00000007 00000008 00020000 00000008 00010000 00020008 00000002 ffff0035 0000154d 00000001 00000000 68617368 00000000 00000000 00000000 00000000 00000007 80001804 ffffff00 80001401 ff000000", GroupMod.parse("group_id=9,type=select,selection_method=hash,selection_method_param=7,fields(ip_dst=255.255.255.0,nw_proto)," + BUCKETS)),
      v(OF15, "060f0090 0000007b 00000100 00000009 00500000 ffffffff 00280010 00000000 00000010 00000001 00000000 00000000 00000008 00050000 00010008 00000001 00280010 00000007 00000010 00000002 00000000 00000000 00000008 00010000 00020008 00000002 ffff0028 0000154d 00000001 00000000 64705f68 61736800 00000000 00000000 00000000 00000000", GroupMod.parse("group_id=9,type=select,selection_method=dp_hash," + BUCKETS)),
      v(OF15, "060f0030 0000007b 00030000 00000009 00180000 fffffffd 00180010 00000003 00000010 00000001 00000000 00000000", GroupMod.parse("insert_bucket command_bucket_id=first,group_id=9,bucket=bucket_id:3,actions=output:1")),
      v(OF15, "060f0018 0000007b 00050000 00000009 00000000 00000003", GroupMod.parse("remove_bucket command_bucket_id=3,group_id=9")),
      v(OF10, "01040020 0000007b 00002320 0000001f 00050000 00000009 00000000 ffffffff", GroupMod.parse("remove_bucket command_bucket_id=all,group_id=9")),
      v(OF15, "060f0040 0000007b 00000100 00000009 00000000 ffffffff ffff0028 00001540 00000001 00000000 68617368 00000000 00000000 00000000 00000000 00000007", with(new OldSelectionMethod(new SelectionMethod("hash", 7, List.of())))),

      v(OF10, "01100020 0000007b ffff0000 00002320 00000007 00000000 00000009 00000000", ask(new GroupStatsRequest(9))),
      v(OF10, "01100020 0000007b ffff0000 00002320 00000008 00000000 00000009 00000000", ask(new GroupDescRequest(9))),
      v(OF15, "06120018 0000007b 00070000 00000000 00000009 00000000", ask(new GroupDescRequest(9))),
      v(OF10, "01100018 0000007b ffff0000 00002320 00000009 00000000", ask(new GroupFeaturesRequest())),
      v(OF12, "03120010 0000007b 00080000 00000000", ask(new GroupFeaturesRequest())),

      v(OF10, "01110050 0000007b ffff0000 00002320 00000007 00000000 00380000 00000009 00000004 00000000 00000000 00000005 00000000 00000006 00000012 1dcd6500 00000000 00000001 00000000 00000002", answer(new GroupStats(List.of(GroupCounters.parse("group_id=9,duration=18.5s,ref_count=4,packet_count=5,byte_count=6,bucket0:packet_count=1,byte_count=2"))))),
      v(OF11, "02130060 0000007b 00060000 00000000 00300000 00000009 00000004 00000000 00000000 00000005 00000000 00000006 00000000 00000001 00000000 00000002 00200000 00000008 00000000 00000000 00000000 00000000 00000000 00000000", answer(new GroupStats(List.of(GroupCounters.parse("group_id=9,ref_count=4,packet_count=5,byte_count=6,bucket0:packet_count=1,byte_count=2"), GroupCounters.parse("group_id=8,ref_count=0,packet_count=0,byte_count=0"))))),
      v(OF10, "01110098 0000007b ffff0000 00002320 00000008 00000000 00800100 00000009 00400000 00000000 00200008 00000000 00000008 00010000 00000008 00050000 00010008 00000001 00200008 00000007 00000008 00020000 00000008 00010000 00020008 00000002 ffff002d 0000154d 00000001 00000000 68617368 00000000 00000000 00000000 00000000 00000000 80001401 ff000000", answer(new GroupDesc(List.of(GroupEntry.parse("group_id=9,type=select,selection_method=hash,fields=nw_proto," + BUCKETS))))),
      v(OF15, "061300a8 0000007b 00070000 00000000 00880100 00000009 00500000 00000000 00280010 00000000 00000010 00000001 00000000 00000000 00000008 00050000 00010008 00000001 00280010 00000007 00000010 00000002 00000000 00000000 00000008 00010000 00020008 00000002 ffff0028 0000154d 00000001 00000000 68617368 00000000 00000000 00000000 00000000 00000000 00100000 00000008 00000000 00000000", answer(new GroupDesc(List.of(GroupEntry.parse("group_id=9,type=select,selection_method=hash," + BUCKETS), GroupEntry.parse("group_id=8,type=all"))))),
      v(OF11, "02130040 0000007b ffff0000 00000000 00002320 00000009 0000000f 00000003 00000001 00000002 00000003 00000004 00000001 00000003 00000007 0000000f", answer(FEATURES)),
      v(OF13, "04130038 0000007b 00080000 00000000 0000000f 00000003 00000001 00000002 00000003 00000004 00000001 00000003 00000007 0000000f", answer(FEATURES)));

  /** Properties of experimenters, which Open vSwitch refuses. */
  static final List<Vector<OfMessage>> UNKNOWN = List.of(
      v(OF15, "060f0040 0000007b 00000000 00000009 00280000 ffffffff 00280010 00000003 00000010 00000001 00000000 00000000 ffff000d 00004b1a 00000001 7f000000", GroupMod.parse("group_id=9,type=all,bucket=bucket_id:3,experimenter:00004b1a000000017f,actions=output:1")),
      v(OF15, "060f0028 0000007b 00000100 00000009 00000000 ffffffff ffff000d 00004b1a 00000001 7f000000", with(new GroupProperty.Unknown(new UnknownProperty(0xffff, Bytes.parse("00004b1a000000017f"))))));
  // spotless:on
}
