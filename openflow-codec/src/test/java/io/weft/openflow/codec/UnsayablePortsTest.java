package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF11;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weft.net.Bytes;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldId;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.MeterBand;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.MeterMultipart.MeterFeatures;
import io.weft.openflow.message.MeterMultipart.MeterStatsRequest;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMod;
import io.weft.openflow.message.PortMultipart.CounterProperty;
import io.weft.openflow.message.PortMultipart.CustomCounter;
import io.weft.openflow.message.PortMultipart.PortCounters;
import io.weft.openflow.message.PortMultipart.PortDescRequest;
import io.weft.openflow.message.PortMultipart.PortStats;
import io.weft.openflow.message.PortProperty;
import io.weft.openflow.message.QueueDesc;
import io.weft.openflow.message.QueueGetConfigReply;
import io.weft.openflow.message.QueueGetConfigRequest;
import io.weft.openflow.message.QueueMultipart.QueueCounters;
import io.weft.openflow.message.QueueMultipart.QueueDescRequest;
import io.weft.openflow.message.QueueMultipart.QueueStats;
import io.weft.openflow.message.QueueProperty;
import io.weft.openflow.message.TableDesc;
import io.weft.openflow.message.TableFeature;
import io.weft.openflow.message.TableFeatures;
import io.weft.openflow.message.TableMod;
import io.weft.openflow.message.TableMultipart.TableCounters;
import io.weft.openflow.message.TableMultipart.TableDescs;
import io.weft.openflow.message.TableMultipart.TableFeaturesReply;
import io.weft.openflow.message.TableMultipart.TableFeaturesRequest;
import io.weft.openflow.message.TableMultipart.TableStats;
import io.weft.openflow.message.TableProperty;
import io.weft.openflow.message.TableStatus;
import io.weft.openflow.message.TableSummary;
import io.weft.openflow.message.UnknownProperty;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a version cannot say of ports, tables, queues and meters is refused, by name. */
class UnsayablePortsTest {
  /**
   * @param says what the message of the exception contains
   */
  record Row(OfVersion version, String says, OfMessage message) {}

  private static Row row(OfVersion version, String says, OfMessage message) {
    return new Row(version, says, message);
  }

  private static OfMessage ask(MultipartBody.Request body) {
    return new OfMessage.MultipartRequest(false, body);
  }

  private static OfMessage answer(MultipartBody.Reply body) {
    return new OfMessage.MultipartReply(false, body);
  }

  private static OfMessage port(PortProperty... properties) {
    PortDesc port = new PortDesc(PortNo.of(1), MacAddress.ZERO, "p1", 0, 0, List.of(properties));
    return new OfMessage.PortStatus(OfMessage.PortReason.ADD, port);
  }

  private static OfMessage portMod(PortMod.Property... properties) {
    return new PortMod(PortNo.of(1), MacAddress.ZERO, 0, 0, List.of(properties));
  }

  private static OfMessage counters(Elapsed lifetime, CounterProperty... properties) {
    return answer(
        new PortStats(
            List.of(
                new PortCounters(
                    PortNo.of(1), 0, 0, 0, 0, 0, 0, 0, 0, lifetime, List.of(properties)))));
  }

  private static OfMessage tableMod(TableProperty property) {
    return new TableMod(1, 0, List.of(property));
  }

  private static OfMessage tableCounters(TableSummary summary) {
    return answer(new TableStats(List.of(new TableCounters(1, 0, 0, 0, Optional.of(summary)))));
  }

  private static TableFeatures features(
      int tableId, TableFeatures.Command command, TableFeature... properties) {
    return new TableFeatures(tableId, command, 0, "t", 0, 0, 0, 0, List.of(properties));
  }

  private static OfMessage features(TableFeature... properties) {
    TableFeatures table = features(1, TableFeatures.Command.REPLACE, properties);
    return answer(new TableFeaturesReply(List.of(table)));
  }

  private static OfMessage queue(PortNo port, QueueProperty... properties) {
    return new QueueGetConfigReply(
        PortNo.of(1), List.of(new QueueDesc(port, 1, List.of(properties))));
  }

  private static OfMessage meter(MeterBand... bands) {
    return new MeterMod(MeterMod.Command.ADD, MeterMod.KBPS, 1, List.of(bands));
  }

  private static UnknownProperty unknown(int type, String hex) {
    return new UnknownProperty(type, Bytes.parse(hex));
  }

  private static final PortProperty.Optical OPTICAL =
      new PortProperty.Optical(0, 0, 0, 0, 0, 0, 0, 0, 0);

