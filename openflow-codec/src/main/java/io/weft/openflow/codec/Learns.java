package io.weft.openflow.codec;

import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.LearnSpec;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The layouts of learn (nicira-ext.h, struct nx_action_learn and nx_action_learn2). Each part of
 * the entry begins with 16 bits: bit 13 says that the source is a value, bits 12..11 what the
 * target is, the others how many bits there are.
 */
final class Learns {
  private static final int BITS = 0x3ff;
  private static final int FROM_VALUE = 1 << 13;
  private static final int KIND = 3 << 11;
  private static final int MATCH = 0;
  private static final int LOAD = 1 << 11;
  private static final int OUTPUT = 2 << 11;

  private static final int KNOWN_FLAGS = 3;
  private static final int HAS_RESULT = 1 << 2;
  private static final int NO_TABLE = 0xff;

  private Learns() {}

  private static DecodeException bad(String detail) {
    return new DecodeException(OfError.OFPBAC_BAD_ARGUMENT, detail);
  }

  /** What both forms begin with. */
  private record Head(
      int idleTimeout,
      int hardTimeout,
      int priority,
      long cookie,
      int flags,
      int tableId,
      int pad,
      int finIdleTimeout,
      int finHardTimeout) {
    static Head read(WireReader in) {
      return new Head(
          in.u16(), in.u16(), in.u16(), in.i64(), in.u16(), in.u8(), in.u8(), in.u16(), in.u16());
    }

    void check(int knownFlags) {
      if (pad != 0 || tableId == NO_TABLE || (flags & ~knownFlags) != 0) {
        throw bad("learn with flags 0x%x into table %d".formatted(flags, tableId));
      }
    }

    Learn with(List<LearnSpec> specs) {
      Set<Learn.Flag> known =
          Enums.readBits(Learn.Flag.class, flags & KNOWN_FLAGS, OfError.OFPBAC_BAD_ARGUMENT);
      return new Learn(
          idleTimeout,
          hardTimeout,
          priority,
          cookie,
          known,
          tableId,
          finIdleTimeout,
          finHardTimeout,
          specs);
    }
  }

  static Learn read(WireReader in) {
    Head head = Head.read(in);
    head.check(KNOWN_FLAGS);
    return head.with(readSpecs(in));
  }

  static Learn.Limited readLimited(WireReader in) {
    Head head = Head.read(in);
    long limit = in.u32();
    int offset = in.u16();
    if (in.u16() != 0) {
      throw new DecodeException(OfError.NXBAC_MUST_BE_ZERO, "padding of learn");
    }
    head.check(KNOWN_FLAGS | HAS_RESULT);
    Optional<Subfield> result = Optional.empty();
    if ((head.flags & HAS_RESULT) != 0) {
      Field<?> field = Subfields.readField(in);
      Subfields.refuseReadOnly(field);
      result = Optional.of(Subfields.source(field, offset, 1));
    } else if (offset != 0) {
      throw bad("learn with a bit " + offset + " of no field");
    }
    return new Learn.Limited(head.with(readSpecs(in)), limit, result);
  }

  /** A header of zeroes ends the parts; only zeroes may follow. */
  private static List<LearnSpec> readSpecs(WireReader in) {
    List<LearnSpec> specs = new ArrayList<>();
    while (in.hasMore()) {
      int header = in.u16();
      if (header == 0) {
        break;
      }
      specs.add(readSpec(header, in));
    }
    Subfields.expectZeroes(in, OfError.OFPBAC_BAD_ARGUMENT);
    return specs;
  }

