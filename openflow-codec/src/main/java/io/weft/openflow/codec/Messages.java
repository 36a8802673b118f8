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
import static io.weft.openflow.wire.Part.REST;
import static io.weft.openflow.wire.Part.U16;
import static io.weft.openflow.wire.Part.U32;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.ExperimenterId;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.AsyncMessage;
import io.weft.openflow.message.BundleMessage;
import io.weft.openflow.message.ControllerMessage;
import io.weft.openflow.message.ControllerState;
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
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMod;
import io.weft.openflow.message.QueueGetConfigReply;
import io.weft.openflow.message.QueueGetConfigRequest;
import io.weft.openflow.message.RequestForward;
import io.weft.openflow.message.TableMod;
import io.weft.openflow.message.TableStatus;
import io.weft.openflow.wire.Codec;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;

/** The table of messages (OpenFlow 1.3.5, 7.1; 1.0.0, 5.1), and the codecs of the smaller ones. */
final class Messages {
  private static final Part<OfMessage.PortReason> PORT_REASON =
      Part.of(
          in -> Enums.read(OfMessage.PortReason.values(), in.u8(), OfError.NXBRC_BAD_REASON),
          (reason, out) -> out.u8(reason.ordinal()));
  private static final Part<PortDesc> PORT_DESC = Part.of(Ports::readOnly, Ports::write);
  private static final Part<ControllerState> CONTROLLER =
      Part.of(Controllers::readState, Controllers::writeState);
  private static final Codec<OfMessage.FeaturesReply> FEATURES =
      Codec.of(Messages::readFeatures, Messages::writeFeatures);
  private static final Codec<PacketIn> PACKET_IN = Codec.of(PacketIns::read, PacketIns::write);
  private static final Codec<PacketOut> PACKET_OUT = Codec.of(PacketOuts::read, PacketOuts::write);

  private static final Codec<OfMessage.PortStatus> PORT_STATUS =
      struct(
          PORT_REASON.pad(7),
          OfMessage.PortStatus::reason,
          PORT_DESC,
          OfMessage.PortStatus::port,
          OfMessage.PortStatus::new);

