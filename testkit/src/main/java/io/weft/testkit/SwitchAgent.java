package io.weft.testkit;

import io.weft.core.dataplane.Pipeline;
import io.weft.core.dataplane.PipelineOutput;
import io.weft.core.dataplane.RefusedException;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.AsyncMessage;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.BundleMessage;
import io.weft.openflow.message.ControllerMessage;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.MonitorMessage;
import io.weft.openflow.message.NxFlowMod;
import io.weft.openflow.message.NxFlowRemoved;
import io.weft.openflow.message.NxMessage;
import io.weft.openflow.message.NxPacketMessage;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.Role;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMod;
import io.weft.openflow.message.QueueGetConfigReply;
import io.weft.openflow.message.QueueGetConfigRequest;
import io.weft.openflow.message.RequestForward;
import io.weft.openflow.message.TableMod;
import io.weft.openflow.message.TableStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a switch answers to its controller once the version is settled: messages in, messages and
 * frames out. One per connection; the pipeline stays.
 */
final class SwitchAgent {
  // OFPC_* (OpenFlow 1.3.5, 7.3.1)
  private static final int FLOW_STATS = 1;
  private static final int TABLE_STATS = 1 << 1;
  private static final int PORT_STATS = 1 << 2;
  private static final int GROUP_STATS = 1 << 3;

  /** Output, the VLAN, address and port setters of OpenFlow 1.0; no queues. */
  private static final int ACTIONS_OF10 = 0x7ff;

  private static final int MISS_SEND_LENGTH = 128;

  /**
   * What a request led to.
   *
   * @param replies with the request's xid, in order
   * @param told of the switch's own accord
   * @param sent what a packet-out sent, in order
   */
  record Answer(List<OfMessage> replies, List<OfMessage> told, List<PipelineOutput> sent) {
    static Answer none() {
      return new Answer(List.of(), List.of(), List.of());
    }

    static Answer of(List<? extends OfMessage> replies) {
      return new Answer(List.copyOf(replies), List.of(), List.of());
    }

    static Answer of(OfMessage reply) {
      return of(List.of(reply));
    }
  }

  private final DatapathId datapathId;
  private final Pipeline pipeline;
  private final MultipartAnswers multiparts;
  private OfMessage.SetConfig config = new OfMessage.SetConfig(0, MISS_SEND_LENGTH);
  private Role role = Role.EQUAL;

  SwitchAgent(DatapathId datapathId, Pipeline pipeline, MultipartAnswers multiparts) {
    this.datapathId = datapathId;
    this.pipeline = pipeline;
    this.multiparts = multiparts;
  }

  private OfVersion version() {
    return pipeline.settings().version();
  }

  Role role() {
    return role;
  }

  /**
   * Answers one message.
   *
   * @param mastery the highest generation id that the switch has seen
   * @throws RefusedException with the error that is the answer
   */
  Answer handle(OfMessage message, Mastery mastery, Instant now) {
    return switch (message) {
      case OfMessage.EchoRequest m -> Answer.of(new OfMessage.EchoReply(m.data()));
      case OfMessage.FeaturesRequest m -> Answer.of(features());
      case OfMessage.GetConfigRequest m ->
          Answer.of(new OfMessage.GetConfigReply(config.flags(), config.missSendLen()));
      case OfMessage.SetConfig m -> {
        config = m;
        yield Answer.none();
      }
      case OfMessage.BarrierRequest m -> Answer.of(new OfMessage.BarrierReply());
      case OfMessage.RoleRequest m -> Answer.of(changeRole(m, mastery));
      case OfMessage.MultipartRequest m -> Answer.of(multiparts.to(m.body(), pipeline, now));
      case FlowMod m -> {
        refuseSlave();
        yield removed(pipeline.apply(m, now));
      }
      case GroupMod m -> {
        refuseSlave();
        yield removed(pipeline.apply(m, now));
      }
      case MeterMod m -> {
        refuseSlave();
        yield removed(pipeline.apply(m, now));
      }
      case PortMod m -> {
        refuseSlave();
        yield configure(m, now);
      }
      case PacketOut m -> {
        refuseSlave();
        yield new Answer(List.of(), List.of(), pipeline.execute(m, now));
      }
      case OfMessage.Experimenter m ->
          throw new RefusedException(
              OfError.OFPBRC_BAD_VENDOR, "experimenter " + m.experimenterId());
      case OfMessage.Hello m -> Answer.none();
      case OfMessage.ErrorMessage m -> Answer.none();
      case OfMessage.EchoReply m -> Answer.none();
      case OfMessage.FeaturesReply m -> throw notForSwitches(m);
      case OfMessage.GetConfigReply m -> throw notForSwitches(m);
      case OfMessage.BarrierReply m -> throw notForSwitches(m);
      case OfMessage.RoleReply m -> throw notForSwitches(m);
      case OfMessage.PortStatus m -> throw notForSwitches(m);
      case OfMessage.MultipartReply m -> throw notForSwitches(m);
      case PacketIn m -> throw notForSwitches(m);
      case FlowRemoved m -> throw notForSwitches(m);
      case QueueGetConfigReply m -> throw notForSwitches(m);
      case TableStatus m -> throw notForSwitches(m);
      case RequestForward m -> throw notForSwitches(m);
      case ControllerMessage m -> throw notForSwitches(m);
      case NxFlowRemoved m -> throw notForSwitches(m);
      case TableMod m -> throw notSupported(m);
      case QueueGetConfigRequest m -> throw notSupported(m);
      case BundleMessage m -> throw notSupported(m);
      case AsyncMessage m -> throw notSupported(m);
      case NxFlowMod m -> throw notSupported(m);
      case NxPacketMessage m -> throw notSupported(m);
      case NxMessage m -> throw notSupported(m);
      case MonitorMessage m -> throw notSupported(m);
    };
  }

