package io.weft.openflow.codec;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Nesting;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The layouts of Open vSwitch's extension actions that are more than a line (nicira-ext.h). */
final class NxActions {
  /** A port of 16 bits in all versions. */
  static final Part<PortNo> PORT =
      Part.of(in -> PortCodec.widen(in.u16()), (port, out) -> out.u16(PortCodec.narrow(port)));

  /** A table, and three zeroes. */
  static final Part<Integer> TABLE =
      Part.of(
          in -> {
            int table = in.u8();
            Subfields.expectZeroes(in, 3, OfError.OFPBAC_BAD_ARGUMENT);
            return table;
          },
          (table, out) -> {
            out.u8(table);
            out.zero(3);
          });

  private static final int ACTION = 1;
  private static final OfError NOT_ZERO = OfError.NXBRC_MUST_BE_ZERO;

  private NxActions() {}

  /** Octets that must be zero, then a part. */
  static <V> Part<V> zeroesThen(int octets, Part<V> part) {
    return Part.of(
        in -> {
          Subfields.expectZeroes(in, octets, NOT_ZERO);
          return part.read(in);
        },
        (value, out) -> {
          out.zero(octets);
          part.write(value, out);
        });
  }

  static NxAction.Note readNote(WireReader in) {
    return new NxAction.Note(in.rest());
  }

  static void writeNote(NxAction.Note note, WireWriter out) {
    out.bytes(note.octets());
  }

  static NxAction.Conjunction readConjunction(WireReader in) {
    int clause = in.u8();
    int clauses = in.u8();
    if (clauses < 2 || clauses > 64 || clause >= clauses) {
      throw new DecodeException(
          OfError.NXBAC_BAD_CONJUNCTION, "clause " + clause + " of " + clauses);
    }
    return new NxAction.Conjunction(in.i32(), clause + 1, clauses);
  }

  static void writeConjunction(NxAction.Conjunction conjunction, WireWriter out) {
    out.u8(conjunction.clause() - 1);
    out.u8(conjunction.clauses());
    out.i32(conjunction.id());
  }