  private static LearnSpec readSpec(int header, WireReader in) {
    int bits = header & BITS;
    int kind = header & KIND;
    boolean fromValue = (header & FROM_VALUE) != 0;
    boolean isKnown = kind == MATCH || kind == LOAD || kind == OUTPUT && !fromValue;
    if (!isKnown) {
      throw bad("learn with a part of 0x%04x".formatted(header));
    }
    int sourceOctets = fromValue ? valueOctets(bits) : 6;
    if (in.remaining() < sourceOctets + (kind == OUTPUT ? 0 : 6)) {
      throw new DecodeException(
          OfError.OFPBAC_BAD_LEN, "learn ends within a part of 0x%04x".formatted(header));
    }
    if (fromValue) {
      int needed = (bits + 7) / 8;
      in.skip(sourceOctets - needed);
      Bytes value = in.bytes(needed);
      Subfield target = readSubfield(bits, in);
      return kind == MATCH
          ? new LearnSpec.MatchValue(target, value)
          : new LearnSpec.LoadValue(value, target);
    }
    Subfield source = readSubfield(bits, in);
    return switch (kind) {
      case OUTPUT -> new LearnSpec.Output(source);
      case LOAD -> new LearnSpec.LoadField(source, readSubfield(bits, in));
      default -> new LearnSpec.MatchField(readSubfield(bits, in), source);
    };
  }

  /** Values are written in pairs of octets. */
  private static int valueOctets(int bits) {
    return (bits + 15) / 16 * 2;
  }

  private static Subfield readSubfield(int bits, WireReader in) {
    Field<?> field = Subfields.readShortField(in);
    return Subfields.source(field, in.u16(), bits);
  }

  static void write(Learn learn, WireWriter out) {
    writeHead(learn, 0, out);
    writeSpecs(learn.specs(), out);
  }

  static void writeLimited(Learn.Limited limited, WireWriter out) {
    Optional<Subfield> result = limited.result();
    writeHead(limited.learn(), result.isPresent() ? HAS_RESULT : 0, out);
    out.u32(limited.limit());
    out.u16(result.isPresent() ? result.get().offset() : 0);
    out.zero(2);
    if (result.isPresent()) {
      Subfields.writeField(result.get().field(), out);
    }
    writeSpecs(limited.learn().specs(), out);
  }

  private static void writeHead(Learn learn, int moreFlags, WireWriter out) {
    out.u16(learn.idleTimeout());
    out.u16(learn.hardTimeout());
    out.u16(learn.priority());
    out.i64(learn.cookie());
    out.u16(Enums.toBits(learn.flags()) | moreFlags);
    out.u8(learn.tableId());
    out.zero(1);
    out.u16(learn.finIdleTimeout());
    out.u16(learn.finHardTimeout());
  }

  private static void writeSpecs(List<LearnSpec> specs, WireWriter out) {
    for (LearnSpec spec : specs) {
      switch (spec) {
        case LearnSpec.MatchField s -> {
          writeHeader(MATCH, s.source(), out);
          writeSubfield(s.source(), out);
          writeSubfield(s.target(), out);
        }
        case LearnSpec.MatchValue s -> {
          writeHeader(MATCH | FROM_VALUE, s.target(), out);
          writeValue(s.value(), out);
          writeSubfield(s.target(), out);
        }
        case LearnSpec.LoadField s -> {
          writeHeader(LOAD, s.source(), out);
          writeSubfield(s.source(), out);
          writeSubfield(s.target(), out);
        }
        case LearnSpec.LoadValue s -> {
          writeHeader(LOAD | FROM_VALUE, s.target(), out);
          writeValue(s.value(), out);
          writeSubfield(s.target(), out);
        }
        case LearnSpec.Output s -> {
          writeHeader(OUTPUT, s.source(), out);
          writeSubfield(s.source(), out);
        }
      }
    }
  }

  private static void writeHeader(int kind, Subfield bits, WireWriter out) {
    if (bits.bits() > BITS) {
      throw EncodeException.unsayable(bits + " in learn", out.version());
    }
    out.u16(kind | bits.bits());
  }

  private static void writeValue(Bytes value, WireWriter out) {
    out.zero(value.size() % 2);
    out.bytes(value);
  }

  private static void writeSubfield(Subfield subfield, WireWriter out) {
    Subfields.writeShortField(subfield.field(), out);
    out.u16(subfield.offset());
  }
}
