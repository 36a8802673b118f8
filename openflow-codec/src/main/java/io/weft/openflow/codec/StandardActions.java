package io.weft.openflow.codec;

import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/** The actions of the standard whose layout is more than a line, or that most flows have. */
final class StandardActions {
  private static final int VLAN_PRESENT = 0x1000;

  private StandardActions() {}

  /** What an output may go to: ports, and the reserved numbers that mean some of them. */
  static PortNo checkOutput(PortNo port) {
    boolean isOutput = !port.isReserved() && !port.equals(PortNo.MAX) || isReservedOutput(port);
    if (!isOutput) {
      throw new DecodeException(OfError.OFPBAC_BAD_OUT_PORT, "output to port " + port);
    }
    return port;
  }

  private static boolean isReservedOutput(PortNo port) {
    return Integer.compareUnsigned(port.bits(), PortNo.IN_PORT.bits()) >= 0
        && Integer.compareUnsigned(port.bits(), PortNo.LOCAL.bits()) <= 0;
  }

  static Action.Output readOutputOf10(WireReader in) {
    PortNo port = checkOutput(PortCodec.widen(in.u16()));
    return new Action.Output(port, in.u16());
  }

  static void writeOutputOf10(Action.Output output, WireWriter out) {
    out.u16(PortCodec.narrow(output.port()));
    out.u16(output.maxLen());
  }

  static Action.Output readOutput(WireReader in) {
    PortNo port = checkOutput(new PortNo(in.i32()));
    int maxLen = in.u16();
    in.skip(6);
    return new Action.Output(port, maxLen);
  }

  static void writeOutput(Action.Output output, WireWriter out) {
    out.i32(output.port().bits());
    out.u16(output.maxLen());
    out.zero(6);
  }

  static Action.Enqueue readEnqueue(WireReader in) {
    PortNo port = PortCodec.widen(in.u16());
    boolean isPort = !port.isReserved() && !port.equals(PortNo.MAX);
    if (!isPort && !port.equals(PortNo.IN_PORT) && !port.equals(PortNo.LOCAL)) {
      throw new DecodeException(OfError.OFPBAC_BAD_OUT_PORT, "enqueue to port " + port);
    }
    in.skip(6);
    return new Action.Enqueue(port, in.i32());
  }

  static void writeEnqueue(Action.Enqueue enqueue, WireWriter out) {
    out.u16(PortCodec.narrow(enqueue.port()));
    out.zero(6);
    out.i32(enqueue.queueId());
  }

  static Action.Group readGroup(WireReader in) {
    return new Action.Group(in.i32());
  }

  static void writeGroup(Action.Group group, WireWriter out) {
    out.i32(group.groupId());
  }

  static Action.SetField readSetField(WireReader in) {
    return new Action.SetField(readSettable(in, Oxm.Place.SET_FIELD));
  }

  /** One field that can be set, and zeroes. */
  static Match readSettable(WireReader in, Oxm.Place place) {
    int oxmClass = in.peekU16(0);
    Match.Builder builder = Match.builder();
    Oxm.readOne(in, builder, place);
    while (in.hasMore()) {
      if (in.u8() != 0) {
        throw new DecodeException(
            OfError.OFPBAC_BAD_SET_ARGUMENT, "set_field with more behind its field than zeroes");
      }
    }
    Match value = builder.build();
    if (!value.unknown().isEmpty()) {
      if (oxmClass == Field.OPENFLOW_BASIC) {
        throw new DecodeException(OfError.OFPBAC_BAD_SET_TYPE, "set_field of '" + value + "'");
      }
      return value;
    }
    if (value.fields().isEmpty()) {
      throw new DecodeException(OfError.OFPBAC_BAD_SET_MASK, "set_field of no bit at all");
    }
    Field<?> field = value.fields().getFirst();
    boolean isUnset =
        field == Field.VLAN_VID && (value.low(field) & value.maskLow(field) & VLAN_PRESENT) == 0;
    if (field == Field.IN_PORT || isUnset) {
      throw new DecodeException(OfError.OFPBAC_BAD_SET_ARGUMENT, "set_field of '" + value + "'");
    }
    Subfields.refuseReadOnly(field);
    return value;
  }

  static void writeSetField(Action.SetField action, WireWriter out) {
    Match value = action.value();
    if (out.version().isBefore(OfVersion.OF15) && value.unknown().isEmpty()) {
      Field<?> field = value.fields().getFirst();
      if (!value.isExact(field)) {
        throw EncodeException.unsayable("masked " + action, out.version());
      }
    }
    Oxm.writeAll(value, out);
  }
}