  static NxAction.DecTtlCntIds readDecTtl(WireReader in) {
    int count = in.u16();
    Subfields.expectZeroes(in, 4, NOT_ZERO);
    if (2 * count > in.remaining()) {
      throw new DecodeException(
          OfError.OFPBAC_BAD_LEN, count + " controllers in " + in.remaining() + " octets");
    }
    List<Integer> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(in.u16());
    }
    return new NxAction.DecTtlCntIds(ids);
  }

  static void writeDecTtl(NxAction.DecTtlCntIds action, WireWriter out) {
    out.u16(action.controllerIds().size());
    out.zero(4);
    for (int id : action.controllerIds()) {
      out.u16(id);
    }
  }

  static NxAction.Clone readClone(WireReader in) {
    in.skip(6);
    return new NxAction.Clone(readNested(in, ActionOrder.Place.CLONE));
  }

  static void writeClone(NxAction.Clone clone, WireWriter out) {
    out.zero(6);
    Actions.write(clone.actions(), out);
  }

  /** The actions up to the end of another one. */
  static List<Action> readNested(WireReader in, ActionOrder.Place place) {
    if (in.depth() >= Nesting.LIMIT) {
      throw new DecodeException(
          OfError.OFPBAC_TOO_MANY, "actions nested more than " + Nesting.LIMIT + " deep");
    }
    List<Action> actions = Actions.readAll(in.nested(OfError.OFPBAC_BAD_LEN));
    ActionOrder.check(actions, place);
    return actions;
  }

  /** Properties, whose length is without the padding to a multiple of eight octets. */
  static NxAction.Controller2 readController2(WireReader in) {
    Subfields.expectZeroes(in, 6, NOT_ZERO);
    int maxLen = Action.WHOLE_PACKET;
    int controllerId = 0;
    int reason = ACTION;
    Bytes userdata = Bytes.EMPTY;
    boolean pause = false;
    int meterId = 0;
    while (in.hasMore()) {
      int type = in.u16();
      int length = in.u16();
      int padding = -length & 7;
      if (length < 4 || length - 4 + padding > in.remaining()) {
        throw badProperty(type, length);
      }
      WireReader body = in.slice(length - 4, OfError.OFPBPC_BAD_LEN);
      in.skip(padding);
      switch (type) {
        // What is behind a number is not looked at, as in Open vSwitch.
        case 0 -> maxLen = body.u16();
        case 1 -> controllerId = body.u16();
        case 2 -> reason = body.u8();
        case 3 -> userdata = body.rest();
        case 4 -> pause = true;
        case 5 -> meterId = body.i32();
        default ->
            throw new DecodeException(
                OfError.OFPBPC_BAD_TYPE, "property " + type + " of controller");
      }
    }
    return new NxAction.Controller2(maxLen, controllerId, reason, userdata, pause, meterId);
  }

  private static DecodeException badProperty(int type, int length) {
    return new DecodeException(
        OfError.OFPBPC_BAD_LEN, "property " + type + " of controller has length " + length);
  }

  static void writeController2(NxAction.Controller2 action, WireWriter out) {
    out.zero(6);
    if (action.maxLen() != Action.WHOLE_PACKET) {
      writeU16Property(0, action.maxLen(), out);
    }
    if (action.controllerId() != 0) {
      writeU16Property(1, action.controllerId(), out);
    }
    if (action.reason() != ACTION) {
      out.u16(2);
      out.u16(5);
      out.u8(action.reason());
      out.zero(3);
    }
    if (!action.userdata().isEmpty()) {
      int start = out.position();
      out.u16(3);
      out.u16(0);
      out.bytes(action.userdata());
      out.patchLength(start, start + 2, "userdata");
      out.padTo8(start);
    }
    if (action.pause()) {
      out.u16(4);
      out.u16(4);
      out.zero(4);
    }
    if (action.meterId() != 0) {
      out.u16(5);
      out.u16(8);
      out.i32(action.meterId());
    }
  }

  private static void writeU16Property(int type, int value, WireWriter out) {
    out.u16(type);
    out.u16(8);
    out.u16(value);
    out.zero(2);
  }

  static NxAction.Sample2 readSample2(WireReader in) {
    NxAction.Sample2 sample =
        new NxAction.Sample2(in.u16(), in.u32(), in.u32(), in.u32(), PORT.read(in));
    in.skip(6);
    return sample;
  }

  static void writeSample2(NxAction.Sample2 sample, WireWriter out) {
    out.u16(sample.probability());
    out.u32(sample.collectorSetId());
    out.u32(sample.obsDomainId());
    out.u32(sample.obsPointId());
    PORT.write(sample.samplingPort(), out);
    out.zero(6);
  }

  static NxAction.Sample3 readSample3(WireReader in) {
    int probability = in.u16();
    long collectorSetId = in.u32();
    long obsDomainId = in.u32();
    long obsPointId = in.u32();
    PortNo samplingPort = PORT.read(in);
    NxAction.Direction direction = readDirection(in);
    return new NxAction.Sample3(
        probability, collectorSetId, obsDomainId, obsPointId, samplingPort, direction);
  }

  private static NxAction.Direction readDirection(WireReader in) {
    int direction = in.u8();
    Subfields.expectZeroes(in, 5, NOT_ZERO);
    return Enums.read(NxAction.Direction.values(), direction, OfError.OFPBAC_BAD_ARGUMENT);
  }

  static void writeSample3(NxAction.Sample3 sample, WireWriter out) {
    out.u16(sample.probability());
    out.u32(sample.collectorSetId());
    out.u32(sample.obsDomainId());
    out.u32(sample.obsPointId());
    PORT.write(sample.samplingPort(), out);
    out.u8(sample.direction().ordinal());
    out.zero(5);
  }

  static NxAction.Sample4 readSample4(WireReader in) {
    int probability = in.u16();
    long collectorSetId = in.u32();
    Optional<Subfield> obsDomain = readSource(in);
    long obsDomainId = obsDomain.isPresent() ? 0 : in.u32();
    Optional<Subfield> obsPoint = readSource(in);
    long obsPointId = obsPoint.isPresent() ? 0 : in.u32();
    PortNo samplingPort = PORT.read(in);
    NxAction.Direction direction = readDirection(in);
    return new NxAction.Sample4(
        probability,
        collectorSetId,
        obsDomain,
        obsDomainId,
        obsPoint,
        obsPointId,
        samplingPort,
        direction);
  }

  /** The field that a number of 32 bits comes from; if there is none, the number follows. */
  private static Optional<Subfield> readSource(WireReader in) {
    if (in.peekU16(0) == 0 && in.peekU16(2) == 0) {
      in.skip(4);
      return Optional.empty();
    }
    Field<?> field = Subfields.readShortField(in);
    int packed = in.u16();
    in.skip(2);
    int bits = Subfields.width(packed);
    if (bits > 32) {
      throw new DecodeException(OfError.OFPBAC_BAD_SET_LEN, field + " for an id of 32 bits");
    }
    return Optional.of(Subfields.source(field, Subfields.offset(packed), bits));
  }

  static void writeSample4(NxAction.Sample4 sample, WireWriter out) {
    out.u16(sample.probability());
    out.u32(sample.collectorSetId());
    writeSource(sample.obsDomain(), sample.obsDomainId(), out);
    writeSource(sample.obsPoint(), sample.obsPointId(), out);
    PORT.write(sample.samplingPort(), out);
    out.u8(sample.direction().ordinal());
    out.zero(5);
  }

  private static void writeSource(Optional<Subfield> source, long id, WireWriter out) {
    if (source.isEmpty()) {
      out.zero(4);
      out.u32(id);
      return;
    }
    Subfields.writeShortField(source.get().field(), out);
    out.u16(Subfields.pack(source.get(), out));
    out.zero(2);
  }
}
