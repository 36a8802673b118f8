package io.weft.testkit;

import io.weft.core.dataplane.Pipeline;
import io.weft.core.dataplane.RefusedException;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.BundleMultipart;
import io.weft.openflow.message.ControllerMultipart;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStats;
import io.weft.openflow.message.GroupMultipart;
import io.weft.openflow.message.GroupMultipart.GroupDesc;
import io.weft.openflow.message.GroupMultipart.GroupStats;
import io.weft.openflow.message.IpfixMultipart;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.MeterMultipart;
import io.weft.openflow.message.MonitorMultipart;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.MultipartBody.Desc;
import io.weft.openflow.message.OfMessage.MultipartReply;
import io.weft.openflow.message.PortMultipart;
import io.weft.openflow.message.PortMultipart.PortDescs;
import io.weft.openflow.message.PortMultipart.PortStats;
import io.weft.openflow.message.QueueMultipart;
import io.weft.openflow.message.TableMultipart;
import io.weft.openflow.message.TableSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Statistics and descriptions of a pipeline, cut into parts. */
final class MultipartAnswers {
  /** OFPFW_ALL (OpenFlow 1.0.0, 5.2.3). */
  private static final int ALL_WILDCARDS = (1 << 22) - 1;

  private final Desc desc;
  private final int entriesPerPart;

  MultipartAnswers(Desc desc, int entriesPerPart) {
    this.desc = desc;
    this.entriesPerPart = entriesPerPart;
  }

  /**
   * The parts of an answer, in order.
   *
   * @throws RefusedException with what the switch answers instead
   */
  List<MultipartReply> to(MultipartBody.Request request, Pipeline pipeline, Instant now) {
    return switch (request) {
      case MultipartBody.DescRequest r -> List.of(new MultipartReply(false, desc));
      case FlowMultipart.FlowStatsRequest r -> parts(flows(r, pipeline, now), FlowStats::new);
      case FlowMultipart.AggregateRequest r ->
          List.of(new MultipartReply(false, pipeline.aggregate(r.of(), now)));
      case PortMultipart.PortStatsRequest r -> {
        checkPort(r.port(), pipeline);
        yield parts(pipeline.portCounters(r.port(), now), PortStats::new);
      }
      case GroupMultipart.GroupStatsRequest r ->
          parts(pipeline.groupCounters(r.groupId(), now), GroupStats::new);
      case GroupMultipart.GroupDescRequest r -> parts(pipeline.groups(), GroupDesc::new);
      case TableMultipart.TableStatsRequest r ->
          parts(tables(pipeline), TableMultipart.TableStats::new);
      case MeterMultipart.MeterStatsRequest r -> {
        checkMeter(r.meterId(), pipeline);
        yield parts(pipeline.meterCounters(r.meterId(), now), MeterMultipart.MeterStats::new);
      }
      case MeterMultipart.MeterConfigRequest r -> {
        checkMeter(r.meterId(), pipeline);
        yield parts(
            pipeline.meters().stream()
                .filter(
                    meter -> r.meterId() == MeterMod.ALL_METERS || meter.meterId() == r.meterId())
                .toList(),
            MeterMultipart.MeterConfigs::new);
      }
      case MeterMultipart.MeterFeaturesRequest r ->
          List.of(new MultipartReply(false, pipeline.meterFeatures()));
      case PortMultipart.PortDescRequest r -> parts(pipeline.ports(), PortDescs::new);
      case MultipartBody.UnknownRequest _,
          FlowMultipart.FlowCountersRequest _,
          FlowMultipart.NxFlowStatsRequest _,
          FlowMultipart.NxAggregateRequest _,
          GroupMultipart.GroupFeaturesRequest _,
          TableMultipart.TableFeaturesRequest _,
          TableMultipart.TableDescRequest _,
          QueueMultipart.Request _,
          MonitorMultipart.Request _,
          BundleMultipart.Request _,
          ControllerMultipart.Request _,
          IpfixMultipart.Request _ ->
          throw new RefusedException(OfError.OFPBRC_BAD_STAT, request.toString());
    };
  }

  /** OpenFlow 1.0 has no error for it and gets an empty list. */
  private static void checkPort(PortNo port, Pipeline pipeline) {
    boolean of10 = pipeline.settings().version() == OfVersion.OF10;
    if (!of10 && !port.equals(PortNo.ANY) && pipeline.port(port).isEmpty()) {
      throw new RefusedException(OfError.OFPBRC_BAD_PORT, "port " + port);
    }
  }

  private static void checkMeter(int meterId, Pipeline pipeline) {
    boolean known =
        meterId == MeterMod.ALL_METERS
            || pipeline.meters().stream().anyMatch(meter -> meter.meterId() == meterId);
    if (!known) {
      throw new RefusedException(
          OfError.OFPMMFC_UNKNOWN_METER, "meter " + Integer.toUnsignedString(meterId));
    }
  }

  /** OpenFlow 1.0 says more of a table than 1.3 does: its name, and what fits into it. */
  private static List<TableMultipart.TableCounters> tables(Pipeline pipeline) {
    if (pipeline.settings().version() != OfVersion.OF10) {
      return pipeline.tableCounters();
    }
    return pipeline.tableCounters().stream()
        .map(table ->
            new TableMultipart.TableCounters(
                table.tableId(),
                table.activeEntries(),
                table.lookups(),
                table.matches(),
                Optional.of(
                    new TableSummary.Of10(
                        "table" + table.tableId(),
                        ALL_WILDCARDS,
                        pipeline.settings().tableCapacity()))))
        .toList();
  }

  private <E> List<MultipartReply> parts(
      List<E> entries, Function<List<E>, MultipartBody.Reply> body) {
    List<MultipartReply> parts = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(entries.size(), from + entriesPerPart);
      parts.add(new MultipartReply(to < entries.size(), body.apply(entries.subList(from, to))));
      from = to;
    } while (from < entries.size());
    return parts;
  }

  /** Before OpenFlow 1.3 a switch does not say with which flags an entry was added. */
  private static List<FlowEntry> flows(
      FlowMultipart.FlowStatsRequest request, Pipeline pipeline, Instant now) {
    List<FlowEntry> flows = pipeline.flows(request, now);
    if (!pipeline.settings().version().isBefore(OfVersion.OF13)) {
      return flows;
    }
    return flows.stream()
        .map(flow ->
            new FlowEntry(
                flow.tableId(),
                flow.lifetime(),
                flow.priority(),
                flow.idleTimeout(),
                flow.hardTimeout(),
                Set.of(),
                flow.cookie(),
                flow.packets(),
                flow.bytes(),
                flow.match(),
                flow.instructions()))
        .toList();
  }
}
