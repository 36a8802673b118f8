package io.weft.core.session;

import io.weft.core.network.SwitchNode;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.MultipartBody.Desc;
import io.weft.openflow.message.OfMessage.FeaturesReply;
import io.weft.openflow.message.OfMessage.MultipartReply;
import io.weft.openflow.message.OfMessage.PortReason;
import io.weft.openflow.message.OfMessage.PortStatus;
import io.weft.openflow.message.PortDesc;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;

/**
 * What a switch is asked after its features, and what it answered: its description, its ports (1.3
 * and later; 1.0 has them in the features), its flows and groups. A switch may leave some of it
 * unanswered.
 */
final class Handshake {
  private final OfVersion version;
  private final FeaturesReply features;
  private final Queue<MultipartBody.Request> unsent = new ArrayDeque<>();
  private final Map<Integer, MultipartBody.Request> open = new LinkedHashMap<>();
  private final Multiparts answers = new Multiparts();
  private final Map<io.weft.net.PortNo, PortStatus> changedMeanwhile = new HashMap<>();
  private boolean portsKnown;
  private boolean flowsKnown;

  Handshake(OfVersion version, FeaturesReply features) {
    this.version = version;
    this.features = features;
    this.portsKnown = version == OfVersion.OF10;
  }

  /** The questions, in the order in which they are sent. */
  List<MultipartBody.Request> questions() {
    List<MultipartBody.Request> questions =
        version == OfVersion.OF10
            ? List.of(new MultipartBody.DescRequest(), MultipartBody.FlowStatsRequest.all())
            : List.of(
                new MultipartBody.DescRequest(),
                new MultipartBody.PortDescRequest(),
                new MultipartBody.GroupDescRequest(),
                MultipartBody.FlowStatsRequest.all());
    unsent.addAll(questions);
    return questions;
  }

  /** The next of the questions was sent with this xid. */
  void asked(int xid) {
    open.put(xid, unsent.remove());
  }

  /** A part of an answer; those to nothing that was asked are passed over. */
  void answer(int xid, MultipartReply reply) {
    if (!open.containsKey(xid)) {
      return;
    }
    answers.take(reply);
    if (!reply.more()) {
      open.remove(xid);
      portsKnown |= reply.body() instanceof MultipartBody.PortDescs;
      flowsKnown |= reply.body() instanceof MultipartBody.FlowStats;
    }
  }

  /** The switch cannot answer; true if it was one of ours. */
  boolean refused(int xid) {
    return open.remove(xid) != null;
  }

  void portChanged(PortStatus status) {
    changedMeanwhile.put(status.port().number(), status);
  }

  boolean isComplete() {
    return unsent.isEmpty() && open.isEmpty();
  }

  boolean hasPorts() {
    return portsKnown;
  }

  String unanswered() {
    return open.values().stream()
        .map(request -> request.getClass().getSimpleName())
        .collect(Collectors.joining(", "));
  }

  SwitchNode node() {
    Map<io.weft.net.PortNo, PortDesc> ports = new LinkedHashMap<>();
    features.ports().forEach(port -> ports.put(port.number(), port));
    answers.ports().forEach(port -> ports.put(port.number(), port));
    for (PortStatus change : changedMeanwhile.values()) {
      if (change.reason() == PortReason.DELETE) {
        ports.remove(change.port().number());
      } else {
        ports.put(change.port().number(), change.port());
      }
    }
    return SwitchNode.connected(
        features.datapathId(),
        version,
        features.tables(),
        answers.desc().orElse(new Desc("", "", "", "", "")),
        ports.values());
  }

  ReadBack readBack() {
    return new ReadBack(flowsKnown, answers.flows(), answers.groups());
  }
}
