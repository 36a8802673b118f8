package io.weft.openflow.cli.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Makes captures of TCP segments, a second apart from the epoch on. */
final class CaptureFile {
  static final int SYN = 2;
  static final int ACK = 16;
  static final int FIN = 17;

  private final List<byte[]> packets = new ArrayList<>();
  private final int switchPort;

  CaptureFile() {
    this(40000);
  }

  /** With an own port of the switch. */
  CaptureFile(int switchPort) {
    this.switchPort = switchPort;
  }

  CaptureFile toSwitch(int flags, int sequence, String hex) {
    packets.add(packet(6653, switchPort, flags, sequence, hex));
    return this;
  }

  CaptureFile toController(int flags, int sequence, String hex) {
    packets.add(packet(switchPort, 6653, flags, sequence, hex));
    return this;
  }

  /** Something that is no TCP segment. */
  CaptureFile other(String hex) {
    packets.add(HexFormat.of().parseHex(hex));
    return this;
  }

  private static byte[] packet(int source, int target, int flags, int sequence, String hex) {
    byte[] payload = HexFormat.of().parseHex(hex);
    ByteBuffer packet = ByteBuffer.allocate(54 + payload.length);
    packet.putChar(12, (char) 0x0800);
    packet.put(14, (byte) 0x45).putChar(16, (char) (40 + payload.length)).put(23, (byte) 6);
    packet.putInt(26, 0x0a000001).putInt(30, 0x0a000002);
    packet.putChar(34, (char) source).putChar(36, (char) target).putInt(38, sequence);
    packet.put(46, (byte) 0x50).put(47, (byte) flags).put(54, payload);
    return packet.array();
  }

  byte[] pcap() {
    return pcap(0xa1b2c3d4, ByteOrder.LITTLE_ENDIAN);
  }

  byte[] pcap(int magic, ByteOrder order) {
    int size = 24 + packets.stream().mapToInt(p -> 16 + p.length).sum();
    ByteBuffer file = ByteBuffer.allocate(size).order(order);
    file.putInt(0, magic).putInt(16, 262144).putInt(20, 1).position(24);
    for (int i = 0; i < packets.size(); i++) {
      byte[] packet = packets.get(i);
      file.putInt(i).putInt(5000).putInt(packet.length).putInt(packet.length).put(packet);
    }
    return file.array();
  }

  byte[] pcapng() {
    ByteBuffer file = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d).putInt(1).putLong(-1).putInt(28);
    file.putInt(1).putInt(32).putInt(1).putInt(0);
    file.putShort((short) 9).putShort((short) 1).putInt(9).putInt(0).putInt(32);
    file.putInt(5).putInt(16).putInt(0).putInt(16); // statistics
    for (int i = 0; i < packets.size(); i++) {
      byte[] packet = packets.get(i);
      int padded = packet.length + 3 & ~3;
      long nanos = i * 1_000_000_000L + 5_000_000;
      file.putInt(6).putInt(32 + padded).putInt(0).putInt((int) (nanos >>> 32)).putInt((int) nanos);
      file.putInt(packet.length).putInt(packet.length).put(packet);
      file.position(file.position() + padded - packet.length).putInt(32 + padded);
    }
    byte[] octets = new byte[file.position()];
    file.get(0, octets);
    return octets;
  }
}
