package io.weft.openflow;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldId;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.MeterBand;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.MeterMultipart.BandCounters;
import io.weft.openflow.message.MeterMultipart.MeterConfigRequest;
import io.weft.openflow.message.MeterMultipart.MeterConfigs;
import io.weft.openflow.message.MeterMultipart.MeterCounters;
import io.weft.openflow.message.MeterMultipart.MeterEntry;
import io.weft.openflow.message.MeterMultipart.MeterFeatures;
import io.weft.openflow.message.MeterMultipart.MeterStats;
import io.weft.openflow.message.MeterMultipart.MeterStatsRequest;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMod;
import io.weft.openflow.message.PortMultipart.CounterProperty;
import io.weft.openflow.message.PortMultipart.CustomCounter;
import io.weft.openflow.message.PortMultipart.PortCounters;
import io.weft.openflow.message.PortMultipart.PortDescRequest;
import io.weft.openflow.message.PortMultipart.PortDescs;
import io.weft.openflow.message.PortMultipart.PortStats;
import io.weft.openflow.message.PortMultipart.PortStatsRequest;
import io.weft.openflow.message.PortProperty;
import io.weft.openflow.message.QueueDesc;
import io.weft.openflow.message.QueueGetConfigReply;
import io.weft.openflow.message.QueueGetConfigRequest;
import io.weft.openflow.message.QueueMultipart.QueueCounters;
import io.weft.openflow.message.QueueMultipart.QueueDescRequest;
import io.weft.openflow.message.QueueMultipart.QueueDescs;
import io.weft.openflow.message.QueueMultipart.QueueStats;
import io.weft.openflow.message.QueueMultipart.QueueStatsRequest;
import io.weft.openflow.message.QueueProperty;
import io.weft.openflow.message.TableDesc;
import io.weft.openflow.message.TableFeature;
import io.weft.openflow.message.TableFeatures;
import io.weft.openflow.message.TableFeatures.ElementId;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Makes messages about ports, tables, queues and meters that a version has and a switch takes. */
public final class PortsGenerator {
  /** Open vSwitch numbers ports with 16 bits inside. */
  private static final int MAX_PORT = 0xff00;

  private final Generator values;
  private final OfVersion version;
  private final Random order;
  private final List<Supplier<OfMessage>> kinds = new ArrayList<>();

  public PortsGenerator(long seed, OfVersion version) {
    this.values = new Generator(seed, version);
    this.version = version;
    this.order = new Random(seed);
    kinds.addAll(
        List.of(
            this::portStatus,
            this::portMod,
            () -> ask(new PortStatsRequest(portOrAny())),
            () -> answer(new PortStats(values.listOf(4, this::portCounters))),
            () -> ask(new PortDescRequest(is(OfVersion.OF15) ? portOrAny() : PortNo.ANY)),
            () -> answer(new PortDescs(values.listOf(4, this::port))),
            () -> answer(new TableStats(values.listOf(4, this::tableCounters))),
            () -> ask(new QueueStatsRequest(portOrAny(), queueId())),
            () -> answer(new QueueStats(values.listOf(4, this::queueCounters)))));
    if (version != OfVersion.OF10) {
      kinds.add(this::tableMod);
    }
    if (version.isBefore(OfVersion.OF14)) {
      kinds.add(() -> new QueueGetConfigRequest(portNo()));
      kinds.add(this::queues);
    }
    if (!version.isBefore(OfVersion.OF13)) {
      kinds.addAll(
          List.of(
              this::meterMod,
              () -> ask(new MeterStatsRequest(values.i32())),
              () -> answer(new MeterStats(values.listOf(4, this::meterCounters))),
              () -> ask(new MeterConfigRequest(values.i32())),
              () -> answer(new MeterConfigs(values.listOf(4, this::meter))),
              () -> answer(meterFeatures()),
              () -> ask(new TableFeaturesRequest(values.listOf(3, this::tableFeatures))),
              () -> answer(new TableFeaturesReply(List.of(tableFeatures())))));
    }
    if (!version.isBefore(OfVersion.OF14)) {
      kinds.addAll(
          List.of(
              () -> new TableStatus(values.oneOf(List.of(TableStatus.Reason.values())), table()),
              () -> answer(new TableDescs(List.of(table(), table()))),
              () -> ask(new QueueDescRequest(portOrAny(), queueId())),
              () -> answer(new QueueDescs(values.listOf(4, () -> queue(portNo()))))));
    }
  }