  // spotless:off
  static List<Row> rows() {
    return List.of(
        row(OF13, "properties []",          port()),
        row(OF13, "Optical",                port(OPTICAL)),
        row(OF11, "Ethernet",               port(PortProperty.Ethernet.UNKNOWN, PortProperty.Ethernet.UNKNOWN)),
        row(OF14, "Recirculate",            port(new PortProperty.Recirculate(List.of()))),
        row(OF14, "type=0",                 port(new PortProperty.Unknown(unknown(0, "00000000")))),
        row(OF14, "65536 in 16",            port(new PortProperty.Unknown(unknown(0x10000, "")))),
        row(OF14, "type=65535",             port(new PortProperty.Unknown(unknown(0xffff, "00000001")))),
        row(OF14, "type=65535",             port(new PortProperty.Unknown(unknown(0xffff, "00000000 00000001")))),
        row(OF13, "Optical",                portMod(new PortMod.Property.Optical(0, 0, 0, 0, 0))),
        row(OF13, "advertise=0",            portMod(new PortMod.Property.Ethernet(0))),
        row(OF10, "features 0x80",          portMod(new PortMod.Property.Ethernet(0x80))),
        row(OF13, "properties=[]",          counters(Elapsed.NONE)),
        row(OF11, "lifetime",               counters(Elapsed.ofSeconds(1), new CounterProperty.Ethernet(0, 0, 0, 0))),
        row(OF14, "name of 256",            counters(Elapsed.NONE, new CounterProperty.Custom(List.of(new CustomCounter("x".repeat(256), 0))))),
        row(OF14, "PortDescRequest",        ask(new PortDescRequest(PortNo.of(1)))),

        row(OF10, "TableMod",               new TableMod(1, 0, List.of())),
        row(OF13, "Eviction",               tableMod(new TableProperty.Eviction(0))),
        row(OF14, "Vacancy",                tableMod(new TableProperty.Vacancy(20, 10, 0))),
        row(OF14, "Vacancy",                tableMod(new TableProperty.Vacancy(20, 101, 0))),
        row(OF14, "Vacancy",                tableMod(new TableProperty.Vacancy(10, 20, 1))),
        row(OF14, "type=9",                 tableMod(new TableProperty.Unknown(unknown(9, "00000000")))),
        row(OF13, "TableStatus",            new TableStatus(TableStatus.Reason.VACANCY_UP, new TableDesc(1, 0, List.of()))),
        row(OF14, "an empty list",          answer(new TableDescs(List.of()))),
        row(OF10, "TableCounters",          answer(new TableStats(List.of(new TableCounters(1, 0, 0, 0))))),
        row(OF13, "Of10",                   tableCounters(new TableSummary.Of10("t", 0, 0))),
        row(OF11, "Of10",                   tableCounters(new TableSummary.Of10("t", 0, 0))),
        row(OF13, "required",               features()),
        row(OF15, "type 1",                 features(new TableFeature.InstructionsMiss(List.of()), new TableFeature.InstructionsMiss(List.of()))),
        row(OF15, "next table 255",         features(new TableFeature.NextTables(List.of(255)))),
        row(OF15, "with a mask",            features(new TableFeature.Wildcards(List.of(FieldId.of(Field.ETH_DST, OF15).masked())))),
        row(OF13, "ApplyCopyFields",        features(new TableFeature.ApplyCopyFields(List.of()))),
        row(OF15, "tableId=255",            ask(new TableFeaturesRequest(List.of(features(255, TableFeatures.Command.REPLACE))))),
        row(OF14, "ENABLE",                 ask(new TableFeaturesRequest(List.of(features(1, TableFeatures.Command.ENABLE))))),

        row(OF14, "QueueGetConfigRequest",  new QueueGetConfigRequest(PortNo.of(1))),
        row(OF10, "port=ANY",               new QueueGetConfigRequest(PortNo.ANY)),
        row(OF13, "port=LOCAL",             new QueueGetConfigRequest(PortNo.LOCAL)),
        row(OF11, "port=2",                 queue(PortNo.of(2))),
        row(OF13, "type=1",                 queue(PortNo.of(1), new QueueProperty.Unknown(unknown(1, "00000000")))),
        row(OF13, "type=9",                 queue(PortNo.of(1), new QueueProperty.Unknown(unknown(9, "000000")))),
        row(OF13, "QueueDescRequest",       ask(new QueueDescRequest(PortNo.ANY, QueueDesc.ALL_QUEUES))),
        row(OF13, "type=9",                 answer(new QueueStats(List.of(new QueueCounters(PortNo.of(1), 1, 0, 0, 0, Elapsed.NONE, List.of(unknown(9, ""))))))),

        row(OF11, "meter=1",                meter()),
        row(OF13, "kbps pktps",             new MeterMod(MeterMod.Command.ADD, MeterMod.KBPS | MeterMod.PKTPS, 1, List.of())),
        row(OF13, "no multiple of 8",       meter(new MeterBand.Experimenter(1, 0, 1, Bytes.parse("00")))),
        row(OF13, "256 in 8 bits",          meter(new MeterBand.DscpRemark(1, 0, 256))),
        row(OF11, "MeterStatsRequest",      ask(new MeterStatsRequest(1))),
        row(OF14, "features=Optional[1]",   answer(new MeterFeatures(0, 0, 0, 0, 0, Optional.of(1)))));
  }
  // spotless:on

  @ParameterizedTest
  @MethodSource("rows")
  void isRefused(Row row) {
    assertThatExceptionOfType(EncodeException.class)
        .isThrownBy(() -> Frames.encode(row.version(), row.message()))
        .withMessageContaining(row.says())
        .withMessageContaining("OpenFlow " + row.version());
  }
}
