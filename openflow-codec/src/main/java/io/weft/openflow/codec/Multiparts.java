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
import static io.weft.openflow.wire.WireTable.row;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.ExperimenterId;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.BundleMultipart.BundleFeatures;
import io.weft.openflow.message.BundleMultipart.BundleFeaturesRequest;
import io.weft.openflow.message.ControllerMultipart.ControllerStatusRequest;
import io.weft.openflow.message.ControllerMultipart.ControllerStatuses;
import io.weft.openflow.message.FlowMultipart.Aggregate;
import io.weft.openflow.message.FlowMultipart.AggregateRequest;
import io.weft.openflow.message.FlowMultipart.FlowCounters;
import io.weft.openflow.message.FlowMultipart.FlowCountersRequest;
import io.weft.openflow.message.FlowMultipart.FlowStats;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import io.weft.openflow.message.FlowMultipart.NxAggregate;
import io.weft.openflow.message.FlowMultipart.NxAggregateRequest;
import io.weft.openflow.message.FlowMultipart.NxFlowStats;
import io.weft.openflow.message.FlowMultipart.NxFlowStatsRequest;
import io.weft.openflow.message.GroupMultipart.GroupCounters;
import io.weft.openflow.message.GroupMultipart.GroupDesc;
import io.weft.openflow.message.GroupMultipart.GroupDescRequest;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.GroupMultipart.GroupFeatures;
import io.weft.openflow.message.GroupMultipart.GroupFeaturesRequest;
import io.weft.openflow.message.GroupMultipart.GroupStats;
import io.weft.openflow.message.GroupMultipart.GroupStatsRequest;
import io.weft.openflow.message.IpfixMultipart.IpfixBridge;
import io.weft.openflow.message.IpfixMultipart.IpfixBridgeRequest;
import io.weft.openflow.message.IpfixMultipart.IpfixCounters;
import io.weft.openflow.message.IpfixMultipart.IpfixFlowRequest;
import io.weft.openflow.message.IpfixMultipart.IpfixFlows;
import io.weft.openflow.message.MeterMultipart.MeterConfigRequest;
import io.weft.openflow.message.MeterMultipart.MeterConfigs;
import io.weft.openflow.message.MeterMultipart.MeterFeatures;
import io.weft.openflow.message.MeterMultipart.MeterFeaturesRequest;
import io.weft.openflow.message.MeterMultipart.MeterStats;
import io.weft.openflow.message.MeterMultipart.MeterStatsRequest;
import io.weft.openflow.message.MonitorMultipart.FlowMonitor;
import io.weft.openflow.message.MonitorMultipart.FlowMonitorRequest;
import io.weft.openflow.message.MonitorMultipart.FlowUpdate;
import io.weft.openflow.message.MonitorMultipart.FlowUpdates;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.MultipartBody.Desc;
import io.weft.openflow.message.MultipartBody.DescRequest;
import io.weft.openflow.message.MultipartBody.UnknownReply;
import io.weft.openflow.message.MultipartBody.UnknownRequest;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.MultipartReply;
import io.weft.openflow.message.OfMessage.MultipartRequest;
import io.weft.openflow.message.PortMultipart.PortDescRequest;
import io.weft.openflow.message.PortMultipart.PortDescs;
import io.weft.openflow.message.PortMultipart.PortStats;
import io.weft.openflow.message.PortMultipart.PortStatsRequest;
import io.weft.openflow.message.QueueMultipart.QueueDescRequest;
import io.weft.openflow.message.QueueMultipart.QueueDescs;
import io.weft.openflow.message.QueueMultipart.QueueStats;
import io.weft.openflow.message.QueueMultipart.QueueStatsRequest;
import io.weft.openflow.message.TableMultipart.TableDescRequest;
import io.weft.openflow.message.TableMultipart.TableDescs;
import io.weft.openflow.message.TableMultipart.TableFeaturesReply;
import io.weft.openflow.message.TableMultipart.TableFeaturesRequest;
import io.weft.openflow.message.TableMultipart.TableStats;
import io.weft.openflow.message.TableMultipart.TableStatsRequest;
import io.weft.openflow.wire.Codec;
import io.weft.openflow.wire.ListPart;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The tables of multipart messages (OpenFlow 1.3.5, 7.3.5), which OpenFlow 1.0 calls statistics
 * (5.3.5): what is asked and what is answered.
 */