  public OfMessage message() {
    return values.oneOf(kinds).get();
  }

  private boolean is(OfVersion wanted) {
    return version == wanted;
  }

  private boolean hasProperties() {
    return !version.isBefore(OfVersion.OF14);
  }

  private OfMessage ask(MultipartBody.Request body) {
    return new OfMessage.MultipartRequest(false, body);
  }

  private OfMessage answer(MultipartBody.Reply body) {
    return new OfMessage.MultipartReply(values.oneIn(3), body);
  }

  private PortNo portNo() {
    return PortNo.of(values.below(MAX_PORT));
  }

  private PortNo portOrAny() {
    return values.oneIn(3) ? PortNo.ANY : portNo();
  }

  private int queueId() {
    return values.oneIn(3) ? QueueDesc.ALL_QUEUES : values.i32();
  }

  private Elapsed lifetime() {
    return version.isBefore(OfVersion.OF13) ? Elapsed.NONE : values.lifetime();
  }

  private UnknownProperty experimenter() {
    Bytes id = Bytes.parse("005c16c7%08x".formatted(0x100 + values.below(0x100)));
    return new UnknownProperty(0xffff, Bytes.parse(id + values.bytes(values.below(20)).toString()));
  }

  /** A port as the version has it, with more properties where there are some. */
  public PortDesc port() {
    PortDesc port = values.portDesc();
    List<PortProperty> properties = new ArrayList<>(port.properties());
    if (hasProperties() && values.oneIn(2)) {
      properties.add(
          new PortProperty.Optical(
              values.i32(),
              values.u32(),
              values.u32(),
              values.u32(),
              values.u32(),
              values.u32(),
              values.u32(),
              values.u16(),
              values.u16()));
      properties.add(new PortProperty.Unknown(experimenter()));
    }
    if (is(OfVersion.OF15) && values.oneIn(2)) {
      properties.add(new PortProperty.PipelineInput(fields(true)));
      properties.add(new PortProperty.PipelineOutput(fields(true)));
      properties.add(new PortProperty.Recirculate(values.listOf(4, this::portNo)));
    }
    Collections.shuffle(properties, order);
    PortNo number = values.oneIn(4) ? PortNo.LOCAL : portNo();
    return new PortDesc(
        number, port.hwAddress(), port.name(), port.config(), port.state(), properties);
  }

  private OfMessage portStatus() {
    return new OfMessage.PortStatus(values.oneOf(List.of(OfMessage.PortReason.values())), port());
  }

  private OfMessage portMod() {
    int features = 1 + values.below(is(OfVersion.OF10) ? 0x7f : 0xffff);
    List<PortMod.Property> properties = new ArrayList<>();
    if (values.oneIn(2)) {
      properties.add(new PortMod.Property.Ethernet(features));
    }
    if (hasProperties() && values.oneIn(2)) {
      properties.add(
          new PortMod.Property.Optical(
              values.i32(), values.u32(), values.i32(), values.u32(), values.u32()));
      properties.add(new PortMod.Property.Unknown(experimenter()));
    }
    return new PortMod(portNo(), values.mac(), values.i32(), values.i32(), properties);
  }

