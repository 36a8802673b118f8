package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF12;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.VersionRange.between;
import static io.weft.openflow.VersionRange.since;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.Part.U16;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.QueueDesc;
import io.weft.openflow.message.QueueGetConfigReply;
import io.weft.openflow.message.QueueGetConfigRequest;
import io.weft.openflow.message.QueueMultipart.QueueCounters;
import io.weft.openflow.message.QueueMultipart.QueueDescRequest;
import io.weft.openflow.message.QueueMultipart.QueueStatsRequest;
import io.weft.openflow.message.QueueProperty;
import io.weft.openflow.message.UnknownProperty;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** Queues: listed and counted (OpenFlow 1.3.5, 7.2.2 and 7.3.5.8; 1.4.1, 7.3.5.15). */
final class Queues {
  /** Open vSwitch takes whatever follows; the specification has two octets of padding. */
  private static final Part<Integer> RATE =
      Part.of(Queues::readRate, (rate, out) -> U16.pad(2).write(rate, out));

  // spotless:off
  private static final WireTable<QueueProperty> PROPERTIES = new WireTable<>("queue property",
      row(1, between(OF10, OF13), QueueProperty.MinRate.class, struct(U16.after(4).pad(6), QueueProperty.MinRate::rate, QueueProperty.MinRate::new)),
      row(2, between(OF10, OF13), QueueProperty.MaxRate.class, struct(U16.after(4).pad(6), QueueProperty.MaxRate::rate, QueueProperty.MaxRate::new)),
      row(1, since(OF14),         QueueProperty.MinRate.class, struct(RATE, QueueProperty.MinRate::rate, QueueProperty.MinRate::new)),
      row(2, since(OF14),         QueueProperty.MaxRate.class, struct(RATE, QueueProperty.MaxRate::rate, QueueProperty.MaxRate::new)));

  private static final WireTable<UnknownProperty> COUNTER_PROPERTIES = new WireTable<>("queue counter property");
  // spotless:on

  private static final long FIRST_RESERVED = 0xffff_ff00L;

  private Queues() {}

  private static int readRate(WireReader in) {
    int rate = in.u16();
    in.skip(in.remaining());
    return rate;
  }

  static QueueGetConfigRequest readConfigRequest(WireReader in) {
    PortNo port = PortCodec.read(in);
    in.skip(in.version() == OF10 ? 2 : 4);
    if (!hasQueues(port, in.version())) {
      throw new DecodeException(OfError.OFPQOFC_BAD_PORT, "queues of port " + port);
    }
    return new QueueGetConfigRequest(port);
  }

  static void writeConfigRequest(QueueGetConfigRequest request, WireWriter out) {
    if (!hasQueues(request.port(), out.version())) {
      throw EncodeException.unsayable(request, out.version());
    }
    PortCodec.write(request.port(), out);
    out.zero(out.version() == OF10 ? 2 : 4);
  }

  private static boolean hasQueues(PortNo port, OfVersion version) {
    return port.number() < FIRST_RESERVED || version != OF10 && port.equals(PortNo.ANY);
  }

  static QueueGetConfigReply readConfigReply(WireReader in) {
    PortNo port = PortCodec.read(in);
    in.skip(in.version() == OF10 ? 6 : 4);
    List<QueueDesc> queues = new ArrayList<>();
    while (in.hasMore()) {
      queues.add(in.version().isBefore(OF12) ? readOnPort(in, port) : readDesc(in));
    }
    return new QueueGetConfigReply(port, queues);
  }

  static void writeConfigReply(QueueGetConfigReply reply, WireWriter out) {
    PortCodec.write(reply.port(), out);
    out.zero(out.version() == OF10 ? 6 : 4);
    for (QueueDesc queue : reply.queues()) {
      if (!out.version().isBefore(OF12)) {
        writeDesc(queue, out);
      } else if (queue.port().equals(reply.port())) {
        writeOnPort(queue, out);
      } else {
        throw EncodeException.unsayable(
            queue + " in an answer about port " + reply.port(), out.version());
      }
    }
  }

  private static QueueDesc readOnPort(WireReader list, PortNo port) {
    int queueId = list.i32();
    int length = list.u16();
    WireReader in = queue(list, length, 6, 8);
    in.skip(2);
    return new QueueDesc(port, queueId, readProperties(in));
  }

  private static void writeOnPort(QueueDesc queue, WireWriter out) {
    int start = out.position();
    out.i32(queue.queueId());
    out.zero(4);
    writeProperties(queue.properties(), out);
    out.patchLength(start, start + 4, "queue");
  }

  /** OpenFlow 1.4 has the port before the queue, 1.2 and 1.3 after it. */
  static QueueDesc readDesc(WireReader list) {
    boolean portFirst = !list.version().isBefore(OF14);
    int first = list.i32();
    int second = list.i32();
    int length = list.u16();
    WireReader in = queue(list, length, 10, 16);
    in.skip(6);
    return new QueueDesc(
        new PortNo(portFirst ? first : second), portFirst ? second : first, readProperties(in));
  }

  static void writeDesc(QueueDesc queue, WireWriter out) {
    boolean portFirst = !out.version().isBefore(OF14);
    int start = out.position();
    out.i32(portFirst ? queue.port().bits() : queue.queueId());
    out.i32(portFirst ? queue.queueId() : queue.port().bits());
    out.zero(8);
    writeProperties(queue.properties(), out);
    out.patchLength(start, start + 8, "queue");
  }

