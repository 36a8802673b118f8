package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF15;

import io.weft.openflow.EncodeException;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.Oxs;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.Optional;

/** Flow entries that have gone (OpenFlow 1.3.5, 7.4.2; 1.0.0, 5.4.2; 1.5.1, 7.4.2). */
final class FlowRemovals {
  private FlowRemovals() {}

  static FlowRemoved read(WireReader in) {
    return in.version() == OF15 ? readOf15(in) : readUntilOf14(in);
  }

  static void write(FlowRemoved removed, WireWriter out) {
    if (out.version() == OF15) {
      writeOf15(removed, out);
    } else {
      writeUntilOf14(removed, out);
    }
  }

  private static FlowRemoved readUntilOf14(WireReader in) {
    boolean of10 = in.version() == OF10;
    Match match = of10 ? Matches.read(in) : Match.ANY;
    long cookie = in.i64();
    int priority = in.u16();
    FlowRemoved.Reason reason = FlowRemoved.Reason.of(in.u8());
    int tableId = in.u8(); // padding in 1.0
    Elapsed lifetime = Durations.read(in);
    int idleTimeout = in.u16();
    int hardTimeout = in.u16(); // padding in 1.0
    long packets = in.i64();
    long bytes = in.i64();
    match = of10 ? match : Matches.readChecked(in);
    in.skip(in.remaining()); // which Open vSwitch passes over
    return new FlowRemoved(
        cookie,
        priority,
        reason,
        of10 ? 0 : tableId,
        lifetime,
        idleTimeout,
        of10 ? 0 : hardTimeout,
        packets,
        bytes,
        match);
  }

  private static void writeUntilOf14(FlowRemoved removed, WireWriter out) {
    boolean of10 = out.version() == OF10;
    if (of10 && (removed.tableId() != 0 || removed.hardTimeout() != 0)) {
      throw EncodeException.unsayable("table or hard timeout of " + removed, OF10);
    }
    FlowEntries.refuseStatsOf15(removed.stats(), removed, out.version());
    if (of10) {
      Matches.write(removed.match(), out);
    }
    out.i64(removed.cookie());
    out.u16(removed.priority());
    out.u8(removed.reason().code());
    out.u8(of10 ? 0 : removed.tableId());
    Durations.write(removed.lifetime(), out);
    out.u16(removed.idleTimeout());
    out.u16(of10 ? 0 : removed.hardTimeout());
    out.i64(removed.packets());
    out.i64(removed.bytes());
    if (!of10) {
      Matches.write(removed.match(), out);
    }
  }

  private static FlowRemoved readOf15(WireReader in) {
    int tableId = in.u8();
    FlowRemoved.Reason reason = FlowRemoved.Reason.of(in.u8());
    int priority = in.u16();
    int idleTimeout = in.u16();
    int hardTimeout = in.u16();
    long cookie = in.i64();
    Match match = Matches.readChecked(in);
    Oxs stats = OxsFields.read(in);
    in.skip(in.remaining()); // which Open vSwitch passes over
    return new FlowRemoved(
        cookie,
        priority,
        reason,
        tableId,
        Elapsed.NONE,
        idleTimeout,
        hardTimeout,
        0,
        0,
        match,
        Optional.of(stats));
  }

  private static void writeOf15(FlowRemoved removed, WireWriter out) {
    out.u8(removed.tableId());
    out.u8(removed.reason().code());
    out.u16(removed.priority());
    out.u16(removed.idleTimeout());
    out.u16(removed.hardTimeout());
    out.i64(removed.cookie());
    Matches.write(removed.match(), out);
    OxsFields.write(removed.allStats(), out);
  }
}
