package io.weft.openflow.codec;

import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** The layouts of bundle and bundle_load (nicira-ext.h, struct nx_action_bundle). */
final class Bundles {
  /** NXM_OF_IN_PORT: members are ports of 16 bits, the only kind there is. */
  private static final int PORTS = 0x0000_0002;

  private static final int MAX_MEMBERS = 2048;

  private Bundles() {}

  /** What is the same in both. */
  private record Head(
      int choice, int fields, int basis, int kind, int members, int packed, int target) {
    static Head read(WireReader in) {
      int choice = in.u16();
      int fields = in.u16();
      int basis = in.u16();
      int kind = in.i32();
      int members = in.u16();
      int packed = in.u16();
      return new Head(
          choice, fields, basis, kind, members, packed, in.peekU16(0) << 16 | in.peekU16(2));
    }

    boolean isValid() {
      return fields < FieldAction.HashFields.values().length
          && choice < FieldAction.MemberChoice.values().length
          && kind == PORTS
          && members <= MAX_MEMBERS;
    }

    FieldAction.HashFields hashed() {
      return FieldAction.HashFields.values()[fields];
    }

    FieldAction.MemberChoice chosen() {
      return FieldAction.MemberChoice.values()[choice];
    }
  }

  private static DecodeException bad(String detail) {
    return new DecodeException(OfError.OFPBAC_BAD_ARGUMENT, detail);
  }

  static FieldAction.Bundle read(WireReader in) {
    Head head = Head.read(in);
    in.skip(4);
    boolean isValid = head.isValid() && head.packed == 0 && head.target == 0;
    boolean isZero = in.i32() == 0;
    List<PortNo> members = readMembers(head.members, in);
    if (!isValid || !isZero) {
      throw bad("bundle with unknown numbers or a target");
    }
    checkMembers(members);
    return new FieldAction.Bundle(head.hashed(), head.basis, head.chosen(), members);
  }

  static FieldAction.BundleLoad readLoad(WireReader in) {
    Head head = Head.read(in);
    Field<?> field = Subfields.readShortField(in);
    int bits = Subfields.width(head.packed);
    boolean isZero = in.i32() == 0;
    List<PortNo> members = readMembers(head.members, in);
    if (!head.isValid() || bits < 16 || !isZero) {
      throw bad("bundle_load with unknown numbers, or a target of less than 16 bits");
    }
    Subfield target = Subfields.target(field, Subfields.offset(head.packed), bits);
    checkMembers(members);
    return new FieldAction.BundleLoad(head.hashed(), head.basis, head.chosen(), target, members);
  }

  private static List<PortNo> readMembers(int count, WireReader in) {
    if (2 * count > in.remaining()) {
      throw new DecodeException(
          OfError.OFPBAC_BAD_LEN, count + " members in " + in.remaining() + " octets");
    }
    List<PortNo> members = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      members.add(PortCodec.widen(in.u16()));
    }
    return members;
  }

  private static void checkMembers(List<PortNo> members) {
    for (PortNo member : members) {
      if (member.equals(PortNo.CONTROLLER)) {
        throw new DecodeException(OfError.OFPBAC_BAD_OUT_PORT, "bundle with CONTROLLER");
      }
      if (!member.equals(PortNo.ANY)) {
        StandardActions.checkOutput(member);
      }
    }
  }

  static void write(FieldAction.Bundle bundle, WireWriter out) {
    out.u16(bundle.choice().ordinal());
    out.u16(bundle.fields().ordinal());
    out.u16(bundle.basis());
    out.i32(PORTS);
    out.u16(bundle.members().size());
    out.zero(10);
    writeMembers(bundle.members(), out);
  }

  static void writeLoad(FieldAction.BundleLoad bundle, WireWriter out) {
    out.u16(bundle.choice().ordinal());
    out.u16(bundle.fields().ordinal());
    out.u16(bundle.basis());
    out.i32(PORTS);
    out.u16(bundle.members().size());
    out.u16(Subfields.pack(bundle.target(), out));
    Subfields.writeShortField(bundle.target().field(), out);
    out.zero(4);
    writeMembers(bundle.members(), out);
  }

  private static void writeMembers(List<PortNo> members, WireWriter out) {
    for (PortNo member : members) {
      out.u16(PortCodec.narrow(member));
    }
  }
}