  // spotless:off
  static final WireTable<OfMessage> TABLE = new WireTable<>("message",
      row( 0, ALL,                 OfMessage.Hello.class,            Codec.of(Hellos::read, Hellos::write)),
      row( 1, ALL,                 OfMessage.ErrorMessage.class,     Codec.of(Errors::read, Errors::write)).body(4, 1),
      row( 2, ALL,                 OfMessage.EchoRequest.class,      struct(REST, OfMessage.EchoRequest::data, OfMessage.EchoRequest::new)),
      row( 3, ALL,                 OfMessage.EchoReply.class,        struct(REST, OfMessage.EchoReply::data, OfMessage.EchoReply::new)),
      row( 4, ALL,                 OfMessage.Experimenter.class,     Codec.of(Messages::readExperimenter, Messages::writeExperimenter)).body(4, 1),
      row( 5, ALL,                 OfMessage.FeaturesRequest.class,  empty(OfMessage.FeaturesRequest::new)).body(0),
      row( 6, only(OF10),          OfMessage.FeaturesReply.class,    FEATURES).body(24, 48),
      row( 6, between(OF11, OF12), OfMessage.FeaturesReply.class,    FEATURES).body(24, 64),
      row( 6, since(OF13),         OfMessage.FeaturesReply.class,    FEATURES).body(24),
      row( 7, ALL,                 OfMessage.GetConfigRequest.class, empty(OfMessage.GetConfigRequest::new)).body(0),
      row( 8, ALL,                 OfMessage.GetConfigReply.class,   struct(U16, OfMessage.GetConfigReply::flags, U16, OfMessage.GetConfigReply::missSendLen, OfMessage.GetConfigReply::new)).body(4),
      row( 9, ALL,                 OfMessage.SetConfig.class,        Codec.of(Messages::readSetConfig, Messages::writeSetConfig)).body(4),
      row(10, only(OF10),          PacketIn.class,                   PACKET_IN).body(10, 1),
      row(10, only(OF11),          PacketIn.class,                   PACKET_IN).body(16, 1),
      row(10, only(OF12),          PacketIn.class,                   PACKET_IN).body(8, 1),
      row(10, since(OF13),         PacketIn.class,                   PACKET_IN).body(16, 1),
      row(11, only(OF10),  FlowRemoved.class,                Codec.of(FlowRemovals::read, FlowRemovals::write)).body(80),
      row(11, between(OF11, OF14), FlowRemoved.class,        Codec.of(FlowRemovals::read, FlowRemovals::write)).body(40, 8),
      row(11, since(OF15), FlowRemoved.class,                Codec.of(FlowRemovals::read, FlowRemovals::write)).body(16, 8),
      row(12, only(OF10),  OfMessage.PortStatus.class,       PORT_STATUS).body(56),
      row(12, between(OF11, OF13), OfMessage.PortStatus.class, PORT_STATUS).body(72),
      row(12, since(OF14), OfMessage.PortStatus.class,       PORT_STATUS).body(48, 8),
      row(13, only(OF10),          PacketOut.class,                  PACKET_OUT).body(8, 1),
      row(13, between(OF11, OF14), PacketOut.class,                  PACKET_OUT).body(16, 1),
      row(13, only(OF15),          PacketOut.class,                  PACKET_OUT).body(8, 1),
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
      row(18, only(OF10),  OfMessage.BarrierRequest.class,   empty(OfMessage.BarrierRequest::new)).body(0),
      row(19, only(OF10),  OfMessage.BarrierReply.class,     empty(OfMessage.BarrierReply::new)).body(0),

      row(18, since(OF11), OfMessage.MultipartRequest.class, Codec.of(Multiparts::readRequest, Multiparts::writeRequest)),
      row(19, since(OF11), OfMessage.MultipartReply.class,   Codec.of(Multiparts::readReply, Multiparts::writeReply)),
      row(20, since(OF11), OfMessage.BarrierRequest.class,   empty(OfMessage.BarrierRequest::new)).body(0),
      row(21, since(OF11), OfMessage.BarrierReply.class,     empty(OfMessage.BarrierReply::new)).body(0),
      row(24, since(OF12), OfMessage.RoleRequest.class,      Codec.of(Controllers::readRequest, Controllers::writeRequest)).body(16),
      row(25, since(OF12), OfMessage.RoleReply.class,        Codec.of(Controllers::readReply, Controllers::writeReply)).body(16),
      row(26, since(OF13), AsyncMessage.AsyncRequest.class,  empty(AsyncMessage.AsyncRequest::new)).body(0),
      row(27, only(OF13),  AsyncMessage.AsyncMasksReply.class, struct(AsyncConfigs.MASKS, AsyncMessage.AsyncMasksReply::masks, AsyncMessage.AsyncMasksReply::new)).body(24),
      row(28, only(OF13),  AsyncMessage.SetAsyncMasks.class, struct(AsyncConfigs.MASKS, AsyncMessage.SetAsyncMasks::masks, AsyncMessage.SetAsyncMasks::new)).body(24),
      row(27, since(OF14), AsyncMessage.AsyncReply.class,    Codec.of(AsyncConfigs::readReply, AsyncConfigs::writeReply)).body(0, 8),
      row(28, since(OF14), AsyncMessage.SetAsync.class,      Codec.of(AsyncConfigs::readSet, AsyncConfigs::writeSet)).body(0, 8),
      row(30, since(OF14), ControllerMessage.RoleStatus.class, Codec.of(Controllers::readStatus, Controllers::writeStatus)).body(16, 8),
      row(32, since(OF14), RequestForward.class,             Codec.of(InnerMessages::readForwarded, InnerMessages::writeForwarded)).body(8, 8),
      row(33, since(OF14), BundleMessage.BundleControl.class, Codec.of(BundleMessages::readControl, BundleMessages::writeControl)).body(8, 8),
      row(34, since(OF14), BundleMessage.BundleAdd.class,    Codec.of(BundleMessages::readAdd, BundleMessages::writeAdd)).body(8, 1),
      row(35, only(OF15),  ControllerMessage.ControllerStatus.class, struct(CONTROLLER, ControllerMessage.ControllerStatus::controller, ControllerMessage.ControllerStatus::new)),

      // Open vSwitch, nicira-ext.h
      row(nicira(13), ALL,                 NxFlowMod.class,                         Codec.of(NxFlows::readMod, NxFlows::writeMod)).body(32, 8),
      row(nicira(14), ALL,                 NxFlowRemoved.class,                     Codec.of(NxFlows::readRemoved, NxFlows::writeRemoved)).body(40, 8),
      row(nicira(31), only(OF10),          GroupMod.class,                          Codec.of(Groups::readMod, Groups::writeMod)).body(16, 8),
      row(nicira(21), between(OF10, OF12), MonitorMessage.FlowMonitorCancel.class,  struct(I32, MonitorMessage.FlowMonitorCancel::monitorId, MonitorMessage.FlowMonitorCancel::new)).body(4),
      row(nicira(22), between(OF10, OF12), MonitorMessage.FlowMonitorPaused.class,  empty(MonitorMessage.FlowMonitorPaused::new)).body(0),
      row(nicira(23), between(OF10, OF12), MonitorMessage.FlowMonitorResumed.class, empty(MonitorMessage.FlowMonitorResumed::new)).body(0),
      row(nicira(10),  ALL,                 NxMessage.NxRoleRequest.class,     struct(NxMessages.ROLE, NxMessage.NxRoleRequest::role, NxMessage.NxRoleRequest::new)).body(4),
      row(nicira(11),  ALL,                 NxMessage.NxRoleReply.class,       struct(NxMessages.ROLE, NxMessage.NxRoleReply::role, NxMessage.NxRoleReply::new)).body(4),
      row(nicira(12),  only(OF10),          NxMessage.SetFlowFormat.class,     struct(U32, NxMessage.SetFlowFormat::format, NxMessage.SetFlowFormat::new)).body(4),
      row(nicira(15),  ALL,                 NxMessage.FlowModTableId.class,    struct(NxMessages.FLAG, NxMessage.FlowModTableId::enabled, NxMessage.FlowModTableId::new)).body(8),
      row(nicira(16),  ALL,                 NxMessage.SetPacketInFormat.class, struct(NxMessages.PACKET_IN_FORMAT, NxMessage.SetPacketInFormat::format, NxMessage.SetPacketInFormat::new)).body(4),
      row(nicira(17),  ALL,                 NxPacketMessage.NxPacketIn.class,  Codec.of(NxPackets::readPacketIn, NxPackets::writePacketIn)).body(24, 1),
      row(nicira(18),  ALL,                 NxMessage.FlowAge.class,           empty(NxMessage.FlowAge::new)).body(0),
      row(nicira(19),  ALL,                 NxMessage.NxSetAsync.class,        struct(AsyncConfigs.MASKS, NxMessage.NxSetAsync::masks, NxMessage.NxSetAsync::new)).body(24),
      row(nicira(20),  ALL,                 NxMessage.SetControllerId.class,   struct(U16.after(6), NxMessage.SetControllerId::id, NxMessage.SetControllerId::new)).body(8),
      row(nicira(24),  ALL,                 NxMessage.TlvTableMod.class,       Codec.of(NxMessages::readTlvMod, NxMessages::writeTlvMod)).body(8, 8),
      row(nicira(25),  ALL,                 NxMessage.TlvTableRequest.class,   empty(NxMessage.TlvTableRequest::new)).body(0),
      row(nicira(26),  ALL,                 NxMessage.TlvTableReply.class,     Codec.of(NxMessages::readTlvReply, NxMessages::writeTlvReply)).body(16, 8),
      row(nicira(27),  between(OF10, OF13), AsyncMessage.SetAsync.class,       Codec.of(AsyncConfigs::readSet, AsyncConfigs::writeSet)).body(0, 8),
      row(nicira(28),  ALL,                 NxPacketMessage.NxResume.class,    Codec.of(NxPackets::readResume, NxPackets::writeResume)).body(0, 8),
      row(nicira(29),  ALL,                 NxMessage.CtFlushZone.class,       struct(U16.after(6), NxMessage.CtFlushZone::zone, NxMessage.CtFlushZone::new)).body(8),
      row(nicira(30),  ALL,                 NxPacketMessage.NxPacketIn2.class, Codec.of(NxPackets::readPacketIn2, NxPackets::writePacketIn2)).body(0, 8),
      row(nicira(32),  ALL,                 NxMessage.CtFlush.class,           Codec.of(CtFlushes::read, CtFlushes::write)).body(8, 8),
      row(nicira(132), between(OF10, OF12), RequestForward.class,              Codec.of(InnerMessages::readForwarded, InnerMessages::writeForwarded)).body(8, 8),

      // ONF extensions 187, 191, 230 and 235
      row(onf(1870),  only(OF13),          MonitorMessage.FlowMonitorCancel.class,  struct(I32, MonitorMessage.FlowMonitorCancel::monitorId, MonitorMessage.FlowMonitorCancel::new)).body(4),
      row(onf(1871),  only(OF13),          MonitorMessage.FlowMonitorPaused.class,  empty(MonitorMessage.FlowMonitorPaused::new)).body(0),
      row(onf(1872),  only(OF13),          MonitorMessage.FlowMonitorResumed.class, empty(MonitorMessage.FlowMonitorResumed::new)).body(0),
      row(onf(1911), only(OF13), ControllerMessage.RoleStatus.class, Codec.of(Controllers::readStatus, Controllers::writeStatus)).body(16, 8),
      row(onf(2300), only(OF13), BundleMessage.BundleControl.class,  Codec.of(BundleMessages::readControl, BundleMessages::writeControl)).body(8, 8),
      row(onf(2301), only(OF13), BundleMessage.BundleAdd.class,      Codec.of(BundleMessages::readAdd, BundleMessages::writeAdd)).body(8, 1),
      row(onf(2350), only(OF13), RequestForward.class,               Codec.of(InnerMessages::readForwarded, InnerMessages::writeForwarded)).body(8, 8));
  // spotless:on

