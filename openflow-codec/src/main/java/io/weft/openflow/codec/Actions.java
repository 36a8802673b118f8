package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF11;
import static io.weft.openflow.OfVersion.OF12;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.VersionRange.only;
import static io.weft.openflow.VersionRange.since;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.Layout.zeroes;
import static io.weft.openflow.wire.Part.I32;
import static io.weft.openflow.wire.Part.IPV4;
import static io.weft.openflow.wire.Part.MAC;
import static io.weft.openflow.wire.Part.PORT;
import static io.weft.openflow.wire.Part.U16;
import static io.weft.openflow.wire.Part.U8;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldNumber;
import io.weft.openflow.match.Match;
import io.weft.openflow.wire.Codec;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.List;

/** The table of actions (OpenFlow 1.3.5, 7.2.5; 1.0.0, 5.2.4). */
final class Actions {
  private static final Part<PortNo> OUT_PORT = Part.of(Actions::readOutPort, PortCodec::write);

  // spotless:off
  static final WireTable<Action> TABLE = new WireTable<>("action",
      row( 0, only(OF10),  Action.Output.class,     struct(OUT_PORT, Action.Output::port, U16, Action.Output::maxLen, Action.Output::new)),
      row( 1, only(OF10),  Action.SetVlanVid.class, struct(U16.pad(2), Action.SetVlanVid::vid, Action.SetVlanVid::new)),
      row( 2, only(OF10),  Action.SetVlanPcp.class, struct(U8.pad(3), Action.SetVlanPcp::pcp, Action.SetVlanPcp::new)),
      row( 3, only(OF10),  Action.PopVlan.class,    zeroes(4, Action.PopVlan::new)),
      row( 4, only(OF10),  Action.SetDlSrc.class,   struct(MAC.pad(6), Action.SetDlSrc::address, Action.SetDlSrc::new)),
      row( 5, only(OF10),  Action.SetDlDst.class,   struct(MAC.pad(6), Action.SetDlDst::address, Action.SetDlDst::new)),
      row( 6, only(OF10),  Action.SetNwSrc.class,   struct(IPV4, Action.SetNwSrc::address, Action.SetNwSrc::new)),
      row( 7, only(OF10),  Action.SetNwDst.class,   struct(IPV4, Action.SetNwDst::address, Action.SetNwDst::new)),
      row( 8, only(OF10),  Action.SetNwTos.class,   struct(U8.pad(3), Action.SetNwTos::tos, Action.SetNwTos::new)),
      row( 9, only(OF10),  Action.SetTpSrc.class,   struct(U16.pad(2), Action.SetTpSrc::port, Action.SetTpSrc::new)),
      row(10, only(OF10),  Action.SetTpDst.class,   struct(U16.pad(2), Action.SetTpDst::port, Action.SetTpDst::new)),
      row(11, only(OF10),  Action.Enqueue.class,    struct(PORT, Action.Enqueue::port, I32.after(6), Action.Enqueue::queueId, Action.Enqueue::new)),

      row( 0, since(OF11), Action.Output.class,     struct(OUT_PORT, Action.Output::port, U16.pad(6), Action.Output::maxLen, Action.Output::new)),
      row(11, since(OF11), Action.CopyTtlOut.class, zeroes(4, Action.CopyTtlOut::new)),
      row(12, since(OF11), Action.CopyTtlIn.class,  zeroes(4, Action.CopyTtlIn::new)),
      row(15, since(OF11), Action.SetMplsTtl.class, struct(U8.pad(3), Action.SetMplsTtl::ttl, Action.SetMplsTtl::new)),
      row(16, since(OF11), Action.DecMplsTtl.class, zeroes(4, Action.DecMplsTtl::new)),
      row(17, since(OF11), Action.PushVlan.class,   struct(U16.pad(2), Action.PushVlan::etherType, Action.PushVlan::new)),
      row(18, since(OF11), Action.PopVlan.class,    zeroes(4, Action.PopVlan::new)),
      row(19, since(OF11), Action.PushMpls.class,   struct(U16.pad(2), Action.PushMpls::etherType, Action.PushMpls::new)),
      row(20, since(OF11), Action.PopMpls.class,    struct(U16.pad(2), Action.PopMpls::etherType, Action.PopMpls::new)),
      row(21, since(OF11), Action.SetQueue.class,   struct(I32, Action.SetQueue::queueId, Action.SetQueue::new)),
      row(22, since(OF11), Action.Group.class,      struct(I32, Action.Group::groupId, Action.Group::new)),
      row(23, since(OF11), Action.SetNwTtl.class,   struct(U8.pad(3), Action.SetNwTtl::ttl, Action.SetNwTtl::new)),
      row(24, since(OF11), Action.DecNwTtl.class,   zeroes(4, Action.DecNwTtl::new)),
      row(25, since(OF12), Action.SetField.class,   Codec.of(Actions::readSetField, Actions::writeSetField)),
      row(26, since(OF13), Action.PushPbb.class,    struct(U16.pad(2), Action.PushPbb::etherType, Action.PushPbb::new)),
      row(27, since(OF13), Action.PopPbb.class,     zeroes(4, Action.PopPbb::new)));
  // spotless:on

