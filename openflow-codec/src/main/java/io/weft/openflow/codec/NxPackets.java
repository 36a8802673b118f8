package io.weft.openflow.codec;

import static io.weft.openflow.VersionRange.ALL;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.Part.I32;
import static io.weft.openflow.wire.Part.I64;
import static io.weft.openflow.wire.Part.REST;
import static io.weft.openflow.wire.Part.U32;
import static io.weft.openflow.wire.Part.U8;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.MatchForm;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.NxPacketMessage.NxPacketIn;
import io.weft.openflow.message.NxPacketMessage.NxPacketIn2;
import io.weft.openflow.message.NxPacketMessage.NxResume;
import io.weft.openflow.message.PacketProperty;
import io.weft.openflow.message.PacketProperty.ContinuationProperty;
import io.weft.openflow.wire.Layout;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.List;

/**
 * NXT_PACKET_IN, NXT_PACKET_IN2 and NXT_RESUME (Open vSwitch, nicira-ext.h; lib/ofp-packet.c). The
 * properties are in the order that they came in: of two alike the later one counts.
 */
final class NxPackets {
  private static final int LONGEST_STACKED = 128;

  // spotless:off
  private static final Part<BufferId>     BUFFER   = Part.of(in -> BufferId.of(in.i32()), (id, out) -> out.i32(id.bits()));
  private static final Part<Match>        METADATA = Part.of(NxPackets::readMetadata, NxPackets::writeMetadata);
  private static final Part<List<Action>> ACTIONS  = Part.<List<Action>>of(in -> Actions.read(in.rest(OfError.OFPBAC_BAD_LEN)), Actions::write).after(4);
  private static final Part<Bytes>        STACKED  = Part.of(NxPackets::readStacked, (value, out) -> out.bytes(value));
  private static final Part<Bytes>        UUID     = Part.of(in -> in.bytes(16), (uuid, out) -> out.bytes(uuid));
  /** More octets than one are passed over, as in Open vSwitch. */
  private static final Part<Integer>      OCTET    = Part.of(NxPackets::readOctet, U8::write);

  static final WireTable<ContinuationProperty> CONTINUATION = new WireTable<>("property of a continuation",
      row(0x8000, ALL, ContinuationProperty.Bridge.class,        struct(UUID, ContinuationProperty.Bridge::uuid, ContinuationProperty.Bridge::new)),
      row(0x8001, ALL, ContinuationProperty.Stack.class,         struct(STACKED, ContinuationProperty.Stack::value, ContinuationProperty.Stack::new)),
      row(0x8002, ALL, ContinuationProperty.Mirrors.class,       struct(I32, ContinuationProperty.Mirrors::mirrors, ContinuationProperty.Mirrors::new)),
      row(0x8003, ALL, ContinuationProperty.Conntracked.class,   Layout.empty(ContinuationProperty.Conntracked::new)),
      row(0x8004, ALL, ContinuationProperty.ActionsTable.class,  struct(OCTET, ContinuationProperty.ActionsTable::tableId, ContinuationProperty.ActionsTable::new)),
      row(0x8005, ALL, ContinuationProperty.ActionsCookie.class, struct(I64.after(4), ContinuationProperty.ActionsCookie::cookie, ContinuationProperty.ActionsCookie::new)),
      row(0x8006, ALL, ContinuationProperty.Actions.class,       struct(ACTIONS, ContinuationProperty.Actions::actions, ContinuationProperty.Actions::new)),
      row(0x8007, ALL, ContinuationProperty.ActionSet.class,     struct(ACTIONS, ContinuationProperty.ActionSet::actions, ContinuationProperty.ActionSet::new)),
      row(0x8008, ALL, ContinuationProperty.OdpPort.class,       struct(I32, ContinuationProperty.OdpPort::port, ContinuationProperty.OdpPort::new)));

  private static final Part<List<ContinuationProperty>> CONTINUATIONS = Part.of(NxPackets::readContinuation, NxPackets::writeContinuation);

