package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF11;
import static io.weft.openflow.OfVersion.OF12;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;
import static io.weft.openflow.codec.Vector.answered;
import static io.weft.openflow.codec.Vector.asked;
import static io.weft.openflow.codec.Vector.row;

import io.weft.net.Bytes;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldId;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.TableDesc;
import io.weft.openflow.message.TableFeature;
import io.weft.openflow.message.TableFeatures;
import io.weft.openflow.message.TableFeatures.ElementId;
import io.weft.openflow.message.TableMod;
import io.weft.openflow.message.TableMultipart.TableCounters;
import io.weft.openflow.message.TableMultipart.TableDescRequest;
import io.weft.openflow.message.TableMultipart.TableDescs;
import io.weft.openflow.message.TableMultipart.TableFeaturesReply;
import io.weft.openflow.message.TableMultipart.TableFeaturesRequest;
import io.weft.openflow.message.TableMultipart.TableStats;
import io.weft.openflow.message.TableMultipart.TableStatsRequest;
import io.weft.openflow.message.TableProperty;
import io.weft.openflow.message.TableStatus;
import io.weft.openflow.message.TableSummary;
import io.weft.openflow.message.UnknownProperty;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tables configured, described and counted, in every form that a version has for it. */
final class TableVectors {
  private static final UnknownProperty EXPERIMENTER =
      new UnknownProperty(0xffff, Bytes.parse("005c16c7 00000063 0102030405"));

  private TableVectors() {}

  private static TableStats counters(TableSummary summary) {
    return new TableStats(List.of(new TableCounters(3, 2, 600, 500, Optional.of(summary))));
  }

  private static TableFeatures features(TableFeature... properties) {
    return new TableFeatures(
        3, TableFeatures.Command.REPLACE, 0, "acl", -1, 0xff, 4, 1000, List.of(properties));
  }

  /** What a table must have, all of it empty, and more. */
  private static TableFeature[] with(TableFeature... more) {
    return Stream.concat(
            Stream.of(
                new TableFeature.Instructions(List.of()),
                new TableFeature.NextTables(List.of()),
                new TableFeature.WriteActions(List.of()),
                new TableFeature.ApplyActions(List.of()),
                new TableFeature.MatchFields(List.of()),
                new TableFeature.Wildcards(List.of()),
                new TableFeature.WriteSetFields(List.of()),
                new TableFeature.ApplySetFields(List.of())),
            Stream.of(more))
        .toArray(TableFeature[]::new);
  }

  private static FieldId id(Field<?> field, OfVersion version) {
    return FieldId.of(field, version);
  }