  private static RefusedException notForSwitches(OfMessage message) {
    return new RefusedException(OfError.OFPBRC_BAD_TYPE, message.toString());
  }

  /** What a switch may leave out, or this one does. */
  private static RefusedException notSupported(OfMessage message) {
    return new RefusedException(OfError.OFPBRC_BAD_TYPE, message.toString());
  }

  private void refuseSlave() {
    if (role == Role.SLAVE) {
      throw new RefusedException(OfError.OFPBRC_IS_SECONDARY, "the role is SLAVE");
    }
  }

  private Answer removed(List<FlowRemoved> gone) {
    return new Answer(List.of(), role == Role.SLAVE ? List.of() : List.copyOf(gone), List.of());
  }

  /** OpenFlow 1.3.5, 7.3.4.3. */
  private Answer configure(PortMod mod, Instant now) {
    PortDesc old =
        pipeline
            .port(mod.port())
            .orElseThrow(
                () -> new RefusedException(OfError.OFPPMFC_BAD_PORT, "port " + mod.port()));
    if (!old.hwAddress().equals(mod.hwAddress())) {
      throw new RefusedException(
          OfError.OFPPMFC_BAD_HW_ADDR, mod.port() + " has the address " + old.hwAddress());
    }
    int config = old.config() & ~mod.mask() | mod.config() & mod.mask();
    PortDesc changed =
        new PortDesc(
            old.number(), old.hwAddress(), old.name(), config, old.state(), old.properties());
    pipeline.putPort(changed, now);
    return new Answer(
        List.of(),
        config == old.config()
            ? List.of()
            : List.of(portStatus(OfMessage.PortReason.MODIFY, changed)),
        List.of());
  }

  private OfMessage features() {
    boolean of10 = version() == OfVersion.OF10;
    return new OfMessage.FeaturesReply(
        datapathId,
        0,
        pipeline.settings().tables(),
        0,
        FLOW_STATS | TABLE_STATS | PORT_STATS | (of10 ? 0 : GROUP_STATS),
        of10 ? ACTIONS_OF10 : 0,
        of10 ? ports() : List.of());
  }

  private List<PortDesc> ports() {
    return pipeline.ports().stream().map(port -> SwitchPorts.as(version(), port)).toList();
  }

  /** OpenFlow 1.3.5, 6.3.5. */
  private OfMessage changeRole(OfMessage.RoleRequest request, Mastery mastery) {
    switch (request.role()) {
      case NOCHANGE -> {}
      case EQUAL -> role = Role.EQUAL;
      case MASTER, SLAVE -> {
        mastery.claim(request.generationId());
        role = request.role();
      }
    }
    return new OfMessage.RoleReply(role, mastery.generationId());
  }

  /**
   * The packet-ins for a traversal. The switch has no buffers, so each has the whole frame,
   * whatever length was asked for (OpenFlow 1.3.5, 6.1.2).
   */
  List<OfMessage> packetIns(List<PipelineOutput> outputs) {
    List<OfMessage> packetIns = new ArrayList<>();
    for (PipelineOutput output : outputs) {
      if (output instanceof PipelineOutput.ToController to && role != Role.SLAVE) {
        boolean of10 = version() == OfVersion.OF10;
        packetIns.add(
            new PacketIn(
                BufferId.NONE,
                to.frame().size(),
                to.reason().ordinal(),
                of10 ? 0 : to.tableId(),
                of10 ? 0 : to.cookie(),
                to.fields(),
                to.frame()));
      }
    }
    return packetIns;
  }

  /** What a switch tells of itself unasked goes to a slave too, if it is about ports. */
  OfMessage portStatus(OfMessage.PortReason reason, PortDesc port) {
    return new OfMessage.PortStatus(reason, SwitchPorts.as(version(), port));
  }

  /** The frames among the outputs. */
  static List<Wiring.Sent> sent(List<PipelineOutput> outputs) {
    List<Wiring.Sent> sent = new ArrayList<>();
    for (PipelineOutput output : outputs) {
      if (output instanceof PipelineOutput.Forward forward) {
        sent.add(new Wiring.Sent(forward.port(), forward.frame()));
      }
    }
    return sent;
  }

  /** The frames that went to the controller. */
  static List<Bytes> toController(List<PipelineOutput> outputs) {
    List<Bytes> frames = new ArrayList<>();
    for (PipelineOutput output : outputs) {
      if (output instanceof PipelineOutput.ToController to) {
        frames.add(to.frame());
      }
    }
    return frames;
  }
}
