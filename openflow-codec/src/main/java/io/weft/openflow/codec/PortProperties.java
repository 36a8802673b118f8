package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;
import static io.weft.openflow.VersionRange.since;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.Part.I32;
import static io.weft.openflow.wire.Part.I64;
import static io.weft.openflow.wire.Part.PORT;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.net.Bytes;
import io.weft.openflow.EncodeException;
import io.weft.openflow.ExperimenterId;
import io.weft.openflow.message.PortMod;
import io.weft.openflow.message.PortMultipart.CounterProperty;
import io.weft.openflow.message.PortMultipart.CustomCounter;
import io.weft.openflow.message.PortProperty;
import io.weft.openflow.wire.Codec;
import io.weft.openflow.wire.ListPart;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Properties of ports: what they are, what to change, what they count (OpenFlow 1.5.1, 7.2.1.2,
 * 7.3.4.3 and 7.3.5.8).
 */
final class PortProperties {
  // spotless:off
  static final WireTable<PortProperty> DESCRIPTIONS = new WireTable<>("port property",
      row(0, since(OF14), PortProperty.Ethernet.class,       Codec.of(PortProperties::readEthernet, PortProperties::writeEthernet)),
      row(1, since(OF14), PortProperty.Optical.class,        Codec.of(PortProperties::readOptical, PortProperties::writeOptical)),
      row(2, since(OF15), PortProperty.PipelineInput.class,  struct(FieldIds.LIST, PortProperty.PipelineInput::fields, PortProperty.PipelineInput::new)),
      row(3, since(OF15), PortProperty.PipelineOutput.class, struct(FieldIds.LIST, PortProperty.PipelineOutput::fields, PortProperty.PipelineOutput::new)),
      row(4, since(OF15), PortProperty.Recirculate.class,    struct(new ListPart<>(PORT, true), PortProperty.Recirculate::ports, PortProperty.Recirculate::new)));

  static final WireTable<PortMod.Property> MODS = new WireTable<>("port mod property",
      row(0, since(OF14), PortMod.Property.Ethernet.class,   struct(I32, PortMod.Property.Ethernet::advertise, PortMod.Property.Ethernet::new)),
      row(1, since(OF14), PortMod.Property.Optical.class,    Codec.of(PortProperties::readOpticalMod, PortProperties::writeOpticalMod)));

  static final WireTable<CounterProperty> COUNTERS = new WireTable<>("port counter property",
      row(0, since(OF14), CounterProperty.Ethernet.class,    struct(I64.after(4), CounterProperty.Ethernet::rxFrameErrors, I64, CounterProperty.Ethernet::rxOverErrors, I64, CounterProperty.Ethernet::rxCrcErrors, I64, CounterProperty.Ethernet::collisions, CounterProperty.Ethernet::new)),
      row(1, since(OF14), CounterProperty.Optical.class,     Codec.of(PortProperties::readOpticalCounters, PortProperties::writeOpticalCounters)),
      row(ExperimenterId.intel(1), since(OF14), CounterProperty.Rfc2819.class, Codec.of(PortProperties::readRfc2819, PortProperties::writeRfc2819)),
      row(ExperimenterId.intel(2), since(OF14), CounterProperty.Custom.class,  Codec.of(PortProperties::readCustom, PortProperties::writeCustom)));
  // spotless:on

  private PortProperties() {}

  private static PortProperty.Ethernet readEthernet(WireReader in) {
    in.skip(4);
    return new PortProperty.Ethernet(in.i32(), in.i32(), in.i32(), in.i32(), in.u32(), in.u32());
  }

  private static void writeEthernet(PortProperty.Ethernet ethernet, WireWriter out) {
    out.zero(4);
    out.i32(ethernet.current());
    out.i32(ethernet.advertised());
    out.i32(ethernet.supported());
    out.i32(ethernet.peer());
    out.u32(ethernet.currentSpeed());
    out.u32(ethernet.maxSpeed());
  }

  private static PortProperty.Optical readOptical(WireReader in) {
    in.skip(4);
    return new PortProperty.Optical(
        in.i32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u16(), in.u16());
  }

