package io.weft.openflow.codec;

import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.ConntrackAction;
import io.weft.openflow.action.ConntrackAction.NatRange;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The layouts of ct and nat (nicira-ext.h, struct nx_action_conntrack and nx_action_nat). */
final class Conntracks {
  private static final int IPV4_MIN = 1;
  private static final int IPV4_MAX = 1 << 1;
  private static final int IPV6_MIN = 1 << 2;
  private static final int IPV6_MAX = 1 << 3;
  private static final int PORT_MIN = 1 << 4;
  private static final int PORT_MAX = 1 << 5;

  private Conntracks() {}

  private static DecodeException bad(String detail) {
    return new DecodeException(OfError.OFPBAC_BAD_ARGUMENT, detail);
  }

  static ConntrackAction.Ct read(WireReader in) {
    int flags = in.u16();
    if ((flags & ConntrackAction.Ct.FORCE) != 0 && (flags & ConntrackAction.Ct.COMMIT) == 0) {
      throw bad("ct that forces but does not commit");
    }
    Optional<Subfield> zoneSource = readZoneSource(in);
    int zone = zoneSource.isPresent() ? 0 : in.u16();
    int table = in.u8();
    in.skip(3);
    int alg = in.u16();
    List<Action> actions = NxActions.readNested(in, ActionOrder.Place.CT);
    if ((flags & ConntrackAction.Ct.COMMIT) == 0) {
      for (Action action : actions) {
        boolean onlyUndoes =
            action instanceof ConntrackAction.Nat nat
                && nat.flags().isEmpty()
                && nat.range().isEmpty();
        if (!onlyUndoes) {
          throw bad("ct that does not commit with " + action);
        }
      }
    }
    return new ConntrackAction.Ct(flags, zoneSource, zone, table, alg, actions);
  }

  /** The field that the zone comes from, with its bits; if there is none, the zone follows. */
  private static Optional<Subfield> readZoneSource(WireReader in) {
    if (in.peekU16(0) == 0 && in.peekU16(2) == 0) {
      in.skip(4);
      return Optional.empty();
    }
    Field<?> field = Subfields.readShortField(in);
    int packed = in.u16();
    int bits = Subfields.width(packed);
    Subfield source = Subfields.source(field, Subfields.offset(packed), bits);
    if (bits != 16) {
      throw new DecodeException(OfError.OFPBAC_BAD_SET_LEN, "zone of " + bits + " bits");
    }
    return Optional.of(source);
  }

  static void write(ConntrackAction.Ct ct, WireWriter out) {
    out.u16(ct.flags());
    if (ct.zoneSource().isPresent()) {
      Subfields.writeShortField(ct.zoneSource().get().field(), out);
      out.u16(Subfields.pack(ct.zoneSource().get(), out));
    } else {
      out.zero(4);
      out.u16(ct.zone());
    }
    out.u8(ct.table());
    out.zero(3);
    out.u16(ct.alg());
    Actions.write(ct.actions(), out);
  }

  static ConntrackAction.Nat readNat(WireReader list) {
    WireReader in = list.rest(OfError.OFPBAC_BAD_ARGUMENT);
    in.skip(2);
    Set<ConntrackAction.NatFlag> flags =
        Enums.readBits(ConntrackAction.NatFlag.class, in.u16(), OfError.OFPBAC_BAD_ARGUMENT);
    int present = in.u16();
    return new ConntrackAction.Nat(flags, readRange(present, in));
  }

  private static Optional<NatRange> readRange(int present, WireReader in) {
    boolean isV4 = (present & IPV4_MIN) != 0;
    boolean isV6 = !isV4 && (present & IPV6_MIN) != 0;
    boolean hasEndAlone =
        !isV4 && (present & IPV4_MAX) != 0
            || !isV6 && (present & IPV6_MAX) != 0
            || isV4 && (present & IPV6_MIN) != 0
            || (present & PORT_MIN) == 0 && (present & PORT_MAX) != 0
            || !isV4 && !isV6 && (present & PORT_MIN) != 0;
    if (hasEndAlone) {
      throw bad("nat with a range of 0x%x".formatted(present));
    }
    if (isV4) {
      Ipv4Address first = new Ipv4Address(in.i32());
      Optional<Ipv4Address> last =
          (present & IPV4_MAX) != 0 ? Optional.of(new Ipv4Address(in.i32())) : Optional.empty();
      int firstPort = readPort(present & PORT_MIN, in);
      return Optional.of(new NatRange.V4(first, last, firstPort, readPort(present & PORT_MAX, in)));
    }
    if (isV6) {
      Ipv6Address first = new Ipv6Address(in.i64(), in.i64());
      Optional<Ipv6Address> last =
          (present & IPV6_MAX) != 0
              ? Optional.of(new Ipv6Address(in.i64(), in.i64()))
              : Optional.empty();
      int firstPort = readPort(present & PORT_MIN, in);
      return Optional.of(new NatRange.V6(first, last, firstPort, readPort(present & PORT_MAX, in)));
    }
    return Optional.empty();
  }

  private static int readPort(int isPresent, WireReader in) {
    if (isPresent == 0) {
      return 0;
    }
    int port = in.u16();
    if (port == 0) {
      throw bad("nat with port 0");
    }
    return port;
  }

  static void writeNat(ConntrackAction.Nat nat, WireWriter out) {
    out.zero(2);
    out.u16(Enums.toBits(nat.flags()));
    int presentAt = out.position();
    out.u16(0);
    int present = 0;
    if (nat.range().isPresent()) {
      NatRange range = nat.range().get();
      present = writeAddresses(range, out);
      if (range.firstPort() != 0) {
        present |= PORT_MIN;
        out.u16(range.firstPort());
      }
      if (range.lastPort() != 0) {
        present |= PORT_MAX;
        out.u16(range.lastPort());
      }
    }
    out.patch16(presentAt, present);
  }

  private static int writeAddresses(NatRange range, WireWriter out) {
    switch (range) {
      case NatRange.V4 v4 -> {
        out.i32(v4.first().bits());
        if (v4.last().isEmpty()) {
          return IPV4_MIN;
        }
        out.i32(v4.last().get().bits());
        return IPV4_MIN | IPV4_MAX;
      }
      case NatRange.V6 v6 -> {
        out.i64(v6.first().high());
        out.i64(v6.first().low());
        if (v6.last().isEmpty()) {
          return IPV6_MIN;
        }
        out.i64(v6.last().get().high());
        out.i64(v6.last().get().low());
        return IPV6_MIN | IPV6_MAX;
      }
    }
  }
}
