package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;

import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.AsyncMessage.AsyncMasks;
import io.weft.openflow.message.AsyncMessage.AsyncReply;
import io.weft.openflow.message.AsyncMessage.SetAsync;
import io.weft.openflow.message.AsyncProperty;
import io.weft.openflow.message.AsyncProperty.Kind;
import io.weft.openflow.message.UnknownProperty;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.Optional;

/**
 * Which unasked messages are wanted: six masks in OpenFlow 1.3 (7.3.10), properties since 1.4
 * (1.4.1, 7.3.10), of which type 2n is kind n for the role SLAVE and 2n + 1 for the others.
 */
final class AsyncConfigs {
  /** OFPACPT_EXPERIMENTER_SLAVE; one more is OFPACPT_EXPERIMENTER_MASTER. */
  private static final int EXPERIMENTER_SLAVE = 0xfffe;

  /** The properties are no records of a table: two types are one kind. */
  private static final WireTable<AsyncProperty> NONE = new WireTable<>("async property");

  static final Part<AsyncMasks> MASKS = Part.of(AsyncConfigs::readMasks, AsyncConfigs::writeMasks);

  private AsyncConfigs() {}

  private static AsyncMasks readMasks(WireReader in) {
    return new AsyncMasks(in.i32(), in.i32(), in.i32(), in.i32(), in.i32(), in.i32());
  }

  private static void writeMasks(AsyncMasks masks, WireWriter out) {
    out.i32(masks.packetIn());
    out.i32(masks.packetInSlave());
    out.i32(masks.portStatus());
    out.i32(masks.portStatusSlave());
    out.i32(masks.flowRemoved());
    out.i32(masks.flowRemovedSlave());
  }

  /** A switch must refuse what it does not know. */
  static SetAsync readSet(WireReader in) {
    OfVersion version = in.version();
    return new SetAsync(
        Properties.read(
            in,
            NONE,
            unread -> {
              AsyncProperty property = read(unread, version);
              mistake(property, version)
                  .ifPresent(error -> {
                    throw new DecodeException(error, property.toString());
                  });
              return property;
            }));
  }

  static void writeSet(SetAsync message, WireWriter out) {
    for (AsyncProperty property : message.properties()) {
      if (mistake(property, out.version()).isPresent()) {
        throw EncodeException.unsayable(property, out.version());
      }
      write(property, out);
    }
  }

  /** A controller passes over what it does not know. */
  static AsyncReply readReply(WireReader in) {
    return new AsyncReply(Properties.read(in, NONE, property -> read(property, in.version())));
  }

  static void writeReply(AsyncReply message, WireWriter out) {
    message.properties().forEach(property -> write(property, out));
  }

  private static AsyncProperty read(UnknownProperty property, OfVersion version) {
    Bytes body = property.body();
    if (!isKind(property.type(), version)) {
      checkExperimenter(property);
      return new AsyncProperty.Unknown(property);
    }
    if (body.size() != 4) {
      throw new DecodeException(
          OfError.OFPBPC_BAD_LEN, "a mask of " + body.size() + " octets for " + property.type());
    }
    Kind kind = Kind.values()[property.type() / 2];
    return new AsyncProperty.Reasons(kind, property.type() % 2 == 0, body.i32(0));
  }

  /** Those for the role SLAVE have a type of their own; the others are checked like all. */
  private static void checkExperimenter(UnknownProperty property) {
    if (property.type() != EXPERIMENTER_SLAVE) {
      return;
    }
    if (property.body().size() < 8) {
      throw new DecodeException(
          OfError.OFPBPC_BAD_LEN, "property of an experimenter has no id and type");
    }
    if (property.body().i32(0) == 0) {
      throw new DecodeException(OfError.OFPBPC_BAD_EXPERIMENTER, "property of experimenter 0");
    }
  }

  private static boolean isKind(int type, OfVersion version) {
    Kind last = version.isBefore(OF15) ? Kind.REQUESTFORWARD : Kind.CONT_STATUS;
    return type / 2 <= last.ordinal();
  }

  /** What a switch must call a setting, if it is none that there is. */
  private static Optional<OfError> mistake(AsyncProperty property, OfVersion version) {
    return switch (property) {
      case AsyncProperty.Unknown(UnknownProperty unknown) ->
          unknown.type() < EXPERIMENTER_SLAVE
              ? Optional.of(OfError.OFPACFC_UNSUPPORTED)
              : Optional.empty();
      case AsyncProperty.Reasons reasons ->
          (reasons.mask() & ~reasonsOf(reasons.kind(), version)) != 0
              ? Optional.of(OfError.OFPACFC_INVALID)
              : Optional.empty();
    };
  }

  /** The reasons that there are, as bits. */
  private static int reasonsOf(Kind kind, OfVersion version) {
    return switch (kind) {
      case PACKET_IN -> version.isBefore(OF14) ? 0b111 : 0b11_1111;
      case PORT_STATUS -> 0b111;
      case FLOW_REMOVED -> 0b11_1111;
      case ROLE_STATUS -> 0b111;
      case TABLE_STATUS -> 0b1_1000;
      case REQUESTFORWARD -> 0b11;
      case FLOW_STATS -> 0b11;
      case CONT_STATUS -> 0b111_1111;
    };
  }

  private static void write(AsyncProperty property, WireWriter out) {
    switch (property) {
      case AsyncProperty.Unknown(UnknownProperty unknown) -> {
        if (isKind(unknown.type(), out.version())) {
          throw EncodeException.unsayable(unknown, out.version());
        }
        Properties.writeUnknown(unknown, NONE, out);
      }
      case AsyncProperty.Reasons reasons -> {
        int type = 2 * reasons.kind().ordinal() + (reasons.slave() ? 0 : 1);
        if (!isKind(type, out.version())) {
          throw EncodeException.unsayable(reasons, out.version());
        }
        byte[] mask = {
          (byte) (reasons.mask() >>> 24),
          (byte) (reasons.mask() >>> 16),
          (byte) (reasons.mask() >>> 8),
          (byte) reasons.mask()
        };
        Properties.writeUnknown(new UnknownProperty(type, Bytes.wrap(mask)), NONE, out);
      }
    }
  }
}
