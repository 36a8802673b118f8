package io.weft.core.dataplane;

import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.Registers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a switch knows of a packet beside its frame: registers, metadata, and the fields of a tunnel
 * that it came through or is to go through. All are zero at first (OpenFlow 1.3.5, 5.1.1).
 */
final class PipelineFields {
  private static final long[] NO_REGISTERS = new long[Registers.ALL.size() / 2];
  private static final long LOW_32 = 0xffff_ffffL;

  // spotless:off
  /** Those that are kept as they are set, beside the registers. */
  static final List<Field<?>> STORED =
      List.of(
          Field.METADATA, Field.TUNNEL_ID, Field.PKT_MARK, Field.TUN_FLAGS, Field.TUN_SRC,
          Field.TUN_DST, Field.TUN_IPV6_SRC, Field.TUN_IPV6_DST, Field.TUN_GBP_ID,
          Field.TUN_GBP_FLAGS, Field.TUN_ERSPAN_IDX, Field.TUN_ERSPAN_VER, Field.TUN_ERSPAN_DIR,
          Field.TUN_ERSPAN_HWID, Field.TUN_GTPU_FLAGS, Field.TUN_GTPU_MSGTYPE);
  // spotless:on

  /** Two registers of 32 bits each, the first one higher; shared until one is written. */
  private long[] registers = NO_REGISTERS;

  private boolean ownsRegisters;

  /** By the ordinal of the field; shared until one is written. */
  private Map<Integer, Bits> others = Map.of();

  private boolean ownsOthers;

  PipelineFields copy() {
    PipelineFields copy = new PipelineFields();
    copy.registers = registers;
    copy.others = others;
    ownsRegisters = false;
    ownsOthers = false;
    return copy;
  }

  Bits get(Field<?> field) {
    return others.getOrDefault(field.ordinal(), Bits.NONE);
  }

  void set(Field<?> field, Bits value) {
    if (!ownsOthers) {
      others = new TreeMap<>(others);
      ownsOthers = true;
    }
    others.put(field.ordinal(), value);
  }

  /** The register of 32 bits with a number from 0. */
  long register(int index) {
    long pair = registers[index / 2];
    return index % 2 == 0 ? pair >>> 32 : pair & LOW_32;
  }

  void setRegister(int index, long value) {
    long pair = registers[index / 2];
    setPair(
        index / 2, index % 2 == 0 ? value << 32 | pair & LOW_32 : pair & ~LOW_32 | value & LOW_32);
  }

  /** The register of 64 bits with a number from 0. */
  long pair(int index) {
    return registers[index];
  }

  void setPair(int index, long value) {
    if (!ownsRegisters) {
      registers = registers.clone();
      ownsRegisters = true;
    }
    registers[index] = value;
  }

  /** Adds what is not zero, as the match of a PACKET_IN has it (OpenFlow 1.3.5, 7.4.1). */
  void addTo(Match.Builder match) {
    for (Field<?> field : STORED) {
      Bits value = get(field);
      if (!value.equals(Bits.NONE)) {
        match.set(field, value.high(), value.low(), field.fullHigh(), field.fullLow());
      }
    }
    if (Arrays.equals(registers, NO_REGISTERS)) {
      return;
    }
    for (int i = 0; i < Registers.ALL.size(); i++) {
      if (register(i) != 0) {
        match.set(Registers.ALL.get(i), 0, register(i), 0, LOW_32);
      }
    }
  }
}
