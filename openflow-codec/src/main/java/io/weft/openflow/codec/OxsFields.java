package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF15;
import static io.weft.openflow.VersionRange.only;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.Part.I64;
import static io.weft.openflow.wire.Part.U32;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.Oxs;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Statistics as OXS elements (OpenFlow 1.5.1, 7.2.4): 16 bits zero, 16 bits length; elements of 16
 * bits class, 7 bits number, 1 bit zero, 8 bits length of what follows; zeroes up to a multiple of
 * eight octets.
 */
final class OxsFields {
  private static final int HEADER = 4;
  private static final int OPENFLOW_BASIC = 0x8002;
  private static final int EXPERIMENTER = 0xffff;
  private static final Part<Elapsed> DURATION = Part.of(Durations::read, Durations::write);

  // spotless:off
  static final WireTable<Oxs.Stat> TABLE = new WireTable<>("statistic",
      row(0, only(OF15), Oxs.Stat.Lifetime.class,    struct(DURATION, Oxs.Stat.Lifetime::value, Oxs.Stat.Lifetime::new)),
      row(1, only(OF15), Oxs.Stat.IdleTime.class,    struct(DURATION, Oxs.Stat.IdleTime::value, Oxs.Stat.IdleTime::new)),
      row(3, only(OF15), Oxs.Stat.FlowCount.class,   struct(U32, Oxs.Stat.FlowCount::value, Oxs.Stat.FlowCount::new)),
      row(4, only(OF15), Oxs.Stat.PacketCount.class, struct(I64, Oxs.Stat.PacketCount::value, Oxs.Stat.PacketCount::new)),
      row(5, only(OF15), Oxs.Stat.ByteCount.class,   struct(I64, Oxs.Stat.ByteCount::value, Oxs.Stat.ByteCount::new)));
  // spotless:on

  private static final int FLOW_COUNT = 3;

  private OxsFields() {}

  static Oxs read(WireReader in) {
    if (in.remaining() < HEADER) {
      throw badLength("statistics of " + in.remaining() + " octets");
    }
    in.skip(2);
    int length = in.u16();
    int padding = -length & 7;
    if (length < HEADER || length - HEADER + padding > in.remaining()) {
      throw badLength(
          "statistics of length " + length + ", " + in.remaining() + " octets are left");
    }
    WireReader elements = in.slice(length - HEADER, OfError.OFPBMC_BAD_LEN);
    in.skip(padding);
    List<Oxs.Stat> stats = new ArrayList<>(4);
    while (elements.hasMore()) {
      stats.add(readOne(elements));
    }
    return new Oxs(stats);
  }

  /** An element of another class, number or length is passed over by Open vSwitch, kept here. */
  private static Oxs.Stat readOne(WireReader in) {
    int oxsClass = in.peekU16(0);
    int header = in.peekU16(2);
    int length = header & 0xff;
    if (oxsClass == EXPERIMENTER && length < 4) {
      throw badLength("statistic of an experimenter of length " + length);
    }
    if (oxsClass == OPENFLOW_BASIC && (header & 0x100) == 0) {
      int number = header >>> 9;
      var row = TABLE.find(in.version(), number);
      if (row.isPresent() && length == octets(number)) {
        in.skip(HEADER);
        return row.get().codec().read(in);
      }
    }
    return new Oxs.Stat.Unknown(in.bytes(HEADER + length));
  }

  private static int octets(int number) {
    return number == FLOW_COUNT ? 4 : 8;
  }

  private static DecodeException badLength(String detail) {
    return new DecodeException(OfError.OFPBMC_BAD_LEN, detail);
  }

  /** What was written must be read back as it was, which a known field would not be. */
  private static void refuseKnown(Oxs.Stat.Unknown unknown, WireWriter out) {
    Bytes element = unknown.element();
    int oxsClass = element.u8(0) << 8 | element.u8(1);
    int number = element.u8(2) >>> 1;
    boolean isKnown =
        oxsClass == OPENFLOW_BASIC
            && (element.u8(2) & 1) == 0
            && element.u8(3) == octets(number)
            && TABLE.find(out.version(), number).isPresent();
    if (isKnown || oxsClass == EXPERIMENTER && element.u8(3) < 4) {
      throw EncodeException.unsayable(unknown, out.version());
    }
  }

  static void write(Oxs oxs, WireWriter out) {
    int start = out.position();
    out.zero(2);
    out.u16(0);
    for (Oxs.Stat stat : oxs.stats()) {
      if (stat instanceof Oxs.Stat.Unknown unknown) {
        refuseKnown(unknown, out);
        out.bytes(unknown.element());
      } else {
        var row = TABLE.rowOf(out.version(), stat);
        int number = (int) row.code();
        out.i32(OPENFLOW_BASIC << 16 | number << 9 | octets(number));
        row.writeBody(stat, out);
      }
    }
    out.patchLength(start, start + 2, "statistics");
    out.padTo8(start);
  }
}
