package io.weft.openflow.codec;

import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.List;

/** OFPT_PACKET_OUT (OpenFlow 1.3.5, 7.3.7), since 1.5 with a match (1.5.1, 7.3.6). */
final class PacketOuts {
  private static final int FIRST_RESERVED = 0xffff_ff00;

  private PacketOuts() {}

  static PacketOut read(WireReader in) {
    return in.version() == OfVersion.OF15 ? readOf15(in) : readWithPort(in);
  }

  private static PacketOut readWithPort(WireReader in) {
    BufferId bufferId = BufferId.of(in.i32());
    PortNo inPort = PortCodec.read(in);
    int actionsLength = in.version() == OfVersion.OF10 ? in.u16() : (int) (in.i64() >>> 48);
    List<Action> actions = readActions(actionsLength, in);
    checkPort(inPort);
    return new PacketOut(bufferId, inPort, actions, in.rest());
  }

  private static PacketOut readOf15(WireReader in) {
    BufferId bufferId = BufferId.of(in.i32());
    int actionsLength = in.u16();
    in.skip(2);
    Match match = PacketIns.readMatch(in);
    for (int i = 0; i < match.size(); i++) {
      if (!match.fieldAt(i).isPipeline()) {
        throw new DecodeException(
            OfError.OFPBRC_PIPELINE_FIELDS_ONLY, match.fieldAt(i) + " is in the packet itself");
      }
    }
    if (!match.has(Field.IN_PORT)) {
      throw new DecodeException(OfError.OFPBRC_BAD_PORT, "no in_port in '" + match + "'");
    }
    PortNo inPort = new PortNo((int) match.low(Field.IN_PORT));
    List<Action> actions = readActions(actionsLength, in);
    checkPort(inPort);
    return new PacketOut(bufferId, inPort, match, actions, in.rest());
  }

  private static List<Action> readActions(int length, WireReader in) {
    if (length > in.remaining() || length % 8 != 0) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_LEN,
          "actions of " + length + " octets, " + in.remaining() + " are left");
    }
    long outer = in.enter(length, OfError.OFPBAC_BAD_LEN);
    List<Action> actions = Actions.read(in);
    in.leave(outer);
    return actions;
  }

  /** A packet comes in on a real port, or from the controller (OpenFlow 1.3.5, 7.3.7). */
  private static void checkPort(PortNo inPort) {
    if (!isInPort(inPort.bits())) {
      throw new DecodeException(OfError.OFPBRC_BAD_PORT, "packet out from port " + inPort);
    }
  }

  static boolean isInPort(int bits) {
    return Integer.compareUnsigned(bits, FIRST_RESERVED) < 0
        || bits == PortNo.CONTROLLER.bits()
        || bits == PortNo.LOCAL.bits()
        || bits == PortNo.ANY.bits();
  }

  static void write(PacketOut message, WireWriter out) {
    OfVersion version = out.version();
    if (version != OfVersion.OF15 && !message.fields().isEmpty()) {
      throw EncodeException.unsayable("packet out with '" + message.fields() + "'", version);
    }
    if (version == OfVersion.OF10 || version == OfVersion.OF15) {
      out.i32(message.bufferId().bits());
      if (version == OfVersion.OF10) {
        PortCodec.write(message.inPort(), out);
      }
    } else {
      out.i32i32(message.bufferId().bits(), message.inPort().bits());
    }
    int lengthAt = out.position();
    switch (version) {
      case OF10 -> out.zero(2);
      case OF11, OF12, OF13, OF14 -> out.zero(8);
      case OF15 -> {
        out.zero(4);
        Match fields = message.fields();
        Oxm.writeMatch(fields.isEmpty() ? Match.of(Field.IN_PORT, message.inPort()) : fields, out);
      }
    }
    int start = out.position();
    Actions.write(message.actions(), out);
    out.patchLength(start, lengthAt, "action list");
    out.bytes(message.data());
  }
}
