package io.weft.openflow.codec;

import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.MeterBand;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.MeterMultipart.BandCounters;
import io.weft.openflow.message.MeterMultipart.MeterCounters;
import io.weft.openflow.message.MeterMultipart.MeterEntry;
import io.weft.openflow.message.MeterMultipart.MeterFeatures;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Meters: changed, listed and counted (OpenFlow 1.3.5, 7.3.4.5 and 7.3.5.12 to 7.3.5.14). */
final class Meters {
  private static final int DROP = 1;
  private static final int DSCP_REMARK = 2;
  private static final int EXPERIMENTER = 0xffff;
  private static final int BAND = 16;
  private static final int BOTH_UNITS = MeterMod.KBPS | MeterMod.PKTPS;

  private Meters() {}

  static MeterMod readMod(WireReader in) {
    MeterMod.Command command =
        Enums.read(MeterMod.Command.values(), in.u16(), OfError.OFPMMFC_BAD_COMMAND);
    int flags = in.u16();
    int meterId = in.i32();
    if (command != MeterMod.Command.DELETE && (flags & BOTH_UNITS) == BOTH_UNITS) {
      throw new DecodeException(OfError.OFPMMFC_BAD_FLAGS, "meter of both kbps and pktps");
    }
    if (command == MeterMod.Command.DELETE && !areBands(in)) {
      in.skip(in.remaining());
    }
    return new MeterMod(command, flags, meterId, readBands(in));
  }

  /** Bands mean nothing to a delete, so Open vSwitch takes whatever stands in their place. */
  private static boolean areBands(WireReader in) {
    int length;
    for (int at = 0; at < in.remaining(); at += length) {
      if (at + BAND > in.remaining()) {
        return false;
      }
      int type = in.peekU16(at);
      length = in.peekU16(at + 2);
      boolean isOfItsType =
          type == EXPERIMENTER
              ? length >= BAND && length % 8 == 0
              : (type == DROP || type == DSCP_REMARK) && length == BAND;
      if (!isOfItsType || at + length > in.remaining()) {
        return false;
      }
    }
    return true;
  }

  static void writeMod(MeterMod mod, WireWriter out) {
    if (mod.command() != MeterMod.Command.DELETE && (mod.flags() & BOTH_UNITS) == BOTH_UNITS) {
      throw EncodeException.unsayable(mod, out.version());
    }
    out.u16(mod.command().ordinal());
    out.u16(mod.flags());
    out.i32(mod.meterId());
    mod.bands().forEach(band -> writeBand(band, out));
  }

  private static List<MeterBand> readBands(WireReader in) {
    List<MeterBand> bands = new ArrayList<>(2);
    while (in.hasMore()) {
      bands.add(readBand(in));
    }
    return bands;
  }

  private static MeterBand readBand(WireReader list) {
    int type = list.u16();
    int length = list.u16();
    boolean isExperimenter = type == EXPERIMENTER;
    if (isExperimenter ? length % 8 != 0 : length != BAND) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_LEN, "meter band of type " + type + " has length " + length);
    }
    WireReader in = Entries.rest(list, length, 4, BAND, OfError.OFPBRC_BAD_LEN, "meter band");
    long rate = in.u32();
    long burst = in.u32();
    return switch (type) {
      case DROP -> new MeterBand.Drop(rate, burst);
      case DSCP_REMARK -> new MeterBand.DscpRemark(rate, burst, in.u8());
      case EXPERIMENTER -> new MeterBand.Experimenter(rate, burst, in.i32(), in.rest());
      default -> throw new DecodeException(OfError.OFPMMFC_BAD_BAND, "meter band of type " + type);
    };
  }

  private static void writeBand(MeterBand band, WireWriter out) {
    int start = out.position();
    out.u16(
        switch (band) {
          case MeterBand.Drop b -> DROP;
          case MeterBand.DscpRemark b -> DSCP_REMARK;
          case MeterBand.Experimenter b -> EXPERIMENTER;
        });
    out.u16(0);
    out.u32(band.rate());
    out.u32(band.burst());
    switch (band) {
      case MeterBand.Drop drop -> out.zero(4);
      case MeterBand.DscpRemark remark -> {
        out.u8(remark.precedence());
        out.zero(3);
      }
      case MeterBand.Experimenter experimenter -> {
        out.i32(experimenter.experimenterId());
        out.bytes(whole(experimenter.data(), out.version()));
      }
    }
    out.patchLength(start, start + 2, "meter band");
  }

  private static Bytes whole(Bytes data, OfVersion version) {
    if (data.size() % 8 != 0) {
      throw EncodeException.unsayable(
          "meter band with " + data.size() + " octets of data, no multiple of 8", version);
    }
    return data;
  }

  static MeterEntry readEntry(WireReader list) {
    int length = list.u16();
    WireReader in = Entries.rest(list, length, 2, 8, OfError.OFPBRC_BAD_LEN, "meter");
    int flags = in.u16();
    return new MeterEntry(in.i32(), flags, readBands(in));
  }

  static void writeEntry(MeterEntry entry, WireWriter out) {
    int start = out.position();
    out.u16(0);
    out.u16(entry.flags());
    out.i32(entry.meterId());
    entry.bands().forEach(band -> writeBand(band, out));
    out.patchLength(start, start, "meter");
  }

  static MeterCounters readCounters(WireReader list) {
    int meterId = list.i32();
    int length = list.u16();
    WireReader in = Entries.rest(list, length, 6, 40, OfError.OFPBRC_BAD_LEN, "meter counters");
    in.skip(6);
    long references = in.u32();
    long packets = in.i64();
    long bytes = in.i64();
    Elapsed lifetime = Durations.read(in);
    List<BandCounters> bands = new ArrayList<>(2);
    while (in.hasMore()) {
      bands.add(new BandCounters(in.i64(), in.i64()));
    }
    return new MeterCounters(meterId, references, packets, bytes, lifetime, bands);
  }

  static void writeCounters(MeterCounters counters, WireWriter out) {
    int start = out.position();
    out.i32(counters.meterId());
    out.zero(8);
    out.u32(counters.references());
    out.i64(counters.packets());
    out.i64(counters.bytes());
    Durations.write(counters.lifetime(), out);
    for (BandCounters band : counters.bands()) {
      out.i64(band.packets());
      out.i64(band.bytes());
    }
    out.patchLength(start, start + 4, "meter counters");
  }

  /** OpenFlow 1.5 has features at the end, which Open vSwitch neither sends nor takes. */
  static MeterFeatures readFeatures(WireReader in) {
    long maxMeters = in.u32();
    int bandTypes = in.i32();
    int capabilities = in.i32();
    int maxBands = in.u8();
    int maxColor = in.u8();
    in.skip(2);
    boolean hasFeatures = in.version() == OfVersion.OF15 && in.hasMore();
    Optional<Integer> features = hasFeatures ? Optional.of(in.i32()) : Optional.empty();
    in.skip(hasFeatures ? 4 : 0);
    return new MeterFeatures(maxMeters, bandTypes, capabilities, maxBands, maxColor, features);
  }

  static void writeFeatures(MeterFeatures features, WireWriter out) {
    if (features.features().isPresent() && out.version().isBefore(OfVersion.OF15)) {
      throw EncodeException.unsayable(features, out.version());
    }
    out.u32(features.maxMeters());
    out.i32(features.bandTypes());
    out.i32(features.capabilities());
    out.u8(features.maxBands());
    out.u8(features.maxColor());
    out.zero(2);
    if (features.features().isPresent()) {
      out.i32(features.features().get());
      out.zero(4);
    }
  }
}
