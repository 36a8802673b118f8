package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF15;
import static io.weft.openflow.VersionRange.only;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.message.ControllerMessage.RoleStatus;
import io.weft.openflow.message.ControllerState;
import io.weft.openflow.message.ControllerState.ControllerProperty;
import io.weft.openflow.message.OfMessage.Role;
import io.weft.openflow.message.OfMessage.RoleReply;
import io.weft.openflow.message.OfMessage.RoleRequest;
import io.weft.openflow.message.UnknownProperty;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Roles of controllers and what a switch tells of them (OpenFlow 1.5.1, 7.3.8, 7.4.4, 7.4.8). */
final class Controllers {
  private static final int LEAST_STATE = 16;
  private static final Part<String> UTF8 = Part.of(Controllers::readUtf8, Controllers::writeUtf8);

  // spotless:off
  private static final WireTable<ControllerProperty> PROPERTIES = new WireTable<>("controller property",
      row(0, only(OF15), ControllerProperty.Uri.class, struct(UTF8, ControllerProperty.Uri::uri, ControllerProperty.Uri::new)));

  /** None but experimenters'. */
  private static final WireTable<UnknownProperty> ROLE_PROPERTIES = new WireTable<>("role property");

  static final Part<Role> ROLE = Part.of(Controllers::readRole, (role, out) -> out.i32(role.ordinal()));
  // spotless:on

  private Controllers() {}

  private static Role readRole(WireReader in) {
    return Enums.read(Role.values(), in.i32(), OfError.OFPRRFC_BAD_ROLE);
  }

  static RoleRequest readRequest(WireReader in) {
    Role role = readRole(in);
    return new RoleRequest(role, readShortId(in), in.i64());
  }

  static void writeRequest(RoleRequest request, WireWriter out) {
    write(request.role(), request.shortId(), request.generationId(), out);
  }

  static RoleReply readReply(WireReader in) {
    Role role = readRole(in);
    return new RoleReply(role, readShortId(in), in.i64());
  }

  static void writeReply(RoleReply reply, WireWriter out) {
    write(reply.role(), reply.shortId(), reply.generationId(), out);
  }

  private static int readShortId(WireReader in) {
    int shortId = in.u16();
    in.skip(2);
    return in.version() == OF15 ? shortId : 0;
  }

  private static void write(Role role, int shortId, long generationId, WireWriter out) {
    if (shortId != 0 && out.version().isBefore(OF15)) {
      throw EncodeException.unsayable("shortId=" + shortId, out.version());
    }
    ROLE.write(role, out);
    out.u16(shortId);
    out.zero(2);
    out.i64(generationId);
  }

  static RoleStatus readStatus(WireReader in) {
    Role role = readRole(in);
    int reason = in.u8();
    in.skip(3);
    long generationId = in.i64();
    return new RoleStatus(
        role, reason, generationId, Properties.read(in, ROLE_PROPERTIES, Function.identity()));
  }

  static void writeStatus(RoleStatus status, WireWriter out) {
    ROLE.write(status.role(), out);
    out.u8(status.reason());
    out.zero(3);
    out.i64(status.generationId());
    for (UnknownProperty property : status.properties()) {
      Properties.writeUnknown(property, ROLE_PROPERTIES, out);
    }
  }

  static ControllerState readState(WireReader in) {
    int length = in.u16();
    if (length < LEAST_STATE || length - 2 > in.remaining()) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_LEN,
          "a controller of length " + length + ", " + in.remaining() + " octets are left");
    }
    WireReader state = in.slice(length - 2, OfError.OFPBRC_BAD_LEN);
    int shortId = state.u16();
    Role role = readRole(state);
    var reason = Enums.read(ControllerState.Reason.values(), state.u8(), OfError.OFPBPC_BAD_VALUE);
    var channel =
        Enums.read(ControllerState.ChannelStatus.values(), state.u8(), OfError.OFPBPC_BAD_VALUE);
    state.skip(6);
    List<ControllerProperty> properties =
        Properties.read(state, PROPERTIES, ControllerProperty.Unknown::new);
    return new ControllerState(shortId, role, reason, channel, properties);
  }

  static void writeState(ControllerState state, WireWriter out) {
    int start = out.position();
    out.u16(0);
    out.u16(state.shortId());
    ROLE.write(state.role(), out);
    out.u8(state.reason().ordinal());
    out.u8(state.channel().ordinal());
    out.zero(6);
    Properties.writeAll(state.properties(), PROPERTIES, out);
    out.patchLength(start, start, "controller");
  }

  private static String readUtf8(WireReader in) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(in.rest().toArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new DecodeException(OfError.OFPBPC_BAD_VALUE, "a URI that is no UTF-8");
    }
  }

  private static void writeUtf8(String text, WireWriter out) {
    out.bytes(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
