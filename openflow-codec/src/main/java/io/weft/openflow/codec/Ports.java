package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;

import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMod;
import io.weft.openflow.message.PortMultipart.CounterProperty;
import io.weft.openflow.message.PortMultipart.PortCounters;
import io.weft.openflow.message.PortMultipart.PortDescRequest;
import io.weft.openflow.message.PortProperty;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports described, changed and counted (OpenFlow 1.5.1, 7.2.1, 7.3.4.3 and 7.3.5.8; 1.0.0, 5.2.1).
 * What became properties in OpenFlow 1.4 are fixed parts before.
 */
final class Ports {
  private static final Part<String> NAME = Part.fullText(16);

  /** What OpenFlow 1.0 has of the features of 1.1: not 40 Gbit/s and more, not "other". */
  private static final int OF10_FEATURES = 0xffff_f87f;

  private static final int LEAST_PORT = 40;
  private static final int LEAST_COUNTERS = 80;

  private Ports() {}

  static List<PortDesc> readAll(WireReader in) {
    List<PortDesc> ports = new ArrayList<>();
    while (in.hasMore()) {
      ports.add(read(in));
    }
    return ports;
  }

  /** Reads a port and passes what follows, which Open vSwitch does not look at. */
  static PortDesc readOnly(WireReader in) {
    PortDesc port = read(in);
    in.skip(in.remaining());
    return port;
  }

  static PortDesc read(WireReader list) {
    OfVersion version = list.version();
    PortNo number = PortCodec.read(list);
    WireReader in = list;
    if (version == OF10) {
      // the address follows at once
    } else if (version.isBefore(OF14)) {
      in.skip(4);
    } else {
      int length = in.u16();
      in = Entries.rest(list, length, 6, LEAST_PORT, OfError.OFPBRC_BAD_LEN, "port");
      in.skip(2);
    }
    MacAddress hwAddress = new MacAddress(in.u48());
    in.skip(version == OF10 ? 0 : 2);
    String name = NAME.read(in);
    int config = in.i32();
    int state = in.i32();
    List<PortProperty> properties =
        version.isBefore(OF14)
            ? List.of(readEthernet(in))
            : Properties.read(in, PortProperties.DESCRIPTIONS, PortProperty.Unknown::new);
    return new PortDesc(number, hwAddress, name, config, state, properties);
  }

  static void write(PortDesc port, WireWriter out) {
    OfVersion version = out.version();
    int start = out.position();
    PortCodec.write(port.number(), out);
    out.zero(version == OF10 ? 0 : 4);
    out.u48(port.hwAddress().bits());
    out.zero(version == OF10 ? 0 : 2);
    NAME.write(port.name(), out);
    out.i32(port.config());
    out.i32(port.state());
    if (version.isBefore(OF14)) {
      writeEthernet(onlyEthernet(port, version), out);
    } else {
      Properties.writeAll(port.properties(), PortProperties.DESCRIPTIONS, out);
      out.patchLength(start, start + 4, "port");
    }
  }

  private static PortProperty.Ethernet onlyEthernet(PortDesc port, OfVersion version) {
    if (port.properties().size() == 1
        && port.properties().getFirst() instanceof PortProperty.Ethernet ethernet) {
      return ethernet;
    }
    throw EncodeException.unsayable(
        "port " + port.number() + " with properties " + port.properties(), version);
  }

  private static PortProperty.Ethernet readEthernet(WireReader in) {
    boolean of10 = in.version() == OF10;
    return new PortProperty.Ethernet(
        readFeatures(in),
        readFeatures(in),
        readFeatures(in),
        readFeatures(in),
        of10 ? 0 : in.u32(),
        of10 ? 0 : in.u32());
  }

  private static void writeEthernet(PortProperty.Ethernet ethernet, WireWriter out) {
    boolean of10 = out.version() == OF10;
    if (of10 && (ethernet.currentSpeed() != 0 || ethernet.maxSpeed() != 0)) {
      throw EncodeException.unsayable("speed of " + ethernet, OF10);
    }
    writeFeatures(ethernet.current(), out);
    writeFeatures(ethernet.advertised(), out);
    writeFeatures(ethernet.supported(), out);
    writeFeatures(ethernet.peer(), out);
    if (!of10) {
      out.u32(ethernet.currentSpeed());
      out.u32(ethernet.maxSpeed());
    }
  }

  /** Bits 7 to 11 of OpenFlow 1.0 (copper ... asymmetric pause) are bits 11 to 15 since 1.1. */
  private static int readFeatures(WireReader in) {
    int bits = in.i32();
    return in.version() == OF10 ? bits & 0x7f | (bits & ~0x7f) << 4 : bits;
  }

  private static void writeFeatures(int bits, WireWriter out) {
    if (out.version() == OF10 && (bits & ~OF10_FEATURES) != 0) {
      throw EncodeException.unsayable("port features 0x" + Integer.toHexString(bits), OF10);
    }
    out.i32(out.version() == OF10 ? bits & 0x7f | bits >>> 4 & ~0x7f : bits);
  }

