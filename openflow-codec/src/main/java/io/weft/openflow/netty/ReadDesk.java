package io.weft.openflow.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weft.openflow.reactive.PacketInView;
import io.weft.openflow.reactive.ReplyBuffer;

/**
 * Where a thread lays out what it has read, and what it needs again for each read: arrays, for the
 * JVM reads these faster than memory outside of its heap.
 */
final class ReadDesk {
  private static final ThreadLocal<ReadDesk> DESKS = ThreadLocal.withInitial(ReadDesk::new);

  /** A read of Netty's, and an incomplete frame of the read before. */
  private static final int USUAL = 128 * 1024;

  /** What is handed over when there is so much of it, and one more answer. */
  private static final int REPLIES = OpenFlowConnection.CHUNK + 4096;

  private final PacketInView packet = new PacketInView();
  private final ReplyBuffer replies = new ReplyBuffer(REPLIES);
  private byte[] octets = new byte[USUAL];
  private ByteBuf buffer = Unpooled.wrappedBuffer(octets).clear();
  private boolean inUse;

  private ReadDesk() {}

  /** This thread's, or another one while that is in use: a listener may lead to another read. */
  static ReadDesk take() {
    ReadDesk desk = DESKS.get();
    if (desk.inUse) {
      desk = new ReadDesk();
    }
    desk.inUse = true;
    return desk;
  }

  void putBack() {
    inUse = false;
  }

  /** Lays out octets behind those that are there. */
  void add(ByteBuf more) {
    int size = buffer.writerIndex();
    int length = more.readableBytes();
    if (octets.length - size < length) {
      byte[] larger = new byte[Math.max(2 * octets.length, size + length)];
      System.arraycopy(octets, 0, larger, 0, size);
      octets = larger;
      buffer = Unpooled.wrappedBuffer(larger).writerIndex(size);
    }
    more.getBytes(more.readerIndex(), octets, size, length);
    buffer.writerIndex(size + length);
  }

  /** Takes everything away. */
  void clear() {
    buffer.clear();
  }

  /** What is laid out, in {@link #octets} from the first one on. */
  ByteBuf buffer() {
    return buffer;
  }

  byte[] octets() {
    return octets;
  }

  PacketInView packet() {
    return packet;
  }

  ReplyBuffer replies() {
    return replies;
  }
}
