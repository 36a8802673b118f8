package io.weft.openflow.codec;

import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMultipart.PortCounters;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Port descriptions and port counters (OpenFlow 1.3.5, 7.2.1 and 7.3.5.6; 1.0.0, 5.2.1). */
final class Ports {
  private static final Part<String> NAME = Part.text(16);

  /** What OpenFlow 1.0 has of the features of 1.1: not 40 Gbit/s and more, not "other". */
  private static final int OF10_FEATURES = 0xf87f;

  private Ports() {}

  static List<PortDesc> readAll(WireReader in) {
    List<PortDesc> ports = new ArrayList<>();
    while (in.hasMore()) {
      ports.add(read(in));
    }
    return ports;
  }

  static PortDesc read(WireReader in) {
    boolean of10 = in.version() == OfVersion.OF10;
    PortNo number = PortCodec.read(in);
    in.skip(of10 ? 0 : 4);
    MacAddress hwAddress = new MacAddress(in.u48());
    in.skip(of10 ? 0 : 2);
    String name = NAME.read(in);
    int config = in.i32();
    int state = in.i32();
    return new PortDesc(
        number,
        hwAddress,
        name,
        config,
        state,
        readFeatures(in),
        readFeatures(in),
        readFeatures(in),
        readFeatures(in),
        of10 ? 0 : in.u32(),
        of10 ? 0 : in.u32());
  }

  static void write(PortDesc port, WireWriter out) {
    boolean of10 = out.version() == OfVersion.OF10;
    if (of10 && (port.currentSpeed() != 0 || port.maxSpeed() != 0)) {
      throw EncodeException.unsayable("speed of " + port, OfVersion.OF10);
    }
    PortCodec.write(port.number(), out);
    out.zero(of10 ? 0 : 4);
    out.u48(port.hwAddress().bits());
    out.zero(of10 ? 0 : 2);
    NAME.write(port.name(), out);
    out.i32(port.config());
    out.i32(port.state());
    writeFeatures(port.current(), out);
    writeFeatures(port.advertised(), out);
    writeFeatures(port.supported(), out);
    writeFeatures(port.peer(), out);
    if (!of10) {
      out.u32(port.currentSpeed());
      out.u32(port.maxSpeed());
    }
  }

  /** Bits 7 to 11 of OpenFlow 1.0 (copper ... asymmetric pause) are bits 11 to 15 since 1.1. */
  private static int readFeatures(WireReader in) {
    int bits = in.i32();
    return in.version() == OfVersion.OF10 ? bits & 0x7f | (bits & 0xf80) << 4 : bits;
  }

  private static void writeFeatures(int bits, WireWriter out) {
    if (out.version() == OfVersion.OF10 && (bits & ~OF10_FEATURES) != 0) {
      throw EncodeException.unsayable(
          "port features 0x" + Integer.toHexString(bits), OfVersion.OF10);
    }
    out.i32(out.version() == OfVersion.OF10 ? bits & 0x7f | bits >>> 4 & 0xf80 : bits);
  }

  static PortCounters readCounters(WireReader in) {
    boolean of10 = in.version() == OfVersion.OF10;
    PortNo port = PortCodec.read(in);
    in.skip(of10 ? 6 : 4);
    return new PortCounters(
        port,
        in.i64(),
        in.i64(),
        in.i64(),
        in.i64(),
        in.i64(),
        in.i64(),
        in.i64(),
        in.i64(),
        in.i64(),
        in.i64(),
        in.i64(),
        in.i64(),
        in.version().isBefore(OfVersion.OF13) ? Duration.ZERO : Durations.read(in));
  }

  static void writeCounters(PortCounters counters, WireWriter out) {
    boolean hasLifetime = !out.version().isBefore(OfVersion.OF13);
    if (!hasLifetime && !counters.lifetime().isZero()) {
      throw EncodeException.unsayable("lifetime of " + counters, out.version());
    }
    PortCodec.write(counters.port(), out);
    out.zero(out.version() == OfVersion.OF10 ? 6 : 4);
    out.i64(counters.rxPackets());
    out.i64(counters.txPackets());
    out.i64(counters.rxBytes());
    out.i64(counters.txBytes());
    out.i64(counters.rxDropped());
    out.i64(counters.txDropped());
    out.i64(counters.rxErrors());
    out.i64(counters.txErrors());
    out.i64(counters.rxFrameErrors());
    out.i64(counters.rxOverErrors());
    out.i64(counters.rxCrcErrors());
    out.i64(counters.collisions());
    if (hasLifetime) {
      Durations.write(counters.lifetime(), out);
    }
  }
}