  static PortMod readMod(WireReader in) {
    OfVersion version = in.version();
    PortNo port = PortCodec.read(in);
    in.skip(version == OF10 ? 0 : 4);
    MacAddress hwAddress = new MacAddress(in.u48());
    in.skip(version == OF10 ? 0 : 2);
    int config = in.i32();
    int mask = in.i32();
    if (!version.isBefore(OF14)) {
      List<PortMod.Property> properties =
          Properties.read(in, PortProperties.MODS, PortMod.Property.Unknown::new);
      return new PortMod(port, hwAddress, config, mask, properties);
    }
    int advertise = readFeatures(in);
    in.skip(4);
    List<PortMod.Property> properties =
        advertise == 0 ? List.of() : List.of(new PortMod.Property.Ethernet(advertise));
    return new PortMod(port, hwAddress, config, mask, properties);
  }

  static void writeMod(PortMod mod, WireWriter out) {
    OfVersion version = out.version();
    PortCodec.write(mod.port(), out);
    out.zero(version == OF10 ? 0 : 4);
    out.u48(mod.hwAddress().bits());
    out.zero(version == OF10 ? 0 : 2);
    out.i32(mod.config());
    out.i32(mod.mask());
    if (version.isBefore(OF14)) {
      writeFeatures(advertised(mod, version), out);
      out.zero(4);
    } else {
      Properties.writeAll(mod.properties(), PortProperties.MODS, out);
    }
  }

  private static int advertised(PortMod mod, OfVersion version) {
    if (mod.properties().isEmpty()) {
      return 0;
    }
    if (mod.properties().size() == 1
        && mod.properties().getFirst() instanceof PortMod.Property.Ethernet ethernet
        && ethernet.advertise() != 0) {
      return ethernet.advertise();
    }
    throw EncodeException.unsayable(mod, version);
  }

  /** Before OpenFlow 1.5 all ports are asked for, with no body. */
  static PortDescRequest readDescRequest(WireReader in) {
    PortNo port = PortCodec.read(in);
    in.skip(4);
    return new PortDescRequest(port);
  }

  static void writeDescRequest(PortDescRequest request, WireWriter out) {
    PortCodec.write(request.port(), out);
    out.zero(4);
  }

  static void writeEmptyDescRequest(PortDescRequest request, WireWriter out) {
    if (!request.port().equals(PortNo.ANY)) {
      throw EncodeException.unsayable(request, out.version());
    }
  }

  static PortCounters readCounters(WireReader list) {
    OfVersion version = list.version();
    if (!version.isBefore(OF14)) {
      return readCounters14(list);
    }
    PortNo port = PortCodec.read(list);
    list.skip(version == OF10 ? 6 : 4);
    return new PortCounters(
        port,
        list.i64(),
        list.i64(),
        list.i64(),
        list.i64(),
        list.i64(),
        list.i64(),
        list.i64(),
        list.i64(),
        list.i64(),
        list.i64(),
        list.i64(),
        list.i64(),
        version.isBefore(OF13) ? Elapsed.NONE : Durations.read(list));
  }

  private static PortCounters readCounters14(WireReader list) {
    int length = list.u16();
    WireReader in =
        Entries.rest(list, length, 2, LEAST_COUNTERS, OfError.OFPBRC_BAD_LEN, "port counters");
    in.skip(2);
    PortNo port = PortCodec.read(in);
    Elapsed lifetime = Durations.read(in);
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
        lifetime,
        Properties.read(in, PortProperties.COUNTERS, CounterProperty.Unknown::new));
  }

  static void writeCounters(PortCounters counters, WireWriter out) {
    OfVersion version = out.version();
    int start = out.position();
    boolean hasProperties = !version.isBefore(OF14);
    if (version.isBefore(OF13) && !counters.lifetime().equals(Elapsed.NONE)) {
      throw EncodeException.unsayable("lifetime of " + counters, version);
    }
    if (hasProperties) {
      out.zero(4);
      PortCodec.write(counters.port(), out);
      Durations.write(counters.lifetime(), out);
    } else {
      PortCodec.write(counters.port(), out);
      out.zero(version == OF10 ? 6 : 4);
    }
    out.i64(counters.rxPackets());
    out.i64(counters.txPackets());
    out.i64(counters.rxBytes());
    out.i64(counters.txBytes());
    out.i64(counters.rxDropped());
    out.i64(counters.txDropped());
    out.i64(counters.rxErrors());
    out.i64(counters.txErrors());
    if (hasProperties) {
      Properties.writeAll(counters.properties(), PortProperties.COUNTERS, out);
      out.patchLength(start, start, "port counters");
      return;
    }
    CounterProperty.Ethernet ethernet = onlyEthernet(counters, version);
    out.i64(ethernet.rxFrameErrors());
    out.i64(ethernet.rxOverErrors());
    out.i64(ethernet.rxCrcErrors());
    out.i64(ethernet.collisions());
    if (!version.isBefore(OF13)) {
      Durations.write(counters.lifetime(), out);
    }
  }

  private static CounterProperty.Ethernet onlyEthernet(PortCounters counters, OfVersion version) {
    if (counters.properties().size() == 1
        && counters.properties().getFirst() instanceof CounterProperty.Ethernet ethernet) {
      return ethernet;
    }
    throw EncodeException.unsayable(counters, version);
  }
}
