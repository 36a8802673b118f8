package io.weft.openflow;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMultipart;
import io.weft.openflow.message.HelloElement;
import io.weft.openflow.message.MonitorMessage;
import io.weft.openflow.message.MonitorMultipart;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.NxFlowMod;
import io.weft.openflow.message.NxFlowRemoved;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortMultipart;
import io.weft.openflow.message.PortMultipart.PortCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes messages of every kind that a version has. */
public final class MessageGenerator {
  private final Generator values;
  private final OfVersion version;
  private final List<Supplier<OfMessage>> kinds = new ArrayList<>();

  public MessageGenerator(long seed, OfVersion version) {
    this.values = new Generator(seed, version);
    this.version = version;
    kinds.addAll(
        List.of(
            () -> new NxFlowMod(values.nxFlowMod()),
            () -> new NxFlowRemoved(nxFlowRemoved()),
            this::hello,
            this::error,
            () -> new OfMessage.EchoRequest(data()),
            () -> new OfMessage.EchoReply(data()),
            () -> new OfMessage.Experimenter(values.i32(), values.bytes(4 + values.below(50))),
            OfMessage.FeaturesRequest::new,
            this::features,
            OfMessage.GetConfigRequest::new,
            () -> new OfMessage.GetConfigReply(values.u16(), values.u16()),
            () -> new OfMessage.SetConfig(values.below(4), values.u16()),
            OfMessage.BarrierRequest::new,
            OfMessage.BarrierReply::new,
            this::packetIn,
            this::packetOut,
            this::flowRemoved,
            () -> new OfMessage.PortStatus(reason(), values.portDesc()),
            values::flowMod,
            values::flowMod,
            () -> new OfMessage.MultipartRequest(values.oneIn(3), request()),
            () -> new OfMessage.MultipartReply(values.oneIn(3), reply()),
            () -> new OfMessage.MultipartReply(values.oneIn(3), reply())));
    kinds.add(values::groupMod);
    if (version.isBefore(OfVersion.OF14)) {
      kinds.add(() -> new MonitorMessage.FlowMonitorCancel(values.i32()));
      kinds.add(MonitorMessage.FlowMonitorPaused::new);
      kinds.add(MonitorMessage.FlowMonitorResumed::new);
    }
    if (!version.isBefore(OfVersion.OF12)) {
      kinds.add(() -> new OfMessage.RoleRequest(role(), values.i64()));
      kinds.add(() -> new OfMessage.RoleReply(role(), values.i64()));
    }
  }

  public OfMessage message() {
    return values.oneOf(kinds).get();
  }

  private boolean isOf10() {
    return version == OfVersion.OF10;
  }

  private boolean isOf15() {
    return version == OfVersion.OF15;
  }

  /** The bodies that the version has: those of 1.0, then those of all, then what came later. */
  private List<Supplier<MultipartBody.Request>> requests() {
    List<Supplier<MultipartBody.Request>> bodies = new ArrayList<>();
    bodies.add(MultipartBody.DescRequest::new);
    bodies.add(values::flowStatsRequest);
    bodies.add(() -> new FlowMultipart.AggregateRequest(values.flowStatsRequest()));
    bodies.add(() -> new PortMultipart.PortStatsRequest(values.portOrAny()));
    bodies.add(() -> new MultipartBody.UnknownRequest(0xffff, unknown()));
    bodies.add(() -> new GroupMultipart.GroupStatsRequest(values.i32()));
    bodies.add(this::groupDescRequest);
    bodies.add(GroupMultipart.GroupFeaturesRequest::new);
    bodies.add(
        () -> new MonitorMultipart.FlowMonitorRequest(values.listOf(3, values::flowMonitor)));
    if (isOf10()) {
      bodies.add(() -> new FlowMultipart.NxFlowStatsRequest(values.nxFlowStatsRequest()));
      bodies.add(() -> new FlowMultipart.NxAggregateRequest(values.nxFlowStatsRequest()));
    }
    if (isOf15()) {
      bodies.add(() -> new FlowMultipart.FlowCountersRequest(values.flowStatsRequest()));
    }
    if (!version.isBefore(OfVersion.OF13)) {
      bodies.add(PortMultipart.PortDescRequest::new);
    }
    return bodies;
  }

  private List<Supplier<MultipartBody.Reply>> replies() {
    List<Supplier<MultipartBody.Reply>> bodies = new ArrayList<>();
    bodies.add(this::desc);
    bodies.add(() -> new FlowMultipart.FlowStats(values.listOf(4, values::flowEntry)));
    bodies.add(this::aggregate);
    bodies.add(() -> new PortMultipart.PortStats(values.listOf(4, this::portCounters)));
    bodies.add(() -> new MultipartBody.UnknownReply(0xffff, unknown()));
    bodies.add(() -> new GroupMultipart.GroupStats(values.listOf(4, values::groupCounters)));
    bodies.add(() -> new GroupMultipart.GroupDesc(values.listOf(4, values::groupEntry)));
    bodies.add(this::groupFeatures);
    bodies.add(() -> new MonitorMultipart.FlowUpdates(values.listOf(3, values::flowUpdate)));
    if (isOf10()) {
      bodies.add(() -> new FlowMultipart.NxFlowStats(values.listOf(4, values::nxFlowEntry)));
      bodies.add(() -> new FlowMultipart.NxAggregate(aggregate()));
    }
    if (isOf15()) {
      bodies.add(() -> new FlowMultipart.FlowStats(values.listOf(4, values::flowEntryOf15)));
      bodies.add(() -> new FlowMultipart.FlowCounters(values.listOf(4, this::entryCounters)));
    }
    if (!version.isBefore(OfVersion.OF13)) {
      bodies.add(() -> new PortMultipart.PortDescs(values.listOf(4, values::portDesc)));
    }
    return bodies;
  }

