package io.weft.core.session;

import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.GroupMultipart;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.MeterMultipart;
import io.weft.openflow.message.MeterMultipart.MeterEntry;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage.MultipartReply;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMultipart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the parts of multipart answers together (OpenFlow 1.3.5, 7.3.5). A switch that never ends
 * its answer is cut off at a number of entries.
 */
final class Multiparts {
  /** Entries and parts of all answers of a handshake: some 200 MB of flow entries. */
  static final int MAX_ENTRIES = 500_000;

  private final List<FlowEntry> flows = new ArrayList<>();
  private final List<GroupEntry> groups = new ArrayList<>();
  private final List<MeterEntry> meters = new ArrayList<>();
  private final List<PortDesc> ports = new ArrayList<>();
  private Optional<MultipartBody.Desc> desc = Optional.empty();
  private int parts;

  /**
   * Takes one part.
   *
   * @throws IllegalStateException if it is one too many
   */
  void take(MultipartReply reply) {
    parts++;
    switch (reply.body()) {
      case FlowMultipart.FlowStats body -> flows.addAll(body.entries());
      case GroupMultipart.GroupDesc body -> groups.addAll(body.groups());
      case MeterMultipart.MeterConfigs body -> meters.addAll(body.meters());
      case PortMultipart.PortDescs body -> ports.addAll(body.ports());
      case MultipartBody.Desc body -> desc = Optional.of(body);
      case MultipartBody.Reply _ -> {} // which no read back asks for
    }
    if (flows.size() + groups.size() + meters.size() + ports.size() + parts > MAX_ENTRIES) {
      throw new IllegalStateException(
          "endless multipart answer: more than " + MAX_ENTRIES + " entries or parts");
    }
  }

  /** How many parts came. */
  int parts() {
    return parts;
  }

  List<FlowEntry> flows() {
    return flows;
  }

  List<GroupEntry> groups() {
    return groups;
  }

  List<MeterEntry> meters() {
    return meters;
  }

  List<PortDesc> ports() {
    return ports;
  }

  Optional<MultipartBody.Desc> desc() {
    return desc;
  }
}