  private static WireReader queue(WireReader list, int length, int read, int least) {
    if (length % 8 != 0) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_LEN, "queue has length " + length + ", no multiple of 8");
    }
    return Entries.rest(list, length, read, least, OfError.OFPBRC_BAD_LEN, "queue");
  }

  private static List<QueueProperty> readProperties(WireReader in) {
    if (!in.version().isBefore(OF14)) {
      return Properties.read(in, PROPERTIES, QueueProperty.Unknown::new);
    }
    List<QueueProperty> properties = new ArrayList<>(2);
    while (in.hasMore()) {
      properties.add(readOldProperty(in));
    }
    return properties;
  }

  /** Before OpenFlow 1.4 the length of a property counts its padding. */
  private static QueueProperty readOldProperty(WireReader list) {
    int type = list.u16();
    int length = list.u16();
    if (length % 8 != 0) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_LEN, "queue property of type " + type + " has length " + length);
    }
    WireReader in = Entries.rest(list, length, 4, 4, OfError.OFPBRC_BAD_LEN, "queue property");
    var row = PROPERTIES.find(in.version(), type);
    if (row.isEmpty()) {
      return new QueueProperty.Unknown(new UnknownProperty(type, in.rest()));
    }
    QueueProperty property = row.get().codec().read(in);
    in.expectEnd("queue property of type " + type);
    return property;
  }

  private static void writeProperties(List<QueueProperty> properties, WireWriter out) {
    if (!out.version().isBefore(OF14)) {
      Properties.writeAll(properties, PROPERTIES, out);
      return;
    }
    for (QueueProperty property : properties) {
      int start = out.position();
      if (property instanceof QueueProperty.Unknown kept) {
        writeOldUnknown(kept.property(), out);
      } else {
        var row = PROPERTIES.rowOf(out.version(), property);
        out.u16((int) row.code());
        out.u16(0);
        row.writeBody(property, out);
      }
      out.patchLength(start, start + 2, "queue property");
    }
  }

  private static void writeOldUnknown(UnknownProperty property, WireWriter out) {
    boolean isKnown = PROPERTIES.find(out.version(), property.type()).isPresent();
    if (isKnown || property.body().size() % 8 != 4) {
      throw EncodeException.unsayable(property, out.version());
    }
    out.u16(property.type());
    out.u16(0);
    out.bytes(property.body());
  }

  /** OpenFlow 1.0 asks for all ports as ALL, where later ones say ANY (5.3.5). */
  private static PortNo swapped(PortNo port, OfVersion version) {
    if (version != OF10) {
      return port;
    }
    return port.equals(PortNo.ANY) ? PortNo.ALL : port.equals(PortNo.ALL) ? PortNo.ANY : port;
  }

  static QueueStatsRequest readStatsRequest(WireReader in) {
    PortNo port = swapped(PortCodec.read(in), in.version());
    in.skip(in.version() == OF10 ? 2 : 0);
    return new QueueStatsRequest(port, in.i32());
  }

  static void writeStatsRequest(QueueStatsRequest request, WireWriter out) {
    PortCodec.write(swapped(request.port(), out.version()), out);
    out.zero(out.version() == OF10 ? 2 : 0);
    out.i32(request.queueId());
  }

  static QueueDescRequest readDescRequest(WireReader in) {
    PortNo port = PortCodec.read(in);
    return new QueueDescRequest(port, in.i32());
  }

  static void writeDescRequest(QueueDescRequest request, WireWriter out) {
    PortCodec.write(request.port(), out);
    out.i32(request.queueId());
  }

  static QueueCounters readCounters(WireReader list) {
    OfVersion version = list.version();
    boolean hasProperties = !version.isBefore(OF14);
    WireReader in = list;
    if (hasProperties) {
      int length = list.u16();
      in = Entries.rest(list, length, 2, 48, OfError.OFPBRC_BAD_LEN, "queue counters");
      in.skip(6);
    }
    PortNo port = PortCodec.read(in);
    in.skip(version == OF10 ? 2 : 0);
    return new QueueCounters(
        port,
        in.i32(),
        in.i64(),
        in.i64(),
        in.i64(),
        version.isBefore(OF13) ? Elapsed.NONE : Durations.read(in),
        hasProperties ? Properties.read(in, COUNTER_PROPERTIES, property -> property) : List.of());
  }

  static void writeCounters(QueueCounters counters, WireWriter out) {
    OfVersion version = out.version();
    boolean hasProperties = !version.isBefore(OF14);
    if (version.isBefore(OF13) && !counters.lifetime().equals(Elapsed.NONE)
        || !hasProperties && !counters.properties().isEmpty()) {
      throw EncodeException.unsayable(counters, version);
    }
    int start = out.position();
    out.zero(hasProperties ? 8 : 0);
    PortCodec.write(counters.port(), out);
    out.zero(version == OF10 ? 2 : 0);
    out.i32(counters.queueId());
    out.i64(counters.txBytes());
    out.i64(counters.txPackets());
    out.i64(counters.txErrors());
    if (!version.isBefore(OF13)) {
      Durations.write(counters.lifetime(), out);
    }
    if (hasProperties) {
      for (UnknownProperty property : counters.properties()) {
        Properties.writeUnknown(property, COUNTER_PROPERTIES, out);
      }
      out.patchLength(start, start, "queue counters");
    }
  }
}
