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
import io.weft.net.PortNo;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.QueueDesc;
import io.weft.openflow.message.QueueGetConfigReply;
import io.weft.openflow.message.QueueGetConfigRequest;
import io.weft.openflow.message.QueueMultipart.QueueCounters;
import io.weft.openflow.message.QueueMultipart.QueueDescRequest;
import io.weft.openflow.message.QueueMultipart.QueueDescs;
import io.weft.openflow.message.QueueMultipart.QueueStats;
import io.weft.openflow.message.QueueMultipart.QueueStatsRequest;
import io.weft.openflow.message.QueueProperty;
import io.weft.openflow.message.UnknownProperty;
import java.util.List;

/** Queues listed and counted, in every form that a version has for it. */
final class QueueVectors {
  private static final Elapsed LIFETIME = new Elapsed(100, 7);
  private static final PortNo PORT = PortNo.of(7);
  private static final UnknownProperty EXPERIMENTER =
      new UnknownProperty(0xffff, Bytes.parse("005c16c7 00000001 0102030405"));

  private QueueVectors() {}

  private static QueueDesc queue(int queueId, QueueProperty... properties) {
    return new QueueDesc(PORT, queueId, List.of(properties));
  }

  private static QueueStats counters(Elapsed lifetime, UnknownProperty... properties) {
    return new QueueStats(
        List.of(new QueueCounters(PORT, 3, 2100, 20, 1, lifetime, List.of(properties))));
  }

  private static final QueueGetConfigReply QUEUES =
      new QueueGetConfigReply(
          PORT,
          List.of(
              queue(0x5555, new QueueProperty.MinRate(500), new QueueProperty.MaxRate(750)),
              queue(0x4444)));

  // spotless:off
  static final List<Vector<OfMessage>> ALL = List.of(
      row(OF10, new QueueGetConfigRequest(PORT), "0114000c 0000007b 00070000"),
      row(OF11, new QueueGetConfigRequest(PORT), "02160010 0000007b 00000007 00000000"),
      row(OF13, new QueueGetConfigRequest(PortNo.ANY), "04160010 0000007b ffffffff 00000000"),
      row(OF10, QUEUES, "01150040 0000007b 00070000 00000000 00005555 00280000 00010010 00000000 01f40000 00000000 00020010 00000000 02ee0000 00000000 00004444 00080000"),
      row(OF11, QUEUES, "02170040 0000007b 00000007 00000000 00005555 00280000 00010010 00000000 01f40000 00000000 00020010 00000000 02ee0000 00000000 00004444 00080000"),
      row(OF12, QUEUES, "03170050 0000007b 00000007 00000000 00005555 00000007 00300000 00000000 00010010 00000000 01f40000 00000000 00020010 00000000 02ee0000 00000000 00004444 00000007 00100000 00000000"),
      row(OF13, new QueueGetConfigReply(PORT, List.of(new QueueDesc(PortNo.of(8), 1, List.of(new QueueProperty.Unknown(new UnknownProperty(0xffff, Bytes.parse("00000000 005c16c7 00000000"))))))), "04170030 0000007b 00000007 00000000 00000001 00000008 00200000 00000000 ffff0010 00000000 005c16c7 00000000"),

      asked(OF10, new QueueStatsRequest(PortNo.ANY, QueueDesc.ALL_QUEUES), "01100014 0000007b 00050000 fffc0000 ffffffff"),
      asked(OF11, new QueueStatsRequest(PortNo.ANY, QueueDesc.ALL_QUEUES), "02120018 0000007b 00050000 00000000 ffffffff ffffffff"),
      asked(OF15, new QueueStatsRequest(PORT, 3), "06120018 0000007b 00050000 00000000 00000007 00000003"),
      answered(OF10, counters(Elapsed.NONE), "0111002c 0000007b 00050000 00070000 00000003 00000000 00000834 00000000 00000014 00000000 00000001"),
      answered(OF11, counters(Elapsed.NONE), "02130030 0000007b 00050000 00000000 00000007 00000003 00000000 00000834 00000000 00000014 00000000 00000001"),
      answered(OF13, counters(LIFETIME), "04130038 0000007b 00050000 00000000 00000007 00000003 00000000 00000834 00000000 00000014 00000000 00000001 00000064 00000007"),
      answered(OF14, counters(LIFETIME), "05130040 0000007b 00050000 00000000 00300000 00000000 00000007 00000003 00000000 00000834 00000000 00000014 00000000 00000001 00000064 00000007"),
      answered(OF15, counters(LIFETIME, EXPERIMENTER), "06130058 0000007b 00050000 00000000 00480000 00000000 00000007 00000003 00000000 00000834 00000000 00000014 00000000 00000001 00000064 00000007 ffff0011 005c16c7 00000001 01020304 05000000 00000000"),

      asked(OF14, new QueueDescRequest(PORT, 3), "05120018 0000007b 000f0000 00000000 00000007 00000003"),
      answered(OF14, new QueueDescs(List.of(queue(0x5555, new QueueProperty.MinRate(500), new QueueProperty.MaxRate(750)), queue(1, new QueueProperty.Unknown(EXPERIMENTER)))), "05130058 0000007b 000f0000 00000000 00000007 00005555 00200000 00000000 00010008 01f40000 00020008 02ee0000 00000007 00000001 00280000 00000000 ffff0011 005c16c7 00000001 01020304 05000000 00000000"));
  // spotless:on
}
