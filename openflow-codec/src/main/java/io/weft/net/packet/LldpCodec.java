package io.weft.net.packet;

import io.weft.net.Bytes;
import io.weft.net.packet.Lldp.Basic;
import io.weft.net.packet.Lldp.Organizational;
import io.weft.net.packet.Lldp.Tlv;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes LLDP data units: TLVs of 7 bits of type and 9 bits of length (8.4). */
final class LldpCodec {
  private static final int END = 0;
  private static final int CHASSIS_ID = 1;
  private static final int PORT_ID = 2;
  private static final int TTL = 3;
  private static final int ORGANIZATIONAL = 127;

  private LldpCodec() {}

  static Optional<Lldp> read(Bytes unit) {
    int chassisAt = 0;
    int chassisEnd = end(unit, chassisAt, CHASSIS_ID, 2, 256);
    int portEnd = chassisEnd < 0 ? -1 : end(unit, chassisEnd, PORT_ID, 2, 256);
    int ttlEnd = portEnd < 0 ? -1 : end(unit, portEnd, TTL, 2, 511);
    if (ttlEnd < 0) {
      return Optional.empty();
    }
    List<Tlv> others = new ArrayList<>();
    int at = ttlEnd;
    while (others.size() < Lldp.MAX_TLVS && at + 2 <= unit.size() && type(unit, at) != END) {
      int end = at + 2 + length(unit, at);
      if (end > unit.size()) {
        break;
      }
      int type = type(unit, at);
      if (type <= TTL || (type == ORGANIZATIONAL && end < at + 6)) {
        return Optional.empty();
      }
      others.add(
          type == ORGANIZATIONAL
              ? new Organizational(unit.i32(at + 2) >>> 8, unit.u8(at + 5), unit.slice(at + 6, end))
              : new Basic(type, unit.slice(at + 2, end)));
      at = end;
    }
    return Optional.of(
        new Lldp(
            id(unit, chassisAt, chassisEnd),
            id(unit, chassisEnd, portEnd),
            unit.u16(portEnd + 2),
            others));
  }

  /** Where a mandatory TLV ends, negative if it is not there or of a wrong length. */
  private static int end(Bytes unit, int at, int type, int least, int most) {
    if (at + 2 > unit.size() || type(unit, at) != type) {
      return -1;
    }
    int length = length(unit, at);
    boolean sound = length >= least && length <= most && at + 2 + length <= unit.size();
    return sound ? at + 2 + length : -1;
  }

  private static int type(Bytes unit, int at) {
    return unit.u8(at) >>> 1;
  }

  private static int length(Bytes unit, int at) {
    return unit.u16(at) & 0x1ff;
  }

  private static Lldp.Id id(Bytes unit, int at, int end) {
    return new Lldp.Id(unit.u8(at + 2), unit.slice(at + 3, end));
  }

  static Bytes write(Lldp unit) {
    int size = 3 + unit.chassis().value().size() + 3 + unit.port().value().size() + 4 + 2;
    for (Tlv tlv : unit.others()) {
      size +=
          switch (tlv) {
            case Basic basic -> 2 + basic.value().size();
            case Organizational own -> 6 + own.value().size();
          };
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    writeId(out, CHASSIS_ID, unit.chassis());
    writeId(out, PORT_ID, unit.port());
    head(out, TTL, 2).putShort((short) unit.ttl());
    for (Tlv tlv : unit.others()) {
      switch (tlv) {
        case Basic(int type, Bytes value) ->
            head(out, type, value.size()).put(value.asByteBuffer());
        case Organizational(int oui, int subtype, Bytes value) ->
            head(out, ORGANIZATIONAL, 4 + value.size())
                .putInt(oui << 8 | subtype)
                .put(value.asByteBuffer());
      }
    }
    head(out, END, 0);
    return Bytes.wrap(out.array());
  }

  private static void writeId(ByteBuffer out, int type, Lldp.Id id) {
    head(out, type, 1 + id.value().size()).put((byte) id.subtype()).put(id.value().asByteBuffer());
  }

  private static ByteBuffer head(ByteBuffer out, int type, int length) {
    return out.putShort((short) (type << 9 | length));
  }
}