final class Multiparts {
  private static final int MORE = 1;

  /** OFPMP_EXPERIMENTER, OFPST_VENDOR in 1.0. */
  private static final int EXPERIMENTER = 0xffff;

  private static final Part<FlowStatsRequest> FLOW_REQUEST =
      Part.of(Flows::readStatsRequest, Flows::writeStatsRequest);
  private static final Codec<AggregateRequest> AGGREGATE_REQUEST =
      Codec.of(Flows::readAggregateRequest, Flows::writeAggregateRequest);
  private static final Part<FlowStatsRequest> NX_FLOW_REQUEST =
      Part.of(NxFlows::readRequest, NxFlows::writeRequest);
  private static final Part<List<FlowMonitor>> MONITORS =
      list(FlowMonitors::read, FlowMonitors::write);
  private static final Part<List<FlowUpdate>> UPDATES =
      list(FlowMonitors::readUpdate, FlowMonitors::writeUpdate);
  private static final Part<List<GroupCounters>> GROUP_COUNTERS =
      list(Groups::readCounters, Groups::writeCounters);
  private static final Part<List<GroupEntry>> GROUP_ENTRIES =
      list(Groups::readEntry, Groups::writeEntry);
  private static final Part<IpfixCounters> IPFIX =
      Part.of(NxMessages::readIpfix, NxMessages::writeIpfix);
  private static final Part<PortNo> PADDED_PORT =
      Part.of(Multiparts::readPaddedPort, Multiparts::writePaddedPort);

  private static final Codec<TableStats> TABLE_STATS =
      struct(
          list(FlowTables::readCounters, FlowTables::writeCounters),
          TableStats::tables,
          TableStats::new);
  private static final Codec<PortStats> PORT_STATS =
      struct(list(Ports::readCounters, Ports::writeCounters), PortStats::ports, PortStats::new);
  private static final Codec<QueueStats> QUEUE_STATS =
      struct(
          list(Queues::readCounters, Queues::writeCounters), QueueStats::queues, QueueStats::new);
  private static final Codec<PortDescs> PORT_DESCS =
      struct(list(Ports::read, Ports::write), PortDescs::ports, PortDescs::new);

