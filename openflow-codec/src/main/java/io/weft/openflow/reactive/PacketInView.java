package io.weft.openflow.reactive;

import io.weft.net.Bytes;
import io.weft.openflow.OfVersion;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A PACKET_IN where it was read, of OpenFlow 1.0 (5.4.1) or 1.3 (7.4.1). One view is moved from
 * message to message, so nothing of it may be kept. Indices into the frame are checked; addresses
 * and ports are bare numbers here, since a value for each would be what costs most.
 */
public final class PacketInView {
  static final VarHandle I16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle I32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle I64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** OFP_NO_BUFFER. */
  private static final int NO_BUFFER = -1;

  private static final int ETHERNET = 14;
  private static final int DATA_10 = 18;
  private static final int MATCH_13 = 24;
  private static final int OXM_MATCH = 1;
  private static final int OXM_IN_PORT = 0x8000_0004;

  /** From here on the ports of OpenFlow 1.0 are reserved ones. */
  private static final int FIRST_RESERVED_10 = 0xff00;

  private byte[] octets = new byte[0];
  private int at;
  private int inPort;
  private int frame;
  private int frameLength;
  private long readAtNanos;

  /** Whether packets of a version can be seen. */
  public static boolean canShow(OfVersion version) {
    return version == OfVersion.OF10 || version == OfVersion.OF13;
  }

  /** From now on packets were read at this time, as {@code System.nanoTime} has it. */
  public void readAt(long nanos) {
    readAtNanos = nanos;
  }

  /**
   * Moves to a message.
   *
   * @param octets in which it is, as a whole
   * @param at index of its version octet
   * @param length as its header says, and at least that of a header
   * @param version a version that {@link #canShow}
   * @return false if it is no PACKET_IN of this version with at least an Ethernet header: then the
   *     codec is to say what it is, and nothing may be asked of this view
   */
  public boolean moveTo(byte[] octets, int at, int length, OfVersion version) {
    this.octets = octets;
    this.at = at;
    return version == OfVersion.OF10 ? isOf10(length) : isOf13(length);
  }

  private boolean isOf10(int length) {
    if (length < DATA_10 + ETHERNET || (short) I16.get(octets, at) != 0x010a) {
      return false;
    }
    int port = (short) I16.get(octets, at + 14) & 0xffff;
    inPort = port < FIRST_RESERVED_10 ? port : port | 0xffff_0000;
    frame = at + DATA_10;
    frameLength = length - DATA_10;
    return true;
  }

  private boolean isOf13(int length) {
    if (length < MATCH_13 + 8 || (short) I16.get(octets, at) != 0x040a) {
      return false;
    }
    int matchLength = (short) I16.get(octets, at + MATCH_13 + 2) & 0xffff;
    int data = MATCH_13 + (matchLength + 7) / 8 * 8 + 2;
    if ((short) I16.get(octets, at + MATCH_13) != OXM_MATCH
        || length < data + ETHERNET
        || !findInPort(at + MATCH_13 + 4, at + MATCH_13 + matchLength)) {
      return false;
    }
    frame = at + data;
    frameLength = length - data;
    return true;
  }

  /** Most switches say the port first, and many nothing else. */
  private boolean findInPort(int from, int to) {
    int oxm = from;
    while (oxm + 4 <= to) {
      int header = (int) I32.get(octets, oxm);
      int next = oxm + 4 + (header & 0xff);
      if (next > to) {
        return false;
      }
      if (header == OXM_IN_PORT) {
        inPort = (int) I32.get(octets, oxm + 4);
        return true;
      }
      oxm = next;
    }
    return false;
  }

  /** The id of the buffer that the switch keeps the packet in; all ones if none. */
  public int bufferId() {
    return (int) I32.get(octets, at + 8);
  }

  /** Whether the switch keeps the packet, so that an answer need not carry it back. */
  public boolean isBuffered() {
    return bufferId() != NO_BUFFER;
  }

  /** The number of the port that it came in on, in the numbering of OpenFlow 1.1 and later. */
  public int inPort() {
    return inPort;
  }

  /** The destination address, in 48 bits. */
  public long ethDestination() {
    return (long) I64.get(octets, frame) >>> 16;
  }

  /** The source address, in 48 bits. */
  public long ethSource() {
    return (long) I64.get(octets, frame + 4) & 0xffff_ffff_ffffL;
  }

  /** What follows the source address: an EtherType, 0x8100 before a VLAN tag, or a length. */
  public int etherType() {
    return (short) I16.get(octets, frame + 12) & 0xffff;
  }

  /** Octets of the frame that are here, at least 14. */
  public int frameLength() {
    return frameLength;
  }

  /** The octet of the frame at an index, 0 to 255. */
  public int u8(int index) {
    return octets[frame + Objects.checkIndex(index, frameLength)] & 0xff;
  }

  /** Two octets of the frame as an unsigned number. */
  public int u16(int index) {
    return (short) I16.get(octets, frame + Objects.checkFromIndexSize(index, 2, frameLength))
        & 0xffff;
  }

  /** Four octets of the frame, as the bits of an int. */
  public int i32(int index) {
    return (int) I32.get(octets, frame + Objects.checkFromIndexSize(index, 4, frameLength));
  }

  /** A copy of the frame, which may be kept. */
  public Bytes frame() {
    return Bytes.wrap(java.util.Arrays.copyOfRange(octets, frame, frame + frameLength));
  }

  /** When the read that brought it began, as {@code System.nanoTime} has it. */
  public long readAtNanos() {
    return readAtNanos;
  }

  /** Copies the frame to an array that has room for it. */
  void copyFrame(byte[] target, int index) {
    System.arraycopy(octets, frame, target, index, frameLength);
  }
}