  private static void writeOptical(PortProperty.Optical optical, WireWriter out) {
    out.zero(4);
    out.i32(optical.supported());
    out.u32(optical.txMinFrequency());
    out.u32(optical.txMaxFrequency());
    out.u32(optical.txGrid());
    out.u32(optical.rxMinFrequency());
    out.u32(optical.rxMaxFrequency());
    out.u32(optical.rxGrid());
    out.u16(optical.txMinPower());
    out.u16(optical.txMaxPower());
  }

  private static PortMod.Property.Optical readOpticalMod(WireReader in) {
    return new PortMod.Property.Optical(in.i32(), in.u32(), in.i32(), in.u32(), in.u32());
  }

  private static void writeOpticalMod(PortMod.Property.Optical optical, WireWriter out) {
    out.i32(optical.configure());
    out.u32(optical.frequency());
    out.i32(optical.offset());
    out.u32(optical.gridSpan());
    out.u32(optical.txPower());
  }

  private static CounterProperty.Optical readOpticalCounters(WireReader in) {
    in.skip(4);
    return new CounterProperty.Optical(
        in.i32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u16(), in.u16(),
        in.u16(), in.u16());
  }

  private static void writeOpticalCounters(CounterProperty.Optical optical, WireWriter out) {
    out.zero(4);
    out.i32(optical.flags());
    out.u32(optical.txFrequency());
    out.u32(optical.txOffset());
    out.u32(optical.txGridSpan());
    out.u32(optical.rxFrequency());
    out.u32(optical.rxOffset());
    out.u32(optical.rxGridSpan());
    out.u16(optical.txPower());
    out.u16(optical.rxPower());
    out.u16(optical.biasCurrent());
    out.u16(optical.temperature());
  }

  private static CounterProperty.Rfc2819 readRfc2819(WireReader in) {
    in.skip(4);
    return new CounterProperty.Rfc2819(
        in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64(),
        in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64(),
        in.i64(), in.i64(), in.i64());
  }

  private static void writeRfc2819(CounterProperty.Rfc2819 counters, WireWriter out) {
    out.zero(4);
    out.i64(counters.rx1To64Packets());
    out.i64(counters.rx65To127Packets());
    out.i64(counters.rx128To255Packets());
    out.i64(counters.rx256To511Packets());
    out.i64(counters.rx512To1023Packets());
    out.i64(counters.rx1024To1522Packets());
    out.i64(counters.rx1523ToMaxPackets());
    out.i64(counters.tx1To64Packets());
    out.i64(counters.tx65To127Packets());
    out.i64(counters.tx128To255Packets());
    out.i64(counters.tx256To511Packets());
    out.i64(counters.tx512To1023Packets());
    out.i64(counters.tx1024To1522Packets());
    out.i64(counters.tx1523ToMaxPackets());
    out.i64(counters.txMulticastPackets());
    out.i64(counters.rxBroadcastPackets());
    out.i64(counters.txBroadcastPackets());
    out.i64(counters.rxUndersizedErrors());
    out.i64(counters.rxOversizeErrors());
    out.i64(counters.rxFragmentedErrors());
    out.i64(counters.rxJabberErrors());
  }

  private static CounterProperty.Custom readCustom(WireReader in) {
    in.skip(2);
    int count = in.u16();
    List<CustomCounter> counters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] name = in.bytes(in.u8()).toArray();
      counters.add(new CustomCounter(new String(name, StandardCharsets.UTF_8), in.i64()));
    }
    return new CounterProperty.Custom(counters);
  }

  private static void writeCustom(CounterProperty.Custom custom, WireWriter out) {
    out.zero(2);
    out.u16(custom.counters().size());
    for (CustomCounter counter : custom.counters()) {
      byte[] name = counter.name().getBytes(StandardCharsets.UTF_8);
      if (name.length > 0xff) {
        throw EncodeException.unsayable(
            "counter name of " + name.length + " octets", out.version());
      }
      out.u8(name.length);
      out.bytes(Bytes.wrap(name));
      out.i64(counter.value());
    }
  }
}