  // spotless:off
  static final WireTable<MultipartBody.Request> REQUESTS = new WireTable<>("multipart request",
      row( 0, ALL,         DescRequest.class,       empty(DescRequest::new)),
      row( 1, only(OF10),  FlowStatsRequest.class,  FLOW_REQUEST).body(44),
      row( 1, since(OF11), FlowStatsRequest.class,  FLOW_REQUEST).body(32, 8),
      row( 2, only(OF10),  AggregateRequest.class,  AGGREGATE_REQUEST).body(44),
      row( 2, since(OF11), AggregateRequest.class,  AGGREGATE_REQUEST).body(32, 8),
      row( 3, ALL,         TableStatsRequest.class, empty(TableStatsRequest::new)).body(0),
      row( 4, ALL,         PortStatsRequest.class,  struct(PADDED_PORT, PortStatsRequest::port, PortStatsRequest::new)).body(8),
      row( 5, ALL,         QueueStatsRequest.class, Codec.of(Queues::readStatsRequest, Queues::writeStatsRequest)).body(8),
      row( 6, since(OF11), GroupStatsRequest.class, struct(I32.pad(4), GroupStatsRequest::groupId, GroupStatsRequest::new)).body(8),
      row( 7, between(OF11, OF14), GroupDescRequest.class, Codec.of(Groups::readDescRequest, Groups::writeDescRequest)).body(0),
      row( 7, since(OF15), GroupDescRequest.class,  Codec.of(Groups::readDescRequest, Groups::writeDescRequest)).body(8),
      row( 8, since(OF12), GroupFeaturesRequest.class, empty(GroupFeaturesRequest::new)).body(0),
      row( 9, since(OF13), MeterStatsRequest.class, struct(I32.pad(4), MeterStatsRequest::meterId, MeterStatsRequest::new)).body(8),
      row(10, since(OF13), MeterConfigRequest.class, struct(I32.pad(4), MeterConfigRequest::meterId, MeterConfigRequest::new)).body(8),
      row(11, since(OF13), MeterFeaturesRequest.class, empty(MeterFeaturesRequest::new)).body(0),
      row(12, since(OF13), TableFeaturesRequest.class, struct(TableFeatureLists.WANTED, TableFeaturesRequest::tables, TableFeaturesRequest::new)).body(0, 8),
      // Open vSwitch answers this in all versions; in the specification it came with OpenFlow 1.3.
      row(13, between(OF10, OF14), PortDescRequest.class, Codec.of(in -> new PortDescRequest(), Ports::writeEmptyDescRequest)).body(0),
      row(13, since(OF15), PortDescRequest.class,   Codec.of(Ports::readDescRequest, Ports::writeDescRequest)).body(8),
      row(14, since(OF14), TableDescRequest.class,  empty(TableDescRequest::new)).body(0),
      row(15, since(OF14), QueueDescRequest.class,  Codec.of(Queues::readDescRequest, Queues::writeDescRequest)).body(8),
      row(16, since(OF14), FlowMonitorRequest.class, struct(MONITORS, FlowMonitorRequest::monitors, FlowMonitorRequest::new)).body(0, 8),
      row(17, only(OF15),  FlowCountersRequest.class, struct(FLOW_REQUEST, FlowCountersRequest::of, FlowCountersRequest::new)).body(32, 8),
      row(18, only(OF15),  ControllerStatusRequest.class, empty(ControllerStatusRequest::new)).body(0),
      row(19, only(OF15),  BundleFeaturesRequest.class, Codec.of(BundleMessages::readFeaturesRequest, BundleMessages::writeFeaturesRequest)).body(8, 8),

      // Open vSwitch, nicira-ext.h; ONF extension 187
      row(nicira(3), ALL, IpfixBridgeRequest.class, empty(IpfixBridgeRequest::new)).body(0),
      row(nicira(4), ALL, IpfixFlowRequest.class,   empty(IpfixFlowRequest::new)).body(0),
      row(nicira(0), only(OF10),          NxFlowStatsRequest.class,   struct(NX_FLOW_REQUEST, NxFlowStatsRequest::of, NxFlowStatsRequest::new)).body(8, 8),
      row(nicira(1), only(OF10),          NxAggregateRequest.class,   struct(NX_FLOW_REQUEST, NxAggregateRequest::of, NxAggregateRequest::new)).body(8, 8),
      row(nicira(2), between(OF10, OF12), FlowMonitorRequest.class,   struct(MONITORS, FlowMonitorRequest::monitors, FlowMonitorRequest::new)).body(0, 8),
      row(nicira(7), only(OF10),          GroupStatsRequest.class,    struct(I32.pad(4), GroupStatsRequest::groupId, GroupStatsRequest::new)).body(8),
      row(nicira(8), only(OF10),          GroupDescRequest.class,     Codec.of(Groups::readDescRequest, Groups::writeDescRequest)).body(8),
      row(nicira(9), between(OF10, OF11), GroupFeaturesRequest.class, empty(GroupFeaturesRequest::new)).body(0),
      row(onf(1870), only(OF13),          FlowMonitorRequest.class,   struct(MONITORS, FlowMonitorRequest::monitors, FlowMonitorRequest::new)).body(0, 8));

