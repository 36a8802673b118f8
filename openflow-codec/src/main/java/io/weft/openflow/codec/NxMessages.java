package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.message.IpfixMultipart.IpfixCounters;
import io.weft.openflow.message.NxMessage.PacketInFormat;
import io.weft.openflow.message.NxMessage.TlvCommand;
import io.weft.openflow.message.NxMessage.TlvMap;
import io.weft.openflow.message.NxMessage.TlvTableMod;
import io.weft.openflow.message.NxMessage.TlvTableReply;
import io.weft.openflow.message.OfMessage.Role;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** Nicira's messages about the switch as a whole (Open vSwitch, nicira-ext.h). */
final class NxMessages {
  /** The fields tun_metadata0 to 63. */
  private static final int TUNNEL_FIELDS = 64;

  private static final int LONGEST_OPTION = 124;

  /** NX_ROLE_OTHER is 0, MASTER 1, SLAVE 2. */
  static final Part<Role> ROLE =
      Part.of(
          in -> {
            int code = in.i32();
            return Enums.read(
                Role.values(), code < 0 || code > 2 ? -1 : code + 1, OfError.OFPRRFC_BAD_ROLE);
          },
          (role, out) -> out.i32(role.ordinal() - 1));

  static final Part<PacketInFormat> PACKET_IN_FORMAT =
      Part.of(
          in -> Enums.read(PacketInFormat.values(), in.i32(), OfError.OFPBRC_EPERM),
          (format, out) -> out.i32(format.ordinal()));

  /** One octet that is zero or not, and seven of zero. */
  static final Part<Boolean> FLAG =
      Part.<Boolean>of(in -> in.u8() != 0, (set, out) -> out.u8(set ? 1 : 0)).pad(7);

  private NxMessages() {}

  static TlvTableMod readTlvMod(WireReader in) {
    TlvCommand command = Enums.read(TlvCommand.values(), in.u16(), OfError.NXTTMFC_BAD_COMMAND);
    in.skip(6);
    return new TlvTableMod(command, readTlvMaps(in, TUNNEL_FIELDS));
  }

  static void writeTlvMod(TlvTableMod mod, WireWriter out) {
    out.u16(mod.command().ordinal());
    out.zero(6);
    writeTlvMaps(mod.maps(), TUNNEL_FIELDS, out);
  }

  static TlvTableReply readTlvReply(WireReader in) {
    long maxOptionSpace = in.u32();
    int maxFields = in.u16();
    in.skip(10);
    return new TlvTableReply(maxOptionSpace, maxFields, readTlvMaps(in, maxFields));
  }

  static void writeTlvReply(TlvTableReply reply, WireWriter out) {
    out.u32(reply.maxOptionSpace());
    out.u16(reply.maxFields());
    out.zero(10);
    writeTlvMaps(reply.maps(), reply.maxFields(), out);
  }

  private static List<TlvMap> readTlvMaps(WireReader in, int fields) {
    List<TlvMap> maps = new ArrayList<>(in.remaining() / 8);
    while (in.hasMore()) {
      TlvMap map = new TlvMap(in.u16(), in.u8(), in.u8(), in.u16());
      in.skip(2);
      if (!hasLength(map)) {
        throw new DecodeException(OfError.NXTTMFC_BAD_OPT_LEN, "length in " + map);
      }
      if (map.index() >= fields) {
        throw new DecodeException(
            OfError.NXTTMFC_BAD_FIELD_IDX, "index in " + map + ", there are " + fields);
      }
      maps.add(map);
    }
    return maps;
  }

  private static boolean hasLength(TlvMap map) {
    return map.optionLength() % 4 == 0 && map.optionLength() <= LONGEST_OPTION;
  }

  private static void writeTlvMaps(List<TlvMap> maps, int fields, WireWriter out) {
    for (TlvMap map : maps) {
      if (!hasLength(map) || map.index() >= fields) {
        throw EncodeException.unsayable(map, out.version());
      }
      out.u16(map.optionClass());
      out.u8(map.optionType());
      out.u8(map.optionLength());
      out.u16(map.index());
      out.zero(2);
    }
  }

  static IpfixCounters readIpfix(WireReader in) {
    IpfixCounters counters =
        new IpfixCounters(
            in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64(),
            in.i64(), in.i64(), in.i32());
    in.skip(4);
    return counters;
  }

  static void writeIpfix(IpfixCounters counters, WireWriter out) {
    out.i64(counters.flows());
    out.i64(counters.currentFlows());
    out.i64(counters.packets());
    out.i64(counters.ipv4Packets());
    out.i64(counters.ipv6Packets());
    out.i64(counters.errorPackets());
    out.i64(counters.ipv4ErrorPackets());
    out.i64(counters.ipv6ErrorPackets());
    out.i64(counters.txPackets());
    out.i64(counters.txErrors());
    out.i32(counters.collectorSetId());
    out.zero(4);
  }
}
