package io.weft.openflow.codec;

import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.action.Action;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/** The actions of the standard whose layout is more than a line, or that most flows have. */
final class StandardActions {
  static final int OUTPUT_LENGTH = 16;

  private StandardActions() {}

  /** What an output may go to: ports, and the reserved numbers that mean some of them. */
  static PortNo checkOutput(PortNo port) {
    if (!isOutput(port.bits())) {
      throw new DecodeException(OfError.OFPBAC_BAD_OUT_PORT, "output to port " + port);
    }
    return port;
  }

  static boolean isOutput(int bits) {
    return Integer.compareUnsigned(bits, PortNo.MAX.bits()) < 0
        || Integer.compareUnsigned(bits, PortNo.IN_PORT.bits()) >= 0
            && Integer.compareUnsigned(bits, PortNo.LOCAL.bits()) <= 0;
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
    PortNo port = checkOutput(PortNo.of(in.i32()));
    return new Action.Output(port, (int) (in.i64() >>> 48));
  }

  static void writeOutput(Action.Output output, WireWriter out) {
    out.i32(output.port().bits());
    out.u16(output.maxLen());
    out.zero(6);
  }

  /** As {@link #writeOutput}, with the header in front: type 0, length 16. */
  static void writeWholeOutput(Action.Output output, WireWriter out) {
    out.i64((long) OUTPUT_LENGTH << 32 | Integer.toUnsignedLong(output.port().bits()));
    out.u16Zeroes6(output.maxLen());
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
}