  static final WireTable<MultipartBody.Reply> REPLIES = new WireTable<>("multipart reply",
      row( 0, ALL,         Desc.class,              Codec.of(Multiparts::readDesc, Multiparts::writeDesc)),
      row( 1, ALL,         FlowStats.class,         struct(list(FlowEntries::read, FlowEntries::write), FlowStats::entries, FlowStats::new)),
      row( 2, between(OF10, OF14), Aggregate.class, Codec.of(FlowEntries::readAggregate, FlowEntries::writeAggregate)).body(24),
      row( 2, since(OF15), Aggregate.class,         Codec.of(FlowEntries::readAggregate, FlowEntries::writeAggregate)),
      row( 3, only(OF10),  TableStats.class,        TABLE_STATS).body(0, 64),
      row( 3, only(OF11),  TableStats.class,        TABLE_STATS).body(0, 88),
      row( 3, only(OF12),  TableStats.class,        TABLE_STATS).body(0, 128),
      row( 3, since(OF13), TableStats.class,        TABLE_STATS).body(0, 24),
      row( 4, only(OF10),  PortStats.class,         PORT_STATS).body(0, 104),
      row( 4, between(OF11, OF12), PortStats.class, PORT_STATS).body(0, 104),
      row( 4, only(OF13),  PortStats.class,         PORT_STATS).body(0, 112),
      row( 4, since(OF14), PortStats.class,         PORT_STATS).body(0, 8),
      row( 5, only(OF10),  QueueStats.class,        QUEUE_STATS).body(0, 32),
      row( 5, between(OF11, OF12), QueueStats.class, QUEUE_STATS).body(0, 32),
      row( 5, only(OF13),  QueueStats.class,        QUEUE_STATS).body(0, 40),
      row( 5, since(OF14), QueueStats.class,        QUEUE_STATS).body(0, 8),
      row( 6, since(OF11), GroupStats.class,        struct(GROUP_COUNTERS, GroupStats::groups, GroupStats::new)).body(0, 8),
      row( 7, since(OF11), GroupDesc.class,         struct(GROUP_ENTRIES, GroupDesc::groups, GroupDesc::new)).body(0, 8),
      row( 8, since(OF12), GroupFeatures.class,     Codec.of(Groups::readFeatures, Groups::writeFeatures)).body(40),
      row( 9, since(OF13), MeterStats.class,        struct(list(Meters::readCounters, Meters::writeCounters), MeterStats::meters, MeterStats::new)).body(0, 8),
      row(10, since(OF13), MeterConfigs.class,      struct(list(Meters::readEntry, Meters::writeEntry), MeterConfigs::meters, MeterConfigs::new)).body(0, 8),
      row(11, between(OF13, OF14), MeterFeatures.class, Codec.of(Meters::readFeatures, Meters::writeFeatures)).body(16),
      row(11, since(OF15), MeterFeatures.class,     Codec.of(Meters::readFeatures, Meters::writeFeatures)).body(16, 8),
      row(12, since(OF13), TableFeaturesReply.class, struct(TableFeatureLists.ANSWERED, TableFeaturesReply::tables, TableFeaturesReply::new)).body(64, 8),
      row(13, only(OF10),  PortDescs.class,         PORT_DESCS).body(0, 48),
      row(13, between(OF11, OF13), PortDescs.class, PORT_DESCS).body(0, 64),
      row(13, since(OF14), PortDescs.class,         PORT_DESCS).body(0, 8),
      row(14, since(OF14), TableDescs.class,        struct(FlowTables.DESCS, TableDescs::tables, TableDescs::new)).body(8, 8),
      row(15, since(OF14), QueueDescs.class,        struct(list(Queues::readDesc, Queues::writeDesc), QueueDescs::queues, QueueDescs::new)).body(0, 8),
      row(16, since(OF14), FlowUpdates.class,       struct(UPDATES, FlowUpdates::updates, FlowUpdates::new)).body(0, 8),
      row(17, only(OF15),  FlowCounters.class,      struct(list(FlowEntries::readCounters, FlowEntries::writeCounters), FlowCounters::entries, FlowCounters::new)),
      row(18, only(OF15),  ControllerStatuses.class, struct(list(Controllers::readState, Controllers::writeState), ControllerStatuses::controllers, ControllerStatuses::new)),
      row(19, only(OF15),  BundleFeatures.class,    Codec.of(BundleMessages::readFeatures, BundleMessages::writeFeatures)).body(8, 8),

      // Open vSwitch, nicira-ext.h; ONF extension 187
      row(nicira(3), ALL, IpfixBridge.class, struct(IPFIX, IpfixBridge::counters, IpfixBridge::new)).body(88),
      row(nicira(4), ALL, IpfixFlows.class,  struct(list(NxMessages::readIpfix, NxMessages::writeIpfix), IpfixFlows::collectorSets, IpfixFlows::new)).body(0, 88),
      row(nicira(0), only(OF10),          NxFlowStats.class,   struct(list(NxFlows::readEntry, NxFlows::writeEntry), NxFlowStats::entries, NxFlowStats::new)),
      row(nicira(1), only(OF10),          NxAggregate.class,   Codec.of(NxFlows::readAggregate, NxFlows::writeAggregate)).body(24),
      row(nicira(2), between(OF10, OF12), FlowUpdates.class,   struct(UPDATES, FlowUpdates::updates, FlowUpdates::new)).body(0, 8),
      row(nicira(7), only(OF10),          GroupStats.class,    struct(GROUP_COUNTERS, GroupStats::groups, GroupStats::new)).body(0, 8),
      row(nicira(8), only(OF10),          GroupDesc.class,     struct(GROUP_ENTRIES, GroupDesc::groups, GroupDesc::new)).body(0, 8),
      row(nicira(9), between(OF10, OF11), GroupFeatures.class, Codec.of(Groups::readFeatures, Groups::writeFeatures)).body(40),
      row(onf(1870), only(OF13),          FlowUpdates.class,   struct(UPDATES, FlowUpdates::updates, FlowUpdates::new)).body(0, 8));
  // spotless:on

