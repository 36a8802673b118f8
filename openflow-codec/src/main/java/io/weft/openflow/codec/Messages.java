package io.weft.openflow.codec;

import static io.weft.openflow.ExperimenterId.nicira;
import static io.weft.openflow.ExperimenterId.onf;
import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF11;
import static io.weft.openflow.OfVersion.OF12;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;
import static io.weft.openflow.VersionRange.ALL;
import static io.weft.openflow.VersionRange.between;
import static io.weft.openflow.VersionRange.only;
import static io.weft.openflow.VersionRange.since;
import static io.weft.openflow.wire.Layout.empty;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.Part.I32;
import static io.weft.openflow.wire.Part.I64;
import static io.weft.openflow.wire.Part.REST;
import static io.weft.openflow.wire.Part.U16;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.MonitorMessage;
import io.weft.openflow.message.NxFlowMod;
import io.weft.openflow.message.NxFlowRemoved;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.TableStatus;
import io.weft.openflow.message.TableMod;
import io.weft.openflow.message.QueueGetConfigRequest;
import io.weft.openflow.message.QueueGetConfigReply;
import io.weft.openflow.message.PortMod;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.wire.Codec;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.List;

/** The table of messages (OpenFlow 1.3.5, 7.1; 1.0.0, 5.1), and the codecs of the smaller ones. */
final class Messages {
  private static final Part<OfMessage.Role> ROLE =
      Part.of(
          in -> Enums.read(OfMessage.Role.values(), in.i32(), OfError.OFPRRFC_BAD_ROLE),
          (role, out) -> out.i32(role.ordinal()));
  private static final Part<OfMessage.PortReason> PORT_REASON =
      Part.of(
          in -> Enums.read(OfMessage.PortReason.values(), in.u8(), OfError.NXBRC_BAD_REASON),
          (reason, out) -> out.u8(reason.ordinal()));
  private static final Part<PortDesc> PORT_DESC = Part.of(Ports::readOnly, Ports::write);
  private static final Codec<OfMessage.PortStatus> PORT_STATUS =
      struct(
          PORT_REASON.pad(7),
          OfMessage.PortStatus::reason,
          PORT_DESC,
          OfMessage.PortStatus::port,
          OfMessage.PortStatus::new);

