package io.weft.benchmarks.load;

import io.weft.openflow.OfVersion;
import java.nio.ByteBuffer;

/** OpenFlow 1.0.0: ofp_packet_in (5.4.1), ofp_flow_mod (5.3.3), ofp_packet_out (5.3.6). */
final class Of10Form extends WireForm {
  private static final int DATA = 18;
  private static final int FLOW_MOD = 72;
  private static final int PACKET_OUT = 16;

  // ofp_flow_wildcards (5.2.3)
  private static final int IN_PORT = 1;
  private static final int DL_SRC = 1 << 2;
  private static final int DL_DST = 1 << 3;

  @Override
  OfVersion version() {
    return OfVersion.OF10;
  }

  @Override
  int length() {
    return DATA + FRAME;
  }

  @Override
  void prepare(ByteBuffer out, int at) {
    out.putInt(at, 0x010a_0000 | length());
    out.putInt(at + 4, 0);
    out.putInt(at + 8, NO_BUFFER);
    out.putShort(at + 12, (short) FRAME);
    out.putInt(at + 14, 0);
    prepareFrame(out, at + DATA);
  }

  @Override
  void fill(ByteBuffer out, int at, int bufferId, Traffic traffic, boolean buffered) {
    out.putInt(at + 8, buffered ? bufferId : NO_BUFFER);
    out.putShort(at + 14, (short) traffic.inPort(bufferId));
    fillFrame(out, at + DATA, bufferId, traffic);
  }

  @Override
  int bufferOfFlowMod(ByteBuffer in, int at, int length) {
    return length < FLOW_MOD ? NO_BUFFER : in.getInt(at + 64);
  }

  @Override
  Verdict flowMod(ByteBuffer in, int at, int length, int bufferId, Traffic traffic) {
    int wildcards = in.getInt(at + 8);
    boolean same =
        in.getShort(at + 56) == 0
            && (wildcards & DL_DST) == 0
            && mac(in, at + 20) == traffic.destination(bufferId)
            && ((wildcards & DL_SRC) != 0 || mac(in, at + 14) == traffic.source(bufferId))
            && ((wildcards & IN_PORT) != 0 || in.getShort(at + 12) == traffic.inPort(bufferId));
    return same
        ? actions(in, at + FLOW_MOD, length - FLOW_MOD, false, bufferId, traffic)
        : Verdict.WRONG;
  }

  @Override
  int bufferOfPacketOut(ByteBuffer in, int at, int length, Traffic traffic) {
    if (length < PACKET_OUT) {
      return NO_BUFFER;
    }
    int buffer = in.getInt(at + 8);
    int data = PACKET_OUT + (in.getShort(at + 14) & 0xffff);
    return buffer == NO_BUFFER && data <= length
        ? numberOf(in, at + data, length - data, traffic)
        : buffer;
  }

  @Override
  Verdict packetOut(ByteBuffer in, int at, int length, int bufferId, Traffic traffic) {
    int actions = in.getShort(at + 14) & 0xffff;
    boolean same =
        PACKET_OUT + actions <= length && in.getShort(at + 12) == traffic.inPort(bufferId);
    return same ? actions(in, at + PACKET_OUT, actions, false, bufferId, traffic) : Verdict.WRONG;
  }
}