  private Multiparts() {}

  private static <V> Part<List<V>> list(
      Function<WireReader, V> read, BiConsumer<V, WireWriter> write) {
    return ListPart.of(read, write);
  }

  /** The messages that say together what is too long for one; itself if its body is no list. */
  static List<OfMessage> split(MultipartRequest message, OfVersion version) {
    if (message.body() instanceof UnknownRequest) {
      return List.of(message);
    }
    var row = REQUESTS.rowOf(version, message.body());
    List<OfMessage> messages = new ArrayList<>();
    for (MultipartBody.Request piece : pieces(row, message.body(), version)) {
      messages.add(new MultipartRequest(true, piece));
    }
    var last = (MultipartRequest) messages.removeLast();
    messages.add(new MultipartRequest(message.more(), last.body()));
    return messages;
  }

  /** The messages that say together what is too long for one; itself if its body is no list. */
  static List<OfMessage> split(MultipartReply message, OfVersion version) {
    if (message.body() instanceof UnknownReply) {
      return List.of(message);
    }
    var row = REPLIES.rowOf(version, message.body());
    List<OfMessage> messages = new ArrayList<>();
    for (MultipartBody.Reply piece : pieces(row, message.body(), version)) {
      messages.add(new MultipartReply(true, piece));
    }
    var last = (MultipartReply) messages.removeLast();
    messages.add(new MultipartReply(message.more(), last.body()));
    return messages;
  }

  private static <T> List<T> pieces(WireTable.Row<T> row, Object body, OfVersion version) {
    return new ListSplitter(version, header(row.code(), version)).split(row, body);
  }

  /** Octets before the body, the header of the message counted. */
  private static int header(long code, OfVersion version) {
    boolean of10 = version == OF10;
    int extension = ExperimenterId.isIn(code) ? of10 ? 12 : 8 : 0;
    return OpenFlowCodec.HEADER + (of10 ? 4 : 8) + extension;
  }

  static MultipartRequest readRequest(WireReader in) {
    int type = in.u16();
    boolean more = readFlags(in);
    MultipartBody.Request body =
        find(REQUESTS, type, in)
            .<MultipartBody.Request>map(row -> row.readBody(in))
            .orElseGet(() -> new UnknownRequest(type, in.rest()));
    return new MultipartRequest(more, body);
  }

  static void writeRequest(MultipartRequest message, WireWriter out) {
    if (message.body() instanceof UnknownRequest unknown) {
      refuseKnown(REQUESTS, unknown.type(), unknown.body(), out.version());
      writeHeader(unknown.type(), message.more(), out);
      out.bytes(unknown.body());
      return;
    }
    var row = REQUESTS.rowOf(out.version(), message.body());
    writeHeader(row.code(), message.more(), out);
    row.writeBody(message.body(), out);
  }

  static MultipartReply readReply(WireReader in) {
    int type = in.u16();
    boolean more = readFlags(in);
    MultipartBody.Reply body =
        find(REPLIES, type, in)
            .<MultipartBody.Reply>map(row -> row.readBody(in))
            .orElseGet(() -> new UnknownReply(type, in.rest()));
    return new MultipartReply(more, body);
  }