  // spotless:off
  static final WireTable<OfMessage> TABLE = new WireTable<>("message",
      row( 0, ALL,         OfMessage.Hello.class,            Codec.of(Hellos::read, Hellos::write)),
      row( 1, ALL,         OfMessage.ErrorMessage.class,     Codec.of(Errors::read, Errors::write)),
      row( 2, ALL,         OfMessage.EchoRequest.class,      struct(REST, OfMessage.EchoRequest::data, OfMessage.EchoRequest::new)),
      row( 3, ALL,         OfMessage.EchoReply.class,        struct(REST, OfMessage.EchoReply::data, OfMessage.EchoReply::new)),
      row( 4, ALL,         OfMessage.Experimenter.class,     struct(I32, OfMessage.Experimenter::experimenterId, REST, OfMessage.Experimenter::body, OfMessage.Experimenter::new)),
      row( 5, ALL,         OfMessage.FeaturesRequest.class,  empty(OfMessage.FeaturesRequest::new)),
      row( 6, only(OF10),  OfMessage.FeaturesReply.class,    Codec.of(Messages::readFeatures, Messages::writeFeatures)).body(24, 48),
      row( 6, between(OF11, OF12), OfMessage.FeaturesReply.class, Codec.of(Messages::readFeatures, Messages::writeFeatures)).body(24, 64),
      row( 6, since(OF13), OfMessage.FeaturesReply.class,    Codec.of(Messages::readFeatures, Messages::writeFeatures)).body(24),
      row( 7, ALL,         OfMessage.GetConfigRequest.class, empty(OfMessage.GetConfigRequest::new)),
      row( 8, ALL,         OfMessage.GetConfigReply.class,   struct(U16, OfMessage.GetConfigReply::flags, U16, OfMessage.GetConfigReply::missSendLen, OfMessage.GetConfigReply::new)),
      row( 9, ALL,         OfMessage.SetConfig.class,        struct(U16, OfMessage.SetConfig::flags, U16, OfMessage.SetConfig::missSendLen, OfMessage.SetConfig::new)),
      row(10, ALL,         PacketIn.class,                   Codec.of(Messages::readPacketIn, Messages::writePacketIn)),
      row(11, only(OF10),  FlowRemoved.class,                Codec.of(FlowRemovals::read, FlowRemovals::write)).body(80),
      row(11, between(OF11, OF14), FlowRemoved.class,        Codec.of(FlowRemovals::read, FlowRemovals::write)).body(40, 8),
      row(11, since(OF15), FlowRemoved.class,                Codec.of(FlowRemovals::read, FlowRemovals::write)).body(16, 8),
      row(12, only(OF10),  OfMessage.PortStatus.class,       PORT_STATUS).body(56),
      row(12, between(OF11, OF13), OfMessage.PortStatus.class, PORT_STATUS).body(72),
      row(12, since(OF14), OfMessage.PortStatus.class,       PORT_STATUS).body(48, 8),
      row(13, ALL,         PacketOut.class,                  Codec.of(Messages::readPacketOut, Messages::writePacketOut)),
      row(14, only(OF10),  FlowMod.class,                    Codec.of(Flows::readMod, Flows::writeMod)).body(64, 8),
      row(14, since(OF11), FlowMod.class,                    Codec.of(Flows::readMod, Flows::writeMod)).body(40, 8),
      row(15, between(OF11, OF14), GroupMod.class,           Codec.of(Groups::readMod, Groups::writeMod)).body(8, 8),
      row(15, since(OF15), GroupMod.class,                   Codec.of(Groups::readMod, Groups::writeMod)).body(16, 8),
      row(15, only(OF10),  PortMod.class,                    Codec.of(Ports::readMod, Ports::writeMod)).body(24),
      row(16, between(OF11, OF13), PortMod.class,            Codec.of(Ports::readMod, Ports::writeMod)).body(32),
      row(16, since(OF14), PortMod.class,                    Codec.of(Ports::readMod, Ports::writeMod)).body(24, 8),
      row(17, between(OF11, OF13), TableMod.class,           Codec.of(FlowTables::readMod, FlowTables::writeMod)).body(8),
      row(17, since(OF14), TableMod.class,                   Codec.of(FlowTables::readMod, FlowTables::writeMod)).body(8, 8),
      row(20, only(OF10),  QueueGetConfigRequest.class,      Codec.of(Queues::readConfigRequest, Queues::writeConfigRequest)).body(4),
      row(21, only(OF10),  QueueGetConfigReply.class,        Codec.of(Queues::readConfigReply, Queues::writeConfigReply)).body(8, 8),
      row(22, between(OF11, OF13), QueueGetConfigRequest.class, Codec.of(Queues::readConfigRequest, Queues::writeConfigRequest)).body(8),
      row(23, between(OF11, OF13), QueueGetConfigReply.class, Codec.of(Queues::readConfigReply, Queues::writeConfigReply)).body(8, 8),
      row(29, since(OF13), MeterMod.class,                   Codec.of(Meters::readMod, Meters::writeMod)).body(8, 8),
      row(31, since(OF14), TableStatus.class,                Codec.of(FlowTables::readStatus, FlowTables::writeStatus)).body(8, 8),

      row(16, only(OF10),  OfMessage.MultipartRequest.class, Codec.of(Multiparts::readRequest, Multiparts::writeRequest)),
      row(17, only(OF10),  OfMessage.MultipartReply.class,   Codec.of(Multiparts::readReply, Multiparts::writeReply)),
      row(18, only(OF10),  OfMessage.BarrierRequest.class,   empty(OfMessage.BarrierRequest::new)),
      row(19, only(OF10),  OfMessage.BarrierReply.class,     empty(OfMessage.BarrierReply::new)),

      row(18, since(OF11), OfMessage.MultipartRequest.class, Codec.of(Multiparts::readRequest, Multiparts::writeRequest)),
      row(19, since(OF11), OfMessage.MultipartReply.class,   Codec.of(Multiparts::readReply, Multiparts::writeReply)),
      row(20, since(OF11), OfMessage.BarrierRequest.class,   empty(OfMessage.BarrierRequest::new)),
      row(21, since(OF11), OfMessage.BarrierReply.class,     empty(OfMessage.BarrierReply::new)),
      row(24, since(OF12), OfMessage.RoleRequest.class,      struct(ROLE.pad(4), OfMessage.RoleRequest::role, I64, OfMessage.RoleRequest::generationId, OfMessage.RoleRequest::new)),
      row(25, since(OF12), OfMessage.RoleReply.class,        struct(ROLE.pad(4), OfMessage.RoleReply::role, I64, OfMessage.RoleReply::generationId, OfMessage.RoleReply::new)),

      // Open vSwitch, nicira-ext.h; ONF extension 187
      row(nicira(13), ALL,                 NxFlowMod.class,                         Codec.of(NxFlows::readMod, NxFlows::writeMod)).body(32, 8),
      row(nicira(14), ALL,                 NxFlowRemoved.class,                     Codec.of(NxFlows::readRemoved, NxFlows::writeRemoved)).body(40, 8),
      row(nicira(31), only(OF10),          GroupMod.class,                          Codec.of(Groups::readMod, Groups::writeMod)).body(16, 8),
      row(nicira(21), between(OF10, OF12), MonitorMessage.FlowMonitorCancel.class,  struct(I32, MonitorMessage.FlowMonitorCancel::monitorId, MonitorMessage.FlowMonitorCancel::new)).body(4),
      row(nicira(22), between(OF10, OF12), MonitorMessage.FlowMonitorPaused.class,  empty(MonitorMessage.FlowMonitorPaused::new)).body(0),
      row(nicira(23), between(OF10, OF12), MonitorMessage.FlowMonitorResumed.class, empty(MonitorMessage.FlowMonitorResumed::new)).body(0),
      row(onf(1870),  only(OF13),          MonitorMessage.FlowMonitorCancel.class,  struct(I32, MonitorMessage.FlowMonitorCancel::monitorId, MonitorMessage.FlowMonitorCancel::new)).body(4),
      row(onf(1871),  only(OF13),          MonitorMessage.FlowMonitorPaused.class,  empty(MonitorMessage.FlowMonitorPaused::new)).body(0),
      row(onf(1872),  only(OF13),          MonitorMessage.FlowMonitorResumed.class, empty(MonitorMessage.FlowMonitorResumed::new)).body(0));
  // spotless:on

