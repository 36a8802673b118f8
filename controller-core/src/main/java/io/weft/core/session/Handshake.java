package io.weft.core.session;

import io.weft.core.network.SwitchNode;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.GroupMultipart;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.MeterMultipart;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.MultipartBody.Desc;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.FeaturesReply;
import io.weft.openflow.message.OfMessage.MultipartReply;
import io.weft.openflow.message.OfMessage.PortReason;
import io.weft.openflow.message.OfMessage.PortStatus;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMultipart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a switch is asked after its features, and what it answered: its description, its ports (1.3
 * and later; 1.0 has them in the features), its flows and groups. A switch may leave some of it
 * unanswered. What it tells of its own accord meanwhile is kept: changed ports become part of the
 * answer, removed flow entries are told after it.
 */
final class Handshake {
  /** Messages of its own accord that a switch may send before it is read back. */
  static final int MAX_MEANWHILE = 100_000;

  private final OfVersion version;
  private final FeaturesReply features;
  private final Map<Integer, MultipartBody.Request> open = new LinkedHashMap<>();
  private final Multiparts answers = new Multiparts();
  private final Map<PortNo, PortStatus> changedMeanwhile = new HashMap<>();
  private final List<OfMessage> toldMeanwhile = new ArrayList<>();
  private int countedMeanwhile;
  private boolean portsKnown;
  private boolean flowsKnown;

  Handshake(OfVersion version, FeaturesReply features) {
    this.version = version;
    this.features = features;
    this.portsKnown = version == OfVersion.OF10;
  }

  /** Sends the questions. */
  void ask(Outgoing outgoing, Probes probes) {
    ask(outgoing, new MultipartBody.DescRequest());
    if (version != OfVersion.OF10) {
      ask(outgoing, new PortMultipart.PortDescRequest());
    }
    // Before the entries are read, so that no change to them goes unnoticed.
    probes.ask();
    questionsAbout(version).forEach(question -> ask(outgoing, question));
  }

  private void ask(Outgoing outgoing, MultipartBody.Request question) {
    open.put(outgoing.send(new OfMessage.MultipartRequest(false, question)), question);
  }

  /** What to ask for everything that is installed. */
  static List<MultipartBody.Request> questionsAbout(OfVersion version) {
    List<MultipartBody.Request> questions = new ArrayList<>();
    if (version != OfVersion.OF10) {
      questions.add(new GroupMultipart.GroupDescRequest());
    }
    if (!version.isBefore(OfVersion.OF13)) {
      questions.add(new MeterMultipart.MeterConfigRequest(MeterMod.ALL_METERS));
    }
    questions.add(FlowMultipart.FlowStatsRequest.all());
    return questions;
  }

  /** A part of an answer; those to nothing that was asked are passed over. */
  void answer(int xid, MultipartReply reply) {
    if (!open.containsKey(xid)) {
      return;
    }
    answers.take(reply);
    if (!reply.more()) {
      open.remove(xid);
      portsKnown |= reply.body() instanceof PortMultipart.PortDescs;
      flowsKnown |= reply.body() instanceof FlowMultipart.FlowStats;
    }
  }

  /** The switch cannot answer; true if it was one of ours. */
  boolean refused(int xid) {
    return open.remove(xid) != null;
  }

  void portChanged(PortStatus status) {
    countMeanwhile();
    changedMeanwhile.put(status.port().number(), status);
  }

  /** Flow entries have changed. */
  void flowsChanged(OfMessage told) {
    countMeanwhile();
    toldMeanwhile.add(told);
  }

  private void countMeanwhile() {
    if (++countedMeanwhile > MAX_MEANWHILE) {
      throw new IllegalStateException(
          "more than " + MAX_MEANWHILE + " changes of ports and flows before it was read back");
    }
  }

  /** What was told of flow entries meanwhile; the answers may be older. */
  List<OfMessage> toldMeanwhile() {
    return toldMeanwhile;
  }

  /** Parts of answers that have come, to see whether more do. */
  int parts() {
    return answers.parts();
  }

  boolean isComplete() {
    return open.isEmpty();
  }

  boolean hasPorts() {
    return portsKnown;
  }

  String unanswered() {
    return open.values().stream()
        .map(request -> request.getClass().getSimpleName())
        .collect(Collectors.joining(", "));
  }

  /** The switch's own words, without what could look like another line of the log. */
  String description() {
    String software =
        answers.desc().map(Desc::software).orElse("").replaceAll("[^ -~]", "?").strip();
    return software.isEmpty() ? "no description" : software;
  }

  SwitchNode node() {
    Map<PortNo, PortDesc> ports = new LinkedHashMap<>();
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
    return new ReadBack(flowsKnown, answers.flows(), answers.groups(), answers.meters());
  }
}