  private PortCounters portCounters() {
    List<CounterProperty> properties = new ArrayList<>();
    if (!hasProperties() || values.oneIn(2)) {
      properties.add(
          new CounterProperty.Ethernet(values.i64(), values.i64(), values.i64(), values.i64()));
    }
    if (hasProperties() && values.oneIn(2)) {
      properties.add(
          new CounterProperty.Custom(
              values.listOf(4, () -> new CustomCounter(values.word(63), values.i64()))));
      properties.add(new CounterProperty.Unknown(experimenter()));
    }
    return new PortCounters(
        portNo(),
        values.i64(),
        values.i64(),
        values.i64(),
        values.i64(),
        values.i64(),
        values.i64(),
        values.i64(),
        values.i64(),
        lifetime(),
        properties);
  }

  private OfMessage tableMod() {
    List<TableProperty> properties = new ArrayList<>();
    if (hasProperties() && values.oneIn(2)) {
      int down = values.below(101);
      properties.add(new TableProperty.Eviction(values.below(8)));
      properties.add(new TableProperty.Vacancy(down, down + values.below(101 - down), 0));
    }
    return new TableMod(values.u8(), values.below(16), properties);
  }

  private TableDesc table() {
    List<TableProperty> properties =
        values.oneIn(2)
            ? List.of(new TableProperty.Unknown(experimenter()))
            : List.of(
                new TableProperty.Eviction(values.i32()),
                new TableProperty.Vacancy(values.u8(), values.u8(), values.u8()));
    return new TableDesc(values.u8(), values.below(16), properties);
  }

  private TableCounters tableCounters() {
    Optional<TableSummary> summary =
        switch (version) {
          case OF10 ->
              Optional.of(new TableSummary.Of10(values.word(31), values.i32(), values.u32()));
          case OF11 ->
              Optional.of(
                  new TableSummary.Of11(
                      values.word(31),
                      values.i32(),
                      values.i32(),
                      values.i32(),
                      values.i32(),
                      values.i32(),
                      values.below(3),
                      values.u32()));
          case OF12 ->
              Optional.of(
                  new TableSummary.Of12(
                      values.word(31),
                      values.i64(),
                      values.i64(),
                      values.i32(),
                      values.i32(),
                      values.i64(),
                      values.i64(),
                      values.i64(),
                      values.i64(),
                      values.i32(),
                      values.below(3),
                      values.u32()));
          case OF13, OF14, OF15 -> Optional.empty();
        };
    return new TableCounters(values.u8(), values.u32(), values.i64(), values.i64(), summary);
  }

  /** Of a field, or of a number that no field has. */
  public FieldId fieldId() {
    Field<?> field = values.field();
    return field.numberIn(version).isPresent()
        ? FieldId.of(field, version)
        : new FieldId(0xffff, values.below(128), false, 4 + values.below(60), 0x5c16c7);
  }

  private List<FieldId> fields(boolean withMasks) {
    return values.listOf(
        6,
        () -> {
          FieldId id = fieldId();
          boolean masked = withMasks && values.oneIn(3) && id.length() < 0x7f;
          return masked ? id.masked() : id;
        });
  }

  private List<ElementId> elements(int types) {
    return values.listOf(
        6,
        () ->
            values.oneIn(5)
                ? new ElementId(0xffff, Bytes.parse("005c16c7" + values.bytes(4)))
                : ElementId.of(values.below(types)));
  }

  private List<Integer> tables() {
    return values.listOf(6, () -> values.below(255));
  }