  /** The type of a message that an experimenter defines (vendor in OpenFlow 1.0). */
  static final int EXPERIMENTER = 4;

  private static final int PACKET_IN_TYPE = 10;
  private static final int PACKET_OUT_TYPE = 13;
  private static final int FLOW_MOD_TYPE = 14;

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
    var row = TABLE.find(body.version(), type);
    if (row.isEmpty()) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_TYPE, "no message of type " + type + " in " + body.version());
    }
    return readRow(row.get(), type, body);
  }

  /**
   * The three messages that networks mostly exchange are read and written by name: the virtual
   * machine then compiles each as one piece, which it cannot for what a table chooses.
   */
  private static OfMessage readRow(
      WireTable.Row<? extends OfMessage> row, int type, WireReader body) {
    row.checkBody(body);
    return switch (type) {
      case PACKET_IN_TYPE -> PacketIns.read(body);
      case PACKET_OUT_TYPE -> PacketOuts.read(body);
      case FLOW_MOD_TYPE -> Flows.readMod(body);
      default -> row.reader().apply(body);
    };
  }

  private static OfMessage.FeaturesReply readFeatures(WireReader in) {
    boolean of10 = in.version() == OF10;
    DatapathId datapathId = new DatapathId(in.i64());
    long buffers = in.u32();
    int tables = in.u8();
    int auxiliaryId = in.u8();
    in.skip(2);
    int capabilities = in.i32();
    int actions = in.i32();
    return new OfMessage.FeaturesReply(
        datapathId,
        buffers,
        tables,
        in.version().isBefore(OF13) ? 0 : auxiliaryId,
        capabilities,
        of10 ? actions : 0,
        Ports.readAll(in));
  }

  private static void writeFeatures(OfMessage.FeaturesReply message, WireWriter out) {
    boolean hasAuxiliary = !out.version().isBefore(OF13);
    if (hasAuxiliary ? !message.ports().isEmpty() : message.auxiliaryId() != 0) {
      throw EncodeException.unsayable(message, out.version());
    }
    if (out.version() != OF10 && message.actions() != 0) {
      throw EncodeException.unsayable("actions in " + message, out.version());
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

  /** A switch must refuse flags that it does not know (OpenFlow 1.3.5, 7.3.2). */
  private static OfMessage.SetConfig readSetConfig(WireReader in) {
    int flags = in.u16();
    if ((flags & ~configFlags(in.version())) != 0) {
      throw new DecodeException(
          OfError.OFPSCFC_BAD_FLAGS, "config flags 0x" + Integer.toHexString(flags));
    }
    return new OfMessage.SetConfig(flags, in.u16());
  }

  private static void writeSetConfig(OfMessage.SetConfig message, WireWriter out) {
    if ((message.flags() & ~configFlags(out.version())) != 0) {
      throw EncodeException.unsayable(message, out.version());
    }
    out.u16(message.flags());
    out.u16(message.missSendLen());
  }

  /** OFPC_FRAG_MASK, and OFPC_INVALID_TTL_TO_CONTROLLER that 1.3 no longer has. */
  private static int configFlags(OfVersion version) {
    return version.isBefore(OF13) ? 7 : 3;
  }

  /** An experimenter's message that no row reads; its type is its own business in OpenFlow 1.0. */
  private static OfMessage.Experimenter readExperimenter(WireReader in) {
    int experimenterId = in.i32();
    boolean isKnown =
        experimenterId == ExperimenterId.NICIRA || experimenterId == ExperimenterId.ONF;
    if (in.remaining() < 4 && (isKnown || in.version() != OF10)) {
      throw new DecodeException(OfError.OFPBRC_BAD_LEN, "an experimenter's message without type");
    }
    return new OfMessage.Experimenter(experimenterId, in.rest());
  }

  private static void writeExperimenter(OfMessage.Experimenter message, WireWriter out) {
    Bytes body = message.body();
    if (body.size() < 4 && out.version() != OF10) {
      throw EncodeException.unsayable(message, out.version());
    }
    if (body.size() >= 4) {
      long code = ExperimenterId.code(message.experimenterId(), body.i32(0));
      if (TABLE.find(out.version(), code).isPresent()) {
        throw EncodeException.unsayable(message, out.version());
      }
    }
    out.i32(message.experimenterId());
    out.bytes(body);
  }

  /** Appends a whole message, which may be within another one. */
  static void write(OfMessage message, int xid, WireWriter out) {
    int start = out.position();
    int outer = out.xid();
    out.xid(xid);
    if (message instanceof FlowMod mod) {
      writeHeader(out.version().wire(), FLOW_MOD_TYPE, out);
      Flows.writeMod(mod, out);
    } else if (message instanceof PacketOut packet) {
      writeHeader(out.version().wire(), PACKET_OUT_TYPE, out);
      PacketOuts.write(packet, out);
    } else if (message instanceof PacketIn packet) {
      writeHeader(out.version().wire(), PACKET_IN_TYPE, out);
      PacketIns.write(packet, out);
    } else {
      writeRow(message, out);
    }
    out.patchLength(start, start + 2, "message");
    out.xid(outer);
  }

  private static void writeRow(OfMessage message, WireWriter out) {
    var row = TABLE.rowOf(out.version(), message);
    boolean isExtension = ExperimenterId.isIn(row.code());
    writeHeader(
        message instanceof OfMessage.Hello hello ? hello.version() : out.version().wire(),
        isExtension ? EXPERIMENTER : (int) row.code(),
        out);
    if (isExtension) {
      out.i64(row.code());
    }
    row.writeBody(message, out);
  }

  /** The length is filled in later. */
  private static void writeHeader(int version, int type, WireWriter out) {
    if (version >>> 8 != 0) {
      throw EncodeException.unsayable("version " + version, out.version());
    }
    out.i64((long) version << 56 | (long) type << 48 | Integer.toUnsignedLong(out.xid()));
  }
}
