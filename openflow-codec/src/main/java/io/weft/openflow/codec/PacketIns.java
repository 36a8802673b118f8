package io.weft.openflow.codec;

import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/**
 * OFPT_PACKET_IN: the port alone in OpenFlow 1.0 (5.4.1), two ports in 1.1 (1.1.0, A.4.1), a match
 * since 1.2, a cookie since 1.3 (1.3.5, 7.4.1).
 */
final class PacketIns {
  /**
   * Open vSwitch numbers ports with 16 bits, and OpenFlow 1.1 is spoken by nothing else. In later
   * versions other switches use these numbers, for tunnels for one, and they are read.
   */
  private static final int LEAST_IMPOSSIBLE = 0xff00;

  private static final int MOST_IMPOSSIBLE = 0xffff_feff;

  private PacketIns() {}

  static PacketIn read(WireReader in) {
    return switch (in.version()) {
      case OF10 -> readOf10(in);
      case OF11 -> readOf11(in);
      case OF12, OF13, OF14, OF15 -> readWithMatch(in);
    };
  }

  static void write(PacketIn message, WireWriter out) {
    switch (out.version()) {
      case OF10 -> writeOf10(message, out);
      case OF11 -> writeOf11(message, out);
      case OF12, OF13, OF14, OF15 -> writeWithMatch(message, out);
    }
    out.bytes(message.data());
  }

  private static PacketIn readWithMatch(WireReader in) {
    BufferId bufferId = BufferId.of(in.i32());
    int totalLength = in.u16();
    int reason = in.u8();
    int tableId = in.u8();
    long cookie = in.version() == OfVersion.OF12 ? 0 : in.i64();
    Match match = readMatch(in);
    in.skip(2);
    return new PacketIn(bufferId, totalLength, reason, tableId, cookie, match, in.rest());
  }

  /** What is known of a packet. As in Open vSwitch the length is judged before the type here. */
  static Match readMatch(WireReader in) {
    if (in.remaining() >= 4 && in.peekU16(2) < 4) {
      throw new DecodeException(OfError.OFPBMC_BAD_LEN, "match of length " + in.peekU16(2));
    }
    return Oxm.readMatch(in, Oxm.Place.PACKET);
  }

  private static void writeWithMatch(PacketIn message, WireWriter out) {
    out.i32u16u8u8(
        message.bufferId().bits(), message.totalLength(), message.reason(), message.tableId());
    if (out.version() != OfVersion.OF12) {
      out.i64(message.cookie());
    } else {
      refuseIf(message.cookie() != 0, message, out);
    }
    Oxm.writeMatch(message.match(), out);
    out.zero(2);
  }

  private static PacketIn readOf11(WireReader in) {
    BufferId bufferId = BufferId.of(in.i32());
    PortNo inPort = readPort(in);
    int inPhyPort = in.i32();
    Match match =
        inPhyPort == inPort.bits()
            ? Match.of(Field.IN_PORT, inPort)
            : Match.builder(2)
                .set(Field.IN_PORT, inPort)
                .set(Field.IN_PHY_PORT, new PortNo(inPhyPort))
                .build();
    int totalLength = in.u16();
    int reason = in.u8();
    return new PacketIn(bufferId, totalLength, reason, in.u8(), 0, match, in.rest());
  }

  /** A port without a physical one beside it is physical itself. */
  private static void writeOf11(PacketIn message, WireWriter out) {
    Match match = message.match();
    int inPort = (int) match.low(Field.IN_PORT);
    boolean hasPhysical = match.has(Field.IN_PHY_PORT);
    int inPhyPort = hasPhysical ? (int) match.low(Field.IN_PHY_PORT) : inPort;
    refuseIf(
        message.cookie() != 0
            || !match.isExact(Field.IN_PORT)
            || match.size() != (hasPhysical ? 2 : 1)
            || hasPhysical && (inPort == inPhyPort || !match.isExact(Field.IN_PHY_PORT))
            || !match.unknown().isEmpty(),
        message,
        out);
    out.i32(message.bufferId().bits());
    out.i32(inPort);
    out.i32(inPhyPort);
    out.u16(message.totalLength());
    out.u8(message.reason());
    out.u8(message.tableId());
  }

  private static PacketIn readOf10(WireReader in) {
    BufferId bufferId = BufferId.of(in.i32());
    int totalLength = in.u16();
    Match.Builder match = Match.builder(1);
    match.append(Field.IN_PORT, PortCodec.read(in).number());
    int reason = in.u8();
    in.skip(1);
    return new PacketIn(bufferId, totalLength, reason, 0, 0, match.buildLast(), in.rest());
  }

  private static void writeOf10(PacketIn message, WireWriter out) {
    Match match = message.match();
    refuseIf(
        message.tableId() != 0
            || message.cookie() != 0
            || match.size() != 1
            || !match.isExact(Field.IN_PORT)
            || !match.unknown().isEmpty(),
        message,
        out);
    out.i32(message.bufferId().bits());
    out.u16(message.totalLength());
    out.u16(PortCodec.narrow(PortNo.of((int) match.lowAt(0))));
    out.u8(message.reason());
    out.zero(1);
  }

  private static PortNo readPort(WireReader in) {
    PortNo port = PortNo.of(in.i32());
    if (Integer.compareUnsigned(port.bits(), LEAST_IMPOSSIBLE) >= 0
        && Integer.compareUnsigned(port.bits(), MOST_IMPOSSIBLE) <= 0) {
      throw new DecodeException(OfError.OFPBAC_BAD_OUT_PORT, "port " + port);
    }
    return port;
  }

  private static void refuseIf(boolean unsayable, PacketIn message, WireWriter out) {
    if (unsayable) {
      throw EncodeException.unsayable(message, out.version());
    }
  }
}
