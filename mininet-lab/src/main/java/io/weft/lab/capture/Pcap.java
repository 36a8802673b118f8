package io.weft.lab.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads TCP over IPv4 over Ethernet from a pcap file, as tcpdump writes it on the loopback
 * interface.
 *
 * <p>The file may be growing: an unfinished last record is left out. Format:
 * draft-ietf-opsawg-pcap, section 4 and 5.
 */
final class Pcap {
  private static final int MAGIC_MICROSECONDS = 0xa1b2c3d4;
  private static final int MAGIC_NANOSECONDS = 0xa1b23c4d;
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;
  private static final int LINKTYPE_ETHERNET = 1;
  private static final int ETHERNET_HEADER = 14;
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int PROTOCOL_TCP = 6;
  private static final int SYN = 0x02;

  private Pcap() {}

  static List<Segment> read(Path file) {
    try {
      return segments(ByteBuffer.wrap(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new CaptureException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  static List<Segment> segments(ByteBuffer file) {
    if (file.remaining() < FILE_HEADER) {
      return List.of();
    }
    file.order(ByteOrder.LITTLE_ENDIAN);
    if (Integer.reverseBytes(file.getInt(0)) == MAGIC_MICROSECONDS
        || Integer.reverseBytes(file.getInt(0)) == MAGIC_NANOSECONDS) {
      file.order(ByteOrder.BIG_ENDIAN);
    }
    int magic = file.getInt(0);
    if (magic != MAGIC_MICROSECONDS && magic != MAGIC_NANOSECONDS) {
      throw new CaptureException("not a pcap file: magic 0x%08x".formatted(magic));
    }
    if (file.getInt(20) != LINKTYPE_ETHERNET) {
      throw new CaptureException("link type " + file.getInt(20) + " is not Ethernet");
    }
    int nanosecondsPerUnit = magic == MAGIC_NANOSECONDS ? 1 : 1000;
    file.position(FILE_HEADER);
    List<Segment> segments = new ArrayList<>();
    while (file.remaining() >= RECORD_HEADER) {
      Instant at =
          Instant.ofEpochSecond(
              Integer.toUnsignedLong(file.getInt()),
              Integer.toUnsignedLong(file.getInt()) * nanosecondsPerUnit);
      int captured = file.getInt();
      int original = file.getInt();
      if (captured < 0 || captured > file.remaining()) {
        break;
      }
      if (captured < original) {
        throw new CaptureException(
            "a frame of " + original + " bytes was captured with " + captured + " only");
      }
      ByteBuffer frame = file.slice(file.position(), captured).asReadOnlyBuffer();
      file.position(file.position() + captured);
      addSegment(at, frame, segments);
    }
    return segments;
  }

  private static void addSegment(Instant at, ByteBuffer frame, List<Segment> segments) {
    if (frame.remaining() < ETHERNET_HEADER + 20 || frame.getChar(12) != ETHERTYPE_IPV4) {
      return;
    }
    ByteBuffer ip = frame.slice(ETHERNET_HEADER, frame.remaining() - ETHERNET_HEADER);
    int ipHeader = (ip.get(0) & 0x0f) * 4;
    int length = Math.min(ip.getChar(2), ip.remaining());
    if (ip.get(9) != PROTOCOL_TCP || length < ipHeader + 20) {
      return;
    }
    int tcpHeader = ((ip.get(ipHeader + 12) >> 4) & 0x0f) * 4;
    int source = ip.getChar(ipHeader);
    int target = ip.getChar(ipHeader + 2);
    segments.add(
        new Segment(
            at,
            "%08x:%d>%08x:%d".formatted(ip.getInt(12), source, ip.getInt(16), target),
            source,
            target,
            ip.getInt(ipHeader + 4),
            (ip.get(ipHeader + 13) & SYN) != 0,
            ip.slice(ipHeader + tcpHeader, Math.max(0, length - ipHeader - tcpHeader))));
  }
}
