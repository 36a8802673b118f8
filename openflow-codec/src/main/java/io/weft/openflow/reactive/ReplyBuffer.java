package io.weft.openflow.reactive;

import java.util.Arrays;

/** Where the answers to packets are collected until they are written together. */
public final class ReplyBuffer {
  private static final int LONGEST = 0xffff;

  private byte[] octets;
  private int size;

  /**
   * @param capacity octets that are usual; more make it grow
   */
  public ReplyBuffer(int capacity) {
    this.octets = new byte[capacity];
  }

  /**
   * Appends an answer to a packet, and behind a PACKET_OUT the packet itself if the switch does not
   * keep it.
   *
   * @param outPort in the numbering of OpenFlow 1.1 and later, as {@link io.weft.net.PortNo#bits}
   * @throws IllegalArgumentException if message and packet together are longer than a message can
   *     be
   */
  public void write(ReplyTemplate template, PacketInView packet, int outPort) {
    int length = template.length();
    if (template.carriesPacket() && !packet.isBuffered()) {
      writeWithPacket(template, packet, outPort);
      return;
    }
    reserve(length);
    template.write(octets, size, packet, outPort);
    size += length;
  }

  private void writeWithPacket(ReplyTemplate template, PacketInView packet, int outPort) {
    int length = template.length() + packet.frameLength();
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "a frame of " + packet.frameLength() + " octets is too long for a PACKET_OUT");
    }
    reserve(length);
    template.write(octets, size, packet, outPort);
    packet.copyFrame(octets, size + template.length());
    PacketInView.I16.set(octets, size + 2, (short) length);
    size += length;
  }

  private void reserve(int more) {
    if (octets.length - size < more) {
      octets = Arrays.copyOf(octets, Math.max(octets.length * 2, size + more));
    }
  }

  /** The array in which the answers are, from its beginning. */
  public byte[] octets() {
    return octets;
  }

  /** Octets of the answers. */
  public int size() {
    return size;
  }

  /** Takes answers back, down to a size that it had. */
  public void truncate(int toSize) {
    if (toSize < 0 || toSize > size) {
      throw new IllegalArgumentException(toSize + " of " + size + " octets");
    }
    size = toSize;
  }
}
