package io.weft.testkit;

import io.weft.core.dataplane.Pipeline;
import io.weft.core.dataplane.RefusedException;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.BundleMultipart;
import io.weft.openflow.message.ControllerMultipart;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.FlowMultipart.FlowStats;
import io.weft.openflow.message.GroupMultipart;
import io.weft.openflow.message.GroupMultipart.GroupDesc;
import io.weft.openflow.message.GroupMultipart.GroupStats;
import io.weft.openflow.message.IpfixMultipart;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Statistics and descriptions of a pipeline, cut into parts. */
final class MultipartAnswers {
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
      case FlowMultipart.FlowStatsRequest r -> parts(pipeline.flows(r, now), FlowStats::new);
      case FlowMultipart.AggregateRequest r ->
          List.of(new MultipartReply(false, pipeline.aggregate(r.of(), now)));
      case PortMultipart.PortStatsRequest r -> {
        checkPort(r.port(), pipeline);
        yield parts(pipeline.portCounters(r.port(), now), PortStats::new);
      }
      case GroupMultipart.GroupStatsRequest r ->
          parts(pipeline.groupCounters(r.groupId(), now), GroupStats::new);
      case GroupMultipart.GroupDescRequest r -> parts(pipeline.groups(), GroupDesc::new);
      case PortMultipart.PortDescRequest r -> parts(pipeline.ports(), PortDescs::new);
      case MultipartBody.UnknownRequest _,
          FlowMultipart.FlowCountersRequest _,
          FlowMultipart.NxFlowStatsRequest _,
          FlowMultipart.NxAggregateRequest _,
          GroupMultipart.GroupFeaturesRequest _,
          TableMultipart.Request _,
          QueueMultipart.Request _,
          MeterMultipart.Request _,
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
}