  private Actions() {}

  private static PortNo readOutPort(WireReader in) {
    PortNo port = PortCodec.read(in);
    if (port.equals(PortNo.ANY)) {
      throw new DecodeException(OfError.OFPBAC_BAD_OUT_PORT, "output to port " + port);
    }
    return port;
  }

  static List<Action> read(WireReader in) {
    return Elements.readAll(in, OfError.OFPBAC_BAD_LEN, Actions::readOne);
  }

  private static Action readOne(int type, WireReader body) {
    return TABLE
        .find(body.version(), type)
        .<Action>map(row -> {
          Action action = readKnown(row, body);
          body.expectEnd("action " + type);
          return action;
        })
        .orElseGet(() -> new Action.Unknown(type, body.rest()));
  }

  private static Action readKnown(WireTable.Row<? extends Action> row, WireReader body) {
    try {
      return row.codec().read(body);
    } catch (IllegalArgumentException e) {
      // The record refused a number, such as a VLAN id of more than twelve bits.
      throw new DecodeException(OfError.OFPBAC_BAD_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  static void write(List<Action> actions, WireWriter out) {
    for (Action action : actions) {
      if (action instanceof Action.Unknown unknown) {
        refuseKnown(unknown, out.version());
        Elements.write(unknown.type(), () -> out.bytes(unknown.body()), out, "action");
      } else {
        Action sayable = SetterForms.adapt(action, out.version());
        var row = TABLE.rowOf(out.version(), sayable);
        Elements.write((int) row.code(), () -> row.writeBody(sayable, out), out, "action");
      }
    }
  }

  /** What one version does not know may be something else in another. */
  private static void refuseKnown(Action.Unknown unknown, OfVersion version) {
    if (TABLE.find(version, unknown.type()).isPresent()) {
      throw EncodeException.unsayable("action " + unknown, version);
    }
  }

  private static Action.SetField readSetField(WireReader in) {
    WireReader element = in.rest(OfError.OFPBAC_BAD_SET_LEN);
    int oxmClass = element.peekU16(0);
    Match.Builder builder = Match.builder();
    Oxm.readOne(element, builder, Oxm.Place.SET_FIELD);
    if (element.remaining() >= 8) {
      throw new DecodeException(
          OfError.OFPBAC_BAD_SET_LEN, "set_field with " + element.remaining() + " octets too many");
    }
    Match value = builder.build();
    if (!value.unknown().isEmpty() && oxmClass == FieldNumber.OPENFLOW_BASIC) {
      throw new DecodeException(OfError.OFPBAC_BAD_SET_TYPE, "set_field of '" + value + "'");
    }
    if (value.has(Field.IN_PORT) || value.has(Field.IN_PHY_PORT)) {
      throw new DecodeException(OfError.OFPBAC_BAD_SET_ARGUMENT, "set_field of '" + value + "'");
    }
    return new Action.SetField(value);
  }

  private static void writeSetField(Action.SetField action, WireWriter out) {
    for (Field<?> field : action.value().fields()) {
      if (action.value().mask(field).isPresent() && out.version().isBefore(OfVersion.OF15)) {
        throw EncodeException.unsayable("masked " + action, out.version());
      }
    }
    Oxm.writeAll(action.value(), out);
  }
}