  static final WireTable<PacketProperty> PROPERTIES = new WireTable<>("packet property",
      row(0, ALL, PacketProperty.Packet.class,       struct(REST, PacketProperty.Packet::data, PacketProperty.Packet::new)),
      row(1, ALL, PacketProperty.FullLength.class,   struct(U32, PacketProperty.FullLength::octets, PacketProperty.FullLength::new)),
      row(2, ALL, PacketProperty.Buffer.class,       struct(BUFFER, PacketProperty.Buffer::bufferId, PacketProperty.Buffer::new)),
      row(3, ALL, PacketProperty.Table.class,        struct(OCTET, PacketProperty.Table::tableId, PacketProperty.Table::new)),
      row(4, ALL, PacketProperty.Cookie.class,       struct(I64.after(4), PacketProperty.Cookie::cookie, PacketProperty.Cookie::new)),
      row(5, ALL, PacketProperty.Reason.class,       struct(OCTET, PacketProperty.Reason::reason, PacketProperty.Reason::new)),
      row(6, ALL, PacketProperty.Metadata.class,     struct(METADATA, PacketProperty.Metadata::match, PacketProperty.Metadata::new)),
      row(7, ALL, PacketProperty.Userdata.class,     struct(REST, PacketProperty.Userdata::data, PacketProperty.Userdata::new)),
      row(8, ALL, PacketProperty.Continuation.class, struct(CONTINUATIONS, PacketProperty.Continuation::properties, PacketProperty.Continuation::new)));
  // spotless:on

  private NxPackets() {}

  static NxPacketIn readPacketIn(WireReader in) {
    BufferId bufferId = BufferId.of(in.i32());
    int totalLength = in.u16();
    int reason = in.u8();
    int tableId = in.u8();
    long cookie = in.i64();
    int matchLength = in.u16();
    in.skip(6);
    Match match = Matches.readNxm(in, matchLength, Oxm.Place.PACKET);
    in.skip(2);
    return new NxPacketIn(bufferId, totalLength, reason, tableId, cookie, match, in.rest());
  }

  static void writePacketIn(NxPacketIn message, WireWriter out) {
    out.i32(message.bufferId().bits());
    out.u16(message.totalLength());
    out.u8(message.reason());
    out.u8(message.tableId());
    out.i64(message.cookie());
    int lengthAt = out.position();
    out.zero(8);
    int length = Matches.writeNxm(message.match(), out);
    out.patchLength(out.position() - length, lengthAt, "match");
    out.zero(2);
    out.bytes(message.data());
  }

  static NxPacketIn2 readPacketIn2(WireReader in) {
    return new NxPacketIn2(readProperties(in));
  }

  static void writePacketIn2(NxPacketIn2 message, WireWriter out) {
    Properties.writeAll(message.properties(), PROPERTIES, out);
  }

  static NxResume readResume(WireReader in) {
    return new NxResume(readProperties(in));
  }

  static void writeResume(NxResume message, WireWriter out) {
    Properties.writeAll(message.properties(), PROPERTIES, out);
  }

  private static List<PacketProperty> readProperties(WireReader in) {
    List<PacketProperty> properties = Properties.read(in, PROPERTIES, PacketProperty.Unknown::new);
    long full = 0;
    int size = 0;
    for (PacketProperty property : properties) {
      if (property instanceof PacketProperty.Packet(Bytes data)) {
        size = data.size();
      } else if (property instanceof PacketProperty.FullLength(long octets)) {
        full = octets;
      }
    }
    if (size == 0 || full != 0 && full < size) {
      throw new DecodeException(OfError.OFPBRC_BAD_LEN, size + " octets of a packet of " + full);
    }
    return properties;
  }

  private static List<ContinuationProperty> readContinuation(WireReader in) {
    in.skip(4);
    return Properties.read(in, CONTINUATION, ContinuationProperty.Unknown::new);
  }

  private static void writeContinuation(List<ContinuationProperty> properties, WireWriter out) {
    out.zero(4);
    Properties.writeAll(properties, CONTINUATION, out);
  }

  /** OXM elements in all versions, and NXM ones where there is no OXM yet. */
  private static Match readMetadata(WireReader in) {
    return Oxm.readElements(in.rest(OfError.OFPBMC_BAD_LEN), Oxm.Place.PACKET, form(in.version()));
  }

  private static void writeMetadata(Match match, WireWriter out) {
    Oxm.writeElements(match, form(out.version()), out);
  }

  private static MatchForm form(OfVersion version) {
    return MatchForm.of(version.isBefore(OfVersion.OF12) ? OfVersion.OF12 : version);
  }

  private static Bytes readStacked(WireReader in) {
    if (in.remaining() > LONGEST_STACKED) {
      throw new DecodeException(
          OfError.OFPBPC_BAD_LEN, "a stacked value of " + in.remaining() + " octets");
    }
    return in.rest();
  }

  private static int readOctet(WireReader in) {
    int octet = in.u8();
    in.skip(in.remaining());
    return octet;
  }
}