  private MultipartBody.Desc desc() {
    return new MultipartBody.Desc(
        values.word(255), values.word(255), values.word(255), values.word(31), values.word(255));
  }

  private FlowMultipart.Aggregate aggregate() {
    return new FlowMultipart.Aggregate(
        values.i64(),
        values.i64(),
        values.u32(),
        isOf15() && values.oneIn(2) ? Optional.of(values.oxs()) : Optional.empty());
  }

  private FlowMultipart.EntryCounters entryCounters() {
    return new FlowMultipart.EntryCounters(
        values.u8(), values.below(2), values.u16(), values.match(), values.oxs());
  }

  private GroupMultipart.GroupDescRequest groupDescRequest() {
    return isOf10() || isOf15()
        ? new GroupMultipart.GroupDescRequest(values.i32())
        : new GroupMultipart.GroupDescRequest();
  }

  private GroupMultipart.GroupFeatures groupFeatures() {
    return new GroupMultipart.GroupFeatures(
        values.i32(), values.i32(), limits(), limits(), limits(), limits());
  }

  private GroupMultipart.GroupLimits limits() {
    return new GroupMultipart.GroupLimits(values.u32(), values.i32());
  }

  private Bytes data() {
    return values.bytes(values.below(100));
  }

  /** What begins with the id of an experimenter of whom nothing is known. */
  private Bytes unknown() {
    return Bytes.parse("005c16c700000005" + data());
  }

  private OfMessage hello() {
    List<HelloElement> elements =
        values.listOf(
            3,
            () ->
                values.oneIn(2)
                    ? new HelloElement.Unknown(2 + values.below(9), values.bytes(values.below(9)))
                    : new HelloElement.VersionBitmap(
                        values.oneIn(2)
                            ? List.of(values.i32())
                            : List.of(values.i32(), values.i32())));
    Bytes rest = values.oneIn(2) ? Bytes.EMPTY : Bytes.parse("000200ff01020304");
    return new OfMessage.Hello(version.wire(), elements, rest);
  }

  private OfMessage error() {
    ErrorCode error =
        switch (values.below(6)) {
          case 0 -> new ErrorCode.Unknown(0xb0c3, values.u16());
          case 1 -> new ErrorCode.Experimenter(values.i32(), values.u16(), 0);
          default -> values.error();
        };
    return new OfMessage.ErrorMessage(error, data());
  }

  private OfMessage features() {
    return new OfMessage.FeaturesReply(
        values.datapathId(),
        values.u32(),
        values.u8(),
        version.isBefore(OfVersion.OF13) ? 0 : values.u8(),
        values.i32(),
        isOf10() ? values.i32() : 0,
        version.isBefore(OfVersion.OF13) ? values.listOf(4, values::portDesc) : List.of());
  }

  private OfMessage packetIn() {
    boolean hasMatch = !version.isBefore(OfVersion.OF12);
    PortNo inPort = values.oneIn(4) ? PortNo.LOCAL : values.port();
    return new PacketIn(
        values.bufferId(),
        values.u16(),
        values.below(3),
        isOf10() ? 0 : values.below(255),
        version.isBefore(OfVersion.OF13) ? 0 : values.i64(),
        hasMatch ? values.match() : Match.of(Field.IN_PORT, inPort),
        data());
  }

  private OfMessage packetOut() {
    BufferId bufferId = values.bufferId();
    return new PacketOut(
        bufferId,
        values.oneIn(2) ? PortNo.CONTROLLER : PortNo.of(1 + values.below(0xfe00)),
        values.listOf(4, values::anyAction),
        bufferId.isNone() ? data() : Bytes.EMPTY);
  }

  private OfMessage flowRemoved() {
    return new FlowRemoved(
        values.i64(),
        values.u16(),
        FlowRemoved.Reason.of(values.oneIn(8) ? values.u8() : values.below(6)),
        isOf10() ? 0 : values.below(255),
        values.lifetime(),
        values.u16(),
        isOf10() ? 0 : values.u16(),
        values.i64(),
        values.i64(),
        values.match(),
        isOf15() && values.oneIn(2) ? Optional.of(values.oxs()) : Optional.empty());
  }

  private FlowRemoved nxFlowRemoved() {
    return new FlowRemoved(
        values.i64(),
        values.u16(),
        FlowRemoved.Reason.of(values.below(6)),
        values.u8(),
        values.lifetime(),
        values.u16(),
        0,
        values.i64(),
        values.i64(),
        values.nxMatch());
  }

  private OfMessage.PortReason reason() {
    return values.oneOf(List.of(OfMessage.PortReason.values()));
  }

  private OfMessage.Role role() {
    return values.oneOf(List.of(OfMessage.Role.values()));
  }

  private MultipartBody.Request request() {
    return values.oneOf(requests()).get();
  }

  private MultipartBody.Reply reply() {
    return values.oneOf(replies()).get();
  }

  private PortCounters portCounters() {
    return new PortCounters(
        values.port(),
        values.i64(),
        values.i64(),
        values.i64(),
        values.i64(),
        values.i64(),
        values.i64(),
        values.i64(),
        values.i64(),
        values.i64(),
        values.i64(),
        values.i64(),
        values.i64(),
        version.isBefore(OfVersion.OF13) ? Elapsed.NONE : values.lifetime());
  }
}