  /** The type of a message that an experimenter defines (vendor in OpenFlow 1.0). */
  static final int EXPERIMENTER = 4;

  private Messages() {}

  /** Reads a body by its type; an extension without a row becomes a value of its own. */
  static OfMessage read(int type, WireReader body) {
    if (type == EXPERIMENTER && body.remaining() >= 8) {
      var extension = TABLE.find(body.version(), body.peekI64());
      if (extension.isPresent()) {
        body.skip(8);
        return extension.get().readBody(body);
      }
    }
    return TABLE
        .find(body.version(), type)
        .orElseThrow(() ->
            new DecodeException(
                OfError.OFPBRC_BAD_TYPE, "no message of type " + type + " in " + body.version()))
        .readBody(body);
  }

  private static OfMessage.FeaturesReply readFeatures(WireReader in) {
    DatapathId datapathId = new DatapathId(in.i64());
    long buffers = in.u32();
    int tables = in.u8();
    boolean of10 = in.version() == OF10;
    boolean hasPorts = in.version().isBefore(OF13);
    int auxiliaryId = in.u8();
    in.skip(2);
    int capabilities = in.i32();
    int actions = in.i32();
    return new OfMessage.FeaturesReply(
        datapathId,
        buffers,
        tables,
        hasPorts ? 0 : auxiliaryId,
        capabilities,
        of10 ? actions : 0,
        hasPorts ? Ports.readAll(in) : List.of());
  }