  /** With all that is required, in any order. */
  public TableFeatures tableFeatures() {
    List<TableFeature> properties = new ArrayList<>();
    properties.add(new TableFeature.Instructions(elements(7)));
    properties.add(new TableFeature.NextTables(tables()));
    properties.add(new TableFeature.WriteActions(elements(28)));
    properties.add(new TableFeature.ApplyActions(elements(28)));
    properties.add(new TableFeature.MatchFields(fields(true)));
    properties.add(new TableFeature.Wildcards(fields(false)));
    properties.add(new TableFeature.WriteSetFields(fields(false)));
    properties.add(new TableFeature.ApplySetFields(fields(false)));
    if (values.oneIn(2)) {
      properties.add(new TableFeature.InstructionsMiss(elements(7)));
      properties.add(new TableFeature.NextTablesMiss(tables()));
      properties.add(new TableFeature.WriteActionsMiss(elements(28)));
      properties.add(new TableFeature.ApplyActionsMiss(elements(28)));
      properties.add(new TableFeature.WriteSetFieldsMiss(fields(false)));
      properties.add(new TableFeature.ApplySetFieldsMiss(fields(false)));
    }
    if (values.oneIn(2)) {
      properties.add(new TableFeature.Unknown(experimenter()));
    }
    if (hasProperties() && values.oneIn(2)) {
      properties.add(new TableFeature.TableSyncFrom(tables()));
    }
    if (is(OfVersion.OF15) && values.oneIn(2)) {
      properties.add(new TableFeature.WriteCopyFields(fields(true)));
      properties.add(new TableFeature.WriteCopyFieldsMiss(fields(true)));
      properties.add(new TableFeature.ApplyCopyFields(fields(true)));
      properties.add(new TableFeature.ApplyCopyFieldsMiss(fields(true)));
      properties.add(
          new TableFeature.PacketTypes(
              values.listOf(
                  3,
                  () -> Match.builder().set(Field.PACKET_TYPE, 0x1_0000L | values.u16()).build())));
    }
    Collections.shuffle(properties, order);
    TableFeatures.Command command =
        is(OfVersion.OF15)
            ? values.oneOf(List.of(TableFeatures.Command.values()))
            : TableFeatures.Command.REPLACE;
    return new TableFeatures(
        values.below(255),
        command,
        is(OfVersion.OF15) ? values.below(8) : 0,
        values.word(31),
        values.i64(),
        values.i64(),
        values.below(16),
        values.u32(),
        properties);
  }

  private List<QueueProperty> queueProperties() {
    List<QueueProperty> properties = new ArrayList<>();
    if (values.oneIn(2)) {
      properties.add(new QueueProperty.MinRate(values.u16()));
      properties.add(new QueueProperty.MaxRate(values.u16()));
    }
    if (values.oneIn(3)) {
      Bytes padded = Bytes.parse("00000000" + values.bytes(8 * values.below(3)));
      properties.add(
          new QueueProperty.Unknown(
              hasProperties() ? experimenter() : new UnknownProperty(0xffff, padded)));
    }
    return properties;
  }

  private QueueDesc queue(PortNo port) {
    return new QueueDesc(port, values.i32(), queueProperties());
  }

  private OfMessage queues() {
    PortNo port = portNo();
    return new QueueGetConfigReply(port, values.listOf(4, () -> queue(port)));
  }

  private QueueCounters queueCounters() {
    List<UnknownProperty> properties =
        hasProperties() && values.oneIn(3) ? List.of(experimenter()) : List.of();
    return new QueueCounters(
        portNo(), values.i32(), values.i64(), values.i64(), values.i64(), lifetime(), properties);
  }

  private List<MeterBand> bands() {
    return values.listOf(
        4,
        () ->
            values.oneIn(2)
                ? new MeterBand.Drop(values.u32(), values.u32())
                : new MeterBand.DscpRemark(values.u32(), values.u32(), values.u8()));
  }

  private int meterFlags() {
    int unit = values.oneOf(List.of(0, MeterMod.KBPS, MeterMod.PKTPS));
    return unit | values.below(4) << 2 | (values.oneIn(5) ? 0x100 : 0);
  }

  public MeterMod meterMod() {
    return new MeterMod(
        values.oneOf(List.of(MeterMod.Command.values())), meterFlags(), values.i32(), bands());
  }

  public MeterEntry meter() {
    return new MeterEntry(values.i32(), meterFlags(), bands());
  }

  private MeterCounters meterCounters() {
    return new MeterCounters(
        values.i32(),
        values.u32(),
        values.i64(),
        values.i64(),
        values.lifetime(),
        values.listOf(4, () -> new BandCounters(values.i64(), values.i64())));
  }

  private MeterFeatures meterFeatures() {
    return new MeterFeatures(
        values.u32(), values.i32(), values.i32(), values.u8(), values.u8(), Optional.empty());
  }
}