  // spotless:off
  static final List<Vector<OfMessage>> ALL = List.of(
      row(OF11, new TableMod(2, 2, List.of()), "02110010 0000007b 02000000 00000002"),
      row(OF13, new TableMod(TableMod.ALL_TABLES, 3, List.of()), "04110010 0000007b ff000000 00000003"),
      row(OF14, new TableMod(2, TableMod.EVICTION | TableMod.VACANCY_EVENTS, List.of(new TableProperty.Eviction(7), new TableProperty.Vacancy(20, 80, 0))), "05110020 0000007b 02000000 0000000c 00020008 00000007 00030008 14500000"),
      row(OF15, new TableMod(2, 0, List.of(new TableProperty.Unknown(EXPERIMENTER))), "06110028 0000007b 02000000 00000000 ffff0011 005c16c7 00000063 01020304 05000000 00000000"),
      row(OF14, new TableStatus(TableStatus.Reason.VACANCY_UP, new TableDesc(2, 8, List.of(new TableProperty.Vacancy(20, 80, 85)))), "051f0020 0000007b 04000000 00000000 00100200 00000008 00030008 14505500"),
      row(OF15, new TableStatus(TableStatus.Reason.VACANCY_DOWN, new TableDesc(2, 8, List.of())), "061f0018 0000007b 03000000 00000000 00080200 00000008"),

      asked(OF10, new TableStatsRequest(), "0110000c 0000007b 00030000"),
      asked(OF13, new TableStatsRequest(), "04120010 0000007b 00030000 00000000"),
      answered(OF10, counters(new TableSummary.Of10("classifier", 0x3fffff, 1_000_000)), "0111004c 0000007b 00030000 03000000 636c6173 73696669 65720000 00*20 003fffff 000f4240 00000002 00000000 00000258 00000000 000001f4"),
      answered(OF11, counters(new TableSummary.Of11("classifier", 0xff, 0x1ff, 0x3e, 0x1ffff, 0x1fffe, 1, 1_000_000)), "02130068 0000007b 00030000 00000000 03000000 00000000 636c6173 73696669 65720000 00*20 000000ff 000001ff 0000003e 0001ffff 0001fffe 00000001 000f4240 00000002 00000000 00000258 00000000 000001f4"),
      answered(OF12, counters(new TableSummary.Of12("classifier", 0xfff, 0xff, 0x1ffff, 0x1fffe, 0x3f, 0x1f, -1, 0xffff, 0x3e, 2, 1_000_000)), "03130090 0000007b 00030000 00000000 03000000 00000000 636c6173 73696669 65720000 00*24 00000fff 00000000 000000ff 0001ffff 0001fffe 00000000 0000003f 00000000 0000001f ffffffff ffffffff 00000000 0000ffff 0000003e 00000002 000f4240 00000002 00000000 00000258 00000000 000001f4"),
      answered(OF13, new TableStats(List.of(new TableCounters(3, 2, 600, 500), new TableCounters(4, 0, -1, -1))), "04130040 0000007b 00030000 00000000 03000000 00000002 00000000 00000258 00000000 000001f4 04000000 00000000 ffffffff ffffffff ffffffff ffffffff"),
      answered(OF15, new TableStats(List.of(new TableCounters(3, 2, 600, 500))), "06130028 0000007b 00030000 00000000 03000000 00000002 00000000 00000258 00000000 000001f4"),

      asked(OF14, new TableDescRequest(), "05120010 0000007b 000e0000 00000000"),
      answered(OF14, new TableDescs(List.of(new TableDesc(0, 0, List.of()), new TableDesc(1, 0xc, List.of(new TableProperty.Eviction(2), new TableProperty.Vacancy(20, 80, 75), new TableProperty.Unknown(EXPERIMENTER))))), "05130048 0000007b 000e0000 00000000 00080000 00000000 00300100 0000000c 00020008 00000002 00030008 14504b00 ffff0011 005c16c7 00000063 01020304 05000000 00000000"),

      asked(OF13, new TableFeaturesRequest(List.of()), "04120010 0000007b 000c0000 00000000"),
      asked(OF13, new TableFeaturesRequest(List.of(features(with()))), "04120090 0000007b 000c0000 00000000 00800300 00000000 61636c00 00*28 ffffffff ffffffff 00000000 000000ff 00000004 000003e8 00000004 00000000 00020004 00000000 00040004 00000000 00060004 00000000 00080004 00000000 000a0004 00000000 000c0004 00000000 000e0004 00000000"),
      answered(OF13, new TableFeaturesReply(List.of(features(with()), features(
          new TableFeature.Instructions(List.of(ElementId.of(1), ElementId.of(4))),
          new TableFeature.InstructionsMiss(List.of(ElementId.of(1))),
          new TableFeature.NextTables(List.of(4, 5, 6)),
          new TableFeature.NextTablesMiss(List.of()),
          new TableFeature.WriteActions(List.of(ElementId.of(0), new ElementId(0xffff, Bytes.parse("00002320")))),
          new TableFeature.WriteActionsMiss(List.of(ElementId.of(0))),
          new TableFeature.ApplyActions(List.of(ElementId.of(0), ElementId.of(22), ElementId.of(25))),
          new TableFeature.ApplyActionsMiss(List.of()),
          new TableFeature.MatchFields(List.of(id(Field.IN_PORT, OF13), id(Field.ETH_DST, OF13).masked())),
          new TableFeature.Wildcards(List.of(id(Field.ETH_DST, OF13))),
          new TableFeature.WriteSetFields(List.of(id(Field.ETH_DST, OF13), id(Field.VLAN_VID, OF13))),
          new TableFeature.WriteSetFieldsMiss(List.of()),
          new TableFeature.ApplySetFields(List.of(new FieldId(0xffff, 1, false, 8, 0x5c16c7))),
          new TableFeature.ApplySetFieldsMiss(List.of(new FieldId(0x8000, 99, true, 8, 0))),
          new TableFeature.Unknown(EXPERIMENTER)))), "04130188 0000007b 000c0000 00000000 00800300 00000000 61636c00 00*28 ffffffff ffffffff 00000000 000000ff 00000004 000003e8 00000004 00000000 00020004 00000000 00040004 00000000 00060004 00000000 00080004 00000000 000a0004 00000000 000c0004 00000000 000e0004 00000000 00f80300 00000000 61636c00 00*28 ffffffff ffffffff 00000000 000000ff 00000004 000003e8 0000000c 00010004 00040004 00000000 00010008 00010004 00020007 04050600 00030004 00000000 00040010 00000004 ffff0008 00002320 00050008 00000004 00060010 00000004 00160004 00190004 00070004 00000000 0008000c 80000004 8000070c 00000000 000a0008 80000606 000c000c 80000606 80000c02 00000000 000d0004 00000000 000e000c ffff0208 005c16c7 00000000 000f0008 8000c708 ffff0011 005c16c7 00000063 01020304 05000000 00000000"),
      answered(OF14, new TableFeaturesReply(List.of(features(with(new TableFeature.TableSyncFrom(List.of(2)), new TableFeature.Unknown(new UnknownProperty(0xfffe, Bytes.parse("005c16c7 00000001"))))))), "051300a8 0000007b 000c0000 00000000 00980300 00000000 61636c00 00*28 ffffffff ffffffff 00000000 000000ff 00000004 000003e8 00000004 00000000 00020004 00000000 00040004 00000000 00060004 00000000 00080004 00000000 000a0004 00000000 000c0004 00000000 000e0004 00000000 00100005 02000000 fffe000c 005c16c7 00000001 00000000"),
      asked(OF15, new TableFeaturesRequest(List.of(new TableFeatures(3, TableFeatures.Command.ENABLE, 2, "egress", 0, 0, 0, 0, List.of()))), "06120050 0000007b 000c0000 00000000 00400302 00000002 65677265 73730000 00*48"),
      answered(OF15, new TableFeaturesReply(List.of(features(with(
          new TableFeature.WriteCopyFields(List.of(id(Field.ETH_DST, OF15))),
          new TableFeature.WriteCopyFieldsMiss(List.of()),
          new TableFeature.ApplyCopyFields(List.of(id(Field.METADATA, OF15))),
          new TableFeature.ApplyCopyFieldsMiss(List.of(id(Field.TUNNEL_ID, OF15))),
          new TableFeature.PacketTypes(List.of(Match.builder().set(Field.PACKET_TYPE, 0L).build(), Match.builder().set(Field.PACKET_TYPE, 0x10800L).build())))))), "061300c8 0000007b 000c0000 00000000 00b80300 00000000 61636c00 00*28 ffffffff ffffffff 00000000 000000ff 00000004 000003e8 00000004 00000000 00020004 00000000 00040004 00000000 00060004 00000000 00080004 00000000 000a0004 00000000 000c0004 00000000 000e0004 00000000 00120008 80000606 00130004 00000000 00140008 80000408 00150008 80004c08 00160014 80005804 00000000 80005804 00010800 00000000"));
  // spotless:on
}
