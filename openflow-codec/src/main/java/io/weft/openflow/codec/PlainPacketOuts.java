package io.weft.openflow.codec;

import io.netty.buffer.ByteBuf;
import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.PacketOut;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Packet outs as most are: with one output, in OpenFlow 1.1 to 1.4. They are read and written where
 * they stand; going through an array, as everything else does, would be most of the work. What is
 * wrong with one is not found here: it counts as another.
 *
 * <pre>
 *   0  version 1, type 1, length 2, xid 4
 *   8  buffer id 4, in_port 4
 *  16  length of actions 2, zeroes 6
 *  24  type 2, length 2, port 4
 *  32  octets to send to a controller 2, zeroes 6
 *  40  the packet
 * </pre>
 */
final class PlainPacketOuts {
  private static final int TYPE = 13;
  private static final int HEAD = 40;
  private static final int LONGEST = 0xffff;
  private static final long ACTIONS_LENGTH = StandardActions.OUTPUT_LENGTH;

  private PlainPacketOuts() {}

  /** Reads a frame, if it is such a one. */
  static Optional<Envelope> read(ByteBuf buffer, int start, int length) {
    if (length < HEAD) {
      return Optional.empty();
    }
    long header = buffer.getLong(start);
    if (((int) (header >>> 48) & 0xff) != TYPE || ((int) (header >>> 32) & LONGEST) != length) {
      return Optional.empty();
    }
    int version = (int) (header >>> 56);
    long origin = buffer.getLong(start + 8);
    long actions = buffer.getLong(start + 16);
    long output = buffer.getLong(start + 24);
    if (version <= OfVersion.OF10.wire()
        || version >= OfVersion.OF15.wire()
        || actions >>> 48 != StandardActions.OUTPUT_LENGTH
        || output >>> 32 != StandardActions.OUTPUT_LENGTH
        || !StandardActions.isOutput((int) output)
        || !PacketOuts.isInPort((int) origin)) {
      return Optional.empty();
    }
    int maxLength = buffer.getUnsignedShort(start + 32);
    byte[] packet = new byte[length - HEAD];
    buffer.getBytes(start + HEAD, packet);
    return Optional.of(
        new Envelope(
            OfVersion.ofWire(version, OfVersion.OF13),
            (int) header,
            new PacketOut(
                BufferId.of((int) (origin >>> 32)),
                PortNo.of((int) origin),
                Actions.sole(new Action.Output(PortNo.of((int) output), maxLength)),
                Bytes.wrap(packet))));
  }

  /** Appends a message if it will be such a frame; else does nothing. */
  static boolean write(PacketOut message, OfVersion version, int xid, ByteBuf buffer) {
    List<Action> actions = message.actions();
    int length = HEAD + message.data().size();
    if (version == OfVersion.OF10
        || version == OfVersion.OF15
        || actions.size() != 1
        || !(actions.get(0) instanceof Action.Output output)
        || !message.fields().isEmpty()
        || length > LONGEST
        || buffer.ensureWritable(length).nioBufferCount() != 1) {
      return false;
    }
    int start = buffer.writerIndex();
    ByteBuffer octets = buffer.internalNioBuffer(start, length);
    int at = octets.position();
    octets.putLong(at, word(version.wire() << 24 | TYPE << 16 | length, xid));
    octets.putLong(at + 8, word(message.bufferId().bits(), message.inPort().bits()));
    octets.putLong(at + 16, ACTIONS_LENGTH << 48);
    octets.putLong(at + 24, word(StandardActions.OUTPUT_LENGTH, output.port().bits()));
    octets.putLong(at + 32, (long) output.maxLen() << 48);
    message.data().copyTo(octets, at + HEAD);
    buffer.writerIndex(start + length);
    return true;
  }

  private static long word(int high, int low) {
    return (long) high << 32 | Integer.toUnsignedLong(low);
  }
}
