package io.weft.openflow.codec;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The flags of flow entries: two in OpenFlow 1.0 and 1.1, RESET_COUNTS since 1.2, the others since
 * 1.3.
 */
final class FlowFlags {
  /** OFPFF_EMERG of OpenFlow 1.0, an entry for when the controller is away. */
  static final int EMERGENCY = 1 << 2;

  /** All sets by their bits: flags are read for every entry that a switch lists. */
  private static final List<Set<FlowFlag>> SETS = new ArrayList<>();

  static {
    for (int bits = 0; bits < 1 << FlowFlag.values().length; bits++) {
      EnumSet<FlowFlag> set = EnumSet.noneOf(FlowFlag.class);
      for (FlowFlag flag : FlowFlag.values()) {
        if ((bits >>> flag.ordinal() & 1) != 0) {
          set.add(flag);
        }
      }
      SETS.add(Set.copyOf(set));
    }
  }

  private FlowFlags() {}

  private static int known(OfVersion version) {
    return switch (version) {
      case OF10, OF11 -> 0x3;
      case OF12 -> 0x7;
      case OF13, OF14, OF15 -> 0x1f;
    };
  }

  static Set<FlowFlag> of(int bits, OfVersion version) {
    if ((bits & ~known(version)) != 0) {
      throw new DecodeException(
          OfError.OFPFMFC_BAD_FLAGS, "flow flags 0x" + Integer.toHexString(bits));
    }
    return SETS.get(bits);
  }

  static void write(Set<FlowFlag> flags, WireWriter out) {
    out.u16(bits(flags, out.version()));
  }

  /** The bits of flags, all of which the version must know. */
  static int bits(Set<FlowFlag> flags, OfVersion version) {
    int bits = Enums.toBits(flags);
    if ((bits & ~known(version)) != 0) {
      throw EncodeException.unsayable("flags " + flags, version);
    }
    return bits;
  }
}
