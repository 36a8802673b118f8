package io.weft.benchmarks.load;

import io.weft.openflow.OfVersion;
import java.nio.ByteBuffer;

/**
 * PACKET_IN, FLOW_MOD and PACKET_OUT of one OpenFlow version, read and written in place: no object
 * for a message, and nothing of the codec that is measured.
 */
abstract sealed class WireForm permits Of10Form, Of13Form {
  static final int HEADER = 8;
  static final int NO_BUFFER = -1;

  /** Octets of the Ethernet frame in a PACKET_IN: 60, as short as frames are, and the FCS. */
  static final int FRAME = 64;

  /** Where a frame has the number that its buffer id has too, behind the UDP header. */
  private static final int NUMBER = 42;

  private static final int OUTPUT_10 = 8;
  private static final int OUTPUT_13 = 16;

  static WireForm of(OfVersion version) {
    return version == OfVersion.OF10 ? new Of10Form() : new Of13Form();
  }

  abstract OfVersion version();

  /** Octets of a PACKET_IN. */
  abstract int length();

  /** Writes a PACKET_IN, but for what {@link #fill} fills in. */
  abstract void prepare(ByteBuffer out, int at);

  /** Fills in which packet it is. */
  abstract void fill(ByteBuffer out, int at, int bufferId, Traffic traffic, boolean buffered);

  /** Which packet a FLOW_MOD is about; {@link #NO_BUFFER} if it says none. */
  abstract int bufferOfFlowMod(ByteBuffer in, int at, int length);

  /** What a FLOW_MOD does about a packet. */
  abstract Verdict flowMod(ByteBuffer in, int at, int length, int bufferId, Traffic traffic);

  /** Which packet a PACKET_OUT is about, by its buffer or its data. */
  abstract int bufferOfPacketOut(ByteBuffer in, int at, int length, Traffic traffic);

  abstract Verdict packetOut(ByteBuffer in, int at, int length, int bufferId, Traffic traffic);

  /** A valid frame: Ethernet, IPv4, UDP. */
  static void prepareFrame(ByteBuffer out, int at) {
    for (int i = 0; i < FRAME; i++) {
      out.put(at + i, (byte) 0);
    }
    out.putShort(at + 12, (short) 0x0800);
    out.putShort(at + 14, (short) 0x4500);
    out.putShort(at + 16, (short) (FRAME - 14));
    out.put(at + 22, (byte) 64);
    out.put(at + 23, (byte) 17);
    out.putInt(at + 26, 0x0a00_0001);
    out.putInt(at + 30, 0x0a00_0002);
    int sum = 0;
    for (int i = 14; i < 34; i += 2) {
      sum += out.getShort(at + i) & 0xffff;
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    out.putShort(at + 24, (short) ~((sum & 0xffff) + (sum >>> 16)));
    out.putShort(at + 34, (short) 7);
    out.putShort(at + 36, (short) 7);
    out.putShort(at + 38, (short) (FRAME - 34));
  }

  static void fillFrame(ByteBuffer out, int at, int bufferId, Traffic traffic) {
    long destination = traffic.destination(bufferId);
    long source = traffic.source(bufferId);
    out.putLong(at, destination << 16 | source >>> 32);
    out.putInt(at + 8, (int) source);
    out.putInt(at + NUMBER, bufferId);
  }

  /** Which packet a frame is; {@link #NO_BUFFER} if it is none of those. */
  static int numberOf(ByteBuffer in, int at, int length, Traffic traffic) {
    if (length != FRAME || in.getShort(at + 12) != 0x0800) {
      return NO_BUFFER;
    }
    int number = in.getInt(at + NUMBER);
    boolean same =
        Traffic.isKnown(number)
            && mac(in, at) == traffic.destination(number)
            && mac(in, at + 6) == traffic.source(number);
    return same ? number : NO_BUFFER;
  }

  static long mac(ByteBuffer in, int at) {
    return (long) (in.getShort(at) & 0xffff) << 32 | in.getInt(at + 2) & 0xffff_ffffL;
  }

  /**
   * What a list of actions does with a packet: exactly one output is expected.
   *
   * @param wide whether ports have 32 bits
   */
  static Verdict actions(
      ByteBuffer in, int at, int length, boolean wide, int bufferId, Traffic traffic) {
    int expected = wide ? OUTPUT_13 : OUTPUT_10;
    if (length != expected || in.getInt(at) != expected) {
      return Verdict.WRONG;
    }
    int port = wide ? in.getInt(at + 4) : in.getShort(at + 4);
    // OFPP_FLOOD and OFPP_ALL; those of OpenFlow 1.0 have the same low bits, and the same sign.
    if (port == 0xffff_fffb || port == 0xffff_fffc) {
      return Verdict.FLOODED;
    }
    boolean learned = !Traffic.isAnnouncement(bufferId) && port == traffic.outPort(bufferId);
    return learned ? Verdict.CORRECT : Verdict.WRONG;
  }
}
