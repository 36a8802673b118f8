package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;
import static io.weft.openflow.codec.Vector.answered;
import static io.weft.openflow.codec.Vector.asked;
import static io.weft.openflow.codec.Vector.row;

import io.weft.net.Bytes;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.MeterBand;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.MeterMultipart.BandCounters;
import io.weft.openflow.message.MeterMultipart.MeterConfigRequest;
import io.weft.openflow.message.MeterMultipart.MeterConfigs;
import io.weft.openflow.message.MeterMultipart.MeterCounters;
import io.weft.openflow.message.MeterMultipart.MeterEntry;
import io.weft.openflow.message.MeterMultipart.MeterFeatures;
import io.weft.openflow.message.MeterMultipart.MeterFeaturesRequest;
import io.weft.openflow.message.MeterMultipart.MeterStats;
import io.weft.openflow.message.MeterMultipart.MeterStatsRequest;
import io.weft.openflow.message.OfMessage;
import java.util.List;
import java.util.Optional;

/** Meters changed, listed and counted. */
final class MeterVectors {
  private static final int KBPS_BURST_STATS = MeterMod.KBPS | MeterMod.BURST | MeterMod.STATS;

  private MeterVectors() {}

  // spotless:off
  static final List<Vector<OfMessage>> ALL = List.of(
      row(OF13, new MeterMod(MeterMod.Command.ADD, KBPS_BURST_STATS, 5, List.of(new MeterBand.Drop(1024, 128))), "041d0020 0000007b 0000000d 00000005 00010010 00000400 00000080 00000000"),
      row(OF14, new MeterMod(MeterMod.Command.MODIFY, MeterMod.PKTPS, MeterMod.CONTROLLER, List.of(new MeterBand.DscpRemark(1000, 0, 2), new MeterBand.Drop(2000, 0))), "051d0030 0000007b 00010002 fffffffe 00020010 000003e8 00000000 02000000 00010010 000007d0 00000000 00000000"),
      row(OF15, new MeterMod(MeterMod.Command.DELETE, 0, MeterMod.ALL_METERS, List.of()), "061d0010 0000007b 00020000 ffffffff"),
      row(OF13, new MeterMod(MeterMod.Command.ADD, MeterMod.KBPS, 6, List.of(new MeterBand.Experimenter(1000, 0, 0x5c16c7, Bytes.parse("0102030405060708")))), "041d0028 0000007b 00000001 00000006 ffff0018 000003e8 00000000 005c16c7 01020304 05060708"),

      asked(OF13, new MeterStatsRequest(MeterMod.ALL_METERS), "04120018 0000007b 00090000 00000000 ffffffff 00000000"),
      answered(OF13, new MeterStats(List.of(
          new MeterCounters(1, 5, 4096, 143360, new Elapsed(394, 174990148), List.of(new BandCounters(126, 13363), new BandCounters(231, 37934))),
          new MeterCounters(2, 0, 0, 0, new Elapsed(100, 7), List.of()))), "04130080 0000007b 00090000 00000000 00000001 00480000 00000000 00000005 00000000 00001000 00000000 00023000 0000018a 0a6e2344 00000000 0000007e 00000000 00003433 00000000 000000e7 00000000 0000942e 00000002 00280000 00*24 00000064 00000007"),
      asked(OF15, new MeterConfigRequest(5), "06120018 0000007b 000a0000 00000000 00000005 00000000"),
      answered(OF13, new MeterConfigs(List.of(
          new MeterEntry(1, MeterMod.KBPS | MeterMod.BURST, List.of(new MeterBand.Drop(65536, 1280), new MeterBand.DscpRemark(1048576, 61440, 0))),
          new MeterEntry(2, MeterMod.KBPS | MeterMod.STATS, List.of(new MeterBand.Drop(131072, 0))))), "04130050 0000007b 000a0000 00000000 00280005 00000001 00010010 00010000 00000500 00000000 00020010 00100000 0000f000 00000000 00180009 00000002 00010010 00020000 00000000 00000000"),
      asked(OF13, new MeterFeaturesRequest(), "04120010 0000007b 000b0000 00000000"),
      answered(OF13, new MeterFeatures(65536, 6, 15, 16, 2, Optional.empty()), "04130020 0000007b 000b0000 00000000 00010000 00000006 0000000f 10020000"),
      answered(OF15, new MeterFeatures(65536, 6, 15, 16, 2, Optional.empty()), "06130020 0000007b 000b0000 00000000 00010000 00000006 0000000f 10020000"),
      answered(OF15, new MeterFeatures(65536, 6, 15, 16, 2, Optional.of(3)), "06130028 0000007b 000b0000 00000000 00010000 00000006 0000000f 10020000 00000003 00000000"));
  // spotless:on
}