  static void writeReply(MultipartReply message, WireWriter out) {
    if (message.body() instanceof UnknownReply unknown) {
      refuseKnown(REPLIES, unknown.type(), unknown.body(), out.version());
      writeHeader(unknown.type(), message.more(), out);
      out.bytes(unknown.body());
      return;
    }
    var row = REPLIES.rowOf(out.version(), message.body());
    writeHeader(row.code(), message.more(), out);
    row.writeBody(message.body(), out);
  }

  /**
   * The row of a type, or of the experimenter and its type that follow; those are read then. Empty
   * for what only the experimenter knows.
   *
   * @throws DecodeException OFPBRC_BAD_STAT for a standard type that there is not
   */
  private static <T> Optional<WireTable.Row<? extends T>> find(
      WireTable<T> table, int type, WireReader in) {
    if (type != EXPERIMENTER) {
      var row = table.find(in.version(), type);
      if (row.isEmpty()) {
        throw new DecodeException(
            OfError.OFPBRC_BAD_STAT, "no multipart of type " + type + " in " + in.version());
      }
      return row;
    }
    boolean isOf10 = in.version() == OF10;
    if (in.remaining() < (isOf10 ? 4 : 8) || isOf10 && isCutShort(in, 12)) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_LEN, "an experimenter's multipart of " + in.remaining());
    }
    if (in.remaining() < 8) {
      return Optional.empty();
    }
    var row = table.find(in.version(), in.peekI64());
    if (row.isPresent()) {
      in.skip(8);
      in.skip(isOf10 ? 4 : 0);
    }
    return row;
  }

  /** Whether the header of an experimenter that we know is not whole. */
  private static boolean isCutShort(WireReader in, int header) {
    int experimenterId = in.peekU16(0) << 16 | in.peekU16(2);
    boolean isKnown =
        experimenterId == ExperimenterId.NICIRA || experimenterId == ExperimenterId.ONF;
    return isKnown && in.remaining() < header;
  }

  /** Only experimenters' multiparts without a row come back as they are. */
  private static void refuseKnown(WireTable<?> table, int type, Bytes body, OfVersion version) {
    boolean isKnown =
        type != EXPERIMENTER
            || body.size() < (version == OF10 ? 4 : 8)
            || body.size() >= 8 && table.find(version, body.i64(0)).isPresent();
    if (isKnown) {
      throw EncodeException.unsayable("multipart of type " + type + " with " + body, version);
    }
  }

  private static boolean readFlags(WireReader in) {
    int flags = in.u16();
    if (in.version() != OF10) {
      in.skip(4);
    }
    return (flags & MORE) != 0;
  }

  private static void writeHeader(long code, boolean more, WireWriter out) {
    boolean isExtension = ExperimenterId.isIn(code);
    out.u16(isExtension ? EXPERIMENTER : (int) code);
    out.u16(more ? MORE : 0);
    if (out.version() != OF10) {
      out.zero(4);
    }
    if (isExtension) {
      out.i64(code);
      out.zero(out.version() == OF10 ? 4 : 0); // nicira10_stats_msg ends in padding
    }
  }

  private static PortNo readPaddedPort(WireReader in) {
    PortNo port = PortCodec.read(in);
    in.skip(in.version() == OF10 ? 6 : 4);
    return port;
  }

  private static void writePaddedPort(PortNo port, WireWriter out) {
    PortCodec.write(port, out);
    out.zero(out.version() == OF10 ? 6 : 4);
  }

  private static final Part<String> TEXT_256 = Part.text(256);
  private static final Part<String> TEXT_32 = Part.text(32);

  private static Desc readDesc(WireReader in) {
    return new Desc(
        TEXT_256.read(in),
        TEXT_256.read(in),
        TEXT_256.read(in),
        TEXT_32.read(in),
        TEXT_256.read(in));
  }

  private static void writeDesc(Desc desc, WireWriter out) {
    TEXT_256.write(desc.manufacturer(), out);
    TEXT_256.write(desc.hardware(), out);
    TEXT_256.write(desc.software(), out);
    TEXT_32.write(desc.serialNumber(), out);
    TEXT_256.write(desc.datapath(), out);
  }
}