  private static void writeFeatures(OfMessage.FeaturesReply message, WireWriter out) {
    boolean hasPorts = out.version().isBefore(OF13);
    if (hasPorts ? message.auxiliaryId() != 0 : !message.ports().isEmpty()) {
      throw EncodeException.unsayable(message, out.version());
    }
    if (out.version() != OF10 && message.actions() != 0) {
      throw EncodeException.unsayable(message, out.version());
    }
    out.i64(message.datapathId().bits());
    out.u32(message.buffers());
    out.u8(message.tables());
    out.u8(message.auxiliaryId());
    out.zero(2);
    out.i32(message.capabilities());
    out.i32(message.actions());
    message.ports().forEach(port -> Ports.write(port, out));
  }

  private static PacketIn readPacketIn(WireReader in) {
    BufferId bufferId = new BufferId(in.i32());
    int totalLength = in.u16();
    if (in.version() == OF10) {
      PortNo inPort = PortCodec.read(in);
      int reason = in.u8();
      in.skip(1);
      Match match = Match.builder().set(Field.IN_PORT, inPort).build();
      return new PacketIn(bufferId, totalLength, reason, 0, 0, match, in.rest());
    }
    int reason = in.u8();
    int tableId = in.u8();
    long cookie = in.version().isBefore(OfVersion.OF13) ? 0 : in.i64();
    Match match = Oxm.readMatch(in);
    in.skip(2);
    return new PacketIn(bufferId, totalLength, reason, tableId, cookie, match, in.rest());
  }

  private static void writePacketIn(PacketIn message, WireWriter out) {
    out.i32(message.bufferId().bits());
    out.u16(message.totalLength());
    if (out.version() == OF10) {
      boolean unsayable =
          message.tableId() != 0
              || message.cookie() != 0
              || !message.match().fields().equals(List.of(Field.IN_PORT))
              || !message.match().unknown().isEmpty();
      if (unsayable) {
        throw EncodeException.unsayable(message, OF10);
      }
      PortCodec.write(message.inPort(), out);
      out.u8(message.reason());
      out.zero(1);
    } else {
      out.u8(message.reason());
      out.u8(message.tableId());
      if (!out.version().isBefore(OfVersion.OF13)) {
        out.i64(message.cookie());
      }
      Oxm.writeMatch(message.match(), out);
      out.zero(2);
    }
    out.bytes(message.data());
  }

  private static PacketOut readPacketOut(WireReader in) {
    BufferId bufferId = new BufferId(in.i32());
    PortNo inPort = PortCodec.read(in);
    int actionsLength = in.u16();
    if (in.version() != OF10) {
      in.skip(6);
    }
    if (actionsLength > in.remaining()) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_LEN,
          "actions of " + actionsLength + " octets, " + in.remaining() + " are left");
    }
    List<Action> actions = Actions.read(in.slice(actionsLength, OfError.OFPBAC_BAD_LEN));
    return new PacketOut(bufferId, inPort, actions, in.rest());
  }

  private static void writePacketOut(PacketOut message, WireWriter out) {
    out.i32(message.bufferId().bits());
    PortCodec.write(message.inPort(), out);
    int lengthAt = out.position();
    out.u16(0);
    if (out.version() != OF10) {
      out.zero(6);
    }
    int start = out.position();
    Actions.write(message.actions(), out);
    out.patchLength(start, lengthAt, "action list");
    out.bytes(message.data());
  }
}
