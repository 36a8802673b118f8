package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.ExperimenterId;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.RequestForward;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;

/**
 * Messages within messages: those that a bundle holds and those that are forwarded. Only changes of
 * the switch can be; so nesting ends at the second.
 */
final class InnerMessages {
  private static final int PACKET_OUT = 13;
  private static final int FLOW_MOD = 14;
  private static final int GROUP_MOD = 15;
  private static final int PORT_MOD = 16;
  private static final int TABLE_MOD = 17;
  private static final int METER_MOD = 29;

  /** NXT_FLOW_MOD. */
  private static final long NX_FLOW_MOD = ExperimenterId.nicira(13);

  /** NXT_GROUP_MOD of OpenFlow 1.0. */
  private static final long NX_GROUP_MOD = ExperimenterId.nicira(31);

  private InnerMessages() {}

  /** A header and what it says of the body. */
  private record Inner(int version, int type, int length, int xid, WireReader body) {
    long code() {
      boolean isExtension = type == Messages.EXPERIMENTER && body.remaining() >= 8;
      return isExtension ? body.peekI64() : type;
    }
  }

  private static Inner readHeader(WireReader in) {
    if (in.remaining() < OpenFlowCodec.HEADER) {
      throw badLength("a header of " + in.remaining() + " octets");
    }
    int version = in.u8();
    int type = in.u8();
    int length = in.u16();
    int xid = in.i32();
    // The caller names a wrong version first, then a wrong length.
    int body = Math.clamp(length - OpenFlowCodec.HEADER, 0, in.remaining());
    return new Inner(version, type, length, xid, in.slice(body, OfError.OFPBRC_BAD_LEN));
  }

  private static void checkLength(Inner inner) {
    if (inner.length != OpenFlowCodec.HEADER + inner.body.remaining()) {
      throw badLength("a message of length " + inner.length);
    }
  }

  private static DecodeException badLength(String what) {
    return new DecodeException(OfError.OFPBFC_MSG_BAD_LEN, what + " within another");
  }

  private static void checkVersion(Inner inner, OfVersion outer, OfError error) {
    if (inner.version != outer.wire()) {
      throw new DecodeException(error, "version " + inner.version + " within " + outer);
    }
  }

  /** Reads what is added to a bundle (OpenFlow 1.4.1, 7.3.9.8). */
  static OfMessage readBundled(WireReader in) {
    Inner inner = readHeader(in);
    checkVersion(inner, in.version(), OfError.OFPBFC_BAD_VERSION);
    checkLength(inner);
    if (inner.xid != in.xid()) {
      throw new DecodeException(
          OfError.OFPBFC_MSG_BAD_XID, "xid 0x%x within 0x%x".formatted(inner.xid, in.xid()));
    }
    long code = inner.code();
    boolean isUnsupported =
        !isBundlable(code)
            || Messages.TABLE
                .find(in.version(), code)
                .map(row -> !row.takesBody(bodyOf(inner, code)))
                .orElse(!ExperimenterId.isIn(code));
    if (isUnsupported) {
      throw new DecodeException(
          OfError.OFPBFC_MSG_UNSUP, "a message of type " + inner.type + " in a bundle");
    }
    return readBody(inner);
  }

  private static int bodyOf(Inner inner, long code) {
    return inner.body.remaining() - (ExperimenterId.isIn(code) ? 8 : 0);
  }

  /** Changes of the switch. Of experimenters' messages only the switch can know. */
  private static boolean isBundlable(long code) {
    if (ExperimenterId.isIn(code)) {
      int experimenterId = (int) (code >>> 32);
      boolean isKnown =
          experimenterId == ExperimenterId.NICIRA || experimenterId == ExperimenterId.ONF;
      return !isKnown || code == NX_FLOW_MOD;
    }
    return switch ((int) code) {
      case PACKET_OUT, FLOW_MOD, GROUP_MOD, PORT_MOD, TABLE_MOD, METER_MOD -> true;
      default -> false;
    };
  }

  /** OpenFlow 1.4.1, 7.4.7. */
  static RequestForward readForwarded(WireReader in) {
    Inner inner = readHeader(in);
    checkLength(inner);
    checkVersion(inner, in.version(), OfError.OFPBRC_BAD_VERSION);
    long code = inner.code();
    boolean isForwarded =
        code == (in.version() == OfVersion.OF10 ? NX_GROUP_MOD : GROUP_MOD) || code == METER_MOD;
    if (!isForwarded) {
      boolean isKnown = Messages.TABLE.find(in.version(), code).isPresent();
      throw new DecodeException(
          isKnown
              ? OfError.OFPBFC_MSG_UNSUP
              : ExperimenterId.isIn(code) ? OfError.OFPBRC_BAD_SUBTYPE : OfError.OFPBRC_BAD_TYPE,
          "a forwarded message of type " + inner.type);
    }
    in.skip(in.remaining()); // up to a multiple of eight octets
    return new RequestForward(inner.xid, readBody(inner));
  }

  private static OfMessage readBody(Inner inner) {
    OfMessage message = Messages.read(inner.type, inner.body);
    inner.body.expectEnd("message of type " + inner.type);
    return message;
  }

  static void writeBundled(OfMessage message, WireWriter out) {
    WireTable.Row<? extends OfMessage> row = Messages.TABLE.rowOf(out.version(), message);
    boolean bundlable =
        message instanceof OfMessage.Experimenter unknown
            ? unknown.body().size() >= 4
                && isBundlable(ExperimenterId.code(unknown.experimenterId(), unknown.body().i32(0)))
            : isBundlable(row.code());
    if (!bundlable) {
      throw EncodeException.unsayable("a bundle with " + message, out.version());
    }
    Messages.write(message, out.xid(), out);
  }

  static void writeForwarded(RequestForward message, WireWriter out) {
    long code = Messages.TABLE.rowOf(out.version(), message.request()).code();
    if (code != GROUP_MOD && code != NX_GROUP_MOD && code != METER_MOD) {
      throw EncodeException.unsayable(message, out.version());
    }
    Messages.write(message.request(), message.xid(), out);
  }
}
