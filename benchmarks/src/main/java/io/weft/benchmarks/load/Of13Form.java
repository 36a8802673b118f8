package io.weft.benchmarks.load;

import io.weft.openflow.OfVersion;
import java.nio.ByteBuffer;

/** OpenFlow 1.3.5: ofp_packet_in (7.4.1), ofp_flow_mod (7.3.4.1), ofp_packet_out (7.3.7). */
final class Of13Form extends WireForm {
  private static final int MATCH_IN = 24;
  private static final int DATA = 42;
  private static final int MATCH = 48;
  private static final int PACKET_OUT = 24;

  // oxm_header without the length (7.2.3.2): class 0x8000, field << 1.
  private static final int IN_PORT = 0x8000_0004;
  private static final int ETH_DST = 0x8000_0606;
  private static final int ETH_SRC = 0x8000_0806;
  private static final int APPLY_ACTIONS = 4;

  @Override
  OfVersion version() {
    return OfVersion.OF13;
  }

  @Override
  int length() {
    return DATA + FRAME;
  }

  @Override
  void prepare(ByteBuffer out, int at) {
    out.putInt(at, 0x040a_0000 | length());
    out.putInt(at + 4, 0);
    out.putInt(at + 8, NO_BUFFER);
    out.putShort(at + 12, (short) FRAME);
    out.putShort(at + 14, (short) 0);
    out.putLong(at + 16, 0);
    out.putInt(at + MATCH_IN, 0x0001_000c);
    out.putInt(at + MATCH_IN + 4, IN_PORT);
    out.putLong(at + MATCH_IN + 8, 0);
    out.putShort(at + DATA - 2, (short) 0);
    prepareFrame(out, at + DATA);
  }

  @Override
  void fill(ByteBuffer out, int at, int bufferId, Traffic traffic, boolean buffered) {
    out.putInt(at + 8, buffered ? bufferId : NO_BUFFER);
    out.putInt(at + MATCH_IN + 8, traffic.inPort(bufferId));
    fillFrame(out, at + DATA, bufferId, traffic);
  }

  @Override
  int bufferOfFlowMod(ByteBuffer in, int at, int length) {
    return length < MATCH + 8 ? NO_BUFFER : in.getInt(at + 32);
  }

  @Override
  Verdict flowMod(ByteBuffer in, int at, int length, int bufferId, Traffic traffic) {
    int matchLength = in.getShort(at + MATCH + 2) & 0xffff;
    int instructions = MATCH + (matchLength + 7) / 8 * 8;
    // One instruction, which applies the actions.
    if (in.get(at + 25) != 0
        || length < instructions + 8
        || in.getShort(at + instructions) != APPLY_ACTIONS
        || in.getShort(at + instructions + 2) != length - instructions
        || !isMatchOf(in, at + MATCH + 4, at + MATCH + matchLength, bufferId, traffic)) {
      return Verdict.WRONG;
    }
    int actions = instructions + 8;
    return actions(in, at + actions, length - actions, true, bufferId, traffic);
  }

  /** Whether all that a match says of addresses and port is so, and it says the destination. */
  private static boolean isMatchOf(ByteBuffer in, int from, int to, int bufferId, Traffic traffic) {
    boolean saysDestination = false;
    int at = from;
    while (at + 4 <= to) {
      int header = in.getInt(at);
      int next = at + 4 + (header & 0xff);
      if (next > to) {
        return false;
      }
      switch (header) {
        case ETH_DST -> {
          if (mac(in, at + 4) != traffic.destination(bufferId)) {
            return false;
          }
          saysDestination = true;
        }
        case ETH_SRC -> {
          if (mac(in, at + 4) != traffic.source(bufferId)) {
            return false;
          }
        }
        case IN_PORT -> {
          if (in.getInt(at + 4) != traffic.inPort(bufferId)) {
            return false;
          }
        }
        default -> {}
      }
      at = next;
    }
    return saysDestination;
  }

  @Override
  int bufferOfPacketOut(ByteBuffer in, int at, int length, Traffic traffic) {
    if (length < PACKET_OUT) {
      return NO_BUFFER;
    }
    int buffer = in.getInt(at + 8);
    int data = PACKET_OUT + (in.getShort(at + 16) & 0xffff);
    return buffer == NO_BUFFER && data <= length
        ? numberOf(in, at + data, length - data, traffic)
        : buffer;
  }

  @Override
  Verdict packetOut(ByteBuffer in, int at, int length, int bufferId, Traffic traffic) {
    int actions = in.getShort(at + 16) & 0xffff;
    boolean same = PACKET_OUT + actions <= length && in.getInt(at + 12) == traffic.inPort(bufferId);
    return same ? actions(in, at + PACKET_OUT, actions, true, bufferId, traffic) : Verdict.WRONG;
  }
}
